"""Invariant 1: no answer ever given is lost or changes its meaning, whatever is done to
the form. Each test is something an administrator can do, on the screen or over RPC."""

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import CustomerFormsCommon


@tagged("-at_install", "post_install")
class TestAnswersSurvive(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._publish(
            cls._create_form(
                [
                    {"key": "kind", "type": "select", "options": ["yes", "no"]},
                    {"key": "budget", "type": "integer"},
                ]
            )
        )
        cls.submission = cls._submit(cls.form, {"kind": "yes", "budget": "7"})
        cls.other = cls._create_form([{"key": "else"}])
        cls.form = cls.form.with_user(cls.creator)

    def _assert_survives(self):
        self.submission.invalidate_recordset()
        kept = {"kind": "yes", "budget": 7}
        self.assertEqual(self.submission.answers._values, kept)
        read = self.submission.read(["answers"])[0]["answers"]
        shown = {prop["name"]: prop["value"] for prop in read if prop.get("value")}
        self.assertEqual(shown, kept)

    def test_deleting_a_section_with_published_questions(self):
        section = self.form.section_ids
        for delete in (
            section.unlink,
            lambda: self.form.write({"section_ids": [Command.delete(section.id)]}),
        ):
            with self.assertRaises(UserError):
                delete()
        self._assert_survives()

    def test_moving_what_was_published(self):
        other = self.other.section_ids
        kind = self._field(self.form, "kind")
        target = self._field(self.other, "else")
        for move in (
            lambda: kind.write({"section_id": other.id}),
            lambda: self.form.section_ids.write({"form_id": self.other.id}),
            lambda: kind.option_ids[0].write({"field_id": target.id}),
        ):
            with self.assertRaises(UserError):
                move()
        self._assert_survives()

    def test_moving_a_question_to_another_section_of_its_form(self):
        section = self.form.section_ids.create({"form_id": self.form.id, "name": "New"})
        self._field(self.form, "budget").section_id = section
        self.form.action_publish()
        self._assert_survives()

    def test_a_key_is_not_given_to_another_question(self):
        section = self.form.section_ids
        self._field(self.form, "budget").active = False
        again = section.field_ids.create(
            {"section_id": section.id, "name": "Budget", "type": "multi"}
        )
        again.option_ids = [Command.create({"name": "Much"})]
        self.assertEqual(again.key, "budget_2")
        self.form.action_publish()
        self._assert_survives()

    def test_a_key_of_another_type_is_not_published(self):
        # However it came to be: the last gate.
        self.env.cr.execute(
            "UPDATE customer_form_field SET type = 'date' WHERE id = %s",
            [self._field(self.form, "budget").id],
        )
        self.env.invalidate_all()
        with self.assertRaisesRegex(UserError, "lose their meaning"):
            self.form.action_publish()
        self._assert_survives()

    def test_what_publishing_writes_is_written_by_publishing_only(self):
        version = self._publish(self.other).current_version_id
        for vals in (
            {"answer_definition": []},
            {"current_version_id": version.id},
            {"state": "draft"},
            {"version_ids": [Command.clear()]},
        ):
            with self.subTest(vals), self.assertRaises(AccessError):
                self.form.write(vals)
        with self.assertRaises(AccessError):
            self.env["customer.form"].with_user(self.creator).create(
                {"name": "Forged", "state": "published"}
            )
        with self.assertRaises(AccessError):
            self.form.version_ids.create(
                {"form_id": self.form.id, "number": 50, "schema": {}, "digest": "x"}
            )
        self._assert_survives()

    def test_a_renamed_option_does_not_rewrite_what_was_said(self):
        # F4: the submission shows the words it was filled in with
        option = self._field(self.form, "kind").option_ids[0]
        option.name = "No, never"
        self._field(self.form, "kind").name = "Will you leave?"
        self.form.action_publish()
        given = self.submission.answers_as_given
        self.assertIn("kind", given)
        self.assertIn("Yes", given)
        self.assertNotIn("never", given)
        self._assert_survives()

    def test_a_published_form_stays_where_it_is(self):
        self.creator.company_ids += self.company_2
        for vals in ({"company_id": self.company_2.id}, {"slug": "elsewhere"}):
            with self.subTest(vals), self.assertRaises(UserError):
                self.form.write(vals)

    def test_a_type_can_be_set_back_before_publishing(self):
        form = self._publish(self._create_form([{"key": "mobile", "type": "phone"}]))
        field = self._field(form, "mobile")
        field.type = "text"
        field.type = "phone"
        field.type = "text"
        form.action_publish()
        with self.assertRaises(UserError):
            field.type = "phone"

    def test_equal_labels_get_different_keys(self):
        section = self.form.section_ids
        fields = section.field_ids.create(
            [{"section_id": section.id, "name": "Remarks"} for _twice in range(2)]
        )
        self.assertEqual(fields.mapped("key"), ["remarks", "remarks_2"])
        options = fields[0].option_ids.create(
            [{"field_id": fields[0].id, "name": name} for name in ("C", "C", "C++")]
        )
        self.assertEqual(len(set(options.mapped("key"))), 3)
        self.assertEqual(len(set(section.copy().field_ids.mapped("key"))), 4)

    def test_keys_that_would_be_lost_are_refused(self):
        section = self.form.section_ids
        for key in ("self", "slug", "csrf_token", "_uuid", "Ä", "a b"):
            with self.subTest(key), self.assertRaises(ValidationError):
                section.field_ids.create(
                    {"section_id": section.id, "name": "Q", "key": key}
                )
        with self.assertRaises(ValidationError):
            self._field(self.form, "kind").option_ids.create(
                {
                    "field_id": self._field(self.form, "kind").id,
                    "name": "A",
                    "key": " a",
                }
            )

    def test_installing_a_language_is_no_change(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.assertFalse(self.form.has_unpublished_changes)

    def test_a_range_nobody_can_meet_is_refused(self):
        with self.assertRaises(ValidationError):
            self._field(self.form, "budget").write(
                {"has_range": True, "min_value": 5, "max_value": 1}
            )

    def test_a_meaning_fits_its_question_and_is_said_once(self):
        for fields, words in [
            ([{"key": "when", "role": "expected_closing"}], "another"),
            (
                [
                    {"key": "one", "role": "customer_name"},
                    {"key": "two", "role": "customer_name"},
                ],
                "Choose one",
            ),
        ]:
            form = self._create_form(fields)
            with self.subTest(words), self.assertRaisesRegex(UserError, words):
                form.action_publish()

    def test_a_refusal_can_be_taken_back(self):
        self.form.sudo().has_auto_accept = False
        submission = self._submit(self.form, {"kind": "no"}).with_user(self.manager)
        submission.action_refuse()
        submission.action_accept()
        self.assertEqual(submission.state, "accepted")
