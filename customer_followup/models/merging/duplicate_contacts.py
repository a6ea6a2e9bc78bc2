"""Phones and e-mails of contact persons tell customers too, if not as surely as the main
ones: who is asked for changes, or works for two."""

from collections import defaultdict

from odoo import api, models

from ...tools.comparison import OF_CONTACTS


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _contact_digests(self):
        """What the contact persons are compared by, but the main one, whose values are the
        dossier's: {id: {key: set of digests}}. Two queries."""
        found = defaultdict(lambda: defaultdict(set))
        # sudo: contact persons are compared here, not shown
        contacts_sudo = self.env["customer.contact"].sudo()
        contacts_sudo = contacts_sudo.search_fetch(
            [("dossier_id", "in", self.ids)], ["dossier_id"]
        )
        dossier_ids = {each.id: each.dossier_id.id for each in contacts_sudo}
        for each in self._contact_values([("res_id", "in", contacts_sudo.ids)]):
            key = f"contact_{each.sensitivity}"
            found[dossier_ids[each.res_id]][key].add(each.digest)
        return found

    @api.model
    def _by_contact_digest(self, digests):
        """Whose contact persons have one of these: {digest: {contact id: dossier}}."""
        values_sudo = self._contact_values([("digest", "in", list(digests))])
        # sudo: see ``_contact_digests``
        contacts_sudo = self.env["customer.contact"].sudo()
        contacts_sudo = contacts_sudo.browse(values_sudo.mapped("res_id")).exists()
        dossier_of = {each.id: each.dossier_id for each in contacts_sudo}
        found = defaultdict(dict)
        for each in values_sudo:
            if each.res_id in dossier_of:
                dossier = dossier_of[each.res_id].with_env(self.env)
                found[each.digest][each.res_id] = dossier
        return found

    @api.model
    def _contact_values(self, domain):
        # sudo: nobody has rights on the vault; no value is opened
        kept_sudo = self.env["customer.vault.value"].sudo()
        return kept_sudo.search_fetch(
            [
                *domain,
                ("res_model", "=", "customer.contact"),
                ("sensitivity", "in", list(OF_CONTACTS.values())),
                ("digest", "!=", False),
            ],
            ["res_id", "sensitivity", "digest"],
            order="res_id",
        )

    @api.model
    def _name_contacts(self, found, profiles):
        """Say of which contact person it is what agrees: "contact_phone:7".

        :param dict found: {dossier: {dossier: Comparison}}
        :param dict profiles: {dossier: Profile} of all of them
        :return: ``found``, with the ids in the reasons
        """
        common = {
            (one, other, key): profiles[one].all_of(main) & profiles[other].all_of(main)
            for one, others in found.items()
            for other, comparison in others.items()
            for key, main in OF_CONTACTS.items()
            if key in comparison.reasons
        }
        having = self._by_contact_digest(
            {each for sets in common.values() for each in sets}
        )
        for (one, other, key), digests in common.items():
            who = min(
                contact_id
                for digest in digests
                for contact_id, dossier in having[digest].items()
                if dossier._kept() in (one, other)
            )
            comparison = found[one][other]
            reasons = [
                f"{key}:{who}" if code == key else code for code in comparison.reasons
            ]
            found[one][other] = comparison._replace(reasons=tuple(reasons))
        return found
