"""A contact person's phone may be that of a customer there is already."""

from odoo import api, models

IDENTIFYING = {"phone", "email", "dossier_id"}


class CustomerContact(models.Model):
    _inherit = "customer.contact"

    @api.model_create_multi
    def create(self, vals_list):
        contacts = super().create(vals_list)
        contacts.filtered(
            lambda contact: not contact.is_main and (contact.phone or contact.email)
        ).dossier_id._find_duplicates()
        return contacts

    def write(self, vals):
        # What the engine moves, it compares when all has moved.
        names = IDENTIFYING - ({"dossier_id"} if self.env.su else set())
        self.env["customer.vault.value"]._count_typed(vals, self._compared_classes())
        former = self.dossier_id if names & vals.keys() else self.dossier_id.browse()
        result = super().write(vals)
        if names & vals.keys():
            (former | self.dossier_id)._find_duplicates()
        return result

    @api.model
    def _compared_classes(self):
        found = self._sensitive_classes()
        return {name: found[name] for name in IDENTIFYING & found.keys()}

    def unlink(self):
        dossiers = self.filtered(lambda each: each.phone or each.email).dossier_id
        result = super().unlink()
        dossiers.exists()._find_duplicates()
        return result
