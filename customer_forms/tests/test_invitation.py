"""Rounds of invitations: who gets what, once, and who is reminded (P2, Q1)."""

from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .invitation_common import InvitationCommon

QUIET = "odoo.addons.mail.models.mail_mail"


@tagged("-at_install", "post_install")
class TestInvitation(InvitationCommon):
    def _states(self, round_=None):
        return (round_ or self.round).invitation_ids.mapped("state")

    # ------------------------------------------------------------
    # Sending
    # ------------------------------------------------------------

    def test_each_person_gets_a_link_of_his_own(self):
        mails = self._send()
        self.assertEqual(
            [mail["email_to"] for mail in mails],
            [["wang@example.com"], ["li@example.com"]],
        )
        links = set()
        for mail, invitation in zip(mails, self.round.invitation_ids, strict=True):
            token = self._token(invitation)
            self.assertIn(f"/f?{token}", mail["body"])
            links.add(token)
        self.assertEqual(len(links), 2)
        self.assertIn("王小明", mails[0]["body"])
        self.assertEqual(mails[0]["subject"], "Please fill in: Fair")
        self.assertEqual(self._states(), ["sent", "sent"])
        self.assertEqual(self.round.state, "running")

    def test_mail_programs_find_how_to_unsubscribe(self):
        """RFC 8058"""
        [mail, _other] = self._send()
        headers = mail["headers"]
        self.assertRegex(headers["List-Unsubscribe"], r"^<http.*/invitation/unsub.*t=")
        self.assertEqual(headers["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click")

    def test_nothing_in_clear_is_left_in_the_database(self):
        """V1"""
        mails_before = self.env["mail.mail"].search_count([])
        self._send()
        self.assertEqual(self.env["mail.mail"].search_count([]), mails_before)
        invitation = self.round.invitation_ids[0]
        token = self._token(invitation)
        self.env.flush_all()
        for table in ("customer_form_invitation", "mail_message", "mail_mail"):
            query = SQL("SELECT to_jsonb(t)::text FROM %s t", SQL.identifier(table))
            for (text,) in self.env.execute_query(query):
                for secret in ("wang@example.com", "王小明", "13800001234", token):
                    self.assertNotIn(secret, text)
        self.assertEqual(
            (invitation.name, invitation.email, invitation.phone),
            ("王*", "w***@example.com", "138****1234"),
        )

    def test_nobody_is_sent_twice(self):
        self.assertEqual(len(self._send()), 2)
        self.assertEqual(self._run_and_deliver(), [])
        with self.assertRaises(UserError):
            self.round.invitation_ids.action_send_again()

    def test_who_unsubscribed_after_being_added_gets_nothing(self):
        first = self.round.invitation_ids[0]
        other = self._create_round(self.form, "", name="Other")
        self.env["customer.form.unsubscription"]._unsubscribe(first)
        self.assertEqual(self._states(), ["unsubscribed", "queued"])
        self.assertEqual([m["email_to"] for m in self._send()], [["li@example.com"]])
        [person] = self._invite(other, "WANG@example.com")
        self.assertEqual(person.problem, "unsubscribed")

    def test_the_blocklist_of_odoo_counts(self):
        self.env["mail.blacklist"].create({"email": "li@example.com"})
        self.assertEqual(len(self._send()), 1)
        self.assertEqual(self._states(), ["sent", "unsubscribed"])

    def test_languages(self):
        partner = self.env["res.partner"].create(
            {"name": "韩梅梅", "email": "han@example.com", "lang": "zh_CN"}
        )
        people = self.round._people_of_partners(partner)
        self.round._sort_out(people)
        self.round._add_people(people)
        mails = {mail["email_to"][0]: mail for mail in self._send()}
        self.assertEqual(mails["han@example.com"]["subject"], "邀请您填写：Fair")
        self.assertIn("韩梅梅，您好", mails["han@example.com"]["body"])
        self.assertIn("Hello Li Lei", mails["li@example.com"]["body"])

    def test_a_mail_that_fails_is_told_and_keeps_no_address(self):
        self.round.action_send()
        with self.mock_mail_gateway(), mute_logger(QUIET):
            self._run_cron()
            mails = self.round.invitation_ids.mail_id
            with self.mock_smtplib_connection():
                pass
            for mail in mails:
                mail.write({"state": "exception", "failure_type": "mail_smtp"})
            mails._postprocess_sent_message([], [], "no way", "mail_smtp")
        self.assertEqual(self._states(), ["failed", "failed"])
        self.assertEqual(
            set(self.round.invitation_ids.mapped("failure_text")),
            {"the mail server was not reached"},
        )
        self.assertFalse(any(mails.exists().mapped("email_to")))
        self.round.invitation_ids.action_send_again()
        self.assertEqual(len(self._run_and_deliver()), 2)

    # ------------------------------------------------------------
    # Reminders
    # ------------------------------------------------------------

    def test_who_has_not_answered_is_reminded(self):
        self.round.write({"reminder_days": 3, "reminder_max": 2})
        self._send()
        first, second = self.round.invitation_ids
        first._advance("done")
        now = fields.Datetime.now()
        for days, expected in ((2, 0), (3.1, 1), (4, 0), (6.3, 1), (30, 0)):
            with self.subTest(days=days), freeze_time(now + timedelta(days=days)):
                mails = self._run_and_deliver()
                self.assertEqual(len(mails), expected)
                for mail in mails:
                    self.assertEqual(mail["email_to"], ["li@example.com"])
                    self.assertEqual(mail["subject"], "Reminder: Fair")
                    self.assertIn(self._token(second), mail["body"])
        self.assertEqual(second.reminder_count, 2)
        self.assertEqual(second.state, "sent")

    def test_nobody_is_reminded_after_the_end(self):
        self.round.valid_until = fields.Datetime.now() + timedelta(days=5)
        self._send()
        with freeze_time(fields.Datetime.now() + timedelta(days=6)):
            self.assertEqual(self._run_and_deliver(), [])
        self.assertEqual(self._states(), ["expired", "expired"])
        self.assertEqual(self.round.state, "closed")

    def test_closing_ends_the_links(self):
        self._send()
        self.round.action_close()
        self.assertEqual(self._states(), ["expired", "expired"])
        self.assertEqual(self.round.invitation_ids[0]._why_refused(), "closed")

    # ------------------------------------------------------------
    # Batches
    # ------------------------------------------------------------

    def test_a_killed_batch_is_sent_again_and_a_committed_one_is_not(self):
        """A batch and the note that it was sent are one transaction."""
        self.round.action_send()
        with self.assertRaises(RuntimeError), self.cr.savepoint():
            batch = self.round._next_batch("email", 100)
            batch._send_batch("email")
            self.assertEqual(len(batch.mail_id), 2)
            raise RuntimeError("killed")
        self.env.invalidate_all()
        self.assertEqual(self._states(), ["queued", "queued"])
        self.assertFalse(self.round.invitation_ids.mail_id)
        self.assertEqual(len(self._run_and_deliver()), 2)

    def test_one_bad_person_does_not_stop_the_others(self):
        first, _second = self.round.invitation_ids
        self.env["customer.vault.value"]._forget(first._name, first.ids, ["email"])
        self.assertEqual(len(self._send()), 1)
        self.assertEqual(self._states(), ["failed", "sent"])

    def test_what_got_lost_is_not_sent_again_by_itself(self):
        self.round.action_send()
        batch = self.round._next_batch("email", 100)
        batch._send_batch("email")
        batch.mail_id.unlink()
        with freeze_time(fields.Datetime.now() + timedelta(hours=25)):
            self.assertEqual(self._run_and_deliver(), [])
        self.assertEqual(self._states(), ["failed", "failed"])
        self.assertIn("may have arrived", batch[0].failure_text)

    def test_2000_people_take_the_same_queries_for_each_batch(self):
        lines = "\n".join(f"P{n}, p{n}@example.com" for n in range(2000))
        big = self._create_round(self.form, lines, name="Big")
        self.assertEqual(big.invitation_count, 2000)
        self.round.action_send()
        big.action_send()
        (self.round | big)._next_batch("email", 100)._send_batch("email")  # warm
        self.env.flush_all()

        def queries(size):
            self.env.invalidate_all()
            batch = big._next_batch("email", size)
            self.assertEqual(len(batch), size)
            before = self.env.cr.sql_log_count
            batch._send_batch("email")
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        few, many = queries(10), queries(100)
        self.assertLessEqual(many, few + 3)
        for _each in range(2):
            self._run_cron()
        mails = self.env["mail.mail"].search([("is_to_visitor", "=", True)])
        addresses = set(mails.mapped("email_to")) - {"li@example.com"}
        self.assertEqual(len(mails), 2000 + 2)
        self.assertEqual(len(addresses), 2000 + 1)
        self.assertEqual(big.counts, {"sending": 2000})

    # ------------------------------------------------------------
    # Wording
    # ------------------------------------------------------------

    def test_own_words(self):
        self.round.write(
            {
                "subject": "{name}: {form}",
                "body": "<p>Dear {name}</p><p>{link}</p><p>Until {deadline}</p>",
            }
        )
        [mail, _other] = self._send()
        self.assertEqual(mail["subject"], "王小明: Fair")
        self.assertIn("Dear 王小明", mail["body"])
        self.assertIn("Open the form", mail["body"])
        self.assertNotIn("Until", mail["body"])

    def test_a_name_is_no_html(self):
        self._invite(self.round, "<b>Eve</b> eve@example.com")
        mail = self._send()[-1]
        self.assertEqual(mail["email_to"], ["eve@example.com"])
        self.assertNotIn("<b>", mail["body"])

    def test_unknown_placeholders_are_refused(self):
        with self.assertRaisesRegex(ValidationError, "nmae"):
            self.round.subject = "Hello {nmae}"

    def test_what_cannot_be_sent(self):
        empty = self._create_round(self.form, "", name="Empty")
        with self.assertRaises(UserError):
            empty.action_send()
        self.round.body = "<p>No link</p>"
        with self.assertRaisesRegex(UserError, "{link}"):
            self.round.action_send()

    def test_the_audit_log_tells_of_it(self):
        self.round.with_user(self.salesperson).action_send()
        event = self.env["customer.audit.event"].search([], limit=1)
        self.assertEqual(event.kind, "invitation")
        self.assertEqual(event.user_id, self.salesperson)
        self.assertEqual(event.sentence, "Sent invitations to “Fair” to 2 people")
