"""The customer in one screen: what is open, what was said last."""

from odoo import api, fields, models

RECENT = 3


class CustomerDossier(models.Model):
    # One subject per file: together they would be 900 lines.
    _inherit = "customer.dossier"  # pylint: disable=consider-merging-classes-inherited

    open_lead_ids = fields.One2many(
        "crm.lead",
        "dossier_id",
        string="Open Opportunities",
        domain=[("type", "=", "opportunity"), ("won_status", "=", "pending")],
    )
    recent_followup_ids = fields.Many2many(
        "customer.followup",
        string="Latest Follow-ups",
        compute="_compute_recent_followup_ids",
        help="The three latest, as far as the reader may read them.",
    )

    @api.depends("followup_ids.followed_up_at")
    @api.depends_context("uid")
    def _compute_recent_followup_ids(self):
        # The form has one of them; lists do not show it.
        followups = self.env["customer.followup"].search(
            [("dossier_id", "in", self._origin.ids)],
            limit=RECENT if len(self) == 1 else None,
        )
        # What decides who reads them is read for all customers at once.
        followups.fetch(["company_id", "dossier_id", "dossier_user_id", "team_id"])
        latest = followups.grouped("dossier_id")
        for dossier in self:
            recent = latest.get(dossier._origin, followups[:0])
            dossier.recent_followup_ids = recent[:RECENT]

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
