from odoo import fields, models


class CustomerChangeRefusal(models.TransientModel):
    """Asks why a change of high risk is refused (S7)."""

    _name = "customer.change.refusal"
    _description = "Refuse a Change"

    request_ids = fields.Many2many("customer.change.request", required=True)
    remark = fields.Text(
        string="Reason",
        compute="_compute_remark",
        inverse="_inverse_remark",
        store=False,
        readonly=False,
    )

    def _compute_remark(self):
        """Nothing that was typed is kept here: the request has it, without the person."""
        self.remark = False

    def _inverse_remark(self):
        for refusal in self:
            if refusal.remark:
                refusal.request_ids.refuse(refusal.remark)

    def action_refuse(self):
        """Close the dialog: saving the reason has refused.

        :return: action
        """
        still_waiting = self.request_ids.filtered(
            lambda request: request.state == "waiting"
        )
        if still_waiting:
            still_waiting.refuse("")
        return {"type": "ir.actions.client", "tag": "soft_reload"}
