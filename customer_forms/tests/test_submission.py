"""A filled form is kept as it was given, once (F9, S1, S4, P2)."""

import datetime

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools.misc import hmac

from .. import rules
from ..exceptions import (
    ConflictingSubmission,
    FormNotOpen,
    InvalidSubmission,
    TamperedSubmission,
)
from .common import CustomerFormsCommon

UUID = "00000000-0000-4000-8000-000000000001"


@tagged("-at_install", "post_install")
class TestSubmission(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._publish(
            cls._create_form(
                [
                    {"key": "who", "role": "customer_name", "is_required": True},
                    {"key": "mobile", "type": "phone", "role": "phone"},
                    {"key": "when", "type": "date", "role": "expected_closing"},
                    {
                        "key": "urgency",
                        "type": "radio",
                        "options": ["high", "low"],
                        "role": "intent",
                    },
                    {"key": "wants", "type": "multi", "options": ["a", "b", "c"]},
                    {"key": "count", "type": "integer"},
                    {"key": "proof", "type": "attachment", "file_formats": "pdf"},
                    {"key": "system", "type": "number"},
                ],
                department_ids=cls.team.ids,
                number_pattern="T{year}{serial:04d}",
            )
        )

    def test_every_answer_is_kept(self):
        submission = self._submit(
            self.form,
            {
                "who": "王小明",
                "mobile": "138 0000 1234",
                "when": "2026/3/5",
                "urgency": "high",
                "wants": ["c", "a"],
                "count": "1,200",
                "proof": [self._file()],
            },
        )
        submission.invalidate_recordset()
        self.assertEqual(
            submission.answers._values,
            {
                "who": "王*",
                "mobile": "138****1234",
                "when": "2026-03-05",
                "urgency": "high",
                "wants": ["c", "a"],
                "count": 1200,
                "proof": "licence.pdf",
            },
        )
        self.assertEqual(
            submission._open_values()[submission.id],
            {"who": "王小明", "mobile": "+8613800001234"},
        )
        self.assertEqual(submission.state, "accepted")
        self.assertEqual(submission.team_id, self.team)
        self.assertEqual(submission.file_ids.field_key, "proof")
        self.assertEqual(submission.file_ids.attachment_id.res_id, submission.id)

    def test_a_zero_is_an_answer(self):
        submission = self._submit(self.form, {"who": "Ann", "count": "0"})
        submission.invalidate_recordset()
        self.assertEqual(submission.answers._values["count"], 0)
        self.assertEqual(submission.read(["answers"])[0]["answers"][5]["value"], 0)

    def test_answers_are_found_by_their_meaning(self):
        submission = self._submit(
            self.form,
            {
                "who": "Ann",
                "mobile": "13800001234",
                "when": "2026-03-05",
                "urgency": "low",
            },
        )
        self.assertEqual(
            submission._answers_by_role(),
            {
                "customer_name": "Ann",
                "phone": "+8613800001234",
                "expected_closing": datetime.date(2026, 3, 5),
                "intent": "low",
            },
        )
        labels = submission._answer_labels_by_role("en_US")
        self.assertEqual(labels["intent"], "Low")
        self.assertEqual(labels["phone"], "138****1234")

    def test_a_broken_rule_keeps_nothing(self):
        before = self.env["customer.form.submission"].search_count([])
        with self.assertRaises(InvalidSubmission) as caught:
            self._submit(self.form, {"mobile": "1380000123"})
        self.assertEqual(set(caught.exception.messages), {"who", "mobile"})
        self.assertIn("11", caught.exception.messages["mobile"][0])
        self.assertEqual(self.env["customer.form.submission"].search_count([]), before)

    def test_a_pattern_speaks_in_its_own_words(self):
        form = self._publish(
            self._create_form(
                [
                    {
                        "key": "code",
                        "pattern": "[A-Z]+",
                        "pattern_message": "Capital letters only.",
                    }
                ]
            )
        )
        with self.assertRaisesRegex(ValidationError, "Capital letters only"):
            self._submit(form, {"code": "abc"})

    def test_what_the_form_does_not_ask_is_refused(self):
        for answers in (
            {"who": "Ann", "is_admin": "1"},
            {"who": "Ann", "system": "C99999999"},
        ):
            with self.subTest(answers), self.assertRaises(TamperedSubmission):
                self._submit(self.form, answers)

    def test_an_internal_section_is_for_staff(self):
        form = self._create_form([{"key": "who"}])
        self.env["customer.form.section"].create(
            {
                "form_id": form.id,
                "name": "Internal",
                "is_internal": True,
                "field_ids": [Command.create({"name": "Stage", "key": "stage"})],
            }
        )
        self._publish(form)
        with self.assertRaises(TamperedSubmission):
            self._submit(form, {"who": "Ann", "stage": "new"})
        submission = self._submit(form, {"who": "Ann", "stage": "new"}, channel="staff")
        self.assertEqual(submission.answers["stage"], "new")

    def test_the_same_page_sent_twice_is_one_submission(self):
        first = self._submit(self.form, {"who": "Ann"}, client_uuid=UUID)
        again = self._submit(self.form, {"who": "Ann"}, client_uuid=UUID)
        self.assertEqual(first, again)
        with self.assertRaises(ConflictingSubmission):
            self._submit(self.form, {"who": "Bob"}, client_uuid=UUID)

    def test_a_resend_is_answered_even_after_the_form_closed(self):
        first = self._submit(self.form, {"who": "Ann"}, client_uuid=UUID)
        self.form.action_close()
        again = self._submit(self.form, {"who": "Ann"}, client_uuid=UUID)
        self.assertEqual(first, again)
        with self.assertRaises(FormNotOpen):
            self._submit(self.form, {"who": "Bob"})

    def test_a_visitor_submits_the_version_he_saw(self):
        # F11
        version = self.form.current_version_id
        self._field(self.form, "count").active = False
        self.form.action_publish()
        submission = self._submit(
            self.form, {"who": "Ann", "count": "3"}, version=version
        )
        self.assertEqual(submission.version_id, version)
        self.assertEqual(submission.answers["count"], 3)

    def test_a_version_of_another_form_is_refused(self):
        other = self._publish(self._create_form())
        with self.assertRaises(TamperedSubmission):
            self._submit(
                self.form, {"customer_name": "A"}, version=other.current_version_id
            )

    def test_acceptance_by_hand(self):
        # S7
        self.form.has_auto_accept = False
        submission = self._submit(self.form, {"who": "Ann"})
        self.assertEqual(submission.state, "submitted")
        submission.with_user(self.manager).action_accept()
        self.assertEqual(submission.state, "accepted")
        self.assertTrue(submission.accepted_at)
        with self.assertRaises(UserError):
            submission.with_user(self.manager).action_refuse()

    def test_answers_cannot_be_edited_around_the_rules(self):
        submission = self._submit(self.form, {"who": "Ann"})
        for vals in (
            {"answers": {"who": "Eve"}},
            {"state": "refused"},
            {"number": "C1"},
            {"version_id": False},
        ):
            with self.subTest(vals), self.assertRaises(AccessError):
                submission.with_user(self.manager).write(vals)

    def test_questions_cannot_be_edited_from_an_answer(self):
        submission = self._submit(self.form, {"who": "Ann"})
        properties = submission.read(["answers"])[0]["answers"]
        properties[0].update(string="Changed", definition_changed=True)
        with self.assertRaises(AccessError):
            submission.sudo().write({"answers": properties})

    def test_numbers_count_per_year(self):
        # F9; the day of the company decides, not that of the server
        self.env.company.partner_id.tz = "Asia/Shanghai"
        for moment, number in [
            ("2031-05-01 10:00:00", "T20310001"),
            ("2031-12-31 15:59:00", "T20310002"),
            ("2031-12-31 16:01:00", "T20320001"),
            ("2032-06-01 10:00:00", "T20320002"),
        ]:
            with self.subTest(moment), freeze_time(moment):
                self.assertEqual(self._submit(self.form, {"who": "A"}).number, number)

    def test_forms_with_one_pattern_share_one_series(self):
        other = self._publish(self._create_form(number_pattern="T{year}{serial:04d}"))
        numbers = {
            self._submit(self.form, {"who": "A"}).number,
            self._submit(other, {"customer_name": "A"}).number,
            self._submit(self.form, {"who": "A"}).number,
        }
        self.assertEqual(len(numbers), 3)

    def test_patterns_that_overlap_never_turn_a_visitor_away(self):
        wide = self._publish(self._create_form(number_pattern="Z{year}{serial:04d}"))
        with freeze_time("2031-05-01"):
            given = {
                self._submit(wide, {"customer_name": "A"}).number for _n in range(3)
            }
            narrow = self._publish(
                self._create_form(number_pattern="Z2031{serial:04d}")
            )
            number = self._submit(narrow, {"customer_name": "A"}).number
        self.assertEqual(number, "Z20310004")
        self.assertNotIn(number, given)

    def test_an_archived_series_goes_on(self):
        first = self._submit(self.form, {"who": "A"}).number
        series = self.env["ir.sequence"]._customer_number_series(
            self.form.number_pattern, self.company
        )
        series.active = False
        self.assertNotEqual(self._submit(self.form, {"who": "A"}).number, first)

    def test_the_digest_of_a_resend_is_nobodys_to_make(self):
        # D2, V2: whoever has the database alone cannot try all numbers of identity cards
        form = self._publish(self._create_form([{"key": "card", "type": "id_card"}]))
        number, uuid = "360426199101010071", "00000000-0000-4000-8000-000000000071"
        submission = self._submit(form, {"card": number}, client_uuid=uuid)
        self.assertEqual(
            self._submit(form, {"card": number}, client_uuid=uuid), submission
        )
        with self.assertRaises(ConflictingSubmission):  # the same last four
            self._submit(form, {"card": "110101199001060071"}, client_uuid=uuid)
        document = rules.canonical_json([{"card": number}, []])
        vault = self.env["customer.vault.value"]
        self.assertEqual(
            submission.content_digest,
            vault._keyed_digest("submission content", document),
        )
        self.assertNotEqual(
            submission.content_digest,
            hmac(self.env(su=True), "customer_form_content", document),
        )

    def test_a_daily_series_restarts_every_day(self):
        form = self._publish(self._create_form(number_pattern="D{date}{serial:03d}"))
        for moment, number in [
            ("2031-05-01 10:00:00", "D20310501001"),
            ("2031-05-01 11:00:00", "D20310501002"),
            ("2031-05-02 10:00:00", "D20310502001"),
        ]:
            with self.subTest(moment), freeze_time(moment):
                self.assertEqual(
                    self._submit(form, {"customer_name": "A"}).number, number
                )

    def test_accepting_calls_the_floors_above_once(self):
        calls = []
        self.patch(
            type(self.env["customer.form.submission"]),
            "_on_accepted",
            lambda records: calls.append(records.ids),
        )
        submission = self._submit(self.form, {"who": "Ann"})
        submission.action_accept()
        self.assertEqual(calls, [submission.ids])
