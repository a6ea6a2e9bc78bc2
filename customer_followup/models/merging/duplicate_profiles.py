"""What dossiers are compared by: digests of the vault and parts of names, no values."""

from collections import defaultdict

from odoo import api, models
from odoo.fields import Domain

from ...tools.comparison import OF_CONTACTS, Profile, profile_of
from ...tools.organisation_name import organisation_name, short_place

# What is compared by its digest: class of the value -> what it is to ``comparison``.
KEY_BY_CLASS = {"phone": "phone", "email": "email", "id": "id_card", "name": "person"}
# Of classes with values that tell nobody: whom to ask for, bank account, tax number.
OF_NAME = {"name": "name", "id": "id_card"}
# Of more of one name none is likelier than the others.
MOST_NAMESAKES = 20


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _with_common_values(self, profiles, counts):
        """Dossiers that have one of the values; of merged ones, the kept. Queries of
        indexes, as many for one as for all.

        :param dict counts: as ``_count_by_core``
        """
        values = {
            key: set().union(*(getattr(profile, key) for profile in profiles))
            for key in Profile._fields
        }
        digests = values["phone"] | values["email"] | values["id_card"]
        digests |= values["contact_phone"] | values["contact_email"]
        if values["person"] and values["city"]:
            digests |= values["person"]
        # sudo: nobody has rights on the vault
        kept_sudo = self.env["customer.vault.value"].sudo()
        by_value = kept_sudo.search_fetch(
            [("digest", "in", list(digests)), ("res_model", "=", self._name)],
            ["res_id"],
        )
        by_name = self.with_context(active_test=False).search(
            Domain("name_key", "in", list(values["name"] | _short_keys(profiles)))
            | Domain("name_core", "in", _rare_cores(profiles, counts))
            | self._spelled_like(values["spelling"])
            | Domain.OR(
                Domain(name, "in", list(values[name]))
                for name in self._identifiers()
                if name not in self._sensitive_classes()
            )
        )
        found = self.browse(by_value.mapped("res_id")).exists() | by_name
        for dossiers in self._by_contact_digest(digests).values():
            found = found.union(*dossiers.values())
        return found._kept()

    @api.model
    def _count_by_core(self, profiles):
        """How many organisations have the core of a name: {core: count}. One query."""
        everybody = self.with_context(active_test=False)
        cores = {core for each in profiles for core in each.core}
        domain = [("name_core", "in", list(cores)), ("merged_into_id", "=", False)]
        return dict(everybody._read_group(domain, ["name_core"], ["__count"]))

    def _profiles(self):
        """What these are compared by, with what was merged into them: {dossier: Profile}."""
        group = {dossier: dossier._with_merged() for dossier in self}
        everybody = self.union(*group.values())
        digests, contacts = everybody._digests_by_key(), everybody._contact_digests()
        profiles = {}
        for dossier, members in group.items():
            known = {
                key: frozenset().union(*(digests[each.id][key] for each in members))
                for key in KEY_BY_CLASS.values()
            }
            known |= {
                key: frozenset().union(*(contacts[each.id][key] for each in members))
                for key in OF_CONTACTS
            }
            if dossier.kind == "company":
                known["person"] = frozenset()
            for name in dossier._identifiers():
                if name not in dossier._sensitive_classes():
                    known[name] = frozenset(filter(None, members.mapped(name)))
            name = dossier.kind == "company" and dossier.partner_id.name
            city = short_place(dossier.partner_id.city)
            profile = profile_of(organisation_name(name), city=city)
            profiles[dossier] = profile._replace(**known)
        return profiles

    def _digests_by_key(self):
        """What the vault compares these by: {id: {key: set of digests}}. One query."""
        found = defaultdict(lambda: defaultdict(set))
        # sudo: nobody has rights on the vault
        kept_sudo = self.env["customer.vault.value"].sudo()
        for each in kept_sudo.search_fetch(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", self.ids),
                ("sensitivity", "in", list(KEY_BY_CLASS)),
                ("digest", "!=", False),
            ],
            ["res_id", "name", "sensitivity", "digest"],
        ):
            if each.name == OF_NAME.get(each.sensitivity, each.name):
                found[each.res_id][KEY_BY_CLASS[each.sensitivity]].add(each.digest)
        return found


def _rare_cores(profiles, counts):
    """What short names are short for, unless so many have it that none is meant."""
    short = {core for each in profiles for core in each.core & each.named}
    return [core for core in short if counts.get(core, 0) <= MOST_NAMESAKES]


def _short_keys(profiles):
    """Keys of the names that may be short for these."""
    return {
        key
        for each in profiles
        for core in each.core
        for key in (core, *(f"{core}@{city}" for city in each.city))
    }
