from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    has_names_on_contacts = fields.Boolean(
        related="company_id.has_names_on_contacts", readonly=False
    )
    has_phones_on_contacts = fields.Boolean(
        related="company_id.has_phones_on_contacts", readonly=False
    )
