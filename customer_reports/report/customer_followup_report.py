from odoo import fields, models
from odoo.tools import SQL


class CustomerFollowupReport(models.Model):
    """One row per follow-up, with how long the customer had waited for it."""

    _name = "customer.followup.report"
    _description = "Follow-up Analysis"
    _auto = False
    _rec_name = "dossier_id"
    _order = "followed_up_at desc, id desc"
    _depends = {
        "customer.dossier": ["intent", "kind", "source_id", "tier"],
        "customer.followup": [
            "company_id",
            "dossier_id",
            "dossier_user_id",
            "followed_up_at",
            "method",
            "reminder_id",
            "team_id",
            "user_id",
        ],
        "customer.form.submission": ["dossier_id", "submitted_at"],
    }

    dossier_id = fields.Many2one("customer.dossier", string="Customer", readonly=True)
    followup_id = fields.Many2one("customer.followup", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    user_id = fields.Many2one("res.users", string="Recorded by", readonly=True)
    dossier_user_id = fields.Many2one("res.users", string="Owner", readonly=True)
    team_id = fields.Many2one("crm.team", string="Department", readonly=True)

    followed_up_at = fields.Datetime(string="Date", readonly=True)
    method = fields.Selection(selection="_selection_method", readonly=True)
    kind = fields.Selection(selection="_selection_kind", readonly=True)
    tier = fields.Selection(selection="_selection_tier", readonly=True)
    intent = fields.Selection(
        selection="_selection_intent", string="Intent Level", readonly=True
    )
    source_id = fields.Many2one("utm.source", readonly=True)
    is_first = fields.Boolean(string="First Follow-up", readonly=True)
    is_reminded = fields.Boolean(
        string="From a Reminder",
        readonly=True,
        help="The follow-up was made because a reminder rule asked for it.",
    )

    days_since_previous = fields.Float(
        string="Days since Previous Follow-up", readonly=True, aggregator="avg"
    )
    response_days = fields.Float(
        string="Response Time (Days)",
        readonly=True,
        aggregator="avg",
        help="From the customer's form to the first follow-up after it.",
    )

    # ------------------------------------------------------------
    # Selections
    # ------------------------------------------------------------

    def _selection_method(self):
        field = self.env["customer.followup"]._fields["method"]
        return field._description_selection(self.env)

    def _selection_kind(self):
        return self.env["customer.report"]._selection_kind()

    def _selection_tier(self):
        return self.env["customer.report"]._selection_tier()

    def _selection_intent(self):
        return self.env["customer.report"]._selection_intent()

    # ------------------------------------------------------------
    # Query
    # ------------------------------------------------------------

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT followup.id,
                   followup.id AS followup_id,
                   followup.dossier_id,
                   followup.company_id,
                   followup.user_id,
                   followup.dossier_user_id,
                   followup.team_id,
                   followup.followed_up_at,
                   followup.method,
                   dossier.kind,
                   dossier.tier,
                   dossier.intent,
                   dossier.source_id,
                   followup.previous_at IS NULL AS is_first,
                   followup.reminder_id IS NOT NULL AS is_reminded,
                   %(days_since_previous)s AS days_since_previous,
                   %(response_days)s AS response_days
            FROM (%(followups)s) followup
            JOIN customer_dossier dossier ON dossier.id = followup.dossier_id
            LEFT JOIN LATERAL (%(submission)s) submission ON TRUE
            """,
            days_since_previous=self._days_between(
                SQL("followup.previous_at"), SQL("followup.followed_up_at")
            ),
            response_days=self._days_between(
                SQL("submission.submitted_at"), SQL("followup.followed_up_at")
            ),
            followups=self._followup_query(),
            submission=self._submission_query(),
        )

    def _days_between(self, start, end):
        return SQL("EXTRACT(EPOCH FROM %s - %s) / 86400", end, start)

    def _followup_query(self):
        """Every follow-up with the time of the one before it."""
        return SQL(
            """
            SELECT id, dossier_id, company_id, user_id, dossier_user_id, team_id,
                   method, reminder_id, followed_up_at,
                   LAG(followed_up_at) OVER (
                       PARTITION BY dossier_id ORDER BY followed_up_at, id
                   ) AS previous_at
            FROM customer_followup
            """
        )

    def _submission_query(self):
        """The earliest submission that was waiting for this follow-up."""
        return SQL(
            """
            SELECT MIN(waiting.submitted_at) AS submitted_at
            FROM customer_form_submission waiting
            WHERE waiting.dossier_id = followup.dossier_id
                AND waiting.submitted_at <= followup.followed_up_at
                AND (
                    followup.previous_at IS NULL
                    OR waiting.submitted_at > followup.previous_at
                )
            """
        )

    # ------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------

    def action_open_followup(self):
        """Open the follow-up this row counts."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "customer.followup",
            "res_id": self.followup_id.id,
            "views": [(False, "form")],
        }
