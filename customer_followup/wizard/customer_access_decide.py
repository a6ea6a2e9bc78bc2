from odoo import api, fields, models


class CustomerAccessDecide(models.TransientModel):
    """What somebody decides about a request: as it is, less of it, or nothing."""

    _name = "customer.access.decide"
    _description = "Decide on a Request for Customer Data"
    _inherit = ["customer.passing.text"]

    request_id = fields.Many2one(
        "customer.access.request", required=True, readonly=True, ondelete="cascade"
    )
    question = fields.Char(compute="_compute_question")
    purpose = fields.Text(related="request_id.purpose", related_sudo=False)
    customer_count = fields.Integer(
        string="Customers of Yours", compute="_compute_customer_count"
    )
    offered_field_ids = fields.Many2many(
        "customer.access.field", compute="_compute_offered_field_ids"
    )
    offered_form = fields.Selection(
        related="request_id.granted_form", related_sudo=False
    )
    field_ids = fields.Many2many(
        "customer.access.field",
        compute="_compute_given",
        compute_sudo=False,
        store=True,
        readonly=False,
        string="Fields",
        domain="[('id', 'in', offered_field_ids)]",
    )
    is_view_only = fields.Boolean(
        string="On the Screen Only", help="Whatever was asked for, no file is given."
    )
    until = fields.Date(
        compute="_compute_given", compute_sudo=False, store=True, readonly=False
    )
    limit = fields.Integer(
        string="Customers at Most",
        compute="_compute_given",
        compute_sudo=False,
        store=True,
        readonly=False,
    )
    candidate_ids = fields.Many2many(
        "customer.dossier", compute="_compute_candidate_ids"
    )
    left_out_ids = fields.Many2many(
        "customer.dossier",
        string="Leave Out",
        domain="[('id', 'in', candidate_ids)]",
        help="Customers who must not be in the copy.",
    )
    remark = fields.Char(help="The requester reads it.")

    # What is told of the request is told to who may read it, in dialogs that are not
    # saved yet too: nothing here is computed or related in superuser mode.
    @api.depends("request_id")
    def _compute_offered_field_ids(self):
        for wizard in self:
            wizard.offered_field_ids = wizard._request_sudo().granted_field_ids

    @api.depends("request_id")
    @api.depends_context("lang")
    def _compute_question(self):
        for wizard in self:
            request_sudo = wizard._request_sudo()
            wizard.question = self.env._(
                "%(number)s: %(requester)s asks for %(count)s customers of yours.",
                number=request_sudo.number,
                requester=request_sudo.user_id.name,
                count=wizard.customer_count,
            )

    @api.depends("request_id")
    def _compute_customer_count(self):
        for wizard in self:
            wizard.customer_count = len(wizard._lines_sudo())

    @api.depends("request_id")
    def _compute_given(self):
        """As much as was asked for, to begin with."""
        for wizard in self:
            request_sudo = wizard._request_sudo()
            wizard.field_ids = request_sudo.granted_field_ids
            wizard.until = request_sudo.granted_until
            wizard.limit = len(wizard._lines_sudo())

    @api.depends("request_id")
    def _compute_candidate_ids(self):
        """Those whom this user sees anyway."""
        Dossier = self.env["customer.dossier"]
        for wizard in self:
            meant = wizard._lines_sudo().dossier_id.ids
            wizard.candidate_ids = (
                Dossier.search([("id", "in", meant)])
                if Dossier.has_access("read")
                else Dossier
            )

    def _request_sudo(self):
        self.request_id.check_access("read")
        # sudo: what was asked for, for who decides
        return self.request_id.sudo()

    @api.model
    def _passing_texts(self):
        return ["remark"]

    @api.constrains("request_id")
    def _check_request_id(self):
        """As the user: Odoo checks constraints in superuser mode."""
        self.sudo(False).request_id.check_access("read")

    def _lines_sudo(self):
        """The customers about whom this user decides."""
        request_sudo = self._request_sudo()
        return request_sudo._lines_of(request_sudo._approvals_of(self.env.user))

    def action_approve(self):
        """Approve what is chosen here, for the departments of this user."""
        return self._decide(
            True,
            {
                "fields": self.field_ids,
                "form": "view" if self.is_view_only else None,
                "until": self.until,
                "limit": self.limit,
                "left_out": self.left_out_ids,
            },
        )

    def action_refuse(self):
        """Refuse for the departments of this user."""
        return self._decide(False)

    def _decide(self, is_approved, narrowing=None):
        self.ensure_one()
        self.request_id._decide(is_approved, self.remark, narrowing)
        return {"type": "ir.actions.act_window_close"}
