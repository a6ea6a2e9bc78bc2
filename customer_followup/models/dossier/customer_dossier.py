from odoo import api, fields, models

from odoo.addons.customer_forms.models.sensitive.sealed_field import Sealed
from odoo.addons.customer_forms.tools.engine_guard import refuse_engine_fields

from ...tools.by_engine import is_by_engine
from ...tools.settling import SETTLING
from ...tools.wording import guess_kind

# What changes what the contact may say of the customer.
SETTLED_BY = {"customer_name", "kind", "name", "partner_id"}
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

    Names of people, phones and e-mails are sealed here and not kept on the contact,
    which every internal user can read. Needs, stage and closing date are read from the
    opportunities.
    """

    _name = "customer.dossier"
    _description = "Customer Dossier"
    _inherit = ["customer.sensitive", "mail.thread", "mail.activity.mixin"]
    _order = "id desc"
    _rec_names_search = [
        "number",
        "customer_name",
        "contact_name",
        "phone",
        "other_phone",
        "email",
        "other_email",
    ]
    _check_company_auto = True

    number = fields.Char(readonly=True, copy=False)
    partner_id = fields.Many2one(
        "res.partner",
        string="Contact",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        copy=False,
        help="Stands for the customer in opportunities and mails.",
    )
    kind = fields.Selection(
        [("individual", "Individual"), ("company", "Organisation")],
        string="Customer Type",
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

    contact_name = Sealed(
        sensitivity="name", help="Whom to ask for when the customer is a company."
    )
    phone = Sealed(sensitivity="phone")
    other_phone = Sealed(string="Second Phone", sensitivity="phone")
    email = Sealed(string="E-mail", sensitivity="email")
    other_email = Sealed(string="Second E-mail", sensitivity="email")
    address = Sealed(
        sensitivity="address", help="The contact has the province and the city only."
    )

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

    # ------------------------------------------------------------
    # Compute, inverse and search
    # ------------------------------------------------------------

    @api.depends("number", "customer_name")
    def _compute_display_name(self):
        for dossier in self:
            name = f"{dossier.number or ''} {dossier.customer_name or ''}"
            dossier.display_name = name.strip()

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

    @api.depends("user_id")
    def _compute_team_id(self):
        for dossier in self.filtered("user_id"):
            user, team = dossier.user_id, dossier.team_id
            if not team or user not in team.member_ids | team.user_id:
                dossier.team_id = user.crm_team_ids.filtered(
                    lambda team, company=dossier.company_id: team.company_id <= company
                )[:1]

    @api.depends("followup_ids", "submission_ids")
    @api.depends_context("uid")
    def _compute_counts(self):
        # The form has the lines too, which are read once.
        for dossier in self:
            dossier.followup_count = len(dossier.followup_ids)
            dossier.submission_count = len(dossier.submission_ids)

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
        dossier = self.create({"name": name, "kind": guess_kind(name)})
        return dossier.id, dossier.display_name

    @api.model_create_multi
    def create(self, vals_list):
        refuse_engine_fields(self, ENGINE_FIELDS, vals_list)
        vals_list = [
            {**self._clean_vals(vals), "number": self._get_number(vals)}
            for vals in vals_list
        ]
        # An intent opens an opportunity and a reminder, which want the dossier complete.
        intents = [vals.pop("intent", False) for vals in vals_list]
        dossiers = super().create(self._with_contacts(vals_list))
        dossiers._settle()
        for dossier, intent in zip(dossiers, intents, strict=True):
            if intent:
                dossier.intent = intent
        return dossiers

    def write(self, vals):
        refuse_engine_fields(self, ENGINE_FIELDS, [vals])
        self._check_fixed(vals)
        former = self._former_owners(vals)
        result = super().write(self._clean_vals(vals))
        if SETTLED_BY & vals.keys() and not is_by_engine(self.env.context, SETTLING):
            # A name that was taken away is not found again on the contact.
            self._settle(takes_names="name" not in vals)
        if former:
            self._follow_owner(former)
        if vals.get("active"):
            self.env["customer.reminder.rule"]._remind(self)
        elif "active" in vals:
            self._withdraw_reminders()
        return result

    def copy_data(self, default=None):
        vals_list = super().copy_data(default)
        for dossier, vals in zip(self, vals_list, strict=True):
            if dossier.kind == "company" and "name" not in (default or {}):
                vals["name"] = dossier.partner_id.name
        return vals_list

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
