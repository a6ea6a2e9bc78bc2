from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from odoo.addons.customer_forms.models.sensitive.sealed_field import Sealed
from odoo.addons.customer_forms.tools.engine_guard import refuse_engine_fields

# What decides who sees a follow-up is the customer's, and no author's to write.
ENGINE_FIELDS = {
    "company_id",
    "dossier_user_id",
    "event_id",
    "is_completed",
    "message_id",
    "next_activity_id",
    "reminder_id",
    "return_activity_id",
    "review_remark",
    "review_state",
    "reviewed_at",
    "reviewer_id",
    "source",
    "team_id",
}


class CustomerFollowup(models.Model):
    _name = "customer.followup"
    _description = "Customer Follow-up"
    _inherit = ["customer.sensitive"]
    _order = "followed_up_at desc, id desc"
    _check_company_auto = True

    dossier_id = fields.Many2one(
        "customer.dossier",
        string="Customer",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Recorded by",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.user,
    )
    company_id = fields.Many2one(
        related="dossier_id.company_id", store=True, index=True
    )
    dossier_user_id = fields.Many2one(
        related="dossier_id.user_id", string="Owner", store=True, index="btree_not_null"
    )
    team_id = fields.Many2one(
        related="dossier_id.team_id", store=True, index="btree_not_null"
    )

    method = fields.Selection(
        [
            ("phone", "Phone"),
            ("visit", "Visit"),
            ("meeting", "Online meeting"),
            ("mail", "Mail"),
            ("chat", "Chat"),
            ("exhibition", "Exhibition"),
        ],
        required=True,
        default="phone",
    )
    followed_up_at = fields.Datetime(
        string="Date", required=True, index=True, default=fields.Datetime.now
    )
    customer_participants = Sealed(
        string="Customer's Participants",
        sensitivity="name",
        help="Whom you spoke to at the customer.",
    )
    participant_ids = fields.Many2many(
        "res.users",
        string="Our Participants",
        domain="[('share', '=', False)]",
        default=lambda self: self.env.user,
    )
    summary = fields.Text()
    agreement = fields.Text()
    next_plan = fields.Char(string="Next Step")
    next_date = fields.Date(
        string="Next Contact", help="The customer's owner is reminded on that day."
    )
    next_activity_id = fields.Many2one(
        "mail.activity",
        string="Reminder of the Next Contact",
        readonly=True,
        index="btree_not_null",
        copy=False,
    )
    todo_ids = fields.One2many("customer.followup.todo", "followup_id", string="To-dos")
    attachment_ids = fields.Many2many("ir.attachment", string="Attachments")

    lead_id = fields.Many2one(
        "crm.lead",
        string="Opportunity",
        compute="_compute_lead_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        domain="[('dossier_id', '=', dossier_id)]",
    )
    activity_id = fields.Many2one(
        "mail.activity",
        string="Finishes Reminder",
        index="btree_not_null",
        copy=False,
        help="Saving the follow-up marks this reminder as done.",
    )
    reminder_id = fields.Many2one(
        "customer.reminder", readonly=True, copy=False, index="btree_not_null"
    )

    _activity_uniq = models.UniqueIndex(
        "(activity_id) WHERE activity_id IS NOT NULL",
        "This reminder already has its follow-up.",
    )

    # ------------------------------------------------------------
    # Compute and constraints
    # ------------------------------------------------------------

    @api.depends("dossier_id", "method", "followed_up_at")
    def _compute_display_name(self):
        methods = dict(self._fields["method"]._description_selection(self.env))
        for followup in self:
            customer = followup.dossier_id.display_name
            # Until a customer is chosen a new one is called as any new record.
            parts = [customer, methods.get(followup.method)] if customer else []
            followup.display_name = " · ".join(filter(None, parts)) or False

    @api.depends("dossier_id")
    def _compute_lead_id(self):
        for followup in self:
            lead = followup.dossier_id.main_lead_id
            if followup.lead_id.dossier_id != followup.dossier_id:
                followup.lead_id = lead if lead.won_status == "pending" else False

    @api.constrains("activity_id", "dossier_id")
    def _check_activity_id(self):
        for followup in self.filtered("activity_id"):
            activity = followup.activity_id
            document = (activity.res_model, activity.res_id)
            if document != ("customer.dossier", followup.dossier_id.id):
                raise ValidationError(
                    self.env._("The reminder belongs to another customer.")
                )

    @api.constrains("lead_id", "dossier_id")
    def _check_lead_id(self):
        """Also of a colleague's: Odoo checks constraints in superuser mode."""
        for followup in self.filtered("lead_id"):
            if followup.lead_id.dossier_id != followup.dossier_id:
                raise ValidationError(
                    self.env._("The opportunity belongs to another customer.")
                )

    @api.constrains("followed_up_at")
    def _check_followed_up_at(self):
        """A date to come would keep every reminder away until then."""
        tomorrow = fields.Datetime.now() + timedelta(days=1)
        if any(followup.followed_up_at > tomorrow for followup in self):
            raise ValidationError(
                self.env._(
                    "A follow-up is recorded once it has taken place. "
                    "Enter a date to come as the next contact."
                )
            )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        refuse_engine_fields(self, ENGINE_FIELDS, vals_list)
        clean = self._without_engine_defaults()
        followups = super(CustomerFollowup, clean).create(vals_list)
        followups._check_customer_access()
        followups._check_author()
        followups._own_attachments()
        followups._finish_activities()
        followups._schedule_next_contact()
        return followups

    def write(self, vals):
        refuse_engine_fields(self, ENGINE_FIELDS, [vals])
        result = super().write(vals)
        if "dossier_id" in vals:
            self._check_customer_access()
        if "user_id" in vals:
            self._check_author()
        if "attachment_ids" in vals:
            self._own_attachments()
        return result

    def unlink(self):
        # sudo: what it asked for is under the clocks of others
        asked_sudo = self.sudo()._made_activities().filtered("active")
        result = super().unlink()
        asked_sudo.unlink()
        return result

    # ------------------------------------------------------------
    # Private
    # ------------------------------------------------------------

    def _without_engine_defaults(self):
        """Actions name ``default_company_id`` and the like for whatever is made in them;
        a follow-up has them from its customer, always."""
        names = {f"default_{name}" for name in ENGINE_FIELDS}
        context = self.env.context
        # pylint: disable-next=context-overridden
        return self.with_context(
            {key: context[key] for key in context if key not in names}
        )

    def _sensitive_owner(self):
        return self.dossier_user_id or self.user_id

    def _opened_depends(self):
        return [*super()._opened_depends(), "dossier_user_id"]

    def _check_customer_access(self):
        """Authors keep what they wrote; that alone opens no other customer to them."""
        others = self.filtered(
            lambda followup: followup.activity_id.user_id != self.env.user
        )
        others.dossier_id.check_access("read")

    def _check_author(self):
        """Only administrators record in the name of others, e.g. when they import."""
        is_manager = self.env.user.has_group(
            "customer_forms.customer_forms_group_manager"
        )
        if not (self.env.su or is_manager or self.user_id <= self.env.user):
            raise AccessError(
                self.env._("Follow-ups are recorded in your own name only.")
            )

    def _own_attachments(self):
        """Whoever reads the follow-up reads its files."""
        for followup in self.filtered("attachment_ids"):
            followup.attachment_ids.filtered(lambda file: not file.res_id).write(
                {"res_model": self._name, "res_id": followup.id}
            )

    def _finish_activities(self):
        for followup in self.filtered("activity_id.active"):
            followup.activity_id._action_done(feedback=followup.summary)
