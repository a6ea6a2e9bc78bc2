import math

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools.askable import DAYS, NUMBERS
from ...tools.field_key import free_key, unused_key
from .condition_words import OPERATOR_WORDS
from .schema_labels import labels


class CustomerFormRule(models.Model):
    """A comparison between answers: one, or the sum of several, with another or a value."""

    _name = "customer.form.rule"
    _description = "Form Rule"
    _order = "sequence, id"

    form_id = fields.Many2one(
        "customer.form", required=True, index=True, ondelete="cascade"
    )
    key = fields.Char(help="Tells the rules of a form apart.")
    sequence = fields.Integer(default=10)
    terms = fields.Json(help="Keys of the questions whose answers are added up.")
    operator = fields.Selection(
        [
            ("equal", "is"),
            ("different", "is not"),
            ("greater", "is more than"),
            ("less", "is less than"),
            ("at_least", "is at least"),
            ("at_most", "is at most"),
        ],
        required=True,
        default="equal",
    )
    other_key = fields.Char(string="Compared With", help="Key of a question.")
    value = fields.Char(help="A number, or a date such as 2026-03-31.")
    level = fields.Selection(
        [("error", "Must be corrected"), ("warning", "Only warn")],
        required=True,
        default="error",
    )
    message = fields.Char(
        translate=True, help="What to say when the answers do not agree."
    )
    sentence = fields.Char(compute="_compute_sentence")

    _key_uniq = models.UniqueIndex(
        "(form_id, key)", "Two rules of one form have the same key."
    )

    @api.depends("terms", "operator", "other_key", "value")
    @api.depends_context("lang")
    def _compute_sentence(self):
        for rule in self:
            questions = rule.form_id._questions_by_key()
            names = [
                questions[key].name for key in rule.terms or () if key in questions
            ]
            other = questions.get(rule.other_key)
            words = (
                " + ".join(names),
                self.env._(OPERATOR_WORDS[rule.operator]),
                other.name if other else rule.value,
            )
            rule.sentence = " ".join(word for word in words if word)

    @api.model_create_multi
    def create(self, vals_list):
        forms = self.env["customer.form"].browse(
            vals.get("form_id") for vals in vals_list
        )
        taken = {form: set(form.rule_ids.mapped("key")) for form in forms}
        for form, vals in zip(forms, vals_list, strict=True):
            vals["key"] = unused_key(
                vals.get("key") or free_key(None, "rule"), taken.setdefault(form, set())
            )
        return super().create(vals_list)

    @api.constrains("terms", "other_key", "value", "operator")
    def _check_terms(self):
        for rule in self:
            kinds = rule._asked_kinds()
            is_sum = len(rule.terms or ()) > 1
            if None in kinds or not (
                kinds <= NUMBERS or (kinds <= DAYS and len(kinds) == 1 and not is_sum)
            ):
                raise ValidationError(
                    self.env._(
                        "A rule adds up numbers, or compares two numbers or two dates of"
                        " this form: “%(rule)s” does not.",
                        rule=rule.sentence,
                    )
                )
            if not rule.other_key and rule._compared_value() is None:
                raise ValidationError(
                    self.env._(
                        "“%(rule)s” compares with nothing. Choose a question, or give a"
                        " number or a date.",
                        rule=rule.sentence,
                    )
                )

    def _is_published(self):
        """Rules have no answers: what versions say of them stays there."""
        return False

    def _asked_keys(self):
        self.ensure_one()
        return {*(self.terms or ()), *filter(None, [self.other_key])}

    def _asked_kinds(self):
        """Types of the questions a rule asks about; None for one the form lacks."""
        terms = self.terms
        if not isinstance(terms, list) or not terms:
            return {None}
        questions = self.form_id._questions_by_key()
        asked = [questions.get(key) for key in self._asked_keys()]
        return {each.type if each and each.active else None for each in asked}

    def _compared_value(self):
        """The value to compare with, as the engine keeps answers; None when unreadable."""
        text = (self.value or "").strip()
        if self._asked_kinds() <= DAYS:
            try:
                return fields.Date.to_date(text).isoformat() if text else None
            except ValueError:
                return None
        try:
            number = float(text)
        except ValueError:
            return None
        if not math.isfinite(number):
            return None
        return int(number) if number.is_integer() else number

    def _build_schema(self, langs):
        """The rule as it is frozen into a version."""
        self.ensure_one()
        compared = (
            {"field": self.other_key}
            if self.other_key
            else {"value": self._compared_value()}
        )
        return {
            "key": self.key,
            "terms": self.terms,
            "is": self.operator,
            "level": self.level,
            "message": labels(self, "message", langs),
            **compared,
        }
