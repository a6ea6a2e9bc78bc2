from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    may_salespeople_hand_over = fields.Boolean(
        related="company_id.may_salespeople_hand_over", readonly=False
    )
    handover_undo_hours = fields.Integer(
        related="company_id.handover_undo_hours", readonly=False
    )
