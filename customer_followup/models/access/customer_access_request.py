import uuid

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.customer_forms.tools.engine_guard import refuse_engine_fields
from odoo.addons.customer_forms.tools.redaction import redact

from ..dossier.customer_dossier_leads import INTENTS

# What the requester says; everything else is the engine's.
ASKED = {
    *("team_id", "purpose", "wanted", "field_ids", "form", "ends_on"),
    *("kind", "tier", "intent", "industry_ids", "state_ids", "city"),
    *("stage_ids", "source_ids", "department_ids", "customer_limit"),
}
WORDS = ("purpose", "wanted")


class CustomerAccessRequest(models.Model):
    """Somebody asks for what is known of customers, for a purpose (查阅申请, V4).

    The managers of the customers' departments approve, a data administrator hands over,
    and the requester has a masked copy that closes by itself. The customers are settled
    when the request is sent: nobody changes afterwards whom it is about, only fewer they
    may become.
    """

    _name = "customer.access.request"
    _description = "Request for Customer Data"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "id desc"
    _rec_name = "number"
    _mail_post_access = "read"
    _check_company_auto = True

    number = fields.Char(string="Request Number", readonly=True, copy=False)
    uuid = fields.Char(
        readonly=True,
        copy=False,
        default=lambda self: str(uuid.uuid4()),
        groups="base.group_no_one",
        export_string_translation=False,
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    user_id = fields.Many2one(
        "res.users",
        string="Requester",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.user,
    )
    team_id = fields.Many2one(
        "crm.team",
        string="Requester's Department",
        check_company=True,
        default=lambda self: self.env.user.sale_team_id,
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("requested", "Requested"),
            ("approved", "Approved"),
            ("handed_over", "Copy handed over"),
            ("refused", "Not granted"),
            ("expired", "Ended"),
            ("withdrawn", "Withdrawn"),
            ("revoked", "Revoked"),
        ],
        string="Status",
        required=True,
        readonly=True,
        copy=False,
        default="draft",
        index=True,
        tracking=True,
    )

    purpose = fields.Text(
        required=True, help="What it is needed for. Kept with the copy and in the log."
    )
    wanted = fields.Text(
        string="Which Customers", help="In words, for those who decide."
    )
    field_ids = fields.Many2many(
        "customer.access.field",
        "customer_access_request_field_rel",
        string="Fields",
        help="What is sensitive is only ever given masked.",
    )
    form = fields.Selection(
        [
            ("view", "On the screen only"),
            ("pdf", "On the screen and as PDF"),
            ("xlsx", "On the screen and as Excel file"),
        ],
        string="Screen or File",
        required=True,
        default="view",
    )
    ends_on = fields.Date(
        string="Until", required=True, help="The last day on which the copy opens."
    )

    scope = fields.Selection(
        [
            ("criteria", "Those that fit"),
            ("selection", "Those chosen in the list"),
            ("former", "Those of the former request"),
        ],
        required=True,
        readonly=True,
        default="criteria",
    )
    former_id = fields.Many2one(
        "customer.access.request",
        string="Former Request",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    kind = fields.Selection(
        [("individual", "Individuals"), ("company", "Organisations")],
        string="Customer Type",
    )
    tier = fields.Selection(
        lambda self: self.env["customer.dossier"]._fields["tier"].selection
    )
    intent = fields.Selection(INTENTS)
    industry_ids = fields.Many2many("res.partner.industry", string="Industries")
    state_ids = fields.Many2many(
        "res.country.state",
        string="Provinces",
        domain="[('country_id.code', '=', 'CN')]",
    )
    city = fields.Char()
    stage_ids = fields.Many2many("crm.stage", string="Stages")
    source_ids = fields.Many2many("utm.source", string="Sources")
    department_ids = fields.Many2many(
        "crm.team", string="Departments", check_company=True
    )
    customer_limit = fields.Integer(string="At Most", default=80, required=True)

    line_ids = fields.One2many("customer.access.line", "request_id", readonly=True)
    approval_ids = fields.One2many(
        "customer.access.approval", "request_id", readonly=True
    )
    customer_count = fields.Integer(
        readonly=True,
        copy=False,
        groups="customer_forms.customer_forms_group_data_officer",
    )

    granted_field_ids = fields.Many2many(
        "customer.access.field",
        "customer_access_request_granted_rel",
        string="Fields Given",
        readonly=True,
        copy=False,
    )
    granted_form = fields.Selection(
        string="Form Given",
        selection=lambda self: self._fields["form"].selection,
        readonly=True,
        copy=False,
    )
    granted_until = fields.Date(string="Open Until", readonly=True, copy=False)
    ends_at = fields.Datetime(
        compute="_compute_ends_at",
        store=True,
        help="The end of the last day where the company is.",
    )
    handed_over_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict"
    )
    handed_over_at = fields.Datetime(readonly=True, copy=False)
    closed_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict"
    )
    closed_at = fields.Datetime(readonly=True, copy=False)
    close_reason = fields.Char(string="Why It Was Closed", readonly=True, copy=False)
    is_end_announced = fields.Boolean(readonly=True, copy=False)
    opened_at = fields.Datetime(string="Last Opened", readonly=True, copy=False)
    download_count = fields.Integer(string="Downloaded", readonly=True, copy=False)

    _number_uniq = models.UniqueIndex(
        "(number, company_id)", "Another request already has this number."
    )
    _limit_positive = models.Constraint(
        "CHECK (customer_limit > 0)", "Ask for one customer at least."
    )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model
    def default_get(self, fields):
        defaults = super().default_get(fields)
        if "ends_on" in fields and not defaults.get("ends_on"):
            defaults["ends_on"] = self._last_day(self.env.company)
        return defaults

    @api.model_create_multi
    def create(self, vals_list):
        refuse_engine_fields(self, self._engine_fields(), vals_list)
        sequence_sudo = self.env["ir.sequence"].sudo()  # sudo: everybody is numbered
        vals_list = [
            {
                **self._redacted(vals),
                "number": sequence_sudo.next_by_code("customer.access.request"),
            }
            for vals in vals_list
        ]
        requests = super().create(vals_list)
        requests.check_access("write")
        return requests

    def write(self, vals):
        refuse_engine_fields(self, self._engine_fields(), [vals])
        if ASKED & vals.keys() and not self.env.su:
            self.check_access("write")
            self._check_state("draft")
        return super().write(self._redacted(vals))

    @api.ondelete(at_uninstall=False)
    def _unlink_drafts_only(self):
        if any(request.state != "draft" for request in self):
            raise UserError(
                self.env._("A request that was sent stays: withdraw it instead.")
            )

    def copy_data(self, default=None):
        """A new request of who copies it, for customers that fit now."""
        vals_list = super().copy_data(default)
        kept = ASKED | {"company_id"} | (default or {}).keys()
        return [
            {name: vals[name] for name in vals if name in kept} for vals in vals_list
        ]

    def _engine_fields(self):
        """What only the engine writes: all but what the requester says, and what he
        writes on any record."""
        free = ("activity_", "message_")
        return {
            name
            for name in self._fields
            if name not in ASKED and name != "company_id" and not name.startswith(free)
        }

    def _redacted(self, vals):
        """What is asked in words, with masks of numbers and addresses in it."""
        return {
            **vals,
            **{name: redact(vals[name], ()) for name in WORDS if vals.get(name)},
        }

    def _written_about(self):
        """What is written on a request carries no numbers of customers; so many are
        meant that names are only looked for when it is sent."""
        return {request.id: [] for request in self}

    def _check_state(self, *states):
        """:raises UserError: when the request is past the step, or not there yet"""
        for request in self:
            if request.state not in states:
                labels = dict(self._fields["state"]._description_selection(self.env))
                raise UserError(
                    self.env._(
                        "Request %(number)s: not possible any more, or not yet. Its"
                        " status is “%(state)s”.",
                        number=request.number,
                        state=labels[request.state],
                    )
                )
