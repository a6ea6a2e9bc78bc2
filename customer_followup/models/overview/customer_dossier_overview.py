"""The customer in one screen: what is open, what was said last."""

from odoo import api, fields, models

RECENT = 3
# What one decides at the desk is no step towards the customer.
AT_THE_DESK = "customer_followup.mail_activity_type_difference"
# What the cards of needs show, so that it is read once for the open ones and for all.
ON_CARDS = (
    *("active", "won_status", "name", "stage_id", "core_need", "expected_revenue"),
    *("date_deadline", "priority", "is_key_need", "user_id", "company_id"),
)


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    open_lead_ids = fields.Many2many(
        "crm.lead",
        string="Open Opportunities",
        compute="_compute_open_lead_ids",
    )
    recent_followup_ids = fields.Many2many(
        "customer.followup",
        string="Latest Follow-ups",
        compute="_compute_recent_followup_ids",
        help="The three latest, as far as the reader may read them.",
    )

    # Sudo, as Odoo's own fields of the next activity: who sees the customer sees it.
    next_step = fields.Char(
        compute="_compute_next_step", compute_sudo=True, export_string_translation=False
    )
    next_step_date = fields.Date(
        compute="_compute_next_step", compute_sudo=True, export_string_translation=False
    )

    @api.depends("activity_ids.date_deadline", "activity_ids.summary")
    def _compute_next_step(self):
        at_the_desk = self.env.ref(AT_THE_DESK, raise_if_not_found=False)
        for dossier in self:
            step = dossier.activity_ids.filtered(
                lambda activity: activity.activity_type_id != at_the_desk
            ).sorted("date_deadline")[:1]
            dossier.next_step = step.display_name
            dossier.next_step_date = step.date_deadline

    # The form has all needs and follow-ups too: what is seen first costs no query more.
    @api.depends("lead_ids.active", "lead_ids.won_status")
    @api.depends_context("uid")
    def _compute_open_lead_ids(self):
        self.lead_ids.fetch(ON_CARDS)
        for dossier in self:
            dossier.open_lead_ids = dossier.lead_ids.filtered(
                lambda lead: lead.active and lead.won_status == "pending"
            )

    @api.depends("followup_ids.followed_up_at")
    @api.depends_context("uid")
    def _compute_recent_followup_ids(self):
        latest = {dossier: dossier.followup_ids[:RECENT] for dossier in self}
        # What decides who reads them is read for all customers at once.
        followups = self.env["customer.followup"].union(*latest.values())
        followups.fetch(["company_id", "dossier_id", "dossier_user_id", "team_id"])
        for dossier, recent in latest.items():
            dossier.recent_followup_ids = recent

    @api.model
    def action_open_customers(self):
        """The list of customers as this user works with it: one's own, the department's,
        or all for whoever looks after everybody.

        :return: action of the list
        """
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "customer_followup.customer_dossier_action"
        )
        return action | {"context": self._default_filter()}

    @api.model
    def _default_filter(self):
        has = self.env.user.has_group
        if has("customer_forms.customer_forms_group_manager"):
            return {}
        if has("customer_forms.customer_forms_group_supervisor"):
            return {"search_default_my_department": 1}
        if has("customer_forms.customer_forms_group_user"):
            return {"search_default_my_customers": 1}
        return {}
