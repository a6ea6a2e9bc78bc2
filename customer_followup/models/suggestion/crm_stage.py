from odoo import models


class CrmStage(models.Model):
    _inherit = "crm.stage"

    def write(self, vals):
        """Which of two statuses is the further one depends on the stages' order."""
        result = super().write(vals)
        if "sequence" in vals:
            self.env.registry.clear_cache()
        return result
