"""What was said of a need is what is kept on a person, too (V5)."""

from odoo import models

from .crm_lead import NEED_TEXTS


class CrmLead(models.Model):
    _inherit = "crm.lead"

    def _erase_personal_data(self, tally, is_dry):  # pylint: disable=missing-return
        super()._erase_personal_data(tally, is_dry)
        self._erase_fields(NEED_TEXTS, tally, is_dry)

    def _personal_document(self):
        document = super()._personal_document()
        lines = self._document_fields([*NEED_TEXTS, "purchase_from", "purchase_to"])
        opened = self._open_values(["budget"])[self.id]
        if opened.get("budget"):
            lines.append(self._document_line("budget", opened["budget"]))
        document["sections"][0]["lines"] += lines
        return document
