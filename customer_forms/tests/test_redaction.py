"""What people write by the way: no message, activity or line of the log says more than
the record (V1). All ways together: tests/live/test_no_leak.py."""

import logging

from markupsafe import Markup

from odoo.tests import tagged

from odoo.addons.mail.tests.common import MailCommon

from ..log_filter import MaskingFilter, install
from .common import CustomerFormsCommon

QUESTIONS = [
    {"key": "customer_name", "sensitivity": "name"},
    {"key": "phone", "type": "phone"},
    {"key": "budget", "type": "money", "sensitivity": "amount"},
    {"key": "place", "sensitivity": "address"},
]
ANSWERS = {
    "customer_name": "王小明",
    "phone": "13800001234",
    "budget": "120000",
    "place": "浙江省/杭州市/西湖区/文三路九十号",
}
TYPED = Markup(
    "<p>王小明 of 文三路九十号: call <b>138 0000 1234</b> or 13911112222,"
    " mail a.wang@example.com, card 11010519491231002X, 12万</p>"
)
MASKED = (
    "王*",
    "138****1234",
    "139****2222",
    "a***@example.com",
    "**************002X",
)
SECRET = (
    "王小明",
    "文三路",
    "0000 1234",
    "13911112222",
    "a.wang",
    "11010519491231",
    "12万",
)


