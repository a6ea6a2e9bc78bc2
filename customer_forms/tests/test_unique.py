"""Answers that may be given once (F3)."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..exceptions import InvalidSubmission
from .common import CustomerFormsCommon

UUID = "00000000-0000-4000-8000-000000000002"


@tagged("-at_install", "post_install")
class TestUnique(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        questions = [
            {"key": "mobile", "type": "phone", "is_unique": True},
            {"key": "mail", "type": "email", "is_unique": True},
            {"key": "name"},
        ]
        cls.form = cls._publish(cls._create_form(questions))
        cls.other = cls._publish(cls._create_form(questions))
        cls.first = cls._submit(
            cls.form, {"mobile": "13800001234", "mail": "ann@example.com"}
        )

    def _refused(self, answers):
        with self.assertRaises(InvalidSubmission) as caught:
            self._submit(self.form, answers)
        return {issue.field for issue in caught.exception.issues}

    def test_the_same_answer_however_it_is_written(self):
        self.assertEqual(self._refused({"mobile": "+86 138 0000 1234"}), {"mobile"})
        self.assertEqual(self._refused({"mail": "ANN@Example.com"}), {"mail"})

    def test_the_message_does_not_tell_whose_it_was(self):
        with self.assertRaises(InvalidSubmission) as caught:
            self._submit(self.form, {"mobile": "13800001234"})
        (message,) = caught.exception.messages["mobile"]
        for secret in (self.first.number, "ann", "1234"):
            self.assertNotIn(secret, message)

    def test_a_question_that_becomes_unique_knows_the_answers_before(self):
        before = self._submit(self.form, {"name": "Ann"})
        self._submit(self.form, {"name": "ANN"})
        refused = self._submit(self.form, {"name": "Bob"})
        refused.state = "refused"
        self._field(self.form, "name").is_unique = True
        self.form.action_publish()
        self.assertEqual(self._refused({"name": "ann"}), {"name"})
        self.assertEqual(before.unique_ids.mapped("field_key"), ["name"])
        self._submit(self.form, {"name": "Bob"})
        self._field(self.form, "mail").is_required = True
        self.form.action_publish()  # nothing is noted twice

    def test_no_answer_is_not_an_answer_given_before(self):
        self._submit(self.form, {"name": "A"})
        self._submit(self.form, {"name": "A"})

    def test_another_form_and_another_question_are_free(self):
        self._submit(self.other, {"mobile": "13800001234"})
        self._submit(self.form, {"name": "13800001234"})

    def test_a_resend_is_not_in_its_own_way(self):
        answers = {"mobile": "13900001234"}
        first = self._submit(self.form, answers, client_uuid=UUID)
        self.assertEqual(self._submit(self.form, answers, client_uuid=UUID), first)

    def test_a_refused_submission_gives_its_answers_free(self):
        self.form.has_auto_accept = False
        waiting = self._submit(self.form, {"mobile": "13900001234"})
        waiting.action_refuse()
        self._submit(self.form, {"mobile": "13900001234"})
        with self.assertRaises(UserError):
            waiting.action_accept()

    def test_no_answer_is_kept_in_clear_for_this(self):
        rows = self.env["customer.form.unique"].search(
            [("submission_id", "=", self.first.id)]
        )
        self.assertEqual(set(rows.mapped("field_key")), {"mobile", "mail"})
        for digest in rows.mapped("digest"):
            self.assertRegex(digest, "^[0-9a-f]{64}$")
