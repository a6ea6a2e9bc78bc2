"""Which dossiers may be of one customer: asked of indexes, without opening a value."""

from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.customer_forms.tools import sensitivity
from odoo.addons.customer_forms.tools.engine_guard import refuse_engine_fields

from ...tools.matching import PROPOSED, Profile, compare
from ...tools.organisation_name import organisation_name, short_place
from ...tools.settling import SETTLING
from .merge_values import MERGING

# What is compared by its digest: class of the value -> what it is to ``matching``.
KEY_BY_CLASS = {"phone": "phone", "email": "email", "id": "id_card", "name": "person"}
# A value that so many customers have says nothing of any of them.
MOST_SHARING, MOST_PROPOSED = 100, 20
# What may make two dossiers one customer when it changes.
IDENTIFYING = {
    *("name", "customer_name", "kind", "credit_code", "id_card"),
    *("phone", "other_phone", "email", "other_email"),
}
ENGINE_FIELDS = {"is_compared"}
BATCH = 500


class CustomerDossier(models.Model):
    # One subject per file: together they would be 900 lines.
    _inherit = "customer.dossier"  # pylint: disable=consider-merging-classes-inherited

    # False for what was there before, until the job has compared it.
    is_compared = fields.Boolean(
        readonly=True, copy=False, export_string_translation=False
    )

    @api.model_create_multi
    def create(self, vals_list):
        refuse_engine_fields(self, ENGINE_FIELDS, vals_list)
        vals_list = [{**vals, "is_compared": True} for vals in vals_list]
        dossiers = super().create(vals_list)
        dossiers._find_duplicates()
        return dossiers

    def write(self, vals):
        refuse_engine_fields(self, ENGINE_FIELDS, [vals])
        result = super().write(vals)
        context = self.env.context
        if IDENTIFYING & vals.keys() and not ({SETTLING, MERGING} & context.keys()):
            self._find_duplicates()
        return result

    def _find_duplicates(self):
        """Propose those that may be these customers, and forget proposals that what is
        known now does not bear out."""
        # sudo: that there is a double is noted whoever may see it
        dossiers_sudo = self.sudo().filtered(lambda dossier: not dossier.merged_into_id)
        found = dossiers_sudo._lookalikes()
        self.env["customer.duplicate"].sudo()._propose(found)

    @api.model
    def _cron_find_duplicates(self, batch_size=BATCH):
        """Compare dossiers that were there before they were compared when saved.

        :param int batch_size: number of dossiers per commit
        """
        everything = self.with_context(active_test=False)
        due = Domain("is_compared", "=", False) & Domain("merged_into_id", "=", False)
        progress = self.env["ir.cron"]._commit_progress
        progress(remaining=everything.search_count(due))
        while dossiers := everything.search(due, order="id", limit=batch_size):
            dossiers._find_duplicates()
            dossiers.is_compared = True
            if not progress(len(dossiers)):
                break

    # ------------------------------------------------------------
    # Comparing
    # ------------------------------------------------------------

    def _lookalikes(self):
        """Those that may be the same customers: {dossier: {dossier: Comparison}}."""
        profiles = self._profiles()
        others = self._with_common_values(profiles.values())
        profiles |= (others - self)._profiles()
        sharing = _by_value(profiles)
        return {
            dossier: _most_likely(
                profiles[dossier],
                {
                    other: profiles[other]
                    for other in _sharing(profiles[dossier], sharing) - {dossier}
                    if other.company_id == dossier.company_id
                },
            )
            for dossier in self
        }

    @api.model
    def _lookalikes_of(self, company, values):
        """Dossiers that may be of the customer whose values somebody types.

        :param dict values: ``kind``, ``name``, ``phone`` ... as typed
        :return: {dossier: Comparison}, whoever may see them
        """
        vault = self.env["customer.vault.value"]
        known = defaultdict(set)
        is_company = values.get("kind") == "company"
        for name, text in values.items():
            class_ = {"name": "name"}.get(name, self._sensitive_classes().get(name))
            if class_ not in KEY_BY_CLASS or (class_ == "name" and is_company):
                continue
            if text and sensitivity.normal(class_, text):
                # Who asks for many is refused, as in a search.
                vault._count_guesses(class_, [text])
                digest = vault._blind_digest_of(company, class_, text)
                known[KEY_BY_CLASS[class_]].add(digest)
        organisation = organisation_name(values.get("name") if is_company else "")
        profile = Profile(
            **{key: frozenset(digests) for key, digests in known.items()},
            **_organisation(organisation, short_place(values.get("city"))),
        )
        # sudo: the caller says no more of them than who has them
        others_sudo = self.sudo()._with_common_values([profile])
        others_sudo = others_sudo.filtered(lambda each: each.company_id == company)
        return _most_likely(profile, others_sudo._profiles())

    def _with_common_values(self, profiles):
        """Dossiers that have one of the values; of merged ones, the kept. Two queries."""
        values = {
            key: set().union(*(getattr(profile, key) for profile in profiles))
            for key in Profile._fields
        }
        digests = values["phone"] | values["email"] | values["id_card"]
        if values["person"] and values["city"]:
            digests |= values["person"]
        # sudo: nobody has rights on the vault
        kept_sudo = self.env["customer.vault.value"].sudo()
        by_value = kept_sudo.search_fetch(
            [("digest", "in", list(digests)), ("res_model", "=", self._name)],
            ["res_id"],
        )
        by_name = self.with_context(active_test=False).search(
            Domain("name_key", "in", list(values["name"]))
            | Domain("name_core", "in", list(values["core"]))
            | Domain.OR(
                Domain(name, "in", list(values[name]))
                for name in self._identifiers()
                if name not in self._sensitive_classes()
            )
        )
        found = self.browse(by_value.mapped("res_id")).exists() | by_name
        return found._kept()

    def _profiles(self):
        """What these are compared by, with what was merged into them: {dossier: Profile}."""
        group = {dossier: dossier._with_merged() for dossier in self}
        everybody = self.union(*group.values())
        digests = everybody._digests_by_key()
        profiles = {}
        for dossier, members in group.items():
            known = {
                key: frozenset().union(*(digests[each.id][key] for each in members))
                for key in KEY_BY_CLASS.values()
            }
            if dossier.kind == "company":
                known["person"] = frozenset()
            for name in dossier._identifiers():
                if name not in dossier._sensitive_classes():
                    known[name] = frozenset(filter(None, members.mapped(name)))
            name = dossier.kind == "company" and dossier.partner_id.name
            city = short_place(dossier.partner_id.city)
            known |= _organisation(organisation_name(name), city)
            profiles[dossier] = Profile(**known)
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
            if each.sensitivity != "name" or each.name == "name":
                found[each.res_id][KEY_BY_CLASS[each.sensitivity]].add(each.digest)
        return found


def _organisation(parts, city):
    """The parts of a profile that a name and a city give."""
    city = parts.city or city
    said = {"name": parts.key, "core": parts.core, "city": city}
    return {key: frozenset({each} if each else ()) for key, each in said.items()}


def _by_value(profiles):
    """Who has which value: {(key, value): [dossier]}."""
    sharing = defaultdict(list)
    for dossier, profile in profiles.items():
        for key in Profile._fields:
            for value in getattr(profile, key):
                sharing[key, value].append(dossier)
    return sharing


def _sharing(profile, sharing):
    """Those that have a value in common with the profile that is not only the city."""
    found = set()
    for key in Profile._fields:
        for value in getattr(profile, key) if key != "city" else ():
            having = sharing[key, value]
            found.update(having if len(having) <= MOST_SHARING else ())
    return found


def _most_likely(profile, others):
    """{other: Comparison} of those worth a question, the likeliest first."""
    compared = {other: compare(profile, others[other]) for other in others}
    likely = [each for each in compared if compared[each].probability >= PROPOSED]
    likely.sort(key=lambda each: (-compared[each].probability, each.id))
    return {each: compared[each] for each in likely[:MOST_PROPOSED]}
