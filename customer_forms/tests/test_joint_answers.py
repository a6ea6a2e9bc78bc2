"""Forms that have the same key with other answers, in one list."""

from odoo.tests import tagged

from .common import CustomerFormsCommon


@tagged("-at_install", "post_install")
class TestJointAnswers(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first, cls.second, cls.third = (
            cls._publish(cls._create_form(fields))
            for fields in (
                [
                    {"key": "joint_kind", "type": "select", "options": ["a", "b"]},
                    {"key": "joint_sum", "type": "integer"},
                ],
                [
                    {"key": "joint_kind", "type": "select", "options": ["c"]},
                    {"key": "joint_sum", "type": "multi", "options": ["x", "y"]},
                ],
                [{"key": "joint_sum", "type": "consent"}],
            )
        )
        cls.submissions = cls.env["customer.form.submission"].union(
            cls._submit(cls.first, {"joint_kind": "a", "joint_sum": "7"}),
            cls._submit(cls.second, {"joint_kind": "c", "joint_sum": ["x", "y"]}),
            cls._submit(cls.third, {"joint_sum": "yes"}),
        )

    def _read(self, **context):
        """{key: [(type, options, value), ...]}"""
        read = {}
        for row in self.submissions.with_context(**context).read(["answers"]):
            for prop in row["answers"]:
                options = [key for key, _label in prop.get("selection", ())]
                told = (prop["type"], options, prop.get("value"))
                read.setdefault(prop["name"], []).append(told)
        return read

    def test_one_key_has_one_definition_in_the_joint_list(self):
        self.third.active = False
        read = self._read(customer_answers_joint=True)
        options = ["a", "b", "c"]
        self.assertEqual(
            read["joint_kind"],
            [("selection", options, "a"), ("selection", options, "c")],
        )
        self.assertEqual(
            read["joint_sum"],
            [("char", [], "7"), ("char", [], "X, Y"), ("char", [], "✓")],
        )

    def test_elsewhere_answers_are_what_they_are(self):
        read = self._read()
        self.assertEqual(read["joint_kind"][0], ("selection", ["a", "b"], "a"))
        self.assertEqual(read["joint_sum"][0], ("integer", [], 7))

    def test_the_action_of_all_submissions_asks_for_it(self):
        action = self.env["ir.actions.actions"]._for_xml_id(
            "customer_forms.customer_form_submission_action"
        )
        self.assertIn("customer_answers_joint", action["context"])
        self.assertNotIn(
            "customer_answers_joint", self.first.action_view_submissions()["context"]
        )
