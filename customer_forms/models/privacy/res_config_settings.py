from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    has_last_four_search = fields.Boolean(
        related="company_id.has_last_four_search", readonly=False
    )
    reveal_limit = fields.Integer(related="company_id.reveal_limit", readonly=False)
