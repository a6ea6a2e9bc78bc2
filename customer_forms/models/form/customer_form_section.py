from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...tools.field_key import KEY, RESERVED, free_key, unused_key
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
    key = fields.Char(help="Under this name the rows of a repeating section are kept.")
    is_repeating = fields.Boolean(
        string="Repeats", help="The questions are asked once for each row."
    )
    min_rows = fields.Integer(string="Minimum Rows")
    max_rows = fields.Integer(string="Maximum Rows", default=20)
    see_department_ids = fields.Many2many(
        "crm.team",
        "customer_form_section_see_team_rel",
        ondelete="restrict",  # without its department a section would be everybody's
        string="Seen By",
        help="Only these departments see the answers of this section. Empty: everybody"
        " who sees the submission.",
    )
    edit_department_ids = fields.Many2many(
        "crm.team",
        "customer_form_section_edit_team_rel",
        ondelete="restrict",
        string="Edited By",
        help="These departments complete and correct this section after it was"
        " submitted. Empty: as the form says.",
    )
    field_ids = fields.One2many("customer.form.field", "section_id", copy=True)

    _key_uniq = models.UniqueIndex(
        "(form_id, key)", "Two sections of one form have the same key."
    )
    _rows_limits = models.Constraint(
        "CHECK (min_rows >= 0 AND max_rows BETWEEN 1 AND 200 AND min_rows <= max_rows)",
        "A section has 1 to 200 rows, and no more at least than at most.",
    )

    @api.constrains("key")
    def _check_key(self):
        for section in self:
            if not KEY.fullmatch(section.key or "") or section.key in RESERVED:
                raise ValidationError(
                    self.env._(
                        "“%(key)s” cannot be the key of a section. Use lower-case"
                        " letters, digits and underscores.",
                        key=section.key,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        forms = self.env["customer.form"].browse(
            vals.get("form_id") for vals in vals_list
        )
        taken = {form: form._taken_keys() for form in forms}
        for form, vals in zip(forms, vals_list, strict=True):
            key = vals.get("key") or section_key(vals.get("name"))
            vals["key"] = unused_key(key, taken.setdefault(form, set()))
        return super().create(vals_list)

    def write(self, vals):
        if "key" in vals and any(section.key != vals["key"] for section in self):
            raise UserError(
                self.env._("The key of a section stays as it is; change its title.")
            )
        if "form_id" in vals and self.form_id.current_version_id:
            raise UserError(
                self.env._("A section of a published form stays in that form.")
            )
        if "is_repeating" in vals:
            self._check_repeating_change(vals["is_repeating"])
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_published(self):
        for section in self:
            if section._is_published():
                raise UserError(
                    self.env._(
                        "The rows of “%(section)s” were published and may have answers."
                        " Archive its questions instead.",
                        section=section.name,
                    )
                )
        self.with_context(active_test=False).field_ids._unlink_except_published()

    def _answer_keys(self):
        """Keys under which the answers of these sections are kept, archived ones too."""
        fields_ = self.with_context(active_test=False).field_ids
        return self.mapped("key") + fields_.mapped("key")

    def _is_published(self):
        """Whether rows of this section may have been submitted."""
        self.ensure_one()
        return any(
            published.get("key") == self.key
            for version in self.form_id.version_ids
            for published in version.schema["sections"]
        )

    def _check_repeating_change(self, is_repeating):
        """Answers in rows and answers without are kept in different places."""
        for section in self.filtered(lambda each: each.is_repeating != is_repeating):
            questions = section.with_context(active_test=False).field_ids
            if any(question._is_published() for question in questions):
                raise UserError(
                    self.env._(
                        "“%(section)s” was published: its answers would lose their"
                        " meaning if it began or ceased to repeat. Add a new section.",
                        section=section.name,
                    )
                )

    def _build_schema(self, langs):
        """The section as it is frozen into a version."""
        self.ensure_one()
        repeat = {
            "key": self.key,
            "repeat": {"min": self.min_rows, "max": self.max_rows},
        }
        return {
            **(repeat if self.is_repeating else {}),
            "title": labels(self, "name", langs),
            "description": labels(self, "description", langs),
            "internal": self.is_internal,
            "fields": [
                field._build_schema(langs) for field in self.field_ids if field.active
            ],
        }


def section_key(title):
    """A key for a section, which no question would choose for itself.

    >>> section_key("Needs and wishes")
    'section_needs_and_wishes'
    """
    key = free_key(title, "section")
    return key if key.startswith("section_") else f"section_{key}"[:60]
