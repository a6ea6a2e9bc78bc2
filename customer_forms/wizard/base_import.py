from odoo import models


class BaseImport(models.TransientModel):
    """The uploaded file is no longer there than it is needed: it has in clear what the
    records have sealed (V2)."""

    _inherit = "base_import.import"
    _transient_max_hours = 1.0

    def execute_import(self, fields, columns, options, dryrun=False):
        result = super().execute_import(fields, columns, options, dryrun=dryrun)
        if not dryrun and result.get("ids") and not result.get("nextrow"):
            self.file = False
        return result
