from odoo import api, fields, models

from odoo.addons.customer_forms.models.engine_guard import refuse_engine_fields
from odoo.addons.customer_forms.tools import phone as phone_tools
from odoo.addons.customer_forms.tools.masking import mask_name, mask_phone

from ..tools.wording import guess_kind

# Read from opportunities and follow-ups, or known to the engine only.
ENGINE_FIELDS = {
    "expected_revenue",
    "last_followup_at",
    "main_lead_id",
    "opening_key",
    "won_status",
}


class CustomerDossier(models.Model):
    """Everything a company knows of one customer (一户一档).

    Phone and e-mail are kept here and not on the contact, which every internal user
    can read. Needs, stage and closing date are read from the opportunities.
    """

    _name = "customer.dossier"
    _description = "Customer Dossier"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "id desc"
    _rec_names_search = ["number", "partner_id.name"]
    _check_company_auto = True

    number = fields.Char(readonly=True, copy=False)
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    kind = fields.Selection(
        [("individual", "Individual"), ("company", "Organisation")],
        compute="_compute_kind",
        inverse="_inverse_kind",
        store=True,
        readonly=False,
    )
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    industry_id = fields.Many2one(related="partner_id.industry_id", readonly=False)

    contact_name = fields.Char(help="Whom to ask for when the customer is a company.")
    phone = fields.Char(index="btree_not_null")
    readable_phone = fields.Char(
        string="Phone Number",
        compute="_compute_readable_phone",
        inverse="_inverse_readable_phone",
    )
    email = fields.Char(string="E-mail", index="btree_not_null")
    masked_name = fields.Char(compute="_compute_masked_name")
    masked_phone = fields.Char(compute="_compute_masked_phone")

    user_id = fields.Many2one(
        "res.users",
        string="Owner",
        index=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        check_company=True,
        tracking=True,
        help="Follows this customer and is reminded to.",
    )
    team_id = fields.Many2one(
        "crm.team",
        string="Department",
        compute="_compute_team_id",
        store=True,
        readonly=False,
        precompute=True,
        index=True,
        check_company=True,
        tracking=True,
        help="Its leader sees this customer too.",
    )

    source_id = fields.Many2one("utm.source", index="btree_not_null")
    tier = fields.Selection(
        [("vip", "VIP"), ("ordinary", "Ordinary"), ("potential", "Potential")],
        tracking=True,
    )
    first_contact_date = fields.Date(
        string="First Contact", default=fields.Date.context_today
    )
    remarks = fields.Text()

    followup_ids = fields.One2many(
        "customer.followup", "dossier_id", string="Follow-ups"
    )
    followup_count = fields.Integer(
        string="Number of Follow-ups", compute="_compute_counts"
    )
    last_followup_at = fields.Datetime(
        string="Last Follow-up", compute="_compute_last_followup_at", store=True
    )
    submission_ids = fields.One2many("customer.form.submission", "dossier_id")
    submission_count = fields.Integer(compute="_compute_counts")
    reminder_ids = fields.One2many("customer.reminder", "dossier_id")

    _number_uniq = models.UniqueIndex(
        "(number, company_id)", "Another customer already has this number."
    )
    _partner_uniq = models.UniqueIndex(
        "(partner_id, company_id)",
        "This contact already has a dossier. Open that one instead.",
    )

    # ------------------------------------------------------------
    # Compute, inverse and search
    # ------------------------------------------------------------

    @api.depends("number", "masked_name")
    def _compute_display_name(self):
        for dossier in self:
            dossier.display_name = f"{dossier.number or ''} {dossier.masked_name or ''}"

    @api.depends("partner_id.is_company")
    def _compute_kind(self):
        for dossier in self:
            if dossier.partner_id or not dossier.kind:
                is_company = dossier.partner_id.is_company
                dossier.kind = "company" if is_company else "individual"

    def _inverse_kind(self):
        for kind, dossiers in self.grouped("kind").items():
            is_company = kind == "company"
            dossiers.partner_id.filtered(
                lambda partner, is_company=is_company: partner.is_company != is_company
            ).is_company = is_company

    @api.depends("partner_id.name", "kind")
    def _compute_masked_name(self):
        """Names of organisations are no secret."""
        for dossier in self:
            name = dossier.partner_id.name
            dossier.masked_name = name if dossier.kind == "company" else mask_name(name)

    @api.depends("phone")
    def _compute_readable_phone(self):
        for dossier in self:
            dossier.readable_phone = phone_tools.readable(dossier.phone or "")

    def _inverse_readable_phone(self):
        for dossier in self:
            dossier.phone = dossier.readable_phone

    @api.depends("phone")
    def _compute_masked_phone(self):
        for dossier in self:
            dossier.masked_phone = mask_phone(dossier.phone)

    @api.depends("user_id")
    def _compute_team_id(self):
        for dossier in self.filtered("user_id"):
            user, team = dossier.user_id, dossier.team_id
            if not team or user not in team.member_ids | team.user_id:
                dossier.team_id = user.crm_team_ids.filtered(
                    lambda team, company=dossier.company_id: team.company_id <= company
                )[:1]

    def _compute_counts(self):
        for name in ("followup_count", "submission_count", "lead_count"):
            lines = self._fields[name.replace("_count", "_ids")]
            counts = dict(
                self.env[lines.comodel_name]
                .with_context(active_test=False)
                ._read_group(
                    [("dossier_id", "in", self.ids)], ["dossier_id"], ["__count"]
                )
            )
            for dossier in self:
                dossier[name] = counts.get(dossier, 0)

    @api.depends("followup_ids.followed_up_at")
    def _compute_last_followup_at(self):
        latest = dict(
            self.env["customer.followup"]._read_group(
                [("dossier_id", "in", self.ids)],
                ["dossier_id"],
                ["followed_up_at:max"],
            )
        )
        for dossier in self:
            dossier.last_followup_at = latest.get(dossier._origin)

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model
    def name_create(self, name):
        """Open a dossier for a new customer of that name."""
        partner = self.env["res.partner"].create(
            {"name": name, "is_company": guess_kind(name) == "company"}
        )
        dossier = self.create({"partner_id": partner.id})
        return dossier.id, dossier.display_name

    @api.model_create_multi
    def create(self, vals_list):
        refuse_engine_fields(self, ENGINE_FIELDS, vals_list)
        return super().create(
            [
                {**self._clean_vals(vals), "number": self._get_number(vals)}
                for vals in vals_list
            ]
        )

    def write(self, vals):
        refuse_engine_fields(self, ENGINE_FIELDS, [vals])
        self._check_fixed(vals)
        before = self.grouped("user_id") if "user_id" in vals else {}
        result = super().write(self._clean_vals(vals))
        if "user_id" in vals or "team_id" in vals:
            self._hand_over()
        for user, dossiers in before.items():
            dossiers._stop_following(user)
        if vals.get("active"):
            self.env["customer.reminder.rule"]._remind(self)
        elif "active" in vals:
            self._withdraw_reminders()
        return result

    # ------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------

    def _get_open_action(self):
        """Open the one dossier, or the list when there are several."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "customer_followup.customer_dossier_action"
        )
        action["context"] = {}
        if len(self) == 1:
            return action | {"res_id": self.id, "views": [(False, "form")]}
        return action | {"domain": [("id", "in", self.ids)]}

    def action_view_followups(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "customer.followup",
            "view_mode": "list,calendar,form",
            "domain": [("dossier_id", "=", self.id)],
            "context": {"default_dossier_id": self.id},
            "name": self.env._("Follow-ups"),
        }

    def action_view_submissions(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "customer.form.submission",
            "view_mode": "list,form",
            "domain": [("dossier_id", "=", self.id)],
            "name": self.env._("Submissions"),
            "context": {"create": False},
        }
