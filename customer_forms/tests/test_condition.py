"""Questions that appear only when they apply (F8)."""

from odoo.exceptions import UserError, ValidationError
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
        cls._show_when(cls.code, cls.kind, "equal", "company")

    @classmethod
    def _show_when(cls, field, source, operator, value=None):
        leaf = {"field": source.key, "is": operator, "value": value}
        field.condition = {"match": "all", "of": [leaf]}

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
        much = {"field": "budget", "is": "greater", "value": 50000}
        company = {"field": "kind", "is": "equal", "value": "company"}
        self.code.condition = {
            "match": "any",
            "of": [company, {"match": "all", "of": [company, much]}],
        }
        self.assertEqual(
            self.code.condition_sentence,
            "only when kind is Company or (kind is Company and budget is more than"
            " 50000)",
        )
        self.code.required_condition = much
        self.assertEqual(
            self.code.required_sentence, "only when budget is more than 50000"
        )

    def test_conditions_that_cannot_be(self):
        for field, source, operator, value in [
            (self.kind, self.code, "filled", None),
            (self.code, self.code, "filled", None),
            (self.remark, self.kind, "equal", None),
            (self.remark, self.kind, "equal", "martian"),
            (self.remark, self.budget, "equal", "much"),
            (self.remark, self.budget, "equal", None),
            (self.remark, self.budget, "odd", 3),
            (self.remark, self.kind, "greater", "company"),
        ]:
            with (
                self.subTest(field=field.key, source=source.key, operator=operator),
                self.assertRaises(ValidationError),
                self.env.cr.savepoint(),
            ):
                self._show_when(field, source, operator, value)

    def test_what_a_condition_asks_about_is_not_deleted(self):
        company = self.kind.option_ids.filtered(lambda each: each.key == "company")
        for record in (self.kind, company):
            with self.assertRaisesRegex(UserError, "first"), self.env.cr.savepoint():
                record.unlink()
        self.form.unlink()

    def test_a_condition_on_what_is_gone_is_noticed_before_publishing(self):
        self.kind.active = False
        with self.assertRaisesRegex(UserError, "stands before"):
            self.form.action_publish()

    def test_a_copy_asks_its_own_questions(self):
        copied = self.form.copy()
        self.assertEqual(self._field(copied, "code").condition, self.code.condition)
        self._publish(copied)
        self.assertEqual(
            copied.current_version_id._field("code")["condition"], self.code.condition
        )

    def test_a_bottomless_condition_is_refused(self):
        tree = {"field": "kind", "is": "filled"}
        for _level in range(200):
            tree = {"match": "all", "of": [tree]}
        with self.assertRaisesRegex(ValidationError, "cannot be read"):
            self.code.condition = tree
