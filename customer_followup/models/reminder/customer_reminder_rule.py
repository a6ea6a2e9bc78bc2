import logging
from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain

from ...tools import schedule
from ..dossier.customer_dossier_leads import INTENTS

_logger = logging.getLogger(__name__)


class CustomerReminderRule(models.Model):
    """How often the owners of which customers are reminded (A1)."""

    _name = "customer.reminder.rule"
    _description = "Customer Reminder Rule"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(
        default=True, help="An archived rule leaves the reminders it gave as they are."
    )
    company_id = fields.Many2one(
        "res.company",
        index="btree_not_null",
        help="Leave empty for a rule of all companies.",
    )
    intent = fields.Selection(
        INTENTS, help="Only customers of this intent; empty for all customers."
    )
    frequency = fields.Selection(
        [
            ("interval", "Every so many days"),
            ("weekly", "Every week"),
            ("month_end", "Last day of the month"),
        ],
        required=True,
        default="interval",
    )
    interval_days = fields.Integer(string="Days Between", default=2)
    weekday = fields.Selection(
        [
            ("0", "Monday"),
            ("1", "Tuesday"),
            ("2", "Wednesday"),
            ("3", "Thursday"),
            ("4", "Friday"),
            ("5", "Saturday"),
            ("6", "Sunday"),
        ],
        default="0",
    )
    text = fields.Char(
        required=True,
        translate=True,
        default=lambda self: self.env._("Contact the customer"),
        help="What the reminder says, in the language of the one who is reminded.",
    )
    activity_type_id = fields.Many2one(
        "mail.activity.type",
        required=True,
        default=lambda self: self.env.ref(
            "customer_followup.mail_activity_type_followup"
        ),
        domain="[('res_model', 'in', (False, 'customer.dossier'))]",
        ondelete="restrict",
    )
    sentence = fields.Char(string="Rule", compute="_compute_sentence")

    _interval_days_positive = models.Constraint(
        "CHECK (frequency != 'interval' OR interval_days BETWEEN 1 AND 3650)",
        "A reminder comes every day at most: enter between 1 and 3650 days.",
    )
    _weekday_given = models.Constraint(
        "CHECK (frequency != 'weekly' OR weekday IS NOT NULL)",
        "Choose the day of the week on which to remind.",
    )

    # ------------------------------------------------------------
    # The rule as a sentence
    # ------------------------------------------------------------

    @api.depends("intent", "frequency", "interval_days", "weekday")
    @api.depends_context("lang")
    def _compute_sentence(self):
        customers = {
            "high": self.env._("high-intent customers"),
            "medium": self.env._("medium-intent customers"),
            "low": self.env._("low-intent customers"),
            False: self.env._("all customers"),
        }
        for rule in self:
            rule.sentence = self.env._(
                "Remind the owner of %(customers)s %(when)s",
                customers=customers[rule.intent],
                when=getattr(rule, f"_phrase_{rule.frequency or 'month_end'}")(),
            )

    def _phrase_interval(self):
        if self.interval_days == 1:
            return self.env._("every day")
        return self.env._("every %(days)s days", days=self.interval_days)

    def _phrase_weekly(self):
        weekdays = dict(self._fields["weekday"]._description_selection(self.env))
        return self.env._("every %(weekday)s", weekday=weekdays.get(self.weekday, ""))

    def _phrase_month_end(self):
        return self.env._("on the last day of the month")

    # ------------------------------------------------------------
    # Due dates
    # ------------------------------------------------------------

    def _next_due(self, anchor, today, last_due):
        """The due day of the next reminder; see ``tools/schedule.py``."""
        first = schedule.earliest(anchor, today, last_due)
        return getattr(self, f"_next_due_{self.frequency}")(anchor, first)

    def _next_due_interval(self, anchor, first):
        return schedule.after_days(anchor, self.interval_days, first)

    def _next_due_weekly(self, _anchor, first):
        return schedule.on_weekday(int(self.weekday), first)

    def _next_due_month_end(self, _anchor, first):
        return schedule.on_month_end(first)

    # ------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------

    def action_try(self):
        """Show the customers of this rule who have no open reminder of it.

        :return: action that lists them, or says that there are none
        """
        self.ensure_one()
        dossiers = self.env["customer.dossier"].search(self._get_pending_domain())
        if not dossiers:
            return {
                "type": "ir.actions.client",
                "tag": "display_notification",
                "params": {
                    "type": "info",
                    "message": self.env._(
                        "No customer needs a new reminder of this rule: "
                        "none fits it, or all have one open."
                    ),
                },
            }
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("%(count)s to remind", count=len(dossiers)),
            "res_model": "customer.dossier",
            "view_mode": "list,kanban,form",
            "domain": [("id", "in", dossiers.ids)],
            "context": {"create": False},
        }

    # ------------------------------------------------------------
    # Engine
    # ------------------------------------------------------------

    def _get_dossier_domain(self):
        """Whom the rule is about."""
        self.ensure_one()
        domain = Domain("user_id.active", "=", True) & Domain("active", "=", True)
        if self.company_id:
            domain &= Domain("company_id", "=", self.company_id.id)
        if self.intent:
            domain &= Domain("intent", "=", self.intent)
        return domain

    def _get_pending_domain(self):
        """Those of them who have no open reminder of it."""
        waiting = Domain("rule_id", "=", self.id) & Domain("state", "=", "open")
        return self._get_dossier_domain() & Domain("reminder_ids", "not any", waiting)

    @api.model
    def _remind(self, dossiers):
        """Schedule the next reminder of each dossier under each rule, if none is open.

        Nothing happens the second time.
        """
        # sudo: the ledger is written by this engine only, for whoever does the work
        rules_sudo = self.sudo().search(
            [("company_id", "in", [*dossiers.company_id.ids, False])]
        )
        dossiers_sudo = dossiers.sudo()
        past = rules_sudo._get_past(dossiers_sudo)
        vals_list = []
        for rule in rules_sudo:
            for dossier in dossiers_sudo.filtered_domain(rule._get_dossier_domain()):
                given = past[rule, dossier]
                if "open" not in given:
                    due_date = rule._get_due_date(dossier, given)
                    vals_list.append(
                        {
                            "rule_id": rule.id,
                            "dossier_id": dossier.id,
                            "due_date": due_date,
                        }
                    )
        # sudo: the ledger is written by the engine only
        return self.env["customer.reminder"].sudo()._schedule(vals_list)

    def _get_past(self, dossiers):
        """Latest due dates of the ledger: {(rule, dossier): {state: date}}."""
        past = defaultdict(dict)
        for rule, dossier, state, due_date in self.env["customer.reminder"]._read_group(
            [("rule_id", "in", self.ids), ("dossier_id", "in", dossiers.ids)],
            ["rule_id", "dossier_id", "state"],
            ["due_date:max"],
        ):
            past[rule, dossier][state] = due_date
        return past

    def _get_due_date(self, dossier, given):
        """The next due day; a cancelled reminder counts as a contact."""
        anchor = dossier._get_last_contact_date()
        if "cancelled" in given:
            anchor = max(anchor, given["cancelled"])
        last_due = max(given.values(), default=None)
        return self._next_due(anchor, dossier._today(), last_due)

    @api.model
    def _cron_remind(self, batch_size=100):
        """Give every customer the reminders that are missing, batch by batch.

        :param int batch_size: number of customers per commit
        """
        rules = self.search([("active", "=", True)])
        domain = Domain.OR(rule._get_pending_domain() for rule in rules)
        Dossier = self.env["customer.dossier"]
        progress = self.env["ir.cron"]._commit_progress
        progress(remaining=Dossier.search_count(domain))
        last_id = 0
        while dossiers := Dossier.search(
            domain & Domain("id", ">", last_id), order="id", limit=batch_size
        ):
            last_id = dossiers[-1].id
            self._remind_safely(dossiers.try_lock_for_update())
            if not progress(len(dossiers)):
                break

    def _remind_safely(self, dossiers):
        """Remind; when that fails, find and log the dossier at fault."""
        try:
            with self.env.cr.savepoint():
                self._remind(dossiers)
        except Exception:  # whatever it is, it stops one customer only
            if len(dossiers) > 1:
                for dossier in dossiers:
                    self._remind_safely(dossier)
            else:
                _logger.exception("No reminder could be given for %s", dossiers)
