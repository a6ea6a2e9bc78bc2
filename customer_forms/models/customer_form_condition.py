import itertools

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..rules import FIELD_TYPES
from ..rules.types.base import Invalid

COMPARED = ("integer", "decimal", "money", "rating", "date", "datetime")


class CustomerFormCondition(models.Model):
    """One line of "this question appears when ..." (F8)."""

    _name = "customer.form.condition"
    _description = "Form Condition"
    _order = "id"

    field_id = fields.Many2one(
        "customer.form.field", required=True, index=True, ondelete="cascade"
    )
    form_id = fields.Many2one(related="field_id.form_id")
    source_id = fields.Many2one(
        "customer.form.field",
        string="Question",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('form_id', '=', form_id), ('id', '!=', field_id),"
        " ('type', 'not in', ('statement', 'number', 'attachment'))]",
    )
    source_type = fields.Selection(related="source_id.type")
    has_options = fields.Boolean(related="source_id.has_options")
    operator = fields.Selection(
        [
            ("equal", "is"),
            ("different", "is not"),
            ("greater", "is more than"),
            ("less", "is less than"),
            ("filled", "is answered"),
            ("empty", "is not answered"),
        ],
        required=True,
        default="equal",
    )
    option_id = fields.Many2one(
        "customer.form.option",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('field_id', '=', source_id)]",
    )
    value = fields.Char(help="A number, a date such as 2026-03-31, or a text.")
    sentence = fields.Char(compute="_compute_sentence")

    @api.depends("source_id.name", "operator", "option_id.name", "value")
    @api.depends_context("lang")
    def _compute_sentence(self):
        operators = dict(self._fields["operator"]._description_selection(self.env))
        for condition in self:
            words = (
                condition.source_id.name,
                operators.get(condition.operator),
                condition.option_id.name or condition.value,
            )
            condition.sentence = " ".join(word for word in words if word)

    @api.constrains("source_id", "field_id", "operator", "option_id", "value")
    def _check_condition(self):
        for condition in self:
            condition._check_source()
            if condition.operator not in ("filled", "empty"):
                condition._check_value()

    def _check_source(self):
        """A question can only depend on an earlier one of the same form."""
        questions = self.form_id.section_ids.field_ids
        before = itertools.takewhile(lambda field: field != self.field_id, questions)
        if self.source_id not in list(before):
            raise ValidationError(
                self.env._(
                    "“%(field)s” can only depend on a question that stands before it;"
                    " “%(question)s” does not.",
                    field=self.field_id.name,
                    question=self.source_id.name,
                )
            )

    def _check_value(self):
        """The value must be one the question can have."""
        if self.operator in ("greater", "less") and self.source_type not in COMPARED:
            raise ValidationError(
                self.env._(
                    "“%(question)s” is neither a number nor a date: nothing is more or"
                    " less than it.",
                    question=self.source_id.name,
                )
            )
        try:
            value = self._leaf()["value"]
        except Invalid:
            value = None
        if value is None:
            raise ValidationError(
                self.env._(
                    "“%(value)s” cannot be an answer to “%(question)s”.",
                    value=self.option_id.name or self.value or "",
                    question=self.source_id.name,
                )
            )

    def _leaf(self):
        """The condition as the rules have it."""
        self.ensure_one()
        leaf = {"field": self.source_id.key, "is": self.operator}
        if self.operator in ("filled", "empty"):
            return leaf
        if self.has_options:
            in_question = self.option_id.field_id == self.source_id
            return {**leaf, "value": self.option_id.key if in_question else None}
        schema = self.source_id._build_type_schema()
        parse = FIELD_TYPES[self.source_type].parse
        return {**leaf, "value": parse(self.value, schema)}


class CustomerForm(models.Model):
    _inherit = "customer.form"

    def _copy_conditions(self, copied):
        """Give a copy the conditions of this form, between its own questions."""
        self.ensure_one()
        twins = {field.key: field for field in copied.section_ids.field_ids}
        vals_list = []
        for condition in self.section_ids.field_ids.condition_ids:
            source = twins[condition.source_id.key]
            options = {option.key: option.id for option in source.option_ids}
            vals_list.append(
                {
                    "field_id": twins[condition.field_id.key].id,
                    "source_id": source.id,
                    "operator": condition.operator,
                    "option_id": options.get(condition.option_id.key),
                    "value": condition.value,
                }
            )
        self.env["customer.form.condition"].create(vals_list)
