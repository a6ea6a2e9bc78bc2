"""What follow-ups keep on a person besides what was said: erased with it (V5)."""

from odoo import models

ERASED = "…"


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _erase_personal_data(self, tally, is_dry):  # pylint: disable=missing-return
        super()._erase_personal_data(tally, is_dry)
        followups = self.followup_ids
        if is_dry:
            return
        followups.write({"review_remark": False})
        followups.change_ids.write({"old": False, "new": False, "reason": False})
        followups.todo_ids.write({"name": ERASED, "result": False})
