"""Answers that are in the vault: the column has their masks."""

import json

from odoo import fields
from odoo.fields import Domain
from odoo.tools import SQL

from ...rules import FIELD_TYPES
from ...rules.types.base import Invalid
from ...tools import sensitivity
from ..sensitive.sealed_field import COMPLETE, EQUALITY, refuse_partial_search
from ..sensitive.sensitive_mixin import MASKED_ONLY
from .counted_answers import counts_successors


class SealedAnswers(fields.Properties):
    """Answers with masks in place of what is sensitive.

    ``read`` gives the values to those whom the policy shows them in full. They are found
    by the whole value; by the mask too, so that a group by masks can be opened.
    """

    def as_dict(self, value):
        """Answers by key, from any of the forms in which they are written.

        :return: dict of its own
        """
        if isinstance(value, str):
            value = json.loads(value)
        if isinstance(value, list):
            return self._list_to_dict(value)
        return dict(getattr(value, "_values", value))

    def convert_to_read(self, value, record, use_display_name=True):
        # A single answer in code: a record says the mask, whoever asks.
        if not record.env.su:
            record = record.with_context(**{MASKED_ONLY: True})
        return super().convert_to_read(value, record, use_display_name)

    def convert_to_read_multi(self, values, records, use_display_name=True):
        result = super().convert_to_read_multi(values, records, use_display_name)
        if records.env.su or records.env.context.get(MASKED_ONLY):
            return result
        for record, properties in zip(records, result, strict=True):
            opened = record.opened_values or {}
            for prop in properties if opened else ():
                if prop.get("sensitivity") and prop["name"] in opened:
                    prop["value"] = as_text(opened[prop["name"]])
        return result

    def filter_function(self, records, field_expr, operator, value):
        keys = self._asked_keys(field_expr, records)
        classes, _plain = records.env["customer.form"]._classes_of_answer(keys)
        if not classes:
            return super().filter_function(records, field_expr, operator, value)
        kept = [res_id for res_id in records._ids if isinstance(res_id, int)]
        domain = Domain("id", "in", kept) & Domain(field_expr, operator, value)
        # Which of these records he may read is not asked here, as with other fields.
        found = set(
            records.with_context(active_test=False)._search(domain, bypass_access=True)
        )
        return lambda record: record.id in found

    # ------------------------------------------------------------
    # Searching
    # ------------------------------------------------------------

    def _sealed_to_sql(self, field_expr, operator, value, model, alias, plain):
        """What finds sensitive answers by their whole value.

        Forms that ask the same in clear are searched as always; their columns are where
        masks are found, too.

        :param plain: function of operator and value; the condition on the columns
        :return: ``SQL``, or None when no form has a sensitive answer to this question
        :raises UserError: for what only a readable column could answer
        """
        keys = self._asked_keys(field_expr, model)
        form_model = model.env["customer.form"]
        classes, plain_forms = form_model._classes_of_answer(keys)
        if not classes:
            return None
        texts, others = _texts(operator, value)
        if not _is_whole(operator, texts, classes):
            if not plain_forms or not _looks_at(plain_forms, model.env):
                refuse_partial_search(model.env, min(classes))
            return plain(operator, value)
        branches = []
        if texts:
            branches = [
                self._matching_sql(model, alias, class_, texts, keys)
                for class_ in sorted(classes)
            ]
            if plain_forms or any(map(sensitivity.looks_masked, texts)):
                is_likeness = operator in COMPLETE
                branches.append(
                    plain(operator, value) if is_likeness else plain("in", texts)
                )
        if others:
            branches.append(plain("in", others))
        found = SQL("(%s)", SQL(" OR ").join(branches))
        return SQL("%s IS NOT TRUE", found) if operator == "not in" else found

    def _matching_sql(self, model, alias, class_, texts, keys):
        """Whether a record answers one of these questions with one of the texts, as far
        as this user sees it: what counts as the answer asked about may be hidden."""
        by_hidden = {}
        for key in sorted(keys):
            is_hidden = self._hidden_sql(key, model, alias, None)
            by_hidden.setdefault(is_hidden or SQL("FALSE"), []).append(key)
        vault, res_id = model.env["customer.vault.value"], SQL.identifier(alias, "id")
        found = [
            SQL(
                "(NOT %s AND %s IN %s)",
                *(is_hidden, res_id),
                vault._matching(model._name, class_, texts, seen),
            )
            for is_hidden, seen in by_hidden.items()
        ]
        return SQL("(%s)", SQL(" OR ").join(found))

    def _asked_keys(self, field_expr, model):
        """The questions whose answers a condition asks about: those that count for this
        one too, where that is asked."""
        _field, _dot, key = field_expr.partition(".")
        keys = {key}
        if counts_successors(model.env):
            for succession in model.env["customer.form"]._successions().values():
                if succession.concerns(key):
                    keys.update(succession.sources(key))
        return keys


def as_text(value):
    """An opened value as a property of type text has it.

    >>> as_text(120000.5), as_text("+8613800001234")
    ('120000.5', '+8613800001234')
    """
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    return str(value)


def _texts(operator, value):
    """What is asked for, and what stands for "set" or "not set" (``True``, ``False``)."""
    values = [value] if operator not in EQUALITY else value
    if operator in COMPLETE and isinstance(value, str):
        values = [value.strip()]
    texts = [each for each in values if not isinstance(each, bool) and each != ""]
    return texts, [each or False for each in values if each not in texts]


def _is_whole(operator, texts, classes):
    """Whether a condition asks for whole values: of a part of a phone number it can be
    told, of a part of a name it cannot."""
    if operator in EQUALITY:
        return True
    return operator in COMPLETE and all(_may_be_whole(text, classes) for text in texts)


def _may_be_whole(text, classes):
    if sensitivity.looks_masked(text):
        return True
    return "%" not in text and any(_may_be_value(class_, text) for class_ in classes)


def _may_be_value(class_, text):
    if len(text) == sensitivity.LAST and sensitivity.CLASSES[class_].has_last_four:
        return True
    if class_ == "phone":  # seven digits could be a number, and are rarely meant as one
        try:
            return bool(FIELD_TYPES[class_].parse(text, {}))
        except Invalid:
            return False
    return bool(sensitivity.normal(class_, text))


def _looks_at(form_ids, env):
    """Whether the list that is searched is one of these forms."""
    return env.context.get("customer_form_id") in form_ids
