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
    followup_id = fields.Many2one(
        "customer.followup", string="Follow-up", readonly=True
    )
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
    is_answer = fields.Boolean(
        string="Answer to a Form",
        readonly=True,
        help="The customer had submitted a form since the follow-up before.",
    )
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
                   previous.at IS NULL AS is_first,
                   waiting.since IS NOT NULL AS is_answer,
                   followup.reminder_id IS NOT NULL AS is_reminded,
                   EXTRACT(EPOCH FROM followup.followed_up_at - previous.at)
                       / 86400 AS days_since_previous,
                   EXTRACT(EPOCH FROM followup.followed_up_at - waiting.since)
                       / 86400 AS response_days
            FROM customer_followup followup
            JOIN customer_dossier dossier ON dossier.id = followup.dossier_id
            CROSS JOIN LATERAL (%(previous)s) previous
            CROSS JOIN LATERAL (%(waiting)s) waiting
            """,
            previous=self._previous_query(),
            waiting=self._waiting_query(),
        )

    def _previous_query(self):
        """When the customer was followed up before."""
        return SQL(
            """
            SELECT MAX(before.followed_up_at) AS at
            FROM customer_followup before
            WHERE before.dossier_id = followup.dossier_id
                AND (before.followed_up_at, before.id)
                    < (followup.followed_up_at, followup.id)
            """
        )

    def _waiting_query(self):
        """Since when the customer was waiting for this follow-up."""
        return SQL(
            """
            SELECT MIN(submission.submitted_at) AS since
            FROM customer_form_submission submission
            WHERE submission.dossier_id = followup.dossier_id
                AND submission.submitted_at <= followup.followed_up_at
                AND (previous.at IS NULL OR submission.submitted_at > previous.at)
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
