from odoo import api, fields, models

from odoo.addons.customer_forms.tools.engine_guard import refuse_engine_fields

KINDS = [
    ("cooperation", "Start of cooperation"),
    ("decision_maker", "Change of decision maker"),
    ("contract", "Contract"),
    ("other", "Other"),
]
ENGINE_FIELDS = {"company_id", "is_automatic", "user_id"}
# What people type; it says no more of the customer than a mask.
TEXTS = ("title", "note")


class CustomerMilestone(models.Model):
    """A day that matters in the history of a customer (D6)."""

    _name = "customer.milestone"
    _description = "Customer Milestone"
    _order = "date desc, id desc"
    _rec_name = "title"
    _check_company_auto = True

    dossier_id = fields.Many2one(
        "customer.dossier",
        string="Customer",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    company_id = fields.Many2one(
        related="dossier_id.company_id", store=True, index=True
    )
    kind = fields.Selection(KINDS, string="Milestone", required=True, default="other")
    date = fields.Date(required=True, default=fields.Date.context_today)
    title = fields.Char(help="What happened, in a few words.")
    note = fields.Text()
    attachment_ids = fields.Many2many("ir.attachment", string="Files")
    user_id = fields.Many2one(
        "res.users",
        string="Recorded by",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
    )
    is_automatic = fields.Boolean(
        string="Recorded Automatically",
        readonly=True,
        help="The system noted it when it happened.",
    )
    active = fields.Boolean(
        default=True, help="Archive what was recorded by mistake; it stays findable."
    )

    _dossier_date_idx = models.Index("(dossier_id, date DESC, id DESC)")

    @api.depends("title", "kind")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for milestone in self:
            milestone.display_name = milestone.title or kinds.get(milestone.kind)

    @api.model_create_multi
    def create(self, vals_list):
        refuse_engine_fields(self, ENGINE_FIELDS, vals_list)
        default = self.env.context.get("default_dossier_id")
        places = [_place_of(vals.get("dossier_id", default)) for vals in vals_list]
        milestones = super().create(self._redact(vals_list, places))
        milestones._own_attachments()
        return milestones

    def write(self, vals):
        refuse_engine_fields(self, {*ENGINE_FIELDS, "dossier_id"}, [vals])
        for dossier in self.dossier_id:
            [vals] = self._redact([vals], [_place_of(dossier.id)])
        result = super().write(vals)
        if "attachment_ids" in vals:
            self._own_attachments()
        return result

    def _redact(self, vals_list, places):
        return self.env["customer.redaction"]._redact_vals(vals_list, places, TEXTS)

    def _own_attachments(self):
        """Whoever reads the milestone reads its files."""
        for milestone in self.filtered("attachment_ids"):
            milestone.attachment_ids.filtered(lambda file: not file.res_id).write(
                {"res_model": self._name, "res_id": milestone.id}
            )


def _place_of(dossier_id):
    return "customer.dossier", dossier_id
