"""A contact person's phone may be that of a customer there is already."""

from odoo import api, models

IDENTIFYING = {"phone", "email", "dossier_id"}


class CustomerContact(models.Model):
    _inherit = "customer.contact"

    @api.model_create_multi
    def create(self, vals_list):
        # Nobody looks at many contact persons in a customer of one's own: each answers
        # like a search.
        for vals in vals_list:
            self._count_compared(vals)
        contacts = super().create(vals_list)
        contacts.filtered(
            lambda contact: not contact.is_main and (contact.phone or contact.email)
        ).dossier_id._find_duplicates()
        return contacts

    def write(self, vals):
        # What the engine moves, it compares when all has moved.
        names = IDENTIFYING - ({"dossier_id"} if self.env.su else set())
        self._count_compared(vals)
        former = self.dossier_id if names & vals.keys() else self.dossier_id.browse()
        result = super().write(vals)
        if names & vals.keys():
            (former | self.dossier_id)._find_duplicates()
        return result

    @api.model
    def _count_compared(self, vals):
        """Count what is compared with the customers of others, as a search for it.

        :param dict vals: as ``create`` and ``write`` take them
        :raises UserError: after too many in an hour
        """
        found = self._sensitive_classes()
        compared = {name: found[name] for name in IDENTIFYING & found.keys()}
        # Whoever writes it on a contact of Odoo, for whom the engine passes it on.
        own = self.with_env(self.env(su=False))
        own.env["customer.vault.value"]._count_typed(vals, compared)

    def unlink(self):
        dossiers = self.filtered(lambda each: each.phone or each.email).dossier_id
        result = super().unlink()
        dossiers.exists()._find_duplicates()
        return result
