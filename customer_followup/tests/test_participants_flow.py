"""Contact persons of follow-ups that write themselves, that are merged and erased (U1)."""

from datetime import timedelta

from odoo import Command, fields
from odoo.tests import tagged

from .common import CustomerFollowupCommon


@tagged("-at_install", "post_install")
class TestParticipantsFlow(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dossier = cls._create_dossier(
            "甲有限公司",
            kind="company",
            contact_name="周建国",
            email="zhou@jia.example.com",
        )
        cls.main = cls.dossier.contact_ids
        # Below the contact of the customer, with Odoo's own screens.
        cls.shell = cls.env["res.partner"].create(
            {
                "name": "孙丽华",
                "email": "sun@jia.example.com",
                "parent_id": cls.dossier.partner_id.id,
            }
        )
        cls.buyer = cls.shell.customer_contact_ids
        cls.env["calendar.event"].search([]).unlink()

    def _opened(self, followup):
        opened = followup._open_values(["customer_participants"])[followup.id]
        return opened.get("customer_participants")

    def _note(self, dossier, contacts, **vals):
        return self.env["customer.followup"].create(
            {"dossier_id": dossier.id, "contact_ids": contacts.ids, **vals}
        )

    # ------------------------------------------------------------
    # Recognised
    # ------------------------------------------------------------

    def _meet(self, partners):
        end = fields.Datetime.now() - timedelta(hours=1)
        event = self.env["calendar.event"].create(
            {
                "name": "Visit",
                "start": end - timedelta(hours=1),
                "stop": end,
                "user_id": self.salesperson.id,
                "partner_ids": [
                    Command.set((self.salesperson.partner_id + partners).ids)
                ],
            }
        )
        event._log_customer_meetings()
        return event.customer_followup_ids

    def test_who_was_at_a_meeting(self):
        followup = self._meet(self.shell)
        self.assertEqual(followup.contact_ids, self.buyer)
        self.assertFalse(self._opened(followup))

    def test_a_meeting_with_the_customer_is_with_whom_to_ask_for(self):
        followup = self._meet(self.dossier.partner_id)
        self.assertEqual(followup.contact_ids, self.main)
        self.assertFalse(self._opened(followup))

    def test_a_finished_reminder(self):
        """U4"""
        activity = self.env["mail.activity"]._schedule_customer_reminders(
            [{"dossier": self.dossier, "date_deadline": self._today()}]
        )
        activity._action_done(feedback="Called")
        self.assertEqual(self.dossier.followup_ids.contact_ids, self.main)

    def test_a_finished_meeting_reminder(self):
        activity = self.env["mail.activity"]._schedule_customer_reminders(
            [{"dossier": self.dossier, "date_deadline": self._today()}]
        )
        activity.calendar_event_id = self.env["calendar.event"].create(
            {
                "name": "Visit",
                "start": fields.Datetime.now(),
                "stop": fields.Datetime.now(),
                "partner_ids": [Command.link(self.shell.id)],
            }
        )
        activity._action_done(feedback="Met")
        self.assertEqual(self.dossier.followup_ids.contact_ids, self.buyer)

    def test_mails_are_told_by_contact_and_by_address(self):
        Followup = self.env["customer.followup"]

        def log(source, recipients=(), sender="", **message):
            posted = self.env["mail.message"].create(
                {
                    "model": "customer.dossier",
                    "res_id": self.dossier.id,
                    "message_type": "email",
                    **message,
                }
            )
            Followup._log_mail(self.dossier, posted, list(recipients), sender=sender)
            followup = Followup.search([("message_id", "=", posted.id)])
            self.assertEqual(followup.source, source)
            return followup.contact_ids

        me = {"author_id": self.salesperson.partner_id.id}
        to_shell = [{"id": self.shell.id}]
        to_address = [{"id": False, "email_normalized": "sun@jia.example.com"}]
        to_customer = [{"id": self.dossier.partner_id.id}]
        self.assertEqual(log("mail_out", to_shell, **me), self.buyer)
        self.assertEqual(log("mail_out", to_address, **me), self.buyer)
        self.assertEqual(log("mail_out", to_customer, **me), self.main)
        of_buyer = {"author_id": False, "sender": "sun@jia.example.com"}
        self.assertEqual(log("mail_in", **of_buyer), self.buyer)
        self.assertEqual(log("mail_in", author_id=self.shell.id), self.buyer)
        of_main = {"author_id": False, "sender": "zhou@jia.example.com"}
        self.assertEqual(log("mail_in", **of_main), self.main)
        self.assertFalse(log("mail_in", author_id=False, sender="who@else.example"))

    def test_an_answer_from_a_contact_person_is_known_by_its_sender(self):
        """V1: what is kept of the mail has a mask; who it was is told before."""
        posted = self.dossier.with_user(self.salesperson).message_post(
            body="The offer is attached.",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            partner_ids=self.shell.ids,
        )
        self.assertEqual(self.dossier.followup_ids.contact_ids, self.buyer)
        mail = (
            "To: catchall@example.com\nFrom: Sun <sun@jia.example.com>\n"
            "Subject: Re: Offer\nMessage-Id: <answer-p1@example.org>\n"
            f"In-Reply-To: {posted.message_id}\nReferences: {posted.message_id}\n"
            "Content-Type: text/plain; charset=utf-8\n\nAgreed."
        )
        self.env["mail.thread"].message_process(None, mail)
        answer = self.dossier.followup_ids.filtered(
            lambda followup: followup.source == "mail_in"
        )
        self.assertEqual(answer.contact_ids, self.buyer)
        kept = answer.message_id.email_from or ""
        self.assertNotIn("sun@jia.example.com", kept)

    # ------------------------------------------------------------
    # Merging
    # ------------------------------------------------------------

    def test_merging_takes_them_along_and_undoing_brings_them_back(self):
        """Whoever both customers have is one person in the one that is kept."""
        other = self._create_dossier(
            "甲集团", kind="company", contact_name="周建国", user_id=self.salesperson.id
        )
        same = other.contact_ids
        guest = self.env["customer.contact"].create(
            {"dossier_id": other.id, "name": "郑爽"}
        )
        theirs = self._note(other, same + guest)
        merge = self.env["customer.merge"]._merge(self.dossier, other)
        self.assertEqual(theirs.dossier_id, self.dossier)
        self.assertEqual(theirs.contact_ids, self.main + guest)
        self.assertFalse(self._opened(theirs))
        since = self._note(self.dossier, self.main + guest)
        merge.action_undo()
        self.assertEqual(theirs.dossier_id, other)
        self.assertEqual(theirs.contact_ids, same + guest)
        self.assertEqual(since.dossier_id, self.dossier)
        self.assertEqual(since.contact_ids, self.main)
        self.assertEqual(self._opened(since), "郑爽", "nobody's name is lost")

    # ------------------------------------------------------------
    # Handed out and erased
    # ------------------------------------------------------------

    def test_a_copy_has_what_was_said(self):
        """V5"""
        self._note(self.dossier, self.buyer, summary="Wants samples")
        self._note(self.dossier, self.main, summary="Wants a discount")
        document = str(self.buyer._personal_document()["sections"])
        self.assertIn("Wants samples", document)
        self.assertNotIn("Wants a discount", document)

    def test_erasing_forgets_the_name_wherever_it_was_noted(self):
        """V5: that somebody was spoken to still counts."""
        linked = self._note(self.dossier, self.buyer)
        typed = self._note(
            self.dossier, self.main.browse(), customer_participants="郑爽, 孙丽华"
        )
        kept = self._note(
            self.dossier, self.main.browse(), customer_participants="郑爽"
        )
        self.env["customer.followup.change"].create(
            {"followup_id": linked.id, "name": "contact_ids", "old": "孙*"}
        )
        self.assertEqual(self.buyer._count_erasure().get("fields"), 1)
        self.buyer._erase("They asked for it")
        self.assertEqual(linked.contact_ids, self.buyer)
        self.assertFalse(self.buyer.name)
        self.assertFalse(typed.customer_participants)
        self.assertEqual(self._opened(kept), "郑爽")
        self.assertFalse(linked.change_ids.old)

    def test_erasing_the_customer_forgets_whom_to_ask_for(self):
        """V5: also of an organisation."""
        typed = self._note(
            self.dossier, self.main.browse(), customer_participants="周建国"
        )
        self.dossier._erase("They asked for it")
        self.assertFalse(typed.customer_participants)

    def test_many_follow_ups_take_the_queries_of_one(self):
        def count(followups):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            followups.with_user(self.salesperson).web_read(
                {"contact_ids": {"fields": {"name": {}}}, "known_contacts": {}}
            )
            return self.env.cr.sql_log_count - before

        many = self.env["customer.followup"].create(
            [
                {"dossier_id": self.dossier.id, "contact_ids": self.buyer.ids}
                for _n in range(80)
            ]
        )
        count(many[:1])
        self.assertEqual(count(many[:1]), count(many))
