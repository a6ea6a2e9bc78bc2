"""Mails with customers become follow-ups by themselves, once (U1, U4)."""

from datetime import timedelta

from freezegun import freeze_time
from markupsafe import Markup

from odoo.tests import tagged

from .common import CustomerFollowupCommon

MAIL = """Return-Path: <{sender}>
To: {to}
From: {sender}
Subject: {subject}
Message-Id: <{uid}@example.org>
In-Reply-To: {reply}
References: {reply}
{headers}Content-Type: text/plain; charset=utf-8

{body}
"""


@tagged("-at_install", "post_install")
class TestFollowupMail(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.salesperson.email = "sales@example.com"
        cls.dossier = cls._create_dossier("欧阳明", email="ouyang@example.org")
        cls.lead = cls._create_lead(cls.dossier)

    def _send(self, record=None, user=None, **values):
        record = self.dossier if record is None else record
        return record.with_user(user or self.salesperson).message_post(
            **{
                "body": "The offer is attached.",
                "subject": "Offer for 欧阳明",
                "message_type": "comment",
                "subtype_xmlid": "mail.mt_comment",
                "partner_ids": self.dossier.partner_id.ids,
                **values,
            }
        )

    def _receive(self, message, **values):
        """A mail that answers a message comes in."""
        mail = MAIL.format(
            **{
                "sender": "ouyang@example.org",
                "to": "catchall@example.com",
                "subject": "Re: 欧阳明",
                "uid": "answer-1",
                "reply": message.message_id,
                "body": "We agree. 欧阳明",
                "headers": "",
                **values,
            }
        )
        self.env["mail.thread"].message_process(None, mail)

    def assert_logged(self, **expected):
        followup = self.dossier.followup_ids
        self.assert_followups(self.dossier, 1)
        self.assertRecordValues(followup, [expected])
        return followup

    # ------------------------------------------------------------
    # Sent
    # ------------------------------------------------------------

    def test_sent_from_the_dossier(self):
        message = self._send()
        followup = self.assert_logged(
            method="mail",
            source="mail_out",
            message_id=message.id,
            user_id=self.salesperson.id,
            summary="Offer for 欧*",
            followed_up_at=message.date,
            is_completed=False,
        )
        self.assertFalse(followup.review_state, "nobody wrote a report")

    def test_sent_from_the_opportunity(self):
        message = self._send(self.lead, subject=False, body=Markup("<p>As agreed</p>"))
        self.assert_logged(
            source="mail_out",
            message_id=message.id,
            lead_id=self.lead.id,
            summary="As agreed",
        )

    def test_sent_to_an_address_of_the_customer(self):
        self._send(partner_ids=[], outgoing_email_to="Ouyang@example.org")
        self.assert_logged(source="mail_out", method="mail")

    def test_what_does_not_reach_the_customer_is_none(self):
        self._send(partner_ids=self.supervisor.partner_id.ids)
        self._send(partner_ids=[], outgoing_email_to="somebody@example.org")
        self._send(subtype_xmlid="mail.mt_note", partner_ids=[])
        self._send(message_type="notification")
        self.assert_followups(self.dossier, 0)

    # ------------------------------------------------------------
    # Received
    # ------------------------------------------------------------

    def test_received_from_the_customer(self):
        message = self._send()
        self._receive(message)
        followup = self.dossier.followup_ids.filtered(
            lambda each: each.source == "mail_in"
        )
        self.assertEqual(followup.summary, "Re: 欧*")
        self.assertEqual(followup.user_id, self.salesperson)
        self.assertEqual(followup.message_id.model, "customer.dossier")
        self.assert_followups(self.dossier, 2)

    def test_received_at_the_opportunity(self):
        self._receive(self._send(self.lead))
        followup = self.dossier.followup_ids.filtered(
            lambda each: each.source == "mail_in"
        )
        self.assertEqual(followup.lead_id, self.lead)

    def test_delivered_twice_is_noted_once(self):
        message = self._send()
        self._receive(message)
        self._receive(message)
        self.assert_followups(self.dossier, 2)

    def test_received_from_others_is_none(self):
        supplier = self.env["res.partner"].create(
            {"name": "Supplier", "email": "supplier@example.org"}
        )
        message = self._send()
        self._receive(message, sender=supplier.email)
        self.assert_followups(self.dossier, 1)

    def test_an_answer_of_a_machine_is_none(self):
        """U1, D4: the customer is on holiday, and was not heard of."""
        for record in (self.dossier, self.lead):
            message = self._send(record)
            before = self.dossier.last_interaction_at
            self.assert_followups(self.dossier, 1)
            for number, marks in enumerate(
                (
                    {"headers": "Auto-Submitted: auto-replied\n"},
                    {"headers": "Auto-Submitted: auto-generated\n"},
                    {"headers": "X-Autoreply: yes\n"},
                    {"headers": "Precedence: bulk\n"},
                    {"subject": "=?utf-8?b?6Ieq5Yqo5Zue5aSNOiDmrKfpmLPmmI4=?="},
                )
            ):
                with self.subTest(record=record, marks=marks):
                    with freeze_time(before + timedelta(days=1)):
                        uid = f"machine-{record._name}-{number}"
                        self._receive(message, uid=uid, **marks)
                    self.assertIn(uid, record.message_ids[0].message_id, "is kept")
                    self.assert_followups(self.dossier, 1)
                    self.assertEqual(self.dossier.last_interaction_at, before)
            self.dossier.followup_ids.unlink()

    def test_an_answer_over_a_list_is_one(self):
        marks = "Auto-Submitted: no\nPrecedence: list\n"
        self._receive(self._send(), headers=marks)
        self.assert_followups(self.dossier, 2)

    def test_a_colleagues_answer_by_mail_is_one_sent(self):
        message = self._send()
        self._receive(message, sender="sales@example.com", uid="colleague")
        self.assertEqual(set(self.dossier.followup_ids.mapped("source")), {"mail_out"})

    # ------------------------------------------------------------
    # Settings and what is done with them
    # ------------------------------------------------------------

    def test_the_company_switches_each_off(self):
        self.company.followup_from_sent_mails = False
        message = self._send()
        self.assert_followups(self.dossier, 0)
        self._receive(message)
        self.assert_logged(source="mail_in")
        self.company.followup_from_received_mails = False
        self._receive(message, uid="another")
        self.assert_followups(self.dossier, 1)

    def test_says_where_it_came_from_and_is_completed(self):
        self._send(self.lead)
        followup = self.dossier.followup_ids.with_user(self.salesperson)
        action = followup.action_open_source()
        self.assertEqual(
            (action["res_model"], action["res_id"]), ("crm.lead", self.lead.id)
        )
        followup.write({"agreement": "He answers on Monday"})
        self.assertTrue(followup.is_completed)
        self.assertFalse(followup.change_ids, "completing corrects nothing")

    def test_a_customer_without_owner_is_the_leaders(self):
        message = self._send()
        self.dossier.user_id = False
        self._receive(message)
        followup = self.dossier.followup_ids.filtered(
            lambda each: each.source == "mail_in"
        )
        self.assertEqual(followup.user_id, self.team.user_id)
