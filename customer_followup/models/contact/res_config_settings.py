from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    has_restricted_contacts = fields.Boolean(
        related="company_id.has_restricted_contacts", readonly=False
    )
