from odoo import api, fields, models
from odoo.exceptions import AccessError

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
        string="Number of Opportunities", compute="_compute_lead_count"
    )
    main_lead_id = fields.Many2one(
        "crm.lead",
        string="Main Opportunity",
        compute="_compute_main_lead_id",
        store=True,
        index="btree_not_null",
        help="The open opportunity with the highest priority, else the latest.",
    )
    intent = fields.Selection(
        INTENTS,
        compute="_compute_intent",
        inverse="_inverse_intent",
        store=True,
        readonly=False,
        help="The highest priority of the open opportunities.",
    )
    expected_revenue = fields.Monetary(
        compute="_compute_expected_revenue",
        store=True,
        help="What the open opportunities may bring.",
    )
    won_status = fields.Selection(related="main_lead_id.won_status", store=True)
    phase = fields.Char(string="Stage Reached", compute="_compute_phase")
    expected_closing = fields.Date(
        related="main_lead_id.date_deadline",
        string="Expected Closing",
        store=True,
        readonly=False,
    )

    @api.depends("lead_ids")
    @api.depends_context("uid")
    def _compute_lead_count(self):
        counts = dict(
            self.env["crm.lead"]
            .with_context(active_test=False)
            ._read_group([("dossier_id", "in", self.ids)], ["dossier_id"], ["__count"])
        )
        for dossier in self:
            dossier.lead_count = counts.get(dossier._origin, 0)

    @api.depends("lead_ids.priority", "lead_ids.won_status", "lead_ids.type")
    def _compute_main_lead_id(self):
        for dossier in self:
            leads = dossier.lead_ids.sorted(lambda lead: lead._origin.id, reverse=True)
            pending = leads.filtered(lambda lead: lead.won_status == "pending")
            dossier.main_lead_id = (pending.sorted("priority", reverse=True) or leads)[
                :1
            ]

    @api.depends("main_lead_id.priority", "main_lead_id.won_status")
    def _compute_intent(self):
        for dossier in self:
            lead = dossier.main_lead_id
            is_pending = lead.won_status == "pending"
            dossier.intent = is_pending and INTENT_BY_PRIORITY.get(lead.priority)

    @api.depends("lead_ids.expected_revenue", "lead_ids.won_status", "lead_ids.type")
    def _compute_expected_revenue(self):
        for dossier in self:
            pending = dossier.lead_ids.filtered_domain([("won_status", "=", "pending")])
            dossier.expected_revenue = sum(pending.mapped("expected_revenue"))

    @api.depends("stage_id", "won_status")
    @api.depends_context("lang")
    def _compute_phase(self):
        """The stage; an opportunity that was lost has none any more."""
        for dossier in self:
            is_lost = dossier.won_status == "lost"
            dossier.phase = self.env._("Lost") if is_lost else dossier.stage_id.name

    def _inverse_intent(self):
        """Move the main opportunity, and those that stand higher, to the intent.

        A customer without open opportunity gets one: an intent is about something.
        """
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
            (dossiers - pending.dossier_id)._open_leads(priority)

    def _open_leads(self, priority):
        self.env["crm.lead"].create(
            [
                {
                    "name": self.env._("%(number)s new need", number=dossier.number),
                    "type": "opportunity",
                    "partner_id": dossier.partner_id.id,
                    "contact_name": False,
                    "partner_name": False,
                    "company_id": dossier.company_id.id,
                    "user_id": dossier.user_id.id,
                    "team_id": dossier.team_id.id,
                    "source_id": dossier.source_id.id,
                    "priority": priority,
                }
                for dossier in self
            ]
        )

    def _check_may_be_written(self):
        """:raises AccessError: for customers this user may not change"""
        refused = self - self._filtered_access("write") if self else self
        if refused:
            # sudo: the number stands on the contact, which every employee reads
            numbers = ", ".join(refused.sudo().mapped("number"))
            raise AccessError(
                self.env._(
                    "The customer %(numbers)s is a colleague's. Ask who follows the"
                    " customer, or a supervisor, to add this.",
                    numbers=numbers,
                )
            )

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

    def action_add_need(self):
        """Open the page of a new opportunity.

        :return: action of the page
        """
        return self.action_view_leads() | {
            "name": self.env._("New Need"),
            "views": [(False, "form")],
            "view_mode": "form",
        }
