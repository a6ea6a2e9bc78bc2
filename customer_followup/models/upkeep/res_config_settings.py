from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    review_months_large = fields.Integer(
        related="company_id.review_months_large", readonly=False
    )
    review_months_ordinary = fields.Integer(
        related="company_id.review_months_ordinary", readonly=False
    )
