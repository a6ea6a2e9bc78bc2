"""A field of which the database has the mask only."""

from odoo import fields
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...tools import sensitivity as classes

# What asks for the whole value; programs and the search bar ask with any of them.
EQUALITY = {"in", "not in"}
COMPLETE = {"ilike": "in", "like": "in", "=ilike": "in", "=like": "in"}


class Sealed(fields.Char):
    """A sensitive value of a model with ``customer.sensitive``.

    The column has the mask: that is what every record says, what is exported, sorted and
    grouped by. The value is in the vault; ``read`` gives it to those whom the policy
    shows it in full. It is found by the whole value.

    :param str sensitivity: key of ``tools.sensitivity.CLASSES``
    :param bool is_found_only: of the value only the mask and its digest are kept
    """

    sensitivity = None
    is_found_only = False
    copy = False

    def convert_to_read(self, value, record, use_display_name=True):
        if value and not record.env.su and isinstance(record.id, int):
            value = (record.opened_values or {}).get(self.name, value)
        return super().convert_to_read(value, record, use_display_name)

    def condition_to_sql(self, field_expr, operator, value, model, alias, query):
        operator, texts, shown = self._asked(model, operator, value)
        branches = []
        if texts:
            found = self._matching(model, texts)
            branches.append(SQL("%s IN %s", SQL.identifier(alias, "id"), found))
        if shown:
            column = model._field_to_sql(alias, self.name, query)
            branches.append(SQL("COALESCE(%s, '') IN %s", column, tuple(shown)))
        condition = SQL("(%s)", SQL(" OR ").join(branches or [SQL("FALSE")]))
        return SQL("NOT %s", condition) if operator == "not in" else condition

    def filter_function(self, records, field_expr, operator, value):
        _operator, texts, shown = self._asked(records, operator, value)
        origins = records._origin
        found = set()
        if texts and origins:
            query = self._matching(records, texts)
            rows = records.env.execute_query(
                SQL(
                    "SELECT id FROM unnest(%s) AS id WHERE id IN %s", origins.ids, query
                )
            )
            found = {res_id for (res_id,) in rows}
        # Typed into a form and not saved yet: what the cache has is no mask.
        typed = {classes.normal(self.sensitivity, text) for text in texts} - {""}

        def is_asked_for(record):
            text = record[self.name] or ""
            if not text or classes.looks_masked(text):
                return text in shown or bool(text and record._origin.id in found)
            return classes.normal(self.sensitivity, text) in typed

        return is_asked_for

    def _matching(self, model, texts):
        vault = model.env["customer.vault.value"]
        return vault._matching(model._name, self.sensitivity, texts, [self.name])

    def _asked(self, model, operator, value):
        """The condition as one about whole values.

        :return: (``in`` or ``not in``, list of values, set of what the column itself has:
            a mask, by which lists are grouped, or '' for no value)
        :raises UserError: for what only a readable column could answer
        """
        if operator in COMPLETE:
            operator, value = COMPLETE[operator], [value.strip("%")]
        if operator not in EQUALITY:
            refuse_partial_search(model.env, self.sensitivity)
        shown = {each or "" for each in value if not each or classes.looks_masked(each)}
        return operator, [each for each in value if each and each not in shown], shown


def refuse_partial_search(env, sensitivity):
    """:raises UserError: saying how sensitive values are found"""
    names = dict(env["customer.privacy.policy"]._sensitivity_names())
    raise UserError(
        env._(
            "%(class)s: encrypted values are found by the whole value only. Search with"
            " “is equal to” and type all of it.",
            **{"class": names.get(sensitivity, sensitivity)},
        )
    )
