from odoo import api, fields, models
from odoo.exceptions import UserError

from .schema_labels import labels


class CustomerFormSection(models.Model):
    _name = "customer.form.section"
    _description = "Form Section"
    _order = "sequence, id"

    form_id = fields.Many2one(
        "customer.form", required=True, index=True, ondelete="cascade"
    )
    name = fields.Char(string="Title", required=True, translate=True)
    description = fields.Text(
        translate=True, help="Shown under the title, above the questions."
    )
    sequence = fields.Integer(default=10)
    is_internal = fields.Boolean(
        string="Staff Only",
        help="Visitors do not see this section; staff fill it in.",
    )
    field_ids = fields.One2many("customer.form.field", "section_id", copy=True)

    def write(self, vals):
        if "form_id" in vals and self.form_id.current_version_id:
            raise UserError(
                self.env._("A section of a published form stays in that form.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_published(self):
        self.with_context(active_test=False).field_ids._unlink_except_published()

    def _build_schema(self, langs):
        """The section as it is frozen into a version."""
        self.ensure_one()
        return {
            "title": labels(self, "name", langs),
            "description": labels(self, "description", langs),
            "internal": self.is_internal,
            "fields": [
                field._build_schema(langs) for field in self.field_ids if field.active
            ],
        }
