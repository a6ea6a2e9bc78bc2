"""Logging a follow-up in a moment, what it did, and taking it back (U1, U4)."""

from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from .common import CustomerFollowupCommon


@tagged("-at_install", "post_install")
class TestFollowupLog(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dossier = cls._create_dossier(intent="high")
        cls.reminder = cls.dossier.reminder_ids
        cls.activity = cls.reminder.activity_id
        cls.activity.date_deadline = cls._today()
        cls.friday = cls._today() + timedelta(days=9)

    def _log(self, user=None, **vals):
        """Press the button, fill in the dialog, save."""
        user = user or self.salesperson
        action = self.dossier.with_user(user).action_log_followup()
        Followup = self.env["customer.followup"].with_user(user)
        view = "customer_followup.customer_followup_view_dialog"
        with Form(Followup.with_context(**action["context"]), view=view) as form:
            for name, value in vals.items():
                setattr(form, name, value)
        return form.record

    # ------------------------------------------------------------
    # The next contact
    # ------------------------------------------------------------

    def test_a_sentence_and_a_date_are_enough(self):
        """U1, U4"""
        followup = self._log(summary="Signs on Monday", next_date=self.friday)
        self.assertEqual(followup.method, "phone")
        self.assertEqual(self.reminder.state, "done")
        self.assertEqual(followup.next_activity_id.date_deadline, self.friday)
        self.assertEqual(followup.next_activity_id.user_id, self.salesperson)

    def test_another_date_moves_the_reminder(self):
        followup = self._log(next_date=self.friday, next_plan="Send the offer")
        planned = followup.next_activity_id
        later = self.friday + timedelta(days=3)
        followup.write({"next_date": later, "next_plan": "Call the buyer"})
        self.assertEqual(followup.next_activity_id, planned)
        self.assertEqual(
            (planned.date_deadline, planned.summary), (later, "Call the buyer")
        )

    def test_a_date_taken_away_withdraws_the_reminder(self):
        followup = self._log(next_date=self.friday)
        planned = followup.next_activity_id
        followup.next_date = False
        self.assertFalse(planned.exists())
        followup.next_date = self.friday
        self.assertEqual(followup.next_activity_id.date_deadline, self.friday)

    def test_a_date_given_later_is_reminded_of(self):
        followup = self._log(summary="Wants to think")
        self.assertFalse(followup.next_activity_id)
        followup.next_date = self.friday
        self.assertEqual(followup.next_activity_id.date_deadline, self.friday)

    def test_a_next_contact_before_the_follow_up_is_refused(self):
        """U1: a year typed wrong."""
        with self.assertRaises(ValidationError):
            self._log(next_date=self._today() - timedelta(days=1))
        followup = self._log(next_date=self._today())
        self.assertEqual(followup.next_activity_id.date_deadline, self._today())

    def test_words_of_a_contact_that_took_place_plan_no_other(self):
        followup = self._log(next_date=self.friday)
        followup.next_activity_id.action_done()
        followup.next_plan = "Called"
        self.assertFalse(followup.next_activity_id.active)

    def test_the_reminder_of_another_owner_moves_too(self):
        followup = self._log(next_date=self.friday)
        followup.next_activity_id.user_id = self.salesperson_2
        followup.with_user(self.salesperson).next_date = False
        self.assertFalse(followup.next_activity_id)

    # ------------------------------------------------------------
    # What it did
    # ------------------------------------------------------------

    def test_outcome_names_what_is_done_and_what_comes(self):
        followup = self._log(next_date=self.friday, next_plan="Send the offer")
        outcome = followup.get_log_outcome()
        self.assertTrue(outcome["can_undo"])
        for said in (
            "saved",
            "reminder is done",
            "Send the offer",
            str(self.friday.year),
        ):
            self.assertIn(said, outcome["text"])

    def test_outcome_names_what_the_rules_ask_for_next(self):
        outcome = self._log(summary="Nothing new").get_log_outcome()
        following = self._reminders(self.dossier)
        self.assertIn(following.activity_id.summary, outcome["text"])

    # ------------------------------------------------------------
    # Taking it back
    # ------------------------------------------------------------

    def test_undo_opens_the_reminder_again(self):
        """As if it had not been logged, but the log of the customer says so."""
        messages = self.dossier.message_ids
        followup = self._log(next_date=self.friday)
        said = followup.action_undo_log()
        self.assertIn("open again", said)
        self.assertFalse(followup.exists())
        self.assertEqual(self.dossier.activity_ids, self.activity)
        self.assertFalse(self.activity.feedback)
        self.assertEqual(self._reminders(self.dossier), self.reminder)
        self.assertEqual(self.dossier.message_ids, messages)
        self.assertFalse(self.dossier.last_followup_at)
        event = self.env["customer.audit.event"].search(
            [("res_id", "=", self.dossier.id), ("kind", "=", "correction")]
        )
        self.assertEqual(event.user_id, self.salesperson)
        self.assertIn("Took back", event.sentence)

    def test_undone_and_logged_again(self):
        self._log().action_undo_log()
        followup = self._log(summary="At last")
        self.assertEqual(followup.reminder_id, self.reminder)
        self.assertEqual(self.reminder.state, "done")
        self.assert_followups(self.dossier, 1)

    def test_undo_without_a_reminder(self):
        self.activity.date_deadline = self.friday
        followup = self._log(summary="Called by chance")
        followup.action_undo_log()
        self.assertFalse(followup.exists())
        self.assertEqual(self.dossier.activity_ids, self.activity)

    def test_undo_leaves_what_colleagues_noted(self):
        """U2: the leader finished a reminder of the same kind meanwhile."""
        theirs = self.dossier.activity_schedule(
            activity_type_id=self.activity.activity_type_id.id,
            summary="Ask for the seal",
            user_id=self.supervisor.id,
        )
        before = self.dossier.message_ids
        followup = self._log()
        mine = self.dossier.message_ids - before
        theirs.with_user(self.supervisor).action_feedback(feedback="He has it")
        noted = self.dossier.message_ids - before - mine
        self.assertEqual(noted.author_id, self.supervisor.partner_id)
        self.assertEqual(noted.mail_activity_type_id, mine.mail_activity_type_id)
        followup.action_undo_log()
        self.assertEqual(self.dossier.message_ids, before + noted)

    def test_undo_is_the_authors_and_for_minutes(self):
        """U2: nobody gets rid of a follow-up in this way."""
        followup = self._log()
        with self.assertRaises(UserError):
            followup.with_user(self.supervisor).action_undo_log()
        with self.assertRaises(AccessError):
            followup.with_user(self.salesperson_2).action_undo_log()
        with freeze_time(fields.Datetime.now() + timedelta(minutes=11)):
            self.assertFalse(followup.get_log_outcome()["can_undo"])
            with self.assertRaises(UserError):
                followup.action_undo_log()

    # ------------------------------------------------------------
    # What is the engine's
    # ------------------------------------------------------------

    def test_actions_do_not_say_whose_it_is(self):
        """``default_*`` of an action forged company and department."""
        Followup = self.env["customer.followup"].with_user(self.salesperson)
        team_2 = self.env["crm.team"].create({"name": "Other", "company_id": False})
        followup = Followup.with_context(
            default_company_id=self.company_2.id, default_team_id=team_2.id
        ).create({"dossier_id": self.dossier.id})
        self.assertEqual(followup.company_id, self.company)
        self.assertEqual(followup.team_id, self.team)
        for name, value in (
            ("dossier_user_id", self.salesperson_2.id),
            ("next_activity_id", self.activity.id),
            ("reminder_id", self.reminder.id),
        ):
            with self.subTest(name), self.assertRaises(AccessError):
                Followup.with_context(**{f"default_{name}": value}).create(
                    {"dossier_id": self.dossier.id}
                )
