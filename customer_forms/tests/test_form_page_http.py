"""Pages that were opened before a change, and answers that only look wrong."""

import datetime
import uuid

from freezegun import freeze_time

from odoo import Command, http
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged

from ..exceptions import UnconfirmedSubmission
from ..models.submission.submission_request import FilledForm
from ..rules.essentials import missing_essentials
from .common import PDF, CustomerFormsCommon, opened_page


class FormPageCase(CustomerFormsCommon, HttpCase):
    def _post(self, answers, *, files=None, has_script=True, **extra):
        return self.url_open(
            self.form._page_path(),
            data={
                "csrf_token": http.Request.csrf_token(self),
                **opened_page(self.form, extra.get("_uuid")),
                **answers,
                **extra,
            },
            files=files,
            headers={"Accept": "application/json"} if has_script else None,
        )

    def setUp(self):
        super().setUp()
        self.authenticate(None, None)


@tagged("-at_install", "post_install")
class TestOutdatedPage(FormPageCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._publish(
            cls._create_form(
                [
                    {"key": "who", "is_required": True},
                    {"key": "old", "name": "Old question"},
                    {"key": "wants", "type": "multi", "options": ["a", "b"]},
                    {"key": "proof", "type": "attachment", "file_formats": "pdf"},
                    {"key": "agree", "name": "I agree", "type": "consent"}
                    | {"is_required": True},
                ],
                slug="outdated-test",
            )
        )
        cls.answers = {"who": "Ann", "wants": ["b"], "agree": "yes", "_version": "1"}

    def _change(self, **new):
        """Publish version 2: one question less, one more."""
        self._field(self.form, "old").active = False
        section = self.form.section_ids
        vals = {"section_id": section.id, "name": "Tax number", "key": "tax", **new}
        section.field_ids.create(vals)
        self._publish(self.form)

    def test_a_page_that_lacks_nothing_essential_is_taken(self):
        self._change()
        answer = self._post({**self.answers, "old": "still here"})
        self.assertEqual(answer.status_code, 200)
        submission = self.form.submission_ids
        self.assertEqual(submission.version_id.number, 1)
        self.assertEqual(submission.answers["old"], "still here")

    def test_a_script_is_told_to_send_the_page_as_it_is(self):
        self._change(is_required=True)
        answer = self._post(self.answers)
        self.assertEqual(answer.status_code, 409)
        self.assertEqual(answer.json(), {"outdated": True})
        self.assertFalse(self.form.submission_ids)

    def test_the_page_comes_back_filled_in(self):
        self._change(is_required=True)
        page = self._post(
            {**self.answers, "old": "a lot of work"},
            files={"proof": ("licence.pdf", PDF, "application/pdf")},
            has_script=False,
        )
        self.assertEqual(page.status_code, 409)
        for words in (
            'name="_version" value="2"',
            'value="Ann"',
            'value="b" checked=',
            "was changed after you opened it",
            "choose your files again",
            "No longer asked: Old question.",
            'name="tax"',
        ):
            self.assertTrue(words in page.text, words)
        self.assertEqual(page.text.count("o_customer_forms_new"), 1)
        self.assertFalse(self.form.submission_ids)
        answer = self._post({**self.answers, "tax": "7", "_version": "2"})
        self.assertEqual(answer.status_code, 200)

    def test_after_two_days_the_page_comes_back_too(self):
        self._change()
        later = datetime.datetime.now() + datetime.timedelta(days=3)
        with freeze_time(later):
            page = self._post({**self.answers, "old": "x"}, has_script=False)
            self.assertEqual(self._post(self.answers).json(), {"outdated": True})
        self.assertEqual(page.status_code, 409)
        self.assertIn('value="Ann"', page.text)
        self.assertNotIn("o_customer_forms_new", page.text)

    def test_a_page_that_was_sent_already_is_answered_as_then(self):
        page_uuid = str(uuid.uuid4())
        first = self._post(self.answers, _uuid=page_uuid)
        self._change(is_required=True)
        again = self._post(self.answers, _uuid=page_uuid)
        self.assertEqual(again.json(), first.json())
        self.assertEqual(len(self.form.submission_ids), 1)

    def test_other_words_of_consent_are_asked_for(self):
        self._field(self.form, "agree").name = "I agree to everything"
        self._publish(self.form)
        page = self._post(self.answers, has_script=False)
        self.assertEqual(page.status_code, 409)
        self.assertIn("I agree to everything", page.text)

    def test_a_closed_form_shows_no_page(self):
        self._change(is_required=True)
        self.form.action_close()
        self.assertEqual(self._post(self.answers).status_code, 400)

    def test_strangers_see_no_page(self):
        self._change(is_required=True)
        self.form.submit_access = "signed_in"
        page = self._post(self.answers, has_script=False)
        self.assertEqual(page.status_code, 403)
        self.assertNotIn('name="tax"', page.text)

    def test_what_is_essential(self):
        text = {"type": "text", "label": {}}
        always = {**text, "key": "q", "required": True}
        is_filled = {"field": "x", "is": "filled"}
        for old, new, missing in [
            ([], [always], ["q"]),
            ([], [{**always, "required": False}], []),
            ([], [{**always, "soft": True}], []),
            ([], [{**always, "condition": is_filled}], []),
            ([{**always, "required": False}], [always], []),
        ]:
            with self.subTest(old=old, new=new):
                schemas = (
                    {"sections": [{"internal": False, "fields": fields}]}
                    for fields in (old, new)
                )
                self.assertEqual(missing_essentials(*schemas, "en_US"), missing)


@tagged("-at_install", "post_install")
class TestWarnings(FormPageCase):
    """Odd answers are asked about, kept and flagged (S6)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        budget = {"has_range": True, "min_value": 10, "max_value": 99}
        cls.form = cls._publish(
            cls._create_form(
                [
                    {"key": "who", "is_required": True},
                    {"key": "budget", "name": "Budget", "type": "integer"}
                    | {"is_soft": True, **budget},
                ],
                slug="warnings-test",
                department_ids=cls.team.ids,
            )
        )
        cls.form.section_ids.create(
            {
                "form_id": cls.form.id,
                "name": "Internal",
                "is_internal": True,
                "see_department_ids": cls.team.ids,
                "field_ids": [
                    Command.create(
                        {"name": "Score", "key": "score", "type": "integer"}
                        | {"is_soft": True, "has_range": True, "max_value": 5}
                    )
                ],
            }
        )
        cls._publish(cls.form)

    def test_a_page_is_asked_and_may_confirm(self):
        answers = {"who": "Ann", "budget": "5", "_version": "2"}
        answer = self._post(answers)
        self.assertEqual(answer.status_code, 422)
        self.assertEqual(
            answer.json(),
            {"warnings": {"budget": ["The number must be 10 or more."]}},
        )
        self.assertFalse(self.form.submission_ids)
        self.assertEqual(self._post({**answers, "_confirmed": "1"}).status_code, 200)
        self.assertTrue(self.form.submission_ids.has_warnings)

    def test_errors_are_not_confirmed_away(self):
        answer = self._post({"budget": "5", "_confirmed": "1"})
        self.assertEqual(answer.status_code, 422)
        self.assertEqual(set(answer.json()), {"errors", "warnings"})

    def test_without_a_script_a_button_asks(self):
        page = self._post({"who": "Ann", "budget": "5"}, has_script=False)
        self.assertEqual(page.status_code, 422)
        text = " ".join(page.text.split())
        self.assertIn('name="_confirmed"', text)
        self.assertIn(">Budget: The number must be 10 or more.</a></li>", text)
        self.assertIn("form-control o_customer_forms_doubtful", text)
        self.assertNotIn("o_customer_forms_doubts d-none", text)
        self.assertIn(
            "o_customer_forms_doubts d-none", self.url_open(self.form._page_path()).text
        )

    def test_programs_confirm_by_default(self):
        submission = self._submit(self.form, {"who": "Ann", "budget": "5"})
        self.assertTrue(submission.has_warnings)
        self.assertFalse(self._submit(self.form, {"who": "Ann"}).has_warnings)
        with self.assertRaises(UnconfirmedSubmission):
            self._submit(self.form, {"who": "Ann", "budget": "5"}, confirmed=False)
        kept = self.form._submit_many(
            [FilledForm({"who": "A", "budget": "500"}), FilledForm({"who": "B"})]
        )
        self.assertEqual(kept.mapped("has_warnings"), [True, False])

    def test_staff_find_them_and_read_them_in_words(self):
        submission = self._submit(
            self.form, {"who": "Ann", "budget": "5", "score": "9"}, channel="staff"
        )
        submission.user_id = self.salesperson
        found = self.env["customer.form.submission"].with_user(self.salesperson)
        self.assertEqual(found.search([("has_warnings", "=", True)]), submission)
        words = submission.with_user(self.salesperson).warnings_as_given
        self.assertIn("Budget: The number must be 10 or more.", words)
        self.assertIn("Score", words)
        self.team.member_ids = self.salesperson_2
        submission.invalidate_recordset()
        words = submission.with_user(self.salesperson).warnings_as_given
        self.assertIn("Budget", words)
        self.assertNotIn("Score", words)
        with self.assertRaises(AccessError):
            submission.with_user(self.salesperson).read(["warnings"])
        with self.assertRaises(AccessError):
            submission.with_user(self.salesperson).write({"has_warnings": False})
