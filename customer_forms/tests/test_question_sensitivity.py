"""Which questions are sensitive, by whom it is said, and what publishing tells (V1, V2)."""

import json

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import CustomerFormsCommon


@tagged("-at_install", "post_install")
class TestQuestionSensitivity(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._publish(
            cls._create_form(
                [
                    {"key": "who", "role": "contact_name"},
                    {"key": "mobile", "type": "phone"},
                    {"key": "note"},
                    {"key": "kind", "type": "select", "options": ["a"]},
                ],
            )
        )

    def _changes(self):
        wizard = self.env["customer.form.publish"].create({"form_id": self.form.id})
        return {
            (each["kind"], each["field"]): each["told"]
            for each in wizard.changes["changes"]
        }

    def test_type_and_meaning_decide_unless_it_is_said(self):
        for key, chosen, expected in [
            ("who", False, "name"),
            ("who", "none", None),
            ("who", "id", "id"),
            ("mobile", False, "phone"),
            ("note", False, None),
            ("note", "address", "address"),
            ("kind", False, None),
        ]:
            with self.subTest(key=key, chosen=chosen):
                field = self._field(self.form, key)
                field.sensitivity = chosen
                self.assertEqual(field._sensitivity_class(), expected)

    def test_what_was_sensitive_stays_so_until_it_is_said(self):
        mobile = self._field(self.form, "mobile")
        mobile.type = "text"
        self.assertEqual(mobile._sensitivity_class(), "phone")
        mobile.sensitivity = "none"
        self.assertIsNone(mobile._sensitivity_class())

    def test_nobody_believes_protected_what_is_not(self):
        for key, chosen in [("mobile", "amount"), ("kind", "name")]:
            with self.subTest(key), self.assertRaises(ValidationError):
                self._field(self.form, key).sensitivity = chosen
        draft = self._create_form([{"key": "note", "sensitivity": "name"}])
        with self.assertRaises(ValidationError):
            self._field(draft, "note").type = "date"

    def test_publishing_tells_what_becomes_of_answers(self):
        self._submit(self.form, {"note": "a", "mobile": "13800001234"})
        self.assertFalse(self.form.has_unpublished_changes)
        self._field(self.form, "note").sensitivity = "id"
        self._field(self.form, "mobile").sensitivity = "none"
        self._field(self.form, "who").sensitivity = "address"
        self.form.invalidate_recordset(["has_unpublished_changes"])
        self.assertTrue(self.form.has_unpublished_changes)
        self.assertEqual(
            self._changes(),
            {
                ("now_sensitive", "note"): "Answers that are encrypted with it: 1.",
                ("not_sensitive", "mobile"): "Answers that become readable: 1.",
                ("sensitivity", "who"): "Answers so far: 0.",
            },
        )

    def test_a_version_older_than_its_classes_is_no_change(self):
        version = self.form.current_version_id
        schema = version.schema
        for field in schema["sections"][0]["fields"]:
            field.pop("sensitivity", None)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE customer_form_version SET schema = %s WHERE id = %s",
            [json.dumps(schema), version.id],
        )
        self.env.invalidate_all()
        self.assertFalse(self.form.has_unpublished_changes)
        self.form.action_publish()
        self.assertEqual(self.form.current_version_id, version)

    def test_restoring_an_earlier_version_protects_no_less(self):
        first = self.form.current_version_id
        self._field(self.form, "note").sensitivity = "name"
        self.form.action_publish()
        self.form._restore(first.schema)
        self.assertEqual(self._field(self.form, "note").sensitivity, "name")

    def test_the_builder_knows_the_classes(self):
        data = self.form.with_user(self.creator).builder_load()
        self.assertEqual(
            data["published"]["sensitivities"], {"who": "name", "mobile": "phone"}
        )
        examples = {each["key"]: each["example"] for each in data["sensitivities"]}
        self.assertEqual(examples["phone"], "138****1234")
        types = {each["key"]: each for each in data["types"]}
        self.assertEqual(types["money"]["sensitivity"], "amount")
        self.assertNotIn("phone", types["date"]["sensitivities"])
        roles = {each["key"]: each["sensitivity"] for each in data["roles"]}
        self.assertEqual((roles["contact_name"], roles["tier"]), ("name", None))
