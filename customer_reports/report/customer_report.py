from dateutil.relativedelta import relativedelta

from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.customer_followup.models.dossier.customer_dossier_leads import (
    INTENT_BY_PRIORITY,
)
from odoo.addons.customer_followup.models.need.forecast import Forecast

DORMANT_AFTER = relativedelta(months=3)


class CustomerReport(models.Model):
    """One row per dossier, with the figures of its opportunities and follow-ups."""

    _name = "customer.report"
    _inherit = ["customer.forecast"]
    _description = "Customer Analysis"
    _auto = False
    _rec_name = "dossier_id"
    _order = "created_at desc, id desc"
    _depends = {
        "customer.dossier": [
            "active",
            "company_id",
            "create_date",
            "expected_closing",
            "expected_revenue",
            "first_contact_date",
            "intent",
            "kind",
            "last_followup_at",
            "main_lead_id",
            "partner_id",
            "source_id",
            "stage_id",
            "team_id",
            "tier",
            "user_id",
        ],
        "customer.followup": ["dossier_id"],
        "customer.form.submission": ["dossier_id", "submitted_at"],
        "crm.lead": [
            "date_closed",
            "dossier_id",
            "expected_revenue",
            "priority",
            "type",
            "won_status",
        ],
        "mail.activity": ["active", "date_deadline", "res_id", "res_model"],
        "res.company": ["currency_id"],
        "res.partner": ["country_id", "industry_id", "state_id"],
    }

    dossier_id = fields.Many2one("customer.dossier", string="Customer", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    user_id = fields.Many2one("res.users", string="Owner", readonly=True)
    team_id = fields.Many2one("crm.team", string="Department", readonly=True)
    active = fields.Boolean(readonly=True)

    kind = fields.Selection(selection="_selection_kind", readonly=True)
    tier = fields.Selection(selection="_selection_tier", readonly=True)
    intent = fields.Selection(
        selection="_selection_intent",
        string="Intent Level",
        readonly=True,
        help="Of the open opportunities; of the last one when none is open.",
    )
    source_id = fields.Many2one("utm.source", readonly=True)
    industry_id = fields.Many2one("res.partner.industry", readonly=True)
    country_id = fields.Many2one("res.country", readonly=True)
    state_id = fields.Many2one("res.country.state", string="Province", readonly=True)
    stage_id = fields.Many2one("crm.stage", string="Follow-up Stage", readonly=True)

    created_at = fields.Datetime(string="Registered On", readonly=True)
    first_contact_date = fields.Date(string="First Contact", readonly=True)
    last_followup_at = fields.Datetime(string="Last Follow-up", readonly=True)
    expected_closing = fields.Date(readonly=True)
    won_at = fields.Datetime(string="Won On", readonly=True)

    is_won = fields.Boolean(string="Won", readonly=True)
    is_dormant = fields.Boolean(
        string="Dormant",
        readonly=True,
        help="Nothing was heard of the customer for three months.",
    )
    is_high_potential = fields.Boolean(
        string="High Potential",
        readonly=True,
        help="The need is known and the customer is not won yet.",
    )

    days_since_followup = fields.Integer(
        string="Days since Last Follow-up", readonly=True, aggregator="avg"
    )
    followup_count = fields.Integer(string="Follow-ups", readonly=True)
    overdue_count = fields.Integer(string="Overdue Reminders", readonly=True)
    open_lead_count = fields.Integer(string="Open Opportunities", readonly=True)
    expected_revenue = Forecast(
        readonly=True, help="The open opportunities, as they are expected."
    )
    won_revenue = Forecast(readonly=True)
    won_count = fields.Integer(string="Customers Won", readonly=True)
    won_rate = fields.Float(
        string="Conversion Rate (%)",
        readonly=True,
        aggregator="avg",
        help="The share of customers with at least one opportunity won.",
    )

    # ------------------------------------------------------------
    # Selections
    # ------------------------------------------------------------

    def _selection_kind(self):
        return self._dossier_selection("kind")

    def _selection_tier(self):
        return self._dossier_selection("tier")

    def _selection_intent(self):
        return self._dossier_selection("intent")

    def _dossier_selection(self, field_name):
        """The choices of the dossier's field, whatever other addons added to them."""
        field = self.env["customer.dossier"]._fields[field_name]
        return field._description_selection(self.env)

    # ------------------------------------------------------------
    # Query
    # ------------------------------------------------------------

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT %(columns)s
            FROM customer_dossier dossier
            JOIN res_company company ON company.id = dossier.company_id
            JOIN res_partner partner ON partner.id = dossier.partner_id
            LEFT JOIN crm_lead main_lead ON main_lead.id = dossier.main_lead_id
            CROSS JOIN LATERAL (%(leads)s) lead
            CROSS JOIN LATERAL (%(followups)s) followup
            CROSS JOIN LATERAL (%(submissions)s) submission
            CROSS JOIN LATERAL (%(overdue)s) overdue
            """,
            columns=SQL(", ").join([self._dossier_columns(), self._figure_columns()]),
            leads=self._lead_query(),
            followups=self._followup_query(),
            submissions=self._submission_query(),
            overdue=self._overdue_query(),
        )

    def _dossier_columns(self):
        return SQL(
            """
            dossier.id,
            dossier.id AS dossier_id,
            dossier.company_id,
            company.currency_id,
            dossier.user_id,
            dossier.team_id,
            dossier.active,
            dossier.kind,
            dossier.tier,
            COALESCE(
                dossier.intent, CASE main_lead.priority %(intents)s END
            ) AS intent,
            dossier.stage_id,
            dossier.source_id,
            partner.industry_id,
            partner.country_id,
            partner.state_id,
            dossier.create_date AS created_at,
            dossier.first_contact_date,
            dossier.last_followup_at,
            dossier.expected_closing,
            dossier.expected_revenue
            """,
            intents=SQL(" ").join(
                SQL("WHEN %s THEN %s", priority, intent)
                for priority, intent in INTENT_BY_PRIORITY.items()
            ),
        )

    def _figure_columns(self):
        now = fields.Datetime.now()
        return SQL(
            """
            lead.won_at,
            lead.won_count > 0 AS is_won,
            COALESCE(
                GREATEST(
                    dossier.last_followup_at,
                    submission.last_submitted_at,
                    dossier.first_contact_date
                ),
                dossier.create_date
            ) < %(dormant_since)s AS is_dormant,
            lead.open_count > 0 AND lead.won_count = 0 AS is_high_potential,
            EXTRACT(DAY FROM %(now)s - dossier.last_followup_at)::int
                AS days_since_followup,
            followup.followup_count,
            overdue.overdue_count,
            lead.open_count AS open_lead_count,
            COALESCE(lead.won_revenue, 0) AS won_revenue,
            CASE WHEN lead.won_count > 0 THEN 1 ELSE 0 END AS won_count,
            CASE WHEN lead.won_count > 0 THEN 100.0 ELSE 0.0 END AS won_rate
            """,
            now=now,
            dormant_since=now - DORMANT_AFTER,
        )

    # One index lookup for each customer: a list of 80 costs 80 lookups, and no plan of
    # PostgreSQL is worse than one lookup for each row of a pivot.

    def _lead_query(self):
        return SQL(
            """
            SELECT COUNT(*) FILTER (WHERE won_status = 'pending') AS open_count,
                   COUNT(*) FILTER (WHERE won_status = 'won') AS won_count,
                   MAX(date_closed) FILTER (WHERE won_status = 'won') AS won_at,
                   SUM(expected_revenue) FILTER (WHERE won_status = 'won')
                       AS won_revenue
            FROM crm_lead
            WHERE dossier_id = dossier.id AND type = 'opportunity'
            """
        )

    def _followup_query(self):
        return SQL(
            """
            SELECT COUNT(*) AS followup_count
            FROM customer_followup
            WHERE dossier_id = dossier.id
            """
        )

    def _submission_query(self):
        return SQL(
            """
            SELECT MAX(submitted_at) AS last_submitted_at
            FROM customer_form_submission
            WHERE dossier_id = dossier.id
            """
        )

    def _overdue_query(self):
        return SQL(
            """
            SELECT COUNT(*) AS overdue_count
            FROM mail_activity
            WHERE res_model = 'customer.dossier'
                AND res_id = dossier.id
                AND active
                AND date_deadline < %(today)s
            """,
            today=fields.Date.context_today(self),
        )

    # ------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------

    def action_open_dossier(self):
        """Open the dossier this row counts."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "customer.dossier",
            "res_id": self.dossier_id.id,
            "views": [(False, "form")],
        }
