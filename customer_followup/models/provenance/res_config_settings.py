from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    difference_hours = fields.Integer(
        related="company_id.difference_hours", readonly=False
    )
