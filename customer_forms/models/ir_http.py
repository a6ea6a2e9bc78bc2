from odoo import models


class IrHttp(models.AbstractModel):
    """The public page speaks the visitor's language, its scripts too."""

    _inherit = "ir.http"

    @classmethod
    def _get_translation_frontend_modules_name(cls):
        return [*super()._get_translation_frontend_modules_name(), "customer_forms"]
