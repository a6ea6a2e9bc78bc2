from odoo import models
from odoo.exceptions import AccessError
from odoo.tools import SQL


class CustomerFormAnswered(models.AbstractModel):
    """What has ``answers``. One of them is guarded by its field (``Answers``), which
    cannot tell when the whole column is asked for."""

    _name = "customer.form.answered"
    _description = "Record with Answers"

    def _read_group_select(self, aggregate_spec, query):
        self._refuse_whole_answers(aggregate_spec.partition(":")[0])
        return super()._read_group_select(aggregate_spec, query)

    def _read_group_groupby_properties(self, alias, field, property_name, query):
        definition = self.get_property_definition(f"{field.name}.{property_name}")
        if not definition:
            # Nobody's question, or one this user does not see: one group, of a type
            # that can also be asked by month.
            return SQL("NULL::timestamp")
        if definition["type"] == "selection" and definition["selection"]:
            # Odoo joins a list of the choices, which takes PostgreSQL twice as long.
            return SQL(
                "CASE %s #>> '{}' %s END",
                self._field_to_sql(alias, f"{field.name}.{property_name}", query),
                SQL(" ").join(
                    SQL("WHEN %(key)s THEN %(key)s", key=key)
                    for key, _label in definition["selection"]
                ),
            )
        return super()._read_group_groupby_properties(
            alias, field, property_name, query
        )

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        self._refuse_whole_answers(field_name)
        return super()._order_field_to_sql(alias, field_name, direction, nulls, query)

    def _refuse_whole_answers(self, field_name):
        """Refuse to gather or compare answers regardless of who may see which."""
        if field_name == "answers" and not self.env.su:
            raise AccessError(
                self.env._("Answers are grouped and sorted one question at a time.")
            )
