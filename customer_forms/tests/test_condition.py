"""Questions that appear only when they apply (F8)."""

from odoo import Command
from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import CustomerFormsCommon


@tagged("-at_install", "post_install")
class TestCondition(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._create_form(
            [
                {"key": "kind", "type": "radio", "options": ["individual", "company"]},
                {"key": "budget", "type": "money"},
                {"key": "code", "type": "uscc", "is_required": True},
                {"key": "remark", "type": "text"},
            ]
        )
        cls.kind, cls.budget, cls.code, cls.remark = cls.form.section_ids.field_ids
        cls._show_when(cls.code, cls.kind, "equal", option="company")

    @classmethod
    def _show_when(cls, field, source, operator, option=None, value=None):
        option = source.option_ids.filtered(lambda each: each.key == option)
        field.condition_ids = [
            Command.create(
                {
                    "source_id": source.id,
                    "operator": operator,
                    "option_id": option.id,
                    "value": value,
                }
            )
        ]

    def test_a_required_question_is_asked_of_those_it_concerns(self):
        self._publish(self.form)
        person = self._submit(self.form, {"kind": "individual", "code": "nonsense"})
        self.assertEqual(person.answers._values, {"kind": "individual"})
        with self.assertRaises(ValidationError):
            self._submit(self.form, {"kind": "company"})
        company = self._submit(
            self.form, {"kind": "company", "code": "91110000600037341L"}
        )
        self.assertEqual(company.answers["code"], "91110000600037341L")

    def test_conditions_read_as_a_sentence(self):
        self.assertFalse(self.kind.condition_sentence)
        self._show_when(self.code, self.budget, "greater", value="50000")
        self.assertEqual(
            self.code.condition_sentence,
            "only when kind is Company and budget is more than 50000",
        )
        self.code.condition_match = "any"
        self.assertIn(" or ", self.code.condition_sentence)

    def test_values_are_read_as_answers_are(self):
        self._show_when(self.remark, self.budget, "greater", value="¥50,000")
        (leaf,) = self.remark._condition_tree()["of"]
        self.assertEqual(leaf, {"field": "budget", "is": "greater", "value": 50000})

    def test_conditions_that_cannot_be(self):
        for field, source, operator, option, value in [
            (self.kind, self.code, "filled", None, None),
            (self.code, self.code, "filled", None, None),
            (self.remark, self.kind, "equal", None, None),
            (self.remark, self.budget, "equal", None, "much"),
            (self.remark, self.budget, "equal", None, None),
            (self.remark, self.kind, "greater", "company", None),
        ]:
            with (
                self.subTest(field=field.key, source=source.key, operator=operator),
                self.assertRaises(ValidationError),
                self.env.cr.savepoint(),
            ):
                self._show_when(field, source, operator, option, value)

    def test_a_condition_on_what_is_gone_is_noticed_before_publishing(self):
        self.kind.active = False
        with self.assertRaisesRegex(ValidationError, "stands before"):
            self.form.action_publish()

    def test_a_copy_asks_its_own_questions(self):
        copied = self.form.copy()
        condition = self._field(copied, "code").condition_ids
        self.assertEqual(condition.source_id, self._field(copied, "kind"))
        self.assertEqual(condition.option_id.field_id, condition.source_id)
        self._publish(copied)
        self.assertEqual(
            copied.current_version_id._field("code")["condition"],
            self.code._condition_tree(),
        )
