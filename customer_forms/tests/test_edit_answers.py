"""By which rules answers are corrected (P4, S4)."""

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..exceptions import InvalidSubmission
from ..rules import FIELD_TYPES
from .edit_common import EditCommon
from .test_field_types import ANSWERS


@tagged("-at_install", "post_install")
class TestEditAnswers(EditCommon):
    def test_completing_needs_no_reason(self):
        answers = self._edit(self.salesperson, {"level": "A"})
        self.assertEqual(answers["level"], "A")
        self.assertEqual(answers["who"], "Ann")
        with self.assertRaises(InvalidSubmission) as caught:
            self._edit(self.salesperson, {"level": "B"})
        self.assertEqual(set(caught.exception.messages), {"_reason"})

    def test_correcting_needs_a_reason(self):
        for answers in ({"who": "Eve"}, {"firm": "x", "kind": "company"}):
            with self.subTest(answers), self.assertRaises(InvalidSubmission) as caught:
                self._edit(self.salesperson, answers, " \n")
            self.assertIn("_reason", caught.exception.messages)
        answers = self._edit(self.salesperson, {"who": "Eve"}, "She said so")
        self.assertEqual(answers["who"], "Eve")

    def test_the_rules_hold(self):
        with self.assertRaises(InvalidSubmission) as caught:
            self._edit(
                self.salesperson, {"who": "", "mobile": "12", "kind": "company"}, "r"
            )
        self.assertEqual(set(caught.exception.messages), {"who", "mobile", "firm"})
        self.assertEqual(self.submission.answers._values["who"], "Ann")
        with self.assertRaises(InvalidSubmission):
            self._edit(self.accountant, {"limit": "101"})

    def test_what_others_have_to_complete_is_no_obstacle(self):
        # "level" is required and empty, in a section that is not touched
        self.assertEqual(
            self._edit(self.salesperson, {"who": "Eve"}, "r")["who"], "Eve"
        )
        with self.assertRaises(InvalidSubmission) as caught:
            self._edit(self.salesperson, {"note": "x"})
        self.assertEqual(set(caught.exception.messages), {"level"})

    def test_an_answer_that_no_longer_applies_is_dropped(self):
        self._edit(self.salesperson, {"kind": "company", "firm": "Ltd"}, "r")
        answers = self._edit(self.salesperson, {"kind": "person"}, "r")
        self.assertNotIn("firm", answers)
        dropped = self.submission.change_ids[:2].filtered(
            lambda change: change.field_key == "firm"
        )
        self.assertEqual((dropped.old_text, dropped.new_text), ("Ltd", False))

    def test_unknown_answers_are_refused(self):
        mine = self._mine(self.salesperson)
        for answers in ({"ghost": "x"}, {"customer_name": "x"}, {1: "x"}, [], "x"):
            with self.subTest(answers), self.assertRaises(UserError):
                mine.edit_answers(answers, "r")
        with self.assertRaises(UserError):
            mine.edit_answers({self.items.key: [{"item": "a", "ghost": "b"}]}, "r")

    def test_junk_is_refused_with_a_sentence(self):
        mine = self._mine(self.salesperson)
        for key in mine._editable_keys() - {"firm"}:
            for junk in (5, {"a": 1}, [{"b": []}], ["x", 3], "\x00", True):
                with self.subTest(key=key, junk=junk), self.assertRaises(UserError):
                    mine.edit_answers({key: junk}, "r")
        mine.edit_answers({"level": "A"}, "nul \x00 and \u202e turned")
        self.assertEqual(mine.change_ids.reason, "nul  and  turned")

    def test_places_are_checked(self):
        form = self._create_form(
            [{"key": "place", "type": "region", "has_foreign": True}],
            department_ids=self.team.ids,
            has_editing=True,
        )
        submission = self._submit(self._publish(form), {"place": "Germany/Bayern"})
        with self.assertRaises(InvalidSubmission):
            submission.edit_answers({"place": "Germany/Atlantis"}, "Moved")
        submission.edit_answers({"place": "Germany/Hessen"}, "Moved")
        self.assertEqual(submission.answers["place"], "德国/Hessen")

    def test_unique_answers(self):
        other = self._submit(self.form, {"who": "Bob", "mobile": "13800009999"})
        with self.assertRaises(InvalidSubmission) as caught:
            self._edit(self.salesperson, {"mobile": "13800009999"}, "r")
        self.assertEqual(set(caught.exception.messages), {"mobile"})
        self._edit(self.salesperson, {"mobile": "13800005555"}, "r")
        self.assertTrue(self._submit(self.form, {"who": "C", "mobile": "13800001234"}))
        with self.assertRaises(ValidationError):
            self._submit(self.form, {"who": "D", "mobile": "13800005555"})
        self.assertTrue(other)

    def test_rows(self):
        key = self.items.key
        self._edit(self.salesperson, {key: [{"item": "c", "amount": "7"}]}, "r")
        self.assertEqual(self._rows(), [{"item": "c", "amount": 7}])
        change = self.submission.change_ids
        self.assertEqual(change.field_key, key)
        self.assertEqual(change.question, "Items")
        self.assertEqual(change.old_text, "item: a; amount: 1\nitem: b")
        with self.assertRaises(InvalidSubmission):
            self._edit(self.salesperson, {key: [{"amount": "7"}]}, "r")
        self._edit(self.salesperson, {key: []}, "r")
        self.assertEqual(self._rows(), [])

    def test_files(self):
        with self.assertRaises(InvalidSubmission):
            self._edit(self.salesperson, {"paper": "other.pdf"}, "r")
        before = self.submission.file_ids.attachment_id
        self._edit(self.salesperson, {"paper": [self._file("new.pdf")]}, "r")
        self.assertEqual(self.submission.answers["paper"], "new.pdf")
        self.assertEqual(self.submission.file_ids.name, "new.pdf")
        self.assertEqual(self.submission.change_ids.file_ids.attachment_id, before)
        self._edit(self.salesperson, {"paper": False}, "r")
        self.assertFalse(self.submission.file_ids)
        self.assertEqual(len(self.submission.change_ids.file_ids), 2)

    def test_files_in_rows_stay_when_a_condition_drops_another(self):
        """Whoever decides about a condition need not see what depends on it."""
        self._field(self.secret_form, "bill").condition = {
            "match": "any",
            "of": [
                {"field": "customer_name", "is": "equal", "value": "Ann"},
                {"field": "paid", "is": "greater", "value": 5},
            ],
        }
        self.secret_form.has_editing = True
        self.secret_form.action_publish()
        rows = [{"paid": paid, "bill": [self._file(f"{paid}.pdf")]} for paid in "39"]
        answers = {"customer_name": "Ann", "payments": rows}
        secret = self._submit(self.secret_form, answers)
        secret.user_id = self.salesperson
        dropped, kept = secret.file_ids
        self.env.flush_all()
        self.env.invalidate_all()
        mine = secret.with_user(self.salesperson).sudo(False)
        mine.edit_answers({"customer_name": "Eve"}, "Married")
        self.env.invalidate_all()
        self.assertEqual(secret.file_ids, kept)
        self.assertEqual(kept.row_id.answers["bill"], "9.pdf")
        self.assertEqual(dropped.change_id.field_key, "payments")
        self.assertNotIn("bill", secret.row_ids[0].answers._values)
        for file in dropped + kept:
            attachment = file.attachment_id.with_user(self.salesperson).sudo(False)
            self.assertFalse(attachment.has_access("read"))

    def test_the_same_again_is_no_change(self):
        self._edit(
            self.salesperson,
            {"who": "Ann", "mobile": "138 0000 1234", "kind": "person", "note": ""},
        )
        self.assertFalse(self.submission.change_ids)

    def test_no_context_makes_it_forget_answers(self):
        self.approved.see_department_ids = False
        self._edit(self.accountant, {"limit": "50"})
        context = {"customer_answers": "successor", "customer_answers_asked": "who"}
        mine = self._mine(self.accountant).with_context(**context)
        mine.edit_answers({"level": "A"})
        self.env.invalidate_all()
        self.assertEqual(
            set(self.submission.answers._values),
            {"who", "kind", "mobile", "paper", "limit", "level"},
        )

    def test_the_version_that_was_filled_in_decides(self):
        self._field(self.form, "who").name = "Renamed"
        self._field(self.form, "note").active = False
        self.form.action_publish()
        self._edit(self.salesperson, {"level": "A", "note": "still asked"})
        self.assertEqual(self.submission.answers["note"], "still asked")

    def test_the_floors_above_hear_of_it(self):
        calls = []
        self.patch(
            type(self.env["customer.form.submission"]),
            "_on_answers_changed",
            lambda records, keys: calls.append((records.ids, keys)),
        )
        self._edit(self.salesperson, {"who": "Eve", "note": ""}, "r")
        self.assertEqual(calls, [(self.submission.ids, ["who"])])

    def test_what_is_offered_for_correction_reads_as_before(self):
        for key, (typed, kept, _text) in ANSWERS.items():
            field_type = FIELD_TYPES[key]
            if not field_type.can_be_typed_again:
                continue
            field = {
                "key": "q",
                "tz": "Asia/Shanghai",
                "depth": "district",
                "options": [{"key": each, "label": {}} for each in "ab"],
            }
            with self.subTest(key):
                self.assertEqual(field_type.parse(typed, field), kept)
                again = field_type.to_raw(kept, field)
                self.assertEqual(field_type.parse(again, field), kept)
