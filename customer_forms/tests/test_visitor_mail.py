"""Mails to visitors: the address is kept only until it was used (V2)."""

from contextlib import contextmanager
from unittest.mock import MagicMock, patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.base.models.ir_mail_server import (
    IrMail_Server,
    MailDeliveryException,
)

from ..models.draft.draft_keep import DraftSave
from ..tools.page_opening import Opening
from .common import CustomerFormsCommon

ADDRESS = "wangxiaoming@example.com"


@tagged("-at_install", "post_install")
class TestVisitorMail(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._publish(cls._create_form())
        cls.template = cls.env["mail.template"].create(
            {
                "name": "To a visitor",
                "model_id": cls.env["ir.model"]._get_id("customer.form"),
                "subject": "About {{ object.name }}",
                "body_html": "<p>Go on: <t t-out=\"ctx.get('link')\"/></p>",
            }
        )

    def _queue(self):
        return self.template._queue_to_visitor(
            self.form, ADDRESS, link="https://example.com/forms/a?of=secret"
        )

    @contextmanager
    def _server(self, **behaviour):
        """A mail server that notes what it is given, or fails."""
        with (
            patch.object(IrMail_Server, "_disable_send", return_value=False),
            patch.object(IrMail_Server, "_connect__", return_value=MagicMock()),
            patch.object(IrMail_Server, "send_email", **behaviour) as send_email,
        ):
            yield send_email

    def test_it_says_what_the_template_says_and_is_gone_when_sent(self):
        mail = self._queue()
        self.assertEqual(mail.email_to, ADDRESS)
        message = mail.mail_message_id
        with self._server() as send_email:
            mail.send()
        sent = send_email.call_args.args[0]
        self.assertEqual(sent["To"], ADDRESS)
        body = sent.get_body(("html",)).get_content()
        self.assertIn("of=secret", body)
        self.assertFalse(mail.exists())
        self.assertFalse(message.exists())

    def test_what_could_not_be_sent_says_neither_to_whom_nor_what(self):
        mail = self._queue()
        refused = f"550 <{ADDRESS}> is not known here"
        with (
            mute_logger("odoo.addons.mail.models.mail_mail"),
            self._server(side_effect=MailDeliveryException(refused)),
        ):
            mail.send()
        self.assertEqual(mail.state, "exception")
        self.assertFalse(mail.email_to)
        said = " ".join(
            str(mail[name])
            for name in ("body", "body_html", "failure_reason", "email_to", "headers")
        )
        self.assertNotIn("wangxiaoming", said)
        self.assertNotIn("secret", said)
        self.assertIn("w***@example.com", mail.failure_reason)

    def test_what_is_cancelled_is_forgotten_too(self):
        mail = self._queue()
        mail.cancel()
        self.assertFalse(mail.email_to)

    def test_other_mails_stay_as_they_are(self):
        mail = self.env["mail.mail"].create({"email_to": ADDRESS, "body_html": "Hi"})
        mail.cancel()
        self.assertEqual(mail.email_to, ADDRESS)

    def test_templates_stand_where_there_are_records(self):
        """Odoo renders a template with some record when an upgrade brings it, or somebody
        changes it."""
        answers = {"customer_name": "Ann"}
        submission = self.form._submit(answers)
        self.env["customer.form.completion"].create(
            {
                "submission_id": submission.id,
                "keys": ["customer_name"],
                "user_id": self.env.uid,
            }
        )
        opening = Opening("00000000-0000-4000-8000-000000000001", 0)
        version = self.form.current_version_id
        self.form._keep_draft(DraftSave(opening, version, answers))
        for name in ("receipt", "draft", "completion"):
            template = self.env.ref(f"customer_forms.mail_template_{name}")
            with self.subTest(name):
                self.assertTrue(self.env[template.model].search([], limit=1))
                self.assertTrue(template.copy())
