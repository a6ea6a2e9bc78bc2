"""What a handover will do: counted before, and done just so."""

from collections import Counter
from typing import NamedTuple

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools.safe_eval import const_eval

from odoo.addons.customer_forms.models.sensitive.sealed_field import Sealed
from odoo.addons.customer_forms.tools.redaction import redact

from ..models.handover.customer_handover_run import AT_ONCE
from ..tools.allocation import spread

PEOPLE = ("one", "even", "load")
# Read from sealed fields.
NAMING = {"customer_name", "display_name"}


class Plan(NamedTuple):
    """:ivar moves: (dossier, user or none, department or none)
    :ivar left: how many stay where they are, by reason
    :ivar loads: {user: (customers before, customers after)}
    :ivar along: {"leads": count, "activities": count, "submissions": count}
    """

    moves: list
    left: dict
    loads: dict
    along: dict

    def as_preview(self, env):
        """What the dialog shows."""
        reasons = _reasons(env)
        return {
            "count": len(self.moves),
            "along": self.along,
            "is_background": len(self.moves) > AT_ONCE,
            "left": [
                {"key": key, "text": reasons[key], "count": count}
                for key, count in self.left.items()
            ],
            "receivers": [
                {"id": user.id, "name": user.name, "before": before, "after": after}
                for user, (before, after) in self.loads.items()
            ],
        }

    def why_nothing(self, env):
        """Why there is nothing to hand over, in words."""
        reasons = _reasons(env)
        said = [
            env._("%(reason)s: %(count)s", reason=reasons[key], count=count)
            for key, count in self.left.items()
        ]
        if not self.loads and not self.moves:
            said.append(env._("Choose customers, and who gets them."))
        return "\n".join([env._("There is nothing to hand over."), *said])


def _reasons(env):
    return {
        "rights": env._("Not yours to give away"),
        "already": env._("Are there already"),
        "company": env._("The new owner does not work in the company of the customer"),
        "changed": env._("Have another owner since this dialog was opened"),
        "busy": env._("Are being handed over already"),
        "nobody": env._("Nobody to give them to was chosen"),
    }


