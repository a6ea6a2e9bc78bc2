from odoo import api, fields, models


class CustomerConsentWithdraw(models.TransientModel):
    """Asks how and why a person withdraws what he agreed to."""

    _name = "customer.consent.withdraw"
    _description = "Withdraw Consent"

    consent_ids = fields.Many2many("customer.consent", required=True)
    reason = fields.Text(required=True)
    count = fields.Integer(compute="_compute_count")

    @api.depends("consent_ids")
    def _compute_count(self):
        for wizard in self:
            wizard.count = len(wizard.consent_ids)

    def action_withdraw(self):
        """Record the withdrawal."""
        self.consent_ids.withdraw(self.reason)
        return {"type": "ir.actions.act_window_close"}
