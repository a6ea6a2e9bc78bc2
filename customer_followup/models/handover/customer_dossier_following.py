"""What goes along with a customer to another owner (D11), however the owner changes."""

from odoo import models
from odoo.fields import Domain

from ...tools.by_engine import is_by_engine

OWNERSHIP = {"user_id", "team_id"}
# What goes along, unless the person who hands over says otherwise.
ALONG = ("leads", "activities", "submissions")
# In the context of the engine: it sees to what goes along itself.
BY_RUN = "customer_handover_by_run"


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _former_owners(self, vals):
        """Owner and department of each before ``vals`` are written, when they say other
        ones.

        :return: {dossier: (user, department)}
        :raises AccessError: when this user may not give them away like that
        """
        if not OWNERSHIP & vals.keys():
            return {}
        self._check_handover(vals)
        return {dossier: (dossier.user_id, dossier.team_id) for dossier in self}

    def _follow_owner(self, former):
        """See to what belongs to customers that were written to."""
        # A run of many has options, and notes what it moved. Nobody but the engine is one.
        if not (self.env.su and is_by_engine(self.env.context, BY_RUN)):
            self._hand_over(former)
            self._stop_following(former)
            self._log_handover(former)

    def _hand_over(self, former, along=ALONG):
        """Give what was the former owners' to the present ones, and remind.

        What belongs to other people stays theirs.

        :param dict former: (user, department) by dossier
        :param along: which of ``ALONG``
        :return: {dossier: {"leads": ids, "activities": ids, "submissions": ids}}
        """
        # sudo: they belong to the customer, whoever had them before
        dossiers_sudo = self.sudo().with_context(active_test=True)
        taken = {dossier.id: {} for dossier in self}
        for name in along:
            companions = getattr(dossiers_sudo, f"_{name}_along")(former)
            getattr(dossiers_sudo, f"_give_{name}")(companions)
            for dossier, records in companions.items():
                taken[dossier.id][name] = records.ids
        self.env["customer.reminder.rule"]._remind(dossiers_sudo)
        dossiers_sudo._ask_other_leaders(former)
        return {dossier: taken[dossier.id] for dossier in self}

    def _ask_other_leaders(self, former):
        """What waits for a second person waits for the leader of the department that has
        the customer now."""
        moved = self.filtered(lambda dossier: former[dossier][1] != dossier.team_id)
        if moved:
            Request = self.env["customer.change.request"]
            waiting = [("dossier_id", "in", moved.ids), ("state", "=", "waiting")]
            Request.search(waiting)._ask_who_decides()

    def _gather_under_owner(self):
        """Give submissions and reminders to the present owner, whoever had them: they
        came with another dossier."""
        # sudo: they belong to the customer
        for dossier in self.sudo():
            user, team = dossier.user_id, dossier.team_id
            dossier.submission_ids.write({"user_id": user.id, "team_id": team.id})
            reminders = dossier.activity_ids.filtered("is_customer_reminder")
            dossier._give_activities({dossier: reminders})
        self.env["customer.reminder.rule"]._remind(self)

    # ------------------------------------------------------------
    # What goes along
    # ------------------------------------------------------------

    def _leads_along(self, former):
        """Open opportunities of the former owners: {dossier: opportunities}."""
        leads = self.env["crm.lead"].search(
            [("dossier_id", "in", self.ids), ("won_status", "=", "pending")]
        )
        return {
            dossier: leads.filtered(
                lambda lead, place=former[dossier], now=dossier.user_id: (
                    lead.user_id == place[0]
                    and (now != place[0] or lead.team_id == place[1])
                )
            )
            for dossier, leads in leads.grouped("dossier_id").items()
        }

    def _submissions_along(self, former):
        """Submissions of the former owners, and those that nobody handles."""
        submissions = self.env["customer.form.submission"].search(
            [("dossier_id", "in", self.ids)]
        )
        return {
            dossier: submissions.filtered(
                lambda each, user=former[dossier][0]: (
                    not each.user_id or each.user_id == user
                )
            )
            for dossier, submissions in submissions.grouped("dossier_id").items()
        }

    def _activities_along(self, former):
        """Open activities of the former owners on customers, their opportunities and
        submissions; of a customer without owner, its reminders."""
        found = {}
        for activity, dossier in self._open_activities():
            user = former[dossier][0]
            if activity.user_id == user or (
                not user and (activity.is_customer_reminder or not activity.user_id)
            ):
                found[dossier] = found.get(dossier, activity.browse()) + activity
        return found

    def _open_activities(self):
        """(activity, dossier) of all that is still to do for these customers."""
        places = self._activity_places()
        domain = Domain.OR(
            Domain("res_model", "=", model) & Domain("res_id", "in", list(dossiers))
            for model, dossiers in places.items()
        )
        return [
            (activity, places[activity.res_model][activity.res_id])
            for activity in self.env["mail.activity"].search(domain)
        ]

    def _activity_places(self):
        """Where activities of these customers are: {model: {id: dossier}}."""
        places = {self._name: {dossier.id: dossier for dossier in self}}
        for model in ("crm.lead", "customer.form.submission"):
            records = self.env[model].search([("dossier_id", "in", self.ids)])
            places[model] = {record.id: record.dossier_id for record in records}
        return {model: by_id for model, by_id in places.items() if by_id}

    # ------------------------------------------------------------
    # Giving it
    # ------------------------------------------------------------

    def _give_leads(self, companions):
        # The new owner hears of the customer once, not of each opportunity.
        quiet = {"mail_auto_subscribe_no_notify": True}
        for (user, team), leads in _by_place(companions, _owner_and_team).items():
            vals = {"user_id": user.id, "team_id": team.id}
            here = leads.filtered(lambda lead, team=team: lead.team_id == team)
            with self.env.protecting(here._untouched_by_owner()):
                here.with_context(**quiet).write(vals)
            (leads - here).with_context(**quiet).write(vals)

    def _give_submissions(self, companions):
        for (user, team), submissions in _by_place(companions, _owner_and_team).items():
            submissions.write({"user_id": user.id, "team_id": team.id})

    def _give_activities(self, companions):
        """Of a customer without owner, the leader of the department has them."""
        for user, activities in _by_place(
            companions, lambda dossier: dossier._who_acts()
        ).items():
            activities = activities.filtered(
                lambda activity, user=user: activity.user_id != user
            )
            activities.with_context(mail_activity_quick_update=True).user_id = user

    def _who_acts(self):
        """Who has what is to do for a customer: without owner, the department's leader."""
        return self.user_id or self.team_id.user_id.filtered("active")

    def _log_handover(self, former):
        """Note in the audit log who gave which customer to whom."""
        changed = [
            dossier
            for dossier in self.sudo()  # sudo: the giver may see it no more
            if former[dossier][0] and former[dossier][0] != dossier.user_id
        ]
        self.env["customer.audit.event"]._log_each(
            "handover",
            [
                (
                    dossier,
                    {"text": _from_to(former[dossier], _owner_and_team(dossier))},
                )
                for dossier in changed
            ],
        )


def _by_place(companions, place_of):
    """Records that go to the same place: {place: records}."""
    gathered = {}
    for dossier, records in companions.items():
        place = place_of(dossier)
        gathered[place] = gathered.get(place, records.browse()) + records
    return {place: records for place, records in gathered.items() if records}


def _owner_and_team(dossier):
    return dossier.user_id, dossier.team_id


def _from_to(former, present):
    """Who had a customer and who has it, in names; without owner, the department."""
    # sudo: the names of colleagues are no secret to who gives customers to them
    names_sudo = [(user or team).sudo().name or "–" for user, team in (former, present)]
    return " → ".join(names_sudo)
