from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_list

STATES = [
    ("waiting", "Waiting"),
    ("approved", "Approved"),
    ("refused", "Refused"),
    ("withdrawn", "Withdrawn"),
]


class CustomerChangeRequest(models.Model):
    """A change of high risk: made by one person, and decided by another (S7).

    The record stays as it is until then. Written by the engine only.
    """

    _name = "customer.change.request"
    _description = "Change Waiting for a Second Look"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "state desc, id desc"

    dossier_id = fields.Many2one(
        "customer.dossier",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        related="dossier_id.company_id", store=True, index=True
    )
    team_id = fields.Many2one(related="dossier_id.team_id", string="Department")
    res_model = fields.Char(string="Model", required=True, readonly=True)
    res_id = fields.Many2oneReference(
        string="Record", model_field="res_model", required=True, readonly=True
    )
    record_name = fields.Char(string="Concerns", compute="_compute_record_name")
    author_id = fields.Many2one(
        "res.users",
        string="Asked For By",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.user,
    )
    asked_at = fields.Datetime(
        string="Asked For On",
        required=True,
        readonly=True,
        default=fields.Datetime.now,
    )
    state = fields.Selection(
        STATES, required=True, readonly=True, default="waiting", index=True
    )
    value_ids = fields.One2many(
        "customer.change.value", "request_id", string="Values", readonly=True
    )
    summary = fields.Char(string="What", compute="_compute_summary")
    reasons = fields.Char(string="Why It Waits", compute="_compute_summary")
    is_stale = fields.Boolean(string="Changed Since", compute="_compute_is_stale")
    can_decide = fields.Boolean(compute="_compute_can_decide")
    is_author = fields.Boolean(compute="_compute_can_decide")
    decided_by_id = fields.Many2one("res.users", readonly=True)
    decided_at = fields.Datetime(string="Decided On", readonly=True)
    remark = fields.Text(readonly=True, help="Why it was refused.")

    _record_idx = models.Index("(res_model, res_id) WHERE state = 'waiting'")

    # ------------------------------------------------------------
    # Compute
    # ------------------------------------------------------------

    @api.depends("dossier_id.display_name", "value_ids.name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for request in self:
            request.display_name = f"{request.dossier_id.number}: {request.summary}"

    @api.depends("value_ids.name", "value_ids.reason")
    @api.depends_context("lang")
    def _compute_summary(self):
        reasons = dict(
            self.value_ids._fields["reason"]._description_selection(self.env)
        )
        for request in self:
            values = request.value_ids
            request.summary = format_list(self.env, values.mapped("label"))
            names = dict.fromkeys(reasons.get(each.reason, "") for each in values)
            request.reasons = format_list(self.env, list(names))

    def _compute_record_name(self):
        for model, requests in self.grouped("res_model").items():
            # sudo: number and mask, or the topic of an opportunity of the customer
            records_sudo = self.env[model].sudo().browse(requests.mapped("res_id"))
            names = {each.id: each.display_name for each in records_sudo.exists()}
            for request in requests:
                request.record_name = names.get(request.res_id, False)

    def _compute_is_stale(self):
        for request in self:
            request.is_stale = any(request.value_ids.mapped("is_stale"))

    @api.depends("state", "author_id", "dossier_id.team_id")
    @api.depends_context("uid")
    def _compute_can_decide(self):
        for request in self:
            is_waiting = request.state == "waiting"
            request.is_author = is_waiting and request.author_id == self.env.user
            request.can_decide = is_waiting and request._may_decide(self.env.user)

    # ------------------------------------------------------------
    # What others ask
    # ------------------------------------------------------------

    def _written_about(self):
        """Whose values nobody writes beside a request."""
        # sudo: also for those who may not see the dossier
        return {request.id: [request.dossier_id] for request in self.sudo()}

    @api.model
    def _concerning(self, records):
        """A domain: changes of these records; of customers those of contact persons, too,
        who are edited there."""
        own = Domain("res_model", "=", records._name) & Domain(
            "res_id", "in", records.ids
        )
        if records._name != "customer.dossier":
            return own
        people = Domain("res_model", "=", "customer.contact")
        return own | (people & Domain("dossier_id", "in", records.ids))

    @api.model
    def _waiting_for(self, records):
        """What waits at each record, in words: {id: text}."""
        # sudo: whoever sees the record is told that something waits, and not what
        waiting_sudo = self.sudo().search(
            Domain("state", "=", "waiting") & self._concerning(records)
        )
        waiting = defaultdict(list)
        for request in waiting_sudo:
            is_own = request.res_model == records._name
            place = request.res_id if is_own else request.dossier_id.id
            waiting[place].append(request._waiting_text())
        return {res_id: " ".join(texts) for res_id, texts in waiting.items()}

    def _waiting_text(self):
        deciders = self._deciders()
        return self.env._(
            "%(what)s waits for a second look by %(who)s.",
            what=self.summary,
            who=format_list(self.env, deciders[:3].mapped("name"), style="or")
            if deciders
            else self.env._("an administrator"),
        )
