from odoo import api, fields, models
from odoo.exceptions import UserError


class CustomerFollowupChange(models.Model):
    """What a follow-up said before it was corrected, and why (U2). Only ever added to;
    what tells of a person goes when the person is erased."""

    _name = "customer.followup.change"
    _description = "Correction of a Follow-up"
    _order = "id desc"

    followup_id = fields.Many2one(
        "customer.followup",
        string="Follow-up",
        required=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        related="followup_id.company_id", store=True, index=True
    )
    user_id = fields.Many2one(
        "res.users",
        string="Corrected by",
        required=True,
        index=True,
        default=lambda self: self.env.user,
    )
    name = fields.Char(required=True, export_string_translation=False)
    label = fields.Char(string="What", compute="_compute_label")
    old = fields.Text(string="Before")
    new = fields.Text(string="After")
    reason = fields.Text()

    @api.depends("name")
    @api.depends_context("lang")
    def _compute_label(self):
        named = self.env["customer.followup"]._fields
        for change in self:
            field = named.get(change.name)
            change.label = field._description_string(self.env) if field else change.name

    def write(self, vals):
        if not self.env.su:
            raise UserError(self.env._("Corrections are only ever added to."))
        return super().write(vals)
