from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    access_max_days = fields.Integer(
        related="company_id.access_max_days", readonly=False
    )
    access_max_customers = fields.Integer(
        related="company_id.access_max_customers", readonly=False
    )
    access_max_downloads = fields.Integer(
        related="company_id.access_max_downloads", readonly=False
    )
    has_second_officer = fields.Boolean(
        related="company_id.has_second_officer", readonly=False
    )
