"""Which contact persons of a customer are meant: by their contacts in Odoo, by their
addresses, or as whom to ask for (U1)."""

from odoo import models
from odoo.fields import Domain


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _contacts_among(self, partners, addresses=()):
        """Contact persons of this customer among others.

        :param partners: ``res.partner`` of who took part, wrote or was written to
        :param addresses: e-mails, as a form keeps them
        """
        self.ensure_one()
        by_value = Domain("partner_id", "in", partners.ids)
        known = [address for address in addresses if address]
        if known:
            by_value |= Domain("email", "in", known)
        # sudo: the engine notes who it was, whoever wrote or met
        contacts_sudo = self.env["customer.contact"].sudo()
        return contacts_sudo.search(by_value & Domain("dossier_id", "=", self.id))

    def _main_contacts(self):
        """Contact persons to ask for, as far as this user may see them."""
        return self.env["customer.contact"].search(
            [("dossier_id", "in", self.ids), ("is_main", "=", True)]
        )

    def _whom_to_ask_for(self):
        """Values of a follow-up that is about to be written: who is likely to take part
        at the customer."""
        self.ensure_one()
        main = self._main_contacts()
        if main:
            return {"contact_ids": main.ids}
        return {"customer_participants": self._shown_contact_name()}
