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
        opened = self._open_values(["budget", "referred"])[self.id]
        lines += [
            self._document_line(name, opened[name])
            for name in ("budget", "referred")
            if opened.get(name)
        ]
        section = document["sections"][0]
        # Odoo's field has the mask on the floor below.
        kept = [line for line in section["lines"] if line["key"] != "referred"]
        section["lines"] = [*kept, *lines]
        return document
