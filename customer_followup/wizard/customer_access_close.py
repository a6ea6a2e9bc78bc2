from odoo import api, fields, models


class CustomerAccessClose(models.TransientModel):
    """Why a request is withdrawn, or a copy closed before its end."""

    _name = "customer.access.close"
    _description = "Close a Request for Customer Data"
    _inherit = ["customer.passing.text"]

    request_id = fields.Many2one(
        "customer.access.request", required=True, readonly=True, ondelete="cascade"
    )
    number = fields.Char(related="request_id.number", related_sudo=False)
    is_open = fields.Boolean(compute="_compute_is_open")
    reason = fields.Char()

    @api.model
    def _passing_texts(self):
        return ["reason"]

    @api.constrains("request_id")
    def _check_request_id(self):
        """As the user: Odoo checks constraints in superuser mode."""
        self.sudo(False).request_id.check_access("read")

    def _compute_is_open(self):
        for wizard in self:
            wizard.is_open = wizard.request_id.state == "handed_over"

    def action_close(self):
        """Close it now."""
        self.ensure_one()
        self.request_id._close(self.reason)
        return {"type": "ir.actions.act_window_close"}
