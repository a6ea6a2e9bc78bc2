"""Rules between answers, and limits: what an administrator may set."""

from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import CustomerFormsCommon


@tagged("-at_install", "post_install")
class TestFormRule(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._create_form(
            [
                {"key": "first", "type": "money"},
                {"key": "second", "type": "integer"},
                {"key": "total", "type": "money"},
                {"key": "start", "type": "date"},
                {"key": "end", "type": "date"},
                {"key": "name", "type": "text"},
            ]
        )

    def _add_rule(self, terms, operator, **compared):
        self.form.rule_ids = [
            Command.create({"terms": terms, "operator": operator, **compared})
        ]
        return self.form.rule_ids[-1]

    def test_rules_read_as_a_sentence_and_are_frozen(self):
        rule = self._add_rule(["first", "second"], "equal", other_key="total")
        self.assertEqual(rule.sentence, "first + second is total")
        self._add_rule(["end"], "at_least", other_key="start", level="warning")
        limit = self._add_rule(
            ["first"], "at_most", value="1000.50", message="Too much"
        )
        self.assertEqual(limit.sentence, "first is at most 1000.50")
        sum_rule, order, limit = self.form._build_schema()["rules"]
        self.assertEqual(sum_rule["terms"], ["first", "second"])
        self.assertEqual((sum_rule["is"], sum_rule["field"]), ("equal", "total"))
        self.assertEqual((order["level"], order["field"]), ("warning", "start"))
        self.assertEqual(limit["value"], 1000.5)
        self.assertEqual(limit["message"], {"en_US": "Too much"})

    def test_rules_that_cannot_be(self):
        for terms, compared in [
            ([], {"value": "1"}),
            ("first", {"value": "1"}),
            (["nobody"], {"value": "1"}),
            (["name"], {"value": "1"}),
            (["start", "end"], {"value": "2026-01-31"}),
            (["first"], {"other_key": "start"}),
            (["first"], {}),
            (["first"], {"value": "much"}),
            (["first"], {"value": "inf"}),
            (["start"], {"value": "31.1.2026"}),
        ]:
            with (
                self.subTest(terms=terms, **compared),
                self.assertRaises(ValidationError),
                self.env.cr.savepoint(),
            ):
                self._add_rule(terms, "equal", **compared)

    def test_a_rule_on_an_archived_question_is_noticed_before_publishing(self):
        self._add_rule(["first"], "equal", other_key="total")
        self._field(self.form, "total").active = False
        with self.assertRaisesRegex(UserError, "of this form"):
            self.form.action_publish()

    def test_limits_that_cannot_be(self):
        for key, limits in [
            ("start", {"earliest": "tomorrow"}),
            ("start", {"latest": "2026-02-30"}),
            ("start", {"latest": "today + 7"}),
            ("name", {"min_length": 9, "max_length": 3}),
            ("name", {"min_choices": 3, "max_choices": 2}),
        ]:
            with (
                self.subTest(key=key, **limits),
                self.assertRaises(ValidationError),
                self.env.cr.savepoint(),
            ):
                self._field(self.form, key).write(limits)

    def test_what_nobody_set_leaves_no_trace_in_a_version(self):
        start, name = self._field(self.form, "start"), self._field(self.form, "name")
        for schema in (start._build_schema(["en_US"]), name._build_schema(["en_US"])):
            self.assertFalse(
                {"soft", "required_when", "earliest", "latest", "min_length", "format"}
                & set(schema)
            )
        start.write({"earliest": "today", "latest": "today+30", "is_soft": True})
        schema = start._build_schema(["en_US"])
        self.assertEqual(
            (schema["earliest"], schema["latest"], schema["soft"]),
            ("today", "today+30", True),
        )
