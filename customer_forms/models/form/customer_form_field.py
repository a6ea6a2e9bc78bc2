from odoo import api, fields, models
from odoo.exceptions import UserError

from ...rules import FIELD_TYPES
from ...tools.engine_guard import refuse_engine_fields
from ...tools.field_key import free_key, unused_key
from ..privacy.customer_privacy_policy import SENSITIVITIES


class CustomerFormField(models.Model):
    """A question of a form."""

    _name = "customer.form.field"
    _description = "Form Field"
    _order = "section_id, sequence, id"

    section_id = fields.Many2one(
        "customer.form.section", required=True, index=True, ondelete="cascade"
    )
    form_id = fields.Many2one(
        related="section_id.form_id", store=True, index=True, precompute=True
    )
    name = fields.Char(string="Label", required=True, translate=True)
    key = fields.Char(
        help="Under this name the answers are kept. It stays when the label changes.",
    )
    type = fields.Selection(
        [
            ("text", "Text"),
            ("longtext", "Long text"),
            ("select", "Dropdown"),
            ("radio", "Radio buttons"),
            ("multi", "Multiple choice"),
            ("date", "Date"),
            ("datetime", "Date and time"),
            ("phone", "Phone"),
            ("email", "E-mail"),
            ("url", "Web address"),
            ("integer", "Whole number"),
            ("decimal", "Decimal number"),
            ("money", "Amount"),
            ("rating", "Star rating"),
            ("attachment", "Attachment"),
            ("id_card", "ID card"),
            ("uscc", "Unified social credit code"),
            ("region", "Region"),
            ("consent", "Consent"),
            ("statement", "Statement"),
            ("number", "System number"),
        ],
        required=True,
        default="text",
    )
    role = fields.Selection(
        [
            ("customer_name", "Customer's name"),
            ("contact_name", "Contact's name"),
            ("phone", "Phone"),
            ("landline", "Landline"),
            ("email", "E-mail"),
            ("customer_kind", "Individual or company"),
            ("credit_code", "Unified social credit code"),
            ("id_card", "ID card"),
            ("region", "Region"),
            ("industry", "Industry"),
            ("company_size", "Company size"),
            ("source", "Source"),
            ("tier", "Tier"),
            ("intent", "Intent level"),
            ("need", "Need"),
            ("expected_need", "Expected parts of the need"),
            ("product_preference", "Product preference"),
            ("key_need", "Key need (yes, no)"),
            ("priority", "Priority of the need"),
            ("budget", "Budget"),
            ("purchase_time", "Time of purchase"),
            ("expected_closing", "Expected closing"),
            ("first_contact", "First contact"),
            ("followup_stage", "Follow-up stage"),
            ("next_contact", "Next contact"),
            ("referrer", "Referrer"),
            ("remarks", "Remarks"),
        ],
        string="Meaning",
        help="What the answer says about the customer, however the question is worded.",
    )
    sensitivity = fields.Selection(
        [("none", "Not sensitive"), *SENSITIVITIES],
        string="Sensitive",
        help="Sensitive answers are encrypted, shown masked and found by the whole value"
        " only. Empty: as the type and the meaning of the question suggest.",
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    is_required = fields.Boolean(string="Required")
    is_unique = fields.Boolean(
        string="Unique", help="The same answer is taken once: for codes and numbers."
    )
    is_listed = fields.Boolean(
        string="Column", help="Shown as a column in the list of submissions."
    )
    is_indexed = fields.Boolean(
        string="Searched Often",
        help="The database keeps an index of these answers: filters on them stay quick"
        " with very many submissions.",
    )
    help_text = fields.Char(
        string="Help", translate=True, help="Shown under the question."
    )
    placeholder = fields.Char(
        translate=True, help="An example shown in the empty field."
    )
    option_ids = fields.One2many("customer.form.option", "field_id", copy=True)

    successor_id = fields.Many2one(
        "customer.form.field",
        string="Replaced By",
        index="btree_not_null",
        ondelete="set null",
        domain="[('form_id', '=', form_id), ('id', '!=', id)]",
        help="The question that asks this now. Lists and reports can show the answers of"
        " both as one.",
    )
    has_options = fields.Boolean(compute="_compute_has_options")

    _key_uniq = models.UniqueIndex(
        "(form_id, key)", "Two fields of one form have the same key."
    )

    @api.depends("type")
    def _compute_has_options(self):
        for field in self:
            field.has_options = FIELD_TYPES[field.type].has_options

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        sections = self.env["customer.form.section"].browse(
            vals.get("section_id") for vals in vals_list
        )
        taken = {form: form._taken_keys() for form in sections.form_id}
        for section, vals in zip(sections, vals_list, strict=True):
            vals["key"] = unused_key(
                vals.get("key") or free_key(vals.get("name"), "field"),
                taken.setdefault(section.form_id, set()),
            )
        return super().create(vals_list)

    def write(self, vals):
        # It follows from the section: another one would hide that this was published.
        refuse_engine_fields(self, {"form_id"}, [vals])
        if "key" in vals and any(field.key != vals["key"] for field in self):
            raise UserError(
                self.env._("The key of a field stays as it is; change its label.")
            )
        if "type" in vals:
            self._check_type_change(vals["type"])
        if "section_id" in vals:
            self._check_section_change(vals["section_id"])
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_published(self):
        for field in self:
            if field._published_property():
                raise UserError(
                    self.env._(
                        "“%(field)s” was published and may have answers. Archive it"
                        " instead: answers stay, new visitors no longer see it.",
                        field=field.name,
                    )
                )
        self._check_unreferenced()

    # ------------------------------------------------------------
    # Publishing
    # ------------------------------------------------------------

    def _published_property(self):
        """The definition of this field's answers, empty before it was published."""
        self.ensure_one()
        form = self.form_id
        for prop in (*form.answer_definition, *form.row_definition):
            if prop["name"] == self.key:
                return prop
        return {}

    def _is_published(self):
        return bool(self._published_property())

    def _published_option_keys(self):
        """Keys of the options that were ever published."""
        prop = self._published_property()
        return {choice[0] for choice in prop.get("selection") or prop.get("tags") or ()}

    def _published_type(self):
        """The type under which the field was last published, or None."""
        for version in self.form_id.version_ids.sorted("number", reverse=True):
            if published := version._field(self.key):
                return published["type"]
        return None

    def _check_section_change(self, section_id):
        """Answers are looked for in the form that was published with the question."""
        target = self.env["customer.form.section"].browse(section_id)
        for field in self.filtered(lambda field: field._is_published()):
            if target.is_repeating != field.section_id.is_repeating:
                raise UserError(
                    self.env._(
                        "“%(field)s” was published and cannot move into or out of a"
                        " section that repeats. Archive it and add the question anew.",
                        field=field.name,
                    )
                )
            if field.form_id != target.form_id:
                raise UserError(
                    self.env._(
                        "“%(field)s” was published and stays in its form; add it anew in"
                        " the other.",
                        field=field.name,
                    )
                )

    def _check_type_change(self, new_type):
        """Once published, a type changes only to one that keeps answers as they are."""
        for field in self:
            published = field._published_type() or new_type
            keeps_answers = new_type in FIELD_TYPES[published].may_become
            if published != new_type and not keeps_answers:
                raise UserError(
                    self.env._(
                        "“%(field)s” was published: answers of another type would lose"
                        " their meaning. Archive it and add a new field.",
                        field=field.name,
                    )
                )
