"""Choosing people: contacts, pasted lines, and who is left out and why (P2)."""

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .invitation_common import InvitationCommon


@tagged("-at_install", "post_install")
class TestInvite(InvitationCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partners = cls.env["res.partner"].create(
            [
                {"name": "Han Meimei", "email": "han@example.com"},
                {"name": "No Address"},
                {"name": "Wang", "email": "Wang@Example.com"},
            ]
        )

    def _dialog(self, **defaults):
        context = {f"default_{name}": value for name, value in defaults.items()}
        invite = self.env["customer.form.invite"].with_user(self.salesperson)
        return Form(invite.with_context(**context))

    def test_who_is_left_out_is_told_before(self):
        dialog = self._dialog(round_id=self.round.id, partner_ids=self.partners.ids)
        dialog.lines = "Bob bob@example.com\nbob@example.com\nnobody"
        findings = str(dialog.findings)
        for words in (
            "2 will be invited, 4 left out",
            "No Address: no e-mail address",
            "Wang: is in this round already",
            "Line 2: is there twice",
            "Line 3: neither an e-mail address nor a mobile number",
        ):
            self.assertIn(words, findings)
        before = self.round.invitation_ids
        dialog.save().action_add()
        added = self.round.invitation_ids - before
        self.assertEqual(
            {each["email"] for each in added._open_values().values()},
            {"han@example.com", "bob@example.com"},
        )
        self.assertEqual(added.partner_id, self.partners[0])

    def test_what_was_pasted_is_kept_nowhere(self):
        """V1"""
        dialog = self._dialog(round_id=self.round.id)
        dialog.lines = "Bob bob@example.com"
        invite = dialog.save()
        self.assertFalse(invite.lines)
        self.assertNotIn("lines", invite._fields["lines"].column_type or "")
        self.assertFalse(invite._fields["lines"].store)

    def test_contacts_are_invited_in_a_new_round(self):
        action = self.partners.with_user(self.salesperson).action_invite_to_form()
        dialog = self._dialog(
            partner_ids=action["context"]["default_partner_ids"],
            form_id=self.form.id,
        )
        opened = dialog.save().action_add()
        round_ = self.env["customer.form.invitation.round"].browse(opened["res_id"])
        self.assertNotEqual(round_, self.round)
        self.assertEqual(round_.form_id, self.form)
        self.assertEqual(round_.user_id, self.salesperson)
        # Wang is in another round that is open.
        self.assertEqual(round_.invitation_ids.partner_id, self.partners[0])
        self.round.state = "closed"
        people = round_._people_of_partners(self.partners[2])
        round_._sort_out(people)
        self.assertFalse(people[0].problem)

    def test_preview_and_test(self):
        preview = self.env["customer.form.invitation.preview"].with_user(
            self.salesperson
        )
        preview = preview.create(
            {
                "round_id": self.round.id,
                "invitation_id": self.round.invitation_ids[0].id,
            }
        )
        self.assertIn("Please fill in: Fair", preview.subject)
        self.assertIn("/forms/fair", preview.body)
        self.assertNotIn("/f?", preview.body)
        self.assertNotIn("13800001234", preview.body)
        preview.lang = "zh_CN"
        self.assertIn("邀请您填写", preview.subject)
        self.salesperson.email = "sales@example.com"
        preview.action_send_test()
        mail = self.env["mail.mail"].search([], limit=1)
        self.assertEqual(mail.email_to, "sales@example.com")
        self.assertTrue(mail.auto_delete)
        self.salesperson.email = False
        with self.assertRaises(UserError):
            preview.action_send_test()

    def test_a_round_says_what_became_of_it(self):
        self._send()
        first, second = self.round.invitation_ids
        first._advance("done")
        second._end("bounced")
        self.assertEqual(self.round.counts, {"done": 1, "bounced": 1})
        self.assertIn("Answered", self.round.progress)
        self.assertIn("50%", self.round.progress)
        self.assertEqual(self.form.invited_count, 2)

    def test_channel_and_form_stay_once_people_are_in(self):
        with self.assertRaises(UserError):
            self.round.channel = "sms"
        with self.assertRaises(UserError):
            self.round.form_id = self._publish(self._create_form(name="Other"))

    def test_who_is_added_to_a_running_round_waits_for_the_button(self):
        """A browser saves a dialog that is left open when its tab is closed."""
        self._send()
        dialog = self._dialog(round_id=self.round.id)
        dialog.lines = "Bob bob@example.com"
        invite = dialog.save()
        self.assertEqual(self._run_and_deliver(), [])
        invite.action_add()
        self.assertEqual(
            [mail["email_to"] for mail in self._run_and_deliver()],
            [["bob@example.com"]],
        )
