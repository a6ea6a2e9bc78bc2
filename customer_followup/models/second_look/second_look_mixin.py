"""Changes of high risk wait for a second person (S7)."""

from odoo import api, fields, models


class CustomerSecondLook(models.AbstractModel):
    """A record some of whose values wait for a second person when somebody changes them.

    A model says in ``_high_risk`` which, and its ``create`` and ``write`` give what
    people write to ``customer.change.request._hold``.
    """

    _name = "customer.second.look"
    _description = "Record of Which Changes Wait"

    second_look_text = fields.Char(
        string="Waits for a Second Look",
        compute="_compute_second_look_text",
        export_string_translation=False,
    )

    # ------------------------------------------------------------
    # What a model says of itself
    # ------------------------------------------------------------

    @api.model
    def _high_risk(self, vals):
        """Extension point: what of these values is of high risk, before it is written.

        :param dict vals: of ``create`` or ``write``
        :return: {field: key of ``customer_change_value.REASONS``}
        """
        return {}

    @api.model
    def _risk_fields(self):
        """Extension point: names of all that ``_high_risk`` may name."""
        return set()

    def _second_look_dossier(self):
        """The customer a change concerns; who leads that department decides."""
        self.ensure_one()
        return self if self._name == "customer.dossier" else self.dossier_id

    # ------------------------------------------------------------

    @api.depends_context("uid")
    def _compute_second_look_text(self):
        """Also right after a change was held: not stored, and read anew each time."""
        waiting = self.env["customer.change.request"]._waiting_for(self)
        for record in self:
            record.second_look_text = waiting.get(record.id, False)

    def action_view_second_look(self):
        """List what waits here.

        :return: action
        """
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "customer_followup.customer_change_request_action"
        )
        domain = self.env["customer.change.request"]._concerning(self)
        return {**action, "domain": list(domain), "context": {}}
