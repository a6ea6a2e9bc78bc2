"""The mail that tells a visitor his number (P2)."""

import uuid

from freezegun import freeze_time

from odoo.tests import tagged

from ..models.submission.submission_request import FilledForm
from .common import CustomerFormsCommon

ADDRESS = "wangxiaoming@example.com"


@tagged("-at_install", "post_install")
class TestReceipt(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.company.email = "office@company.example"
        cls.form = cls._publish(
            cls._create_form(
                [
                    {"key": "who", "role": "customer_name"},
                    {"key": "other", "type": "email"},
                    {"key": "mail", "type": "email", "role": "email"},
                ],
                name="Trade fair",
                success_message="We call within a day.",
            )
        )

    def _sent_by(self, submissions):
        """The mails that wait in the queue for these submissions."""
        self.env["customer.form.submission"]._send_receipts()
        return self.env["mail.mail"].search(
            [
                ("visitor_model", "=", "customer.form.submission"),
                ("visitor_id", "in", submissions.ids),
            ]
        )

    def test_it_tells_number_form_time_and_what_comes_next(self):
        submission = self._submit(self.form, {"who": "王小明", "mail": ADDRESS})
        self.assertEqual(submission.receipt_state, "due")
        mail = self._sent_by(submission)
        self.assertEqual(mail.email_to, ADDRESS)
        self.assertIn("office@company.example", mail.email_from)
        self.assertNotIn("*", mail.email_from)
        self.assertIn(submission.number, mail.subject)
        for words in (submission.number, "Trade fair", "(UTC", "We call within a day."):
            self.assertIn(words, mail.body_html)
        self.assertNotIn("王", mail.body_html)
        self.assertTrue(mail.auto_delete)
        self.assertEqual(submission.receipt_state, "sent")

    def test_in_the_language_of_the_page(self):
        submission = self._submit(
            self.form.with_context(lang="zh_CN"), {"mail": ADDRESS}
        )
        mail = self._sent_by(submission)
        self.assertIn("您的编号", mail.body_html)
        self.assertIn("已收到", mail.subject)

    def test_the_address_that_is_his_own_else_the_first(self):
        first = self._submit(self.form, {"other": "a@x.example", "mail": ADDRESS})
        second = self._submit(self.form, {"other": "a@x.example"})
        self.assertEqual(self._sent_by(first).email_to, ADDRESS)
        self.assertEqual(self._sent_by(second).email_to, "a@x.example")

    def test_a_resend_gets_none(self):
        page = {"client_uuid": str(uuid.uuid4())}
        first = self._submit(self.form, {"mail": ADDRESS}, **page)
        self.assertEqual(len(self._sent_by(first)), 1)
        again = self._submit(self.form, {"mail": ADDRESS}, **page)
        self.assertEqual(again, first)
        self.assertEqual(len(self._sent_by(first)), 1)

    def test_no_address_no_wish_or_no_visitor_no_receipt(self):
        without = self._submit(self.form, {"who": "Ann"})
        typed_in = self._submit(self.form, {"mail": ADDRESS}, channel="paper")
        self.form.has_receipt = False
        unwanted = self._submit(self.form, {"mail": ADDRESS})
        for submission in (without, typed_in, unwanted):
            self.assertFalse(submission.receipt_state)
            self.assertFalse(self._sent_by(submission))

    def test_what_looks_like_a_robot_gets_none_until_it_is_let_in(self):
        robot = self._submit(self.form, {"mail": ADDRESS})
        robot.state = "quarantined"
        self.assertFalse(self._sent_by(robot))
        robot.action_accept()
        self.assertEqual(len(self._sent_by(robot)), 1)

    def test_who_was_erased_meanwhile_gets_none(self):
        submission = self._submit(self.form, {"who": "Ann", "mail": ADDRESS})
        submission._erase("asked for it")
        self.assertFalse(self._sent_by(submission))
        self.assertFalse(submission.receipt_state)

    # In another second a customer's last interaction is another one: one more query.
    @freeze_time("2026-06-15 08:00:00")
    def test_keeping_many_takes_as_many_queries_as_keeping_one(self):
        def queries(count):
            filled = [FilledForm({"mail": ADDRESS}) for _n in range(count)]
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            self.form._submit_many(filled)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        queries(1)
        self.assertEqual(queries(1), queries(20))
