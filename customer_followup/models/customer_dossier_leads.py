from odoo import api, fields, models

INTENTS = [("high", "High"), ("medium", "Medium"), ("low", "Low")]
INTENT_BY_PRIORITY = {"0": "low", "1": "medium", "2": "high", "3": "high"}
PRIORITY_BY_INTENT = {"low": "0", "medium": "1", "high": "2"}


class CustomerDossier(models.Model):
    """What the opportunities of a customer say: need, stage, intent, closing (D7)."""

    _inherit = "customer.dossier"

    lead_ids = fields.One2many(
        "crm.lead",
        "dossier_id",
        string="Opportunities",
        domain=[("type", "=", "opportunity")],
        context={"active_test": False},
    )
    lead_count = fields.Integer(
        string="Number of Opportunities", compute="_compute_counts"
    )
    main_lead_id = fields.Many2one(
        "crm.lead",
        string="Main Opportunity",
        compute="_compute_from_leads",
        store=True,
        index="btree_not_null",
        help="The open opportunity with the highest priority, else the latest.",
    )
    intent = fields.Selection(
        INTENTS,
        compute="_compute_from_leads",
        inverse="_inverse_intent",
        store=True,
        readonly=False,
        help="The highest priority of the open opportunities.",
    )
    expected_revenue = fields.Monetary(
        compute="_compute_from_leads",
        store=True,
        help="What the open opportunities may bring.",
    )
    stage_id = fields.Many2one(
        related="main_lead_id.stage_id", store=True, readonly=False
    )
    won_status = fields.Selection(related="main_lead_id.won_status", store=True)
    phase = fields.Char(string="Stage Reached", compute="_compute_phase")
    expected_closing = fields.Date(
        related="main_lead_id.date_deadline",
        string="Expected Closing",
        store=True,
        readonly=False,
    )

    @api.depends(
        "lead_ids.priority",
        "lead_ids.won_status",
        "lead_ids.type",
        "lead_ids.expected_revenue",
    )
    def _compute_from_leads(self):
        for dossier in self:
            leads = dossier.lead_ids.sorted(lambda lead: lead._origin.id, reverse=True)
            pending = leads.filtered(lambda lead: lead.won_status == "pending").sorted(
                "priority", reverse=True
            )
            dossier.main_lead_id = (pending or leads)[:1]
            dossier.intent = INTENT_BY_PRIORITY.get(pending[:1].priority)
            dossier.expected_revenue = sum(pending.mapped("expected_revenue"))

    @api.depends("stage_id", "won_status")
    @api.depends_context("lang")
    def _compute_phase(self):
        """The stage; an opportunity that was lost has none any more."""
        for dossier in self:
            is_lost = dossier.won_status == "lost"
            dossier.phase = self.env._("Lost") if is_lost else dossier.stage_id.name

    def _inverse_intent(self):
        """Move the main opportunity, and those that stand higher, to the intent."""
        for intent, dossiers in self.filtered("intent").grouped("intent").items():
            priority = PRIORITY_BY_INTENT[intent]
            pending = dossiers.lead_ids.filtered_domain(
                [("won_status", "=", "pending")]
            )
            higher = pending.filtered_domain([("priority", ">", priority)])
            leads = (pending & dossiers.main_lead_id) | higher
            leads = leads.filtered(
                lambda lead, intent=intent: INTENT_BY_PRIORITY[lead.priority] != intent
            )
            leads.priority = priority

    def action_view_leads(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm.crm_lead_opportunities"
        )
        return action | {
            "domain": [("dossier_id", "=", self.id)],
            "context": {
                "active_test": False,
                "default_partner_id": self.partner_id.id,
                "default_type": "opportunity",
                "default_user_id": self.user_id.id,
            },
        }
