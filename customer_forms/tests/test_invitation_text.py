"""Invitations by text message, and every way of sending them (P2)."""

from contextlib import suppress
from unittest.mock import Mock, patch

import requests

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..tools import text_gateway
from .invitation_common import InvitationCommon

QUIET = "odoo.addons.customer_forms.models.invitation.invitation_text"


@tagged("-at_install", "post_install")
class TestInvitationText(InvitationCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write(
            {
                "text_provider": "test",
                "text_gateway_url": "https://sms.example.com/send?to={national}",
                "text_gateway_header": "Authorization: Bearer {secret}",
                "text_gateway_body": '{"content": "{text}", "mobile": ["{number}"]}',
                "text_gateway_success": '"code":0',
            }
        )
        cls.texts = cls._create_round(cls.form, name="By text", channel="sms")

    def _send_texts(self, answer=None, error=None):
        """Send the round through the gateway.

        :return: what the gateway was asked, one call for each message
        """
        answer = answer or Mock(status_code=200, text='{"code":0}')
        with patch.object(
            requests, "request", return_value=answer, side_effect=error
        ) as asked:
            if self.texts.state == "draft":
                self.texts.action_send()
            with mute_logger(QUIET):
                self._run_cron()
        return asked.call_args_list

    def _states(self):
        return self.texts.invitation_ids.mapped("state")

    def test_messages_are_listed_masked(self):
        self._send_texts()
        listed = self.env["customer.form.text.message"].search([], order="id")
        self.assertEqual(listed.mapped("number"), ["138****1234", "138****5678"])
        token = self._token(self.texts.invitation_ids[0])
        for message in listed:
            self.assertNotIn(token, message.text)
            self.assertNotIn("王小明", message.text)
            self.assertIn("/f?…", message.text)
        self.assertEqual(self._states(), ["sent", "sent"])

    def test_a_gateway_gets_number_text_and_secret(self):
        self.company.text_provider = "http"
        with patch.dict("os.environ", {text_gateway.VARIABLE: "s3cret"}):
            [first, _second] = self._send_texts()
        self.assertEqual(
            first.args[:2], ("POST", "https://sms.example.com/send?to=13800001234")
        )
        self.assertEqual(first.kwargs["headers"], {"Authorization": "Bearer s3cret"})
        self.assertEqual(first.kwargs["json"]["mobile"], ["+8613800001234"])
        token = self._token(self.texts.invitation_ids[0])
        self.assertIn(f"/f?{token}", first.kwargs["json"]["content"])
        self.assertFalse(first.kwargs["allow_redirects"])
        self.assertTrue(first.kwargs["timeout"])
        self.assertEqual(self._states(), ["sent", "sent"])

    def test_what_a_gateway_does_not_take(self):
        self.company.text_provider = "http"
        for number, (answer, error) in enumerate(
            (
                (Mock(status_code=200, text='{"code":7}'), None),
                (Mock(status_code=302, text='"code":0'), None),
                (Mock(status_code=500, text=""), None),
                (None, requests.Timeout("https://sms.example.com/13800001234")),
            )
        ):
            with self.subTest(number):
                self.assertEqual(len(self._send_texts(answer, error)), 2)
                self.assertEqual(self._states(), ["failed", "failed"])
                self.texts.invitation_ids.action_send_again()
        self._send_texts()
        self.assertEqual(self._states(), ["sent", "sent"])

    def test_the_log_tells_no_number(self):
        self.company.text_provider = "http"
        error = requests.Timeout("https://sms.example.com/?to=13800001234")
        with patch.object(requests, "request", side_effect=error):
            self.texts.action_send()
            with self.assertLogs(QUIET, "WARNING") as logged:
                self._run_cron()
        self.assertNotIn("13800001234", "".join(logged.output))

    def test_a_kill_between_note_and_answer_sends_nothing_twice(self):
        """What a gateway is asked is noted for good before."""
        self.company.text_provider = "http"
        noted = []

        def committed():
            self.env.flush_all()
            noted.append(self.texts.invitation_ids.mapped("state"))

        with patch.object(requests, "request", side_effect=MemoryError("killed")):
            self.texts.action_send()
            # Not assertRaises: it would take back what was committed.
            with suppress(MemoryError):
                self._run_cron(committed)
        self.assertEqual(noted[-1], ["sending", "sending"])
        self.assertEqual(self._send_texts(), [])

    def test_without_a_way_nothing_is_sent(self):
        self.company.text_provider = "none"
        with self.assertRaises(UserError):
            self.texts.action_send()

    def test_odoo_is_offered_where_it_is_installed(self):
        offered = dict(self.company._selection_text_provider())
        self.assertEqual("odoo" in offered, "sms.sms" in self.env)
        self.assertLessEqual({"none", "test", "http"}, offered.keys())

    def test_length_is_shown_while_writing(self):
        self.texts.text = "好" * 71
        self.assertEqual(self.texts.text_size, "71 characters, sent as 2 message(s)")
        self.texts.text = "Hello {link}"
        length = len("Hello ") + len(self.texts.get_base_url()) + len("/f?") + 22
        self.assertIn(f"{length} characters, sent as 1", self.texts.text_size)

    def test_who_has_no_mobile_is_left_out(self):
        people = self._invite(self.texts, "Eve eve@x.cn\n021-58886666\nBob 13800009999")
        self.assertEqual(
            [each.problem for each in people], ["no_phone", "not_mobile", ""]
        )
        self.assertEqual(
            self.texts._left_out(people),
            [("Line 1", "no mobile number"), ("Line 2", "not a mobile number")],
        )

    def test_unsubscribing_from_one_channel_leaves_the_other(self):
        first = self.texts.invitation_ids[0]
        self.env["customer.form.unsubscription"]._unsubscribe(first)
        self.assertEqual(self._states(), ["unsubscribed", "queued"])
        self.assertEqual(self.round.invitation_ids[0].state, "queued")
        self.assertEqual(len(self._send()), 2)