@tagged("-at_install", "post_install")
class TestRedaction(MailCommon, CustomerFormsCommon):
    def setUp(self):
        super().setUp()
        self.form = self._publish(self._create_form(QUESTIONS))
        self.submission = self._submit(self.form, ANSWERS)

    def _assert_masked(self, text):
        for secret in SECRET:
            self.assertNotIn(secret, text)
        for mask in MASKED:
            self.assertIn(mask, text)

    def test_a_message_has_masks_and_its_tags(self):
        message = self.submission.message_post(body=TYPED, subject="王小明 13800001234")
        self._assert_masked(message.body)
        self.assertIn("<b>138****1234</b>", message.body)
        self.assertEqual(message.subject, "王* 138****1234")
        message.body = TYPED
        self._assert_masked(message.body)

    def test_a_meeting_has_masks(self):
        """Every employee sees the calendar."""
        said = "王小明 13800001234"
        times = {"start": "2026-12-01 08:00:00", "stop": "2026-12-01 09:00:00"}
        about = {"res_model": self.submission._name, "res_id": self.submission.id}
        model_id = self.env["ir.model"]._get_id(self.submission._name)
        Event = self.env["calendar.event"]
        defaults = {f"default_{name}": value for name, value in about.items()}
        for event in (
            Event.create(
                {
                    **times,
                    "name": said,
                    "location": said,
                    "description": said,
                    "res_model_id": model_id,
                    "res_id": self.submission.id,
                }
            ),
            Event.with_context(**defaults).create(
                {**times, "name": said, "location": said, "description": said}
            ),
        ):
            self.assertEqual(event.res_id, self.submission.id)
            self.assertEqual((event.name, event.location), ("王* 138****1234",) * 2)
            self.assertIn("王* 138****1234", event.description)
            event.name = said
            self.assertEqual(event.name, "王* 138****1234")
        self.assertEqual(Event.create({**times, "name": said}).name, said)

    def test_what_a_record_is_about_may_be_a_default(self):
        context = {
            "default_res_model": self.submission._name,
            "default_res_id": self.submission.id,
        }
        activity = (
            self.env["mail.activity"]
            .with_context(**context)
            .create({"summary": "王小明 13800001234"})
        )
        self.assertEqual(activity.res_id, self.submission.id)
        self.assertEqual(activity.summary, "王* 138****1234")

    def test_a_message_of_another_record_is_as_it_was_written(self):
        for record in (self.form, self.env.user.partner_id):
            message = record.message_post(body=TYPED)
            self.assertIn("13911112222", message.body)

    def test_mails_to_followers_have_masks(self):
        partner = self.env["res.partner"].create(
            {"name": "Follower", "email": "follower@inside.example"}
        )
        with self.mock_mail_gateway(mail_unlink_sent=False):
            self.submission.message_post(
                body=TYPED,
                subject="13800001234",
                partner_ids=partner.ids,
                subtype_xmlid="mail.mt_comment",
                message_type="comment",
            )
            self.env["mail.mail"].search([("state", "=", "outgoing")]).send()
        self.assertTrue(self._mails)
        for mail in self._mails:
            self._assert_masked(str(mail["body"]))
            self.assertNotIn("13800001234", mail["subject"])

    def test_a_mail_from_outside_says_no_address(self):
        message = (
            self.submission.with_user(self.user_public)
            .sudo()
            .message_post(
                body=TYPED,
                email_from='"Wang Xiaoming" <wang.xm@outside.example>',
                author_id=False,
                message_type="email",
                incoming_email_to="wife@outside.example",
                incoming_email_cc="boss@outside.example",
                reply_to="wang.xm@outside.example",
            )
        )
        [row] = message.read(
            ["email_from", "reply_to", "incoming_email_to", "incoming_email_cc", "body"]
        )
        self._assert_masked(row["body"])
        self.assertNotIn("wang.xm", str(row))
        self.assertNotIn("Xiaoming", str(row))
        self.assertNotIn("outside.example>", str(row))
        self.assertNotIn("wife", str(row))
        self.assertNotIn("boss", str(row))
        self.assertIn("w*** outside.example", row["email_from"])

    def test_a_colleague_keeps_his_address(self):
        message = self.submission.with_user(self.user_admin).message_post(body="Hello")
        self.assertIn(self.user_admin.email_normalized, message.email_from)

    def test_activities_have_masks(self):
        activity = self.submission.activity_schedule(
            summary="Call 13911112222",
            note=TYPED,
            user_id=self.user_admin.id,
        )
        self.assertEqual(activity.summary, "Call 139****2222")
        self._assert_masked(activity.note)
        activity.write({"note": TYPED, "summary": "王小明"})
        self._assert_masked(activity.note)
        self.assertEqual(activity.summary, "王*")
        activity.action_feedback(feedback="王小明: 13911112222")
        said = str(self.submission.message_ids.mapped("body")) + str(activity.feedback)
        self.assertNotIn("13911112222", said)
        self.assertNotIn("王小明", said)

    def test_what_is_sent_later_is_kept_with_masks(self):
        later = self.env["mail.scheduled.message"].create(
            {
                "model": self.submission._name,
                "res_id": self.submission.id,
                "author_id": self.env.user.partner_id.id,
                "scheduled_date": "2100-01-01 00:00:00",
                "body": TYPED,
                "subject": "13911112222",
            }
        )
        self._assert_masked(later.body)
        self.assertEqual(later.subject, "139****2222")
        later.body = TYPED
        self._assert_masked(later.body)

    def test_the_large_window_keeps_masks(self):
        composer = self.env["mail.compose.message"].create(
            {
                "model": self.submission._name,
                "res_ids": str(self.submission.ids),
                "body": TYPED,
                "subject": "13911112222",
            }
        )
        self._assert_masked(composer.body)
        self.assertEqual(composer.subject, "139****2222")
        composer.body = TYPED
        self._assert_masked(composer.body)

    def test_an_imported_file_is_not_kept(self):
        wizard = self.env["base_import.import"].create(
            {
                "res_model": "res.partner",
                "file": b"name,phone\nLi Si,13911112222\n",
                "file_type": "text/csv",
            }
        )
        options = {"quoting": '"', "separator": ",", "has_headers": True}
        fields = ["name", "phone"]
        wizard.execute_import(fields, fields, {**options}, dryrun=True)
        self.assertTrue(wizard.file)
        result = wizard.execute_import(fields, fields, {**options})
        self.assertTrue(result["ids"])
        self.assertFalse(wizard.file)

    def test_every_handler_of_the_log_masks(self):
        handler = logging.StreamHandler()
        root = logging.getLogger()
        root.addHandler(handler)
        self.addCleanup(root.removeHandler, handler)
        install()
        install()
        [log_filter] = handler.filters
        self.assertIsInstance(log_filter, MaskingFilter)
        secret = "139" + "11112222"  # in two: a traceback shows the line of the source
        with self.assertRaises(ValueError) as failure:
            raise ValueError(secret)
        error = failure.exception
        line = logging.LogRecord(
            *("odoo.addons.mail", 20, "", 0, "from %s", ("a.wang@example.com",)),
            (type(error), error, error.__traceback__),
        )
        log_filter.filter(line)
        said = logging.Formatter().format(line)
        self.assertIn("from a***@example.com", said)
        self.assertIn("139****2222", said)
        self.assertNotIn(secret, said)
