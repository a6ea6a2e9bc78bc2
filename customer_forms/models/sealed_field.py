"""A field of which the database has the mask only."""

from odoo import fields
from odoo.exceptions import UserError
from odoo.tools import SQL

# What asks for the whole value; programs and the search bar ask with any of them.
EQUALITY = {"in", "not in"}
COMPLETE = {"ilike": "in", "like": "in", "=ilike": "in", "=like": "in"}


class Sealed(fields.Char):
    """A sensitive value of a model with ``customer.sensitive``.

    The column has the mask: that is what every record says, what is exported, sorted and
    grouped by. The value is in the vault; ``read`` gives it to those whom the policy
    shows it in full. It is found by the whole value.

    :param str sensitivity: key of ``tools.sensitivity.CLASSES``
    """

    sensitivity = None
    copy = False

    def convert_to_read(self, value, record, use_display_name=True):
        if value and not record.env.su and isinstance(record.id, int):
            value = record.opened_values.get(self.name, value)
        return super().convert_to_read(value, record, use_display_name)

    def condition_to_sql(self, field_expr, operator, value, model, alias, query):
        operator, texts, or_empty = self._asked(model, operator, value)
        branches = []
        if texts:
            found = self._matching(model, texts)
            branches.append(SQL("%s IN %s", SQL.identifier(alias, "id"), found))
        if or_empty:
            column = model._field_to_sql(alias, self.name, query)
            branches.append(SQL("COALESCE(%s, '') = ''", column))
        condition = SQL("(%s)", SQL(" OR ").join(branches or [SQL("FALSE")]))
        return SQL("NOT %s", condition) if operator == "not in" else condition

    def filter_function(self, records, field_expr, operator, value):
        _operator, texts, or_empty = self._asked(records, operator, value)
        kept_ids = tuple(each for each in records._ids if isinstance(each, int))
        found = set()
        if texts and kept_ids:
            query = self._matching(records, texts)
            rows = records.env.execute_query(
                SQL(
                    "SELECT id FROM unnest(%s) AS id WHERE id IN %s", [*kept_ids], query
                )
            )
            found = {res_id for (res_id,) in rows}
        return lambda record: record.id in found or (or_empty and not record[self.name])

    def _matching(self, model, texts):
        vault = model.env["customer.vault.value"]
        return vault._matching(model._name, self.sensitivity, texts, [self.name])

    def _asked(self, model, operator, value):
        """The condition as one about whole values.

        :return: (``in`` or ``not in``, list of texts, whether no value is meant too)
        :raises UserError: for what only a readable column could answer
        """
        if operator in COMPLETE:
            operator, value = COMPLETE[operator], [value.strip("%")]
        if operator not in EQUALITY:
            refuse_partial_search(model.env, self.sensitivity)
        texts = [each for each in value if each]
        return operator, texts, len(texts) < len(value)


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
