"""Which dossiers may be of one customer: asked of indexes, without opening a value."""

from collections import Counter, defaultdict

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.customer_forms.tools import sensitivity
from odoo.addons.customer_forms.tools.engine_guard import refuse_engine_fields

from ...tools.by_engine import is_by_engine
from ...tools.comparison import OF_CONTACTS, PROPOSED, Profile, compare, profile_of
from ...tools.organisation_name import organisation_name, short_place
from ...tools.settling import SETTLING
from .duplicate_profiles import KEY_BY_CLASS
from .merge_values import MERGING

# By these one is known.
SHARED = tuple(
    key
    for key in Profile._fields
    if key not in ("city", "branch", "named", *OF_CONTACTS)
)
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
    _inherit = "customer.dossier"

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
        self.env["customer.vault.value"]._count_typed(vals, self._compared_classes())
        result = super().write(vals)
        by_engine = any(
            is_by_engine(self.env.context, key) for key in (SETTLING, MERGING)
        )
        if IDENTIFYING & vals.keys() and not by_engine:
            self._find_duplicates()
        return result

    @api.model
    def _compared_classes(self):
        """The classes of what is sensitive and compared: {name: class}."""
        return {
            name: class_
            for name, class_ in self._sensitive_classes().items()
            if name in IDENTIFYING
        }

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
        counts = self._count_by_core(profiles.values())
        others = self._with_common_values(profiles.values(), counts)
        profiles |= (others - self)._profiles()
        sharing = _by_value(profiles)
        found = {
            dossier: _most_likely(
                profiles[dossier],
                {
                    other: profiles[other]
                    for other in _sharing(profiles[dossier], sharing) - {dossier}
                    if other.company_id == dossier.company_id
                },
                {core: count - 1 for core, count in counts.items()},
            )
            for dossier in self
        }
        return self._name_contacts(found, profiles)

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
        profile = profile_of(organisation, city=short_place(values.get("city")))
        profile = profile._replace(
            **{key: frozenset(digests) for key, digests in known.items()}
        )
        # sudo: the caller says no more of them than who has them
        counts = self.sudo()._count_by_core([profile])
        others_sudo = self.sudo()._with_common_values([profile], counts)
        others_sudo = others_sudo.filtered(lambda each: each.company_id == company)
        profiles = others_sudo._profiles()
        found = {self: _most_likely(profile, profiles, counts)}
        return self._name_contacts(found, {**profiles, self: profile})[self]


def _by_value(profiles):
    """Who has which value: {(key, value): [dossier]}. A phone is one, whoever has it."""
    sharing = defaultdict(list)
    for dossier, profile in profiles.items():
        for key in SHARED:
            for value in _values(profile, key):
                sharing[key, value].append(dossier)
    return sharing


def _values(profile, key):
    return profile.all_of(key) if key in OF_CONTACTS.values() else getattr(profile, key)


def _sharing(profile, sharing):
    """Those that have a value in common with the profile by which one is known."""
    found = set()
    for key in SHARED:
        for value in _values(profile, key):
            having = sharing[key, value]
            found.update(having if len(having) <= MOST_SHARING else ())
    return found


def _most_likely(profile, others, counts):
    """{other: Comparison} of those worth a question, the likeliest first.

    :param dict counts: how many others have the core of a name
    """
    people = Counter(each for other in others.values() for each in other.person)
    namesakes = {"person": people, "core": counts}
    compared = {
        other: compare(profile, theirs, _namesakes(profile, theirs, namesakes))
        for other, theirs in others.items()
    }
    likely = [each for each in compared if compared[each].probability >= PROPOSED]
    likely.sort(key=lambda each: (-compared[each].probability, each.id))
    return {each: compared[each] for each in likely[:MOST_PROPOSED]}


def _namesakes(profile, other, counts):
    """How many have the name that these two have in common."""
    return max(
        (
            counts[key].get(value, 1)
            for key in counts
            for value in getattr(profile, key) & getattr(other, key)
        ),
        default=1,
    )
