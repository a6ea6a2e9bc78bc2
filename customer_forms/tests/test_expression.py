"""Conditions, constraints and rules as they are written in a cell of a workbook."""

from odoo.tests import BaseCase, tagged

from ..tools.expression import (
    ExpressionError,
    parse_condition,
    parse_constraint,
    parse_rule,
)
from .workbook_common import IS_COMPANY

KINDS = {
    "kind": "radio",
    "budget": "money",
    "needs": "multi",
    "agreed": "consent",
    "start": "date",
    "remarks": "text",
}


@tagged("-at_install", "post_install")
class TestExpressions(BaseCase):
    def test_conditions_that_are_read(self):
        company = IS_COMPANY["of"][0]
        for text, expected in [
            ("(${kind} = 'company')", [company]),
            ('"company" = ${kind}', [company]),
            ("${budget} >= 5", [{"field": "budget", "is": "at_least", "value": 5}]),
            ("5 <= ${budget}", [{"field": "budget", "is": "at_least", "value": 5}]),
            ("${budget} = '5'", [{"field": "budget", "is": "equal", "value": 5}]),
            ("${agreed} = 'yes'", [{"field": "agreed", "is": "equal", "value": True}]),
            ("${kind} = ''", [{"field": "kind", "is": "empty"}]),
            ("not(${kind} = '')", [{"field": "kind", "is": "filled"}]),
            (
                "not(selected(${needs}, 'buy') or ${kind} = 'company')",
                [
                    {"field": "needs", "is": "different", "value": "buy"},
                    {**company, "is": "different"},
                ],
            ),
            (
                "${start} > date('2026-01-31')",
                [{"field": "start", "is": "greater", "value": "2026-01-31"}],
            ),
        ]:
            with self.subTest(text):
                tree = parse_condition(text, KINDS)
                self.assertEqual(tree, {"match": "all", "of": expected})

    def test_and_binds_before_or(self):
        tree = parse_condition("${a} = 1 or ${b} = 2 and ${c} = 3", {})
        self.assertEqual(tree["match"], "any")
        self.assertEqual(tree["of"][1]["match"], "all")

    def test_expressions_that_cannot_be_read(self):
        for parse, text, *more, code in [
            (parse_condition, "", {}, "expression_unfinished"),
            (parse_condition, "${a} >", {}, "expression_unfinished"),
            (parse_condition, "${a} = 'x", {}, "expression_unreadable"),
            (parse_condition, "${a} = ${b}", {}, "expression_two_questions"),
            (parse_condition, "${a} > today()", {}, "expression_unexpected"),
            (parse_condition, "count(${a}) > 1", {}, "expression_unexpected"),
            (parse_condition, "not(${a} > 1)", {}, "expression_not_opposite"),
            (parse_condition, "selected(${a})", {}, "expression_function"),
            (parse_condition, "selected(${a}, 'b', 'c')", {}, "expression_function"),
            (parse_condition, "${a} = false()", {}, "expression_false"),
            (parse_condition, "(" * 99, {}, "condition_too_deep"),
            (parse_condition, "not(" * 99, {}, "condition_too_deep"),
            (parse_condition, " " * 5001, {}, "expression_too_long"),
            (parse_constraint, ". > 0", "text", "constraint_strict"),
            (parse_constraint, ". != 5", "text", "expression_unexpected"),
            (parse_rule, "${a} = ${b} + ${c}", "expression_sum_left"),
            (parse_rule, "5 = ${a}", "expression_unexpected"),
        ]:
            with self.subTest(text), self.assertRaises(ExpressionError) as raised:
                parse(text, *more)
            self.assertEqual(raised.exception.code, code)

    def test_constraints(self):
        for text, kind, expected in [
            (". >= 1 and (10 >= .)", "money", {"min_value": 1, "max_value": 10}),
            (". < 10", "integer", {"max_value": 9}),
            ("string-length(.) <= 20", "text", {"max_length": 20}),
            ("count-selected(.) > 1", "multi", {"min_choices": 2}),
            (". <= today() + 7", "date", {"latest": "today+7"}),
            (". >= today()-30", "date", {"earliest": "today-30"}),
            (". >= date('2026-01-31')", "date", {"earliest": "2026-01-31"}),
            ("regex(., '^[A-Z]{2}$')", "text", {"pattern": "[A-Z]{2}"}),
        ]:
            with self.subTest(text):
                self.assertEqual(parse_constraint(text, kind), expected)
