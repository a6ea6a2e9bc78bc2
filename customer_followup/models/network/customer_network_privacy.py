"""What is kept on a contact person: found, handed out and erased (V5)."""

from odoo import models
from odoo.fields import Domain

TEXTS = ("position", "note")
FACTS = ("position", "role_ids", "date_from", "date_to", "decision_from", "note")


class CustomerContact(models.Model):
    _inherit = "customer.contact"

    def _personal_records(self):
        """The contact of Odoo is the same person's; the organisation's dossier has what
        is kept of its main contact person."""
        mains = self.filtered("is_main")
        return [*super()._personal_records(), self.partner_id, mains.dossier_id]

    def _erase_personal_data(self, tally, is_dry):  # pylint: disable=missing-return
        super()._erase_personal_data(tally, is_dry)
        self._erase_fields(TEXTS, tally, is_dry)
        relations = self._relations()
        for contact in self:
            tally.add("relations", [contact.id] * len(relations & contact._relations()))
        if not is_dry:
            relations.unlink()

    def _relations(self):
        relations = self.env["customer.relation"].with_context(active_test=False)
        return relations.search(
            Domain("from_contact_id", "in", self.ids)
            | Domain("to_contact_id", "in", self.ids)
        )

    def _personal_document(self):
        opened = self._open_values()[self.id]
        lines = [
            self._document_line(name, opened[name])
            for name in ("name", "phone", "email")
            if opened.get(name)
        ]
        section = {
            "title": self.env._("Contact Person"),
            "lines": [*lines, *self._document_fields(FACTS)],
        }
        return super()._personal_document() | {"sections": [section]}


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _personal_records(self):
        return [*super()._personal_records(), self.customer_contact_ids]
