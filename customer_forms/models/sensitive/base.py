from odoo import models

from ...tools.spreadsheet import as_text
from .sensitive_mixin import MASKED_ONLY


class Base(models.AbstractModel):
    """What a visitor types ends up in many models, and from there in Excel files. Odoo
    disarms formulas in CSV only. Nothing sensitive leaves but masked (V3), and each export
    of a person is noted."""

    _inherit = "base"

    def export_data(self, fields_to_export):
        masked = self.with_context(**{MASKED_ONLY: True})
        result = super(Base, masked).export_data(fields_to_export)
        result["datas"] = [
            [as_text(cell) for cell in row] for row in result.get("datas", ())
        ]
        self.env["customer.audit.event"]._log_export(self, fields_to_export, "list")
        return result
