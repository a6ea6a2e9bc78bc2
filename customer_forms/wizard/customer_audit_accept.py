from odoo import fields, models


class CustomerAuditAccept(models.TransientModel):
    """Say why the end of the audit log is missing, so that it goes on from here."""

    _name = "customer.audit.accept"
    _description = "Accept a Break of the Audit Log"

    verification_id = fields.Many2one(
        "customer.audit.verification",
        required=True,
        default=lambda self: self.env.context.get("active_id"),
        ondelete="cascade",
    )
    reason = fields.Text(required=True)

    def action_accept(self):
        """Note the reason in the log."""
        self.verification_id._accept_break(self.reason)
