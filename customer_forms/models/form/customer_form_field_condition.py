"""When a question is asked, and when it must be answered (F8): AND/OR trees over earlier
questions, kept as the rules have them (``rules/conditions.py``)."""

import itertools

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...rules.conditions import OPERATORS
from ...tools.askable import can_answer
from ...tools.form_references import MAX_DEPTH
from .condition_words import condition_sentence


class CustomerFormField(models.Model):
    _inherit = "customer.form.field"

    condition = fields.Json(
        help="The question is asked only when this is so. Designed in the form builder.",
    )
    required_condition = fields.Json(
        help="The question must be answered when this is so.",
    )
    condition_sentence = fields.Char(
        string="Appears", compute="_compute_condition_sentence"
    )
    required_sentence = fields.Char(
        string="Required When", compute="_compute_condition_sentence"
    )

    @api.depends("condition", "required_condition", "section_id.form_id")
    @api.depends_context("lang")
    def _compute_condition_sentence(self):
        for field in self:
            questions = field.form_id._question_words()
            sentences = [
                condition_sentence(self.env, tree, questions)
                for tree in (field.condition, field.required_condition)
            ]
            shown, required = (
                sentence and self.env._("only when %(conditions)s", conditions=sentence)
                for sentence in sentences
            )
            field.condition_sentence = shown
            field.required_sentence = required

    @api.constrains("condition", "required_condition")
    def _check_conditions(self):
        for field in self:
            for tree in (field.condition, field.required_condition):
                for leaf in leaves(field._checked_tree(tree)):
                    field._check_leaf(leaf)

    def _checked_tree(self, tree):
        """The tree itself, if it is one.

        :raises ValidationError: when it has another shape
        """
        if tree and not is_tree(tree):
            raise ValidationError(
                self.env._(
                    "The condition of “%(field)s” cannot be read. Set it in the form"
                    " builder.",
                    field=self.name,
                )
            )
        return tree

    def _check_leaf(self, leaf):
        """A question can only depend on an answer that an earlier one can have."""
        questions = self.form_id.section_ids.field_ids
        earlier = itertools.takewhile(lambda field: field != self, questions)
        source = next((each for each in earlier if each.key == leaf["field"]), None)
        if source is None or not source._is_visible_from(self):
            named = self.form_id._questions_by_key().get(leaf["field"])
            raise ValidationError(
                self.env._(
                    "“%(field)s” can only depend on a question that stands before it;"
                    " “%(question)s” does not.",
                    field=self.name,
                    question=named.name if named else leaf["field"],
                )
            )
        if not source._can_answer(leaf):
            raise ValidationError(
                self.env._(
                    "“%(field)s” cannot depend on this: “%(question)s” never has such an"
                    " answer.",
                    field=self.name,
                    question=source.name,
                )
            )

    def _is_visible_from(self, field):
        """Answers in rows are known only inside the same row."""
        section = self.section_id
        return not section.is_repeating or section == field.section_id

    def _can_answer(self, leaf):
        """Whether the operator and the value of a leaf fit this question."""
        options = self.with_context(active_test=False).option_ids
        schema = self._build_type_schema()
        return can_answer(leaf, self.type, options.mapped("key"), schema)

    # ------------------------------------------------------------
    # What others refer to
    # ------------------------------------------------------------

    def _check_unreferenced(self):
        """Refuse to delete what a condition or a rule asks about.

        :raises UserError: naming the question that needs it
        """
        kept = self.form_id.section_ids.field_ids - self
        for field in self:
            for other in kept & field.form_id.section_ids.field_ids:
                if field.key in other._asked_keys():
                    raise UserError(
                        self.env._(
                            "“%(other)s” depends on “%(field)s”. Change its condition"
                            " first.",
                            other=other.name,
                            field=field.name,
                        )
                    )
            for rule in field.form_id.rule_ids:
                if field.key in rule._asked_keys():
                    raise UserError(
                        self.env._(
                            "The rule “%(rule)s” compares “%(field)s”. Change the rule"
                            " first.",
                            rule=rule.sentence,
                            field=field.name,
                        )
                    )

    def _check_options_unreferenced(self, options):
        """Refuse to delete options that a condition asks about."""
        fields_ = self.form_id.section_ids.field_ids
        for option in options:
            for leaf in itertools.chain(*(field._leaves() for field in fields_)):
                value = leaf.get("value")
                named = value if isinstance(value, list) else [value]
                if leaf["field"] == option.field_id.key and option.key in named:
                    raise UserError(
                        self.env._(
                            "A question depends on the option “%(option)s”. Change its"
                            " condition first.",
                            option=option.name,
                        )
                    )

    def _leaves(self):
        """All leaves of the field's conditions."""
        self.ensure_one()
        return [*leaves(self.condition), *leaves(self.required_condition)]

    def _asked_keys(self):
        return {leaf["field"] for leaf in self._leaves()}


class CustomerForm(models.Model):
    _inherit = "customer.form"

    def _questions_by_key(self):
        """All questions of the form, archived ones too: {key: field}."""
        sections = self.with_context(active_test=False).section_ids
        return {field.key: field for field in sections.field_ids}

    def _question_words(self):
        """What questions and options are called: {key: (label, {option key: label})}."""
        return {
            key: (field.name, {option.key: option.name for option in field.option_ids})
            for key, field in self._questions_by_key().items()
        }


def leaves(tree):
    """The leaves of a condition tree, in order.

    >>> list(leaves({"match": "all", "of": [{"field": "a", "is": "filled"}]}))
    [{'field': 'a', 'is': 'filled'}]
    """
    if not tree:
        return
    if "of" in tree:
        for branch in tree["of"]:
            yield from leaves(branch)
    else:
        yield tree


def is_tree(tree, depth=1):
    """Whether something is a condition tree, as ``rules/conditions.py`` describes it, and
    not deeper than every page and worker can follow.

    >>> is_tree({"field": "a", "is": "filled"}), is_tree({"field": "a", "is": "odd"})
    (True, False)
    """
    if not isinstance(tree, dict) or depth > MAX_DEPTH:
        return False
    if "of" in tree:
        branches = tree["of"]
        return (
            tree.get("match") in ("all", "any")
            and isinstance(branches, list)
            and bool(branches)
            and all(is_tree(branch, depth + 1) for branch in branches)
        )
    return isinstance(tree.get("field"), str) and tree.get("is") in OPERATORS
