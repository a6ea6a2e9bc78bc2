import json

from odoo import fields
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL

from .counted_answers import CountedAnswers
from .joint_answers import JointAnswers
from .places_field import PlacesProperties
from .sealed_answers import SealedAnswers


class ReadInBatches(fields.Properties):
    """Properties without links to records, read as quickly as columns nearly are."""

    def convert_to_read_multi(self, values, records, use_display_name=True):
        """As Odoo's, but the definition is read once for each container, not for each
        record, and there are no names of linked records to look up."""
        definitions, result = {}, []
        for record, value in zip(records, values, strict=True):
            container = record[self.definition_record]
            if container not in definitions:
                definition = self._get_properties_definition(record)
                definitions[container] = definition or []
            kept = getattr(value, "_values", value) or {}
            properties = self._dict_to_list(kept, definitions[container])
            self._parse_json_types(properties, records.env, {})
            result.append(properties)
        return result


class Answers(
    JointAnswers, CountedAnswers, PlacesProperties, SealedAnswers, ReadInBatches
):
    """Answers of a submission, one property per field of the form.

    The web client may rearrange the definition of ordinary properties on the fly; the
    definition of answers follows from published versions alone.

    A user does not see the answers of every section (``customer.form.visible_answers``).
    For him a hidden answer is one that was not given: nowhere is it read, exported,
    found, ordered or grouped by. Code in superuser mode sees all, sensitive ones masked.
    """

    # ------------------------------------------------------------
    # Reading
    # ------------------------------------------------------------

    def convert_to_record(self, value, record):
        keys = self._visible_keys(record) if value else None
        if keys is not None:
            value = {key: value[key] for key in value if key in keys}
        return super().convert_to_record(value, record)

    def _get_properties_definition(self, record):
        definition = super()._get_properties_definition(record)
        keys = self._visible_keys(record) if definition else None
        if keys is None:
            return definition
        return [prop for prop in definition if prop["name"] in keys]

    @classmethod
    def _list_to_dict(cls, values_list):
        """As Odoo's, which takes an amount of 0 for none: here it was an answer."""
        kept = super()._list_to_dict(values_list)
        for prop in values_list:
            value = prop.get("value")
            if prop.get("type") == "monetary" and value == 0 and value is not False:
                kept[prop["name"]] = value
        return kept

    def _visible_keys(self, record):
        """Keys whose answers the user of ``record`` may see; None for all of them."""
        if record.env.su:
            return None
        # sudo: the form is read to learn what is hidden, whoever may read the form
        form_sudo = record.sudo()[self.definition_record]
        return form_sudo._visible_keys()

    # ------------------------------------------------------------
    # Searching, ordering, grouping
    # ------------------------------------------------------------

    def property_to_sql(self, field_sql, property_name, model, alias, query):
        sql = super().property_to_sql(field_sql, property_name, model, alias, query)
        is_hidden = self._hidden_sql(property_name, model, alias, query)
        if not is_hidden:
            return sql
        return SQL("CASE WHEN %s THEN NULL ELSE %s END", is_hidden, sql)

    def condition_to_sql(self, field_expr, operator, value, model, alias, query):
        model = self._asking(field_expr, model, alias)
        condition_to_sql = super().condition_to_sql

        def plain(operator, value):
            to_sql = condition_to_sql
            if operator in ("in", "not in") and _are_answers(value):
                to_sql = self._answers_to_sql
            return to_sql(field_expr, operator, value, model, alias, query)

        sql = self._sealed_to_sql(field_expr, operator, value, model, alias, plain)
        sql = sql or plain(operator, value)
        _field, _dot, key = field_expr.partition(".")
        is_hidden = self._hidden_sql(key, model, alias, query)
        if not is_hidden:
            return sql
        if _holds_without_answer(operator, value):
            return SQL("(%s OR %s)", is_hidden, sql)
        return SQL("(NOT %s AND %s)", is_hidden, sql)

    def _answers_to_sql(self, field_expr, operator, value, model, alias, query):
        """Ask for one of several answers in a way that an index serves.

        Odoo asks "is it the value, or a list with the value in it?", which no single
        index can answer; ``@>`` means both. Several values mean any of them, for lists
        too; 0 and 1 are numbers, not "set" and "not set"; and what was not answered is
        not in them, as with columns. See ``answer_index``.
        """
        field_name, _dot, key = field_expr.partition(".")
        kept = model._field_to_sql(alias, field_name, query)
        conditions = [
            SQL(
                "(%s -> %s) %s %s",
                kept,
                key,
                SQL("@>" if isinstance(each, str) else "="),
                json.dumps(each),
            )
            for each in value
        ]
        is_in = SQL("(%s)", SQL(" OR ").join(conditions))
        return is_in if operator == "in" else SQL("%s IS NOT TRUE", is_in)

    def _hidden_sql(self, key, model, alias, query):
        """Whether the user may not see what a record answers to ``key``.

        The same key may be in several forms: the form of each record decides.

        :return: ``SQL``, or None when he sees it in every form
        """
        form_ids = tuple(
            form_sudo.id
            for form_sudo in model.env["customer.form"]._partly_visible_forms()
            if key not in form_sudo._visible_keys()
        )
        if not form_ids:
            return None
        form_sql = model._field_to_sql(alias, self.definition_record, query)
        return SQL("(%s IN %s)", form_sql, form_ids)

    # ------------------------------------------------------------
    # Writing
    # ------------------------------------------------------------

    def write(self, records, value):
        self.refuse_other_questions(records.env, value)
        return super().write(records, value)

    def refuse_other_questions(self, env, value):
        """Refuse answers that bring a definition of their own, as the web client sends it.

        :raises AccessError: saying where questions are changed
        """
        if isinstance(value, list) and any(
            prop.get("definition_changed") or prop.get("definition_deleted")
            for prop in value
        ):
            raise AccessError(
                env._(
                    "The questions of a form are changed in the form itself, not from"
                    " its submissions."
                )
            )


