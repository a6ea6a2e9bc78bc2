from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    visit_days = fields.Integer(
        string="Single Visits (Days)",
        config_parameter="customer_forms.visit_days",
        default=90,
        help="Then only counts by day are left of them.",
    )
