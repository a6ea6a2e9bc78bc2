"""What a submission says of a customer, new or known (S8)."""

from datetime import date

from odoo import fields, models

from ...tools import place

# What is said of the customer only when somebody answered it; else it was guessed.
ROLES = {"kind": "customer_kind", "source_id": "source", "industry_id": "industry"}


class CustomerFormSubmission(models.Model):
    _inherit = "customer.form.submission"

    difference_count = fields.Integer(compute="_compute_difference_count")

    def _compute_difference_count(self):
        counts = dict(
            self.env["customer.fact"]._read_group(
                [
                    ("res_model", "=", self._name),
                    ("res_id", "in", self.ids),
                    ("state", "=", "open"),
                ],
                ["res_id"],
                ["__count"],
            )
        )
        for submission in self:
            submission.difference_count = counts.get(submission.id, 0)

    def action_view_differences(self):
        """Decide on what this submission says otherwise.

        :return: action
        """
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "customer_followup.customer_fact_action"
        )
        domain = [("res_model", "=", self._name), ("res_id", "=", self.id)]
        return {**action, "domain": domain, "context": {"search_default_open": 1}}

    def _prepare_statement(self, said, vals):
        """What this submission says of the customer: what was answered, not what was
        guessed from it.

        :param dict said: answers by role
        :param dict vals: of the dossier, as ``_prepare_dossier_vals`` says
        :return: Statement
        """
        values = {
            name: fields.Date.to_string(value) if isinstance(value, date) else value
            for name, value in vals.items()
            if name in self.env["customer.dossier"]._stated_fields()
            if name not in ROLES or ROLES[name] in said
        }
        said_place = place.place_of(
            {**vals.get("contact_address", {}), place.SEALED: vals.get(place.SEALED)}
        )
        if said_place:
            values[place.NAME] = said_place
        if "name" in values and not {"customer_name", "contact_name"} & said.keys():
            del values["name"]
        return self._as_statement()._replace(values=values)

    def _on_answers_changed(self, keys):
        """A corrected answer of a customer we know is said anew."""
        result = super()._on_answers_changed(keys)
        if self.dossier_id and self.state == "accepted":
            self._say_again(keys)
        return result

    def _say_again(self, keys):
        """:param list keys: of the questions whose answers changed"""
        roles = {
            field["role"]
            for section in self.version_id.schema["sections"]
            for field in section["fields"]
            if field["key"] in keys and field["role"]
        }
        said = self._answers_by_role()
        said = {role: said[role] for role in roles & said.keys()}
        self._link_records("source", "utm.source", {self: said})
        self._link_records("industry", "res.partner.industry", {self: said})
        self._link_addresses({self: said})
        self._link_id_cards({self: said})
        if not said:
            return
        vals = self._prepare_dossier_vals(said, self.dossier_id.kind)
        statement = self._prepare_statement(said, vals)._replace(
            stated_at=fields.Datetime.now(), user_id=self.env.uid
        )
        self.dossier_id._take_statements([(self.dossier_id, statement)])
