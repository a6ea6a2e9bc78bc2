"""Mails that come back (P2)."""

from odoo.tests import tagged
from odoo.tools import mute_logger

from .invitation_common import InvitationCommon

BOUNCE = """Return-Path: <>
From: MAILER-DAEMON@mx.example.com
To: {to}
Subject: Undelivered Mail Returned to Sender
Message-Id: <bounce-1@mx.example.com>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

This is the mail system. The message could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com

Final-Recipient: rfc822; {address}
Action: failed
Status: 5.1.1

--b
Content-Type: message/rfc822

Message-Id: {message_id}
From: office@example.com
To: {address}
Subject: Please fill in

Hello
--b--
"""


@tagged("-at_install", "post_install")
class TestInvitationBounce(InvitationCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.domain = cls.env["mail.alias.domain"].search([], limit=1) or cls.env[
            "mail.alias.domain"
        ].create({"name": "example.com"})

    def _bounce(self, invitation, message_id=None):
        mail = BOUNCE.format(
            to=self.domain.bounce_email,
            address="wang@example.com",
            message_id=message_id or invitation.message_ref,
        )
        with mute_logger("odoo.addons.mail.models.mail_thread"):
            self.env["mail.thread"].message_process(False, mail)

    def test_a_mail_that_comes_back_is_noted(self):
        self._send()
        first, second = self.round.invitation_ids
        self._bounce(first)
        self.assertEqual((first.state, second.state), ("bounced", "sent"))
        self.assertEqual(self.round.counts, {"bounced": 1, "sent": 1})

    def test_who_bounced_is_not_reminded(self):
        self.round.write({"reminder_days": 1, "reminder_max": 3})
        self._send()
        first, _second = self.round.invitation_ids
        self._bounce(first)
        self.round.invitation_ids.last_sent_at = "2020-01-01"
        self.assertEqual(
            [m["email_to"] for m in self._run_and_deliver()], [["li@example.com"]]
        )

    def test_a_bounce_of_something_else_changes_nothing(self):
        self._send()
        self._bounce(self.round.invitation_ids[0], "<other@example.com>")
        self.assertEqual(set(self.round.invitation_ids.mapped("state")), {"sent"})

    def test_who_answered_did_not_bounce(self):
        self._send()
        first = self.round.invitation_ids[0]
        first._advance("done")
        self._bounce(first)
        self.assertEqual(first.state, "done")
