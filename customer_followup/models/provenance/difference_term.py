"""Whoever has a customer decides within a day what is right of what was said otherwise; the
leader of the department is told when not (D8, A4)."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_list, split_every

from ...tools.working_days import next_working_day

TYPE = "customer_followup.mail_activity_type_difference"
CRON = "customer_followup.ir_cron_difference_term"
SUPERVISOR = "customer_forms.customer_forms_group_supervisor"
BATCH = 200


class CustomerFact(models.Model):
    _inherit = "customer.fact"

    # What was put under whose clock already: nobody is told twice, whoever finishes it.
    owner_told_at = fields.Datetime(readonly=True, export_string_translation=False)
    leader_told_at = fields.Datetime(readonly=True, export_string_translation=False)

    _untold_idx = models.Index(
        "(id) WHERE state = 'open'"
        " AND (owner_told_at IS NULL OR leader_told_at IS NULL)"
    )

    # ------------------------------------------------------------
    # What is told, and when
    # ------------------------------------------------------------

    @api.model
    def _telling_domain(self):
        """What is still to be decided of customers in use, where there is a term."""
        return (
            Domain("state", "=", "open")
            & Domain("dossier_id.active", "=", True)
            & Domain("company_id.difference_hours", ">", 0)
        )

    @api.model
    def _overdue_domain(self):
        """What nobody decided within the hours of its company."""
        now, overdue = fields.Datetime.now(), []
        # sudo: a setting of each company
        # pylint: disable-next=no-search-all  # each has a term of its own
        for company_sudo in self.env["res.company"].sudo().search([]):
            if company_sudo.difference_hours:
                limit = now - timedelta(hours=company_sudo.difference_hours)
                overdue.append(
                    Domain("company_id", "=", company_sudo.id)
                    & Domain("create_date", "<", limit)
                )
        return Domain("state", "=", "open") & Domain.OR(overdue)

    @api.model
    def _expect_decisions(self):
        """Let the job tell owners of what was just noted."""
        # sudo: whoever files something has no rights on scheduled jobs
        self.env.ref(CRON).sudo()._trigger()

    @api.model
    def _cron_difference_term(self, batch_size=BATCH):
        """Tell owners and leaders, and take from their clocks what was decided.

        What is told and that it was are one transaction, a batch each: run twice, or
        killed anywhere, nobody is told twice and nobody not.

        :param int batch_size: number of facts per commit
        """
        telling = self._telling_domain()
        has_owner = Domain("dossier_id.user_id.active", "=", True)
        has_leader = Domain("dossier_id.team_id.user_id.active", "=", True)
        untold = Domain("owner_told_at", "=", False)
        overdue = self._overdue_domain() & Domain("leader_told_at", "=", False)
        progress = self.env["ir.cron"]._commit_progress
        for domain, tell in (
            (telling & has_owner & untold, type(self)._tell_owners),
            (telling & has_leader & overdue, type(self)._tell_leaders),
        ):
            while facts := self.search(domain, order="id", limit=batch_size):
                locked = facts.try_lock_for_update(allow_referencing=True)
                if not locked:  # somebody decides on them right now
                    break
                tell(locked)
                if not progress(len(locked)):
                    return
        self._take_from_clocks(batch_size)

    def _tell_owners(self):
        """Put what is to be decided under the owners' clocks, once for each customer."""
        for lang, facts in self.grouped(
            lambda fact: fact.dossier_id.user_id.lang
        ).items():
            facts.with_context(lang=lang)._plan_decisions(
                lambda dossier: dossier.user_id,
                lambda fact: fact._decision_day(),
                self.with_context(lang=lang).env._("Decide what is right: %(names)s"),
            )
        self.owner_told_at = fields.Datetime.now()

    def _tell_leaders(self):
        """Tell the leaders of what the owners did not decide in time."""
        others = self.filtered(
            lambda fact: (
                fact.dossier_id.team_id.user_id != fact.dossier_id.user_id
                and fact.dossier_id.team_id.user_id.has_group(SUPERVISOR)
            )
        )
        for (lang, is_owned), facts in others.grouped(
            lambda fact: (
                fact.dossier_id.team_id.user_id.lang,
                fact.dossier_id.user_id.active,
            )
        ).items():
            env = self.with_context(lang=lang).env
            facts.with_context(lang=lang)._plan_decisions(
                lambda dossier: dossier.team_id.user_id,
                lambda fact: fact.dossier_id._today(),
                env._("Not decided in time by %(owner)s: %(names)s")
                if is_owned
                else env._("No owner to decide what is right: %(names)s"),
            )
        self.leader_told_at = fields.Datetime.now()

    def _plan_decisions(self, person_of, day_of, words):
        """Activities for these facts, none where that person has one of the customer.

        :param person_of: says of a customer who decides
        :param day_of: says of a fact until when
        :param str words: with ``names`` of values and ``owner``
        """
        activities = {
            (activity.res_id, activity.user_id): activity
            for activity in self._decision_activities(self.dossier_id)
        }
        undecided = self.search(
            [("dossier_id", "in", self.dossier_id.ids), ("state", "=", "open")]
        ).grouped("dossier_id")
        type_id, plans = self.env.ref(TYPE).id, []
        for dossier, facts in self.grouped("dossier_id").items():
            person = person_of(dossier)
            labels = dict.fromkeys(undecided[dossier].mapped("label"))
            summary = words % {
                "names": format_list(self.env, list(labels)),
                "owner": dossier.user_id.name,
            }
            if (dossier.id, person) in activities:
                activities[dossier.id, person].summary = summary
                continue
            plans.append(
                {
                    "dossier": dossier,
                    "user_id": person.id,
                    "activity_type_id": type_id,
                    "date_deadline": min(map(day_of, facts)),
                    "summary": summary,
                }
            )
        if plans:
            self.env["mail.activity"]._schedule_customer_reminders(plans)

    def _decision_day(self):
        """The working day on which the hours to decide are over, where the owner is."""
        self.ensure_one()
        # sudo: hours of work are the company's
        company_sudo = self.company_id.sudo()
        until = self.create_date + timedelta(hours=company_sudo.difference_hours)
        owner = self.dossier_id.user_id
        day = fields.Datetime.context_timestamp(
            self.with_context(tz=owner.tz or "UTC"), until
        ).date()
        calendar_sudo = company_sudo.resource_calendar_id
        return next_working_day(
            day,
            {int(each.dayofweek) for each in calendar_sudo.attendance_ids},
            [
                (leave.date_from.date(), leave.date_to.date())
                for leave in calendar_sudo.global_leave_ids
            ],
        )

    # ------------------------------------------------------------
    # What is decided
    # ------------------------------------------------------------

    @api.model
    def _decision_activities(self, dossiers):
        # sudo: whoever decides takes it from the clocks of others too
        return (
            self.env["mail.activity"]
            .sudo()
            .search(
                [
                    ("activity_type_id", "=", self.env.ref(TYPE).id),
                    ("res_model", "=", "customer.dossier"),
                    ("res_id", "in", dossiers.ids),
                ]
            )
        )

    def write(self, vals):
        decided = self.browse()
        if vals.get("state", "open") != "open":
            decided = self.filtered(lambda fact: fact.state == "open")
        result = super().write(vals)
        decided.dossier_id._end_deciding()
        return result

    @api.model
    def _take_from_clocks(self, batch_size):
        """What nothing is left to decide of although nobody decided: its values went
        elsewhere, such as in a merge that was undone."""
        # sudo: see ``_decision_activities``
        groups = (
            self.env["mail.activity"]
            .sudo()
            ._read_group(
                [
                    ("activity_type_id", "=", self.env.ref(TYPE).id),
                    ("res_model", "=", "customer.dossier"),
                ],
                ["res_id"],
            )
        )
        for ids in split_every(batch_size, [res_id for (res_id,) in groups]):
            self.env["customer.dossier"].browse(ids)._end_deciding()


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _end_deciding(self):
        """Finish the activities of those of which nothing is left to decide, quietly: the
        log of the customer says who decided."""
        if not self:
            return
        Fact = self.env["customer.fact"]
        # sudo: that something is open, whoever may see it
        open_sudo = Fact.sudo().search_fetch(
            [("dossier_id", "in", self.ids), ("state", "=", "open")], ["dossier_id"]
        )
        done = self - open_sudo.dossier_id
        if done:
            Fact._decision_activities(done).active = False