class CustomerHandoverWizard(models.TransientModel):
    _inherit = "customer.handover.wizard"

    def _plan(self):
        left = Counter()
        dossiers = self._givable(self._meant(left), left)
        receivers = self._chosen_receivers()
        if not receivers and self.method in PEOPLE:
            left["nobody"] += len(dossiers)
            dossiers = dossiers.browse()
        staying = self._staying(dossiers, receivers)
        left["already"] += len(staying)
        places = self._allocate(dossiers - staying, receivers, left)
        loads = self._loads(
            receivers, [user for user, _team in places.values()], places
        )
        return Plan(
            [(dossier, *place) for dossier, place in places.items()],
            {key: count for key, count in left.items() if count},
            loads,
            self._count_along(dossiers.browse([each.id for each in places])),
        )

    # ------------------------------------------------------------
    # Which customers
    # ------------------------------------------------------------

    def _meant(self, left):
        """The customers that the user means and sees."""
        Dossier = self.env["customer.dossier"]
        if self.source == "owners":
            domain = Domain("user_id", "in", self.from_user_ids.ids)
            return Dossier.with_context(active_test=False).search(domain, order="id")
        if self.source == "filter":
            return Dossier.search(self._filter_domain(), order="id")
        owner_by_id = dict(self.picked or ())
        there = Dossier.with_context(active_test=False).search(
            [("id", "in", [*owner_by_id])], order="id"
        )
        left["rights"] += len(owner_by_id) - len(there)
        changed = there.filtered(
            lambda dossier: dossier.user_id.id != owner_by_id[dossier.id]
        )
        left["changed"] += len(changed)
        return there - changed

    @api.model
    def _passing_texts(self):
        return ["reason"]

    def _passing_about(self):
        return self.env["customer.dossier"].browse(
            [res_id for res_id, _owner_id in self.picked or ()]
        )

    def _mask_passing(self):  # pylint: disable=missing-return
        """A filter by a phone or a name is kept as the customers it finds."""
        super()._mask_passing()
        for wizard in self:
            try:
                domain = wizard._filter_domain()
            except UserError:
                wizard._keep_filter(redact(wizard.domain))
                continue
            if wizard._is_telling(domain):
                found = self.env["customer.dossier"].search(domain)
                wizard._keep_filter(str([("id", "in", found.ids)]))

    def _keep_filter(self, text):
        if text != self.domain:
            self.domain = text

    def _is_telling(self, domain):
        Dossier = self.env["customer.dossier"]
        return any(
            isinstance(Dossier._fields.get(part), Sealed) or part in NAMING
            for condition in domain.iter_conditions()
            for part in condition.field_expr.split(".")
        )

    def _filter_domain(self):
        """:raises UserError: when it is no filter"""
        try:
            return Domain(const_eval(self.domain or "[]"))
        except (NameError, SyntaxError, TypeError, ValueError) as error:
            raise UserError(self.env._("This is no filter of customers.")) from error

    def _givable(self, dossiers, left):
        """Those that this user may write to and that nobody is handing over."""
        givable = dossiers._filtered_access("write")
        left["rights"] += len(dossiers - givable)
        busy = self.env["customer.handover"]._under_way(givable)
        left["busy"] += len(busy)
        return givable - busy

    # ------------------------------------------------------------
    # Who gets them
    # ------------------------------------------------------------

    def _chosen_receivers(self):
        if self.method not in PEOPLE:
            return self.env["res.users"]
        chosen = self.to_user_id if self.method == "one" else self.to_user_ids
        # Also what a program sends that the dialog would not offer.
        others = chosen._origin - self.from_user_ids._origin
        return others & self.allowed_user_ids._origin

    def _staying(self, dossiers, receivers):
        """Customers that are where they would go: the same again does nothing."""
        if self.method in PEOPLE:
            return dossiers.filtered(lambda dossier: dossier.user_id in receivers)
        return dossiers.filtered(
            lambda dossier: (
                not dossier.user_id
                and (not self.team_id or dossier.team_id == self.team_id)
            )
        )

    def _allocate(self, dossiers, receivers, left):
        """{customer: (new owner, department)}; of people, the department follows."""
        if self.method not in PEOPLE:
            nobody = self.env["res.users"]
            return {
                dossier: (nobody, self.team_id or dossier.team_id)
                for dossier in dossiers
            }
        places = {}
        load = self._load(receivers) if self.method == "load" else {}
        for company, theirs in dossiers.grouped("company_id").items():
            able = receivers & self.env["customer.dossier"]._receivers(company)
            given = spread([*theirs], [*able.sorted("id")], load)
            left["company"] += len(theirs) - len(given)
            for dossier, user in given.items():
                load[user] = load.get(user, 0) + 1
                places[dossier] = (user, self._department_of(user))
        return places

    def _department_of(self, user):
        """The chosen department when the new owner works there; else it follows from
        the owner."""
        team_sudo = self.team_id.sudo()  # sudo: membership is no secret here
        is_there = user in team_sudo.member_ids | team_sudo.user_id
        return self.team_id if is_there else self.team_id.browse()

    def _load(self, receivers):
        """How many customers each has, also those that this user does not see."""
        # sudo: how many customers somebody has is what they are spread by
        Dossier_sudo = self.env["customer.dossier"].sudo()
        counts = dict(
            Dossier_sudo._read_group(
                [("user_id", "in", receivers.ids)], ["user_id"], ["__count"]
            )
        )
        return {user: counts.get(user, 0) for user in receivers}

    def _loads(self, receivers, users, places):
        gets = Counter(users)
        active = Counter(
            user for dossier, (user, _team) in places.items() if dossier.active
        )
        return {
            user: (before, before + active[user])
            for user, before in self._load(receivers).items()
            if user in receivers or gets[user]
        }

    # ------------------------------------------------------------
    # What goes along
    # ------------------------------------------------------------

    def _count_along(self, dossiers):
        """How much of what was the owners' goes along, counted as it is moved."""
        # sudo: what goes along is the customer's, whoever had it
        dossiers_sudo = dossiers.sudo().with_context(active_test=True)
        former = {each: (each.user_id, each.team_id) for each in dossiers_sudo}
        along = {}
        for name in ("leads", "activities", "submissions"):
            if self[f"has_{name}"]:
                companions = getattr(dossiers_sudo, f"_{name}_along")(former)
                along[name] = sum(map(len, companions.values()))
        return along