def _holds_without_answer(operator, value):
    """Whether a condition is met where nothing was answered."""
    if operator == "in":
        return any(each is False for each in value)
    if operator == "not in":
        return _are_answers(value) or all(each is True for each in value)
    return operator in Domain.NEGATIVE_OPERATORS


def _are_answers(values):
    """Whether these are texts and numbers, none of them "set" or "not set"."""
    return bool(values) and all(
        isinstance(each, str | int | float)
        and not isinstance(each, bool)
        and each != ""
        for each in values
    )


class AnswerDefinition(fields.PropertiesDefinition):
    """Definition of ``Answers``; labels are shown in the user's language.

    Odoo keeps one language in a definition. The labels of every language are in the
    form's versions, so they are put in place when the definition is read. Programs get
    the whole of it; over RPC nobody gets the questions whose answers he may not see.
    """

    copy = False

    def convert_to_record(self, value, record):
        definition = super().convert_to_record(value, record)
        if not definition or not record.env.lang:
            return definition
        labels = record._answer_labels(record.env.lang)
        for prop in definition:
            label, options = labels.get(prop["name"], (None, {}))
            prop["string"] = label or prop["string"]
            for choice in prop.get("selection") or prop.get("tags") or ():
                choice[1] = options.get(choice[0], choice[1])
        return definition

    def convert_to_read(self, value, record, use_display_name=True):
        visible = _visible_part(value, record)
        return super().convert_to_read(visible, record, use_display_name)

    def convert_to_export(self, value, record):
        return super().convert_to_export(_visible_part(value, record), record)


def _visible_part(definition, form):
    keys = None if form.env.su else form._visible_keys()
    if keys is None or not definition:
        return definition
    return [prop for prop in definition if prop["name"] in keys]
