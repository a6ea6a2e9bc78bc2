"""Follow-ups, and reminders that become one (U1, U4)."""

import base64
from datetime import timedelta

from psycopg2 import IntegrityError

from odoo import Command, fields
from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import CustomerFollowupCommon


@tagged("-at_install", "post_install")
class TestFollowup(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dossier = cls._create_dossier(intent="high")
        cls.reminder = cls.dossier.reminder_ids
        cls.activity = cls.reminder.activity_id

    def _as_salesperson(self, record):
        return record.with_user(self.salesperson)

    def _log(self, dialog, **vals):
        """Save the dialog as the web client does."""
        Followup = self.env["customer.followup"].with_user(self.salesperson)
        with Form(
            Followup.with_context(**dialog["context"]),
            view="customer_followup.customer_followup_view_dialog",
        ) as form:
            for name, value in vals.items():
                setattr(form, name, value)
        return form.record

    # ------------------------------------------------------------
    # Records
    # ------------------------------------------------------------

    def test_defaults(self):
        """U1"""
        Followup = self.env["customer.followup"].with_user(self.salesperson)
        self.assertFalse(Followup.new({}).display_name)
        followup = Followup.create({"dossier_id": self.dossier.id})
        self.assertIn(self.dossier.number, followup.display_name)
        self.assertEqual(followup.method, "phone")
        self.assertEqual(followup.participant_ids, self.salesperson)
        self.assertEqual(followup.lead_id, self.dossier.main_lead_id)
        now = fields.Datetime.now()
        self.assertLess(now - followup.followed_up_at, timedelta(minutes=1))
        self.assertEqual(self.dossier.last_followup_at, followup.followed_up_at)

    def test_all_of_a_conversation_is_kept(self):
        """U1, D4: each way to talk, when, who on both sides, what was said and agreed,
        what comes next, and who does what until when."""
        day = self._today() + timedelta(days=4)
        vals = {
            "followed_up_at": fields.Datetime.now() - timedelta(days=3),
            "summary": "Wants two cranes",
            "agreement": "Pays half before",
            "next_plan": "Send the offer",
            "next_date": day,
        }
        people = self.salesperson + self.supervisor
        todo = {"name": "Drawings", "user_id": self.supervisor.id, "date_deadline": day}
        Followup = self.env["customer.followup"].with_user(self.salesperson)
        for method in ("phone", "visit", "meeting", "mail", "chat", "exhibition"):
            followup = Followup.create(
                {
                    **vals,
                    "dossier_id": self.dossier.id,
                    "method": method,
                    "customer_participants": "李雷",
                    "participant_ids": [Command.set(people.ids)],
                    "todo_ids": [Command.create(todo)],
                }
            )
            self.env.invalidate_all()
            with self.subTest(method):
                [kept] = followup.read([*vals, "method"], load=None)
                self.assertEqual(kept, {**vals, "method": method, "id": followup.id})
                self.assertEqual(followup.participant_ids, people)
                self.assert_opened(followup.sudo(), customer_participants="李雷")
                clock = followup.todo_ids.sudo().activity_id
                self.assertEqual(clock.user_id, self.supervisor)
                self.assertEqual(clock.date_deadline, day)

    def test_closed_opportunity_is_not_proposed(self):
        self.dossier.main_lead_id.action_set_lost()
        followup = self.env["customer.followup"].create({"dossier_id": self.dossier.id})
        self.assertFalse(followup.lead_id)

    def test_follow_up_to_come_is_refused(self):
        with self.assertRaises(ValidationError):
            self.env["customer.followup"].create(
                {"dossier_id": self.dossier.id, "followed_up_at": "2099-01-01 00:00:00"}
            )

    def test_next_contact_is_reminded_of(self):
        """U1"""
        friday = self._today() + timedelta(days=9)
        self.env["customer.followup"].create(
            {
                "dossier_id": self.dossier.id,
                "next_plan": "Send the quotation",
                "next_date": friday,
            }
        )
        planned = self.dossier.activity_ids - self.activity
        self.assertEqual(planned.summary, "Send the quotation")
        self.assertEqual(
            (planned.date_deadline, planned.user_id), (friday, self.salesperson)
        )
        self.assertTrue(planned.is_customer_reminder)

    def test_files_are_read_by_whoever_reads_the_followup(self):
        """U1"""
        file = self.env["ir.attachment"].with_user(self.salesperson)
        file = file.create({"name": "a.txt", "datas": base64.b64encode(b"a")})
        self.env["customer.followup"].with_user(self.salesperson).create(
            {"dossier_id": self.dossier.id, "attachment_ids": file.ids}
        )
        self.env.invalidate_all()
        self.assertTrue(file.with_user(self.supervisor).has_access("read"))
        self.assertFalse(file.with_user(self.salesperson_2).has_access("read"))

    # ------------------------------------------------------------
    # From reminder to follow-up
    # ------------------------------------------------------------

    def test_dialog_is_filled_and_finishes_the_reminder(self):
        """U4"""
        dialog = self._as_salesperson(self.activity).action_log_followup()
        followup = self._log(dialog, agreement="Signs on Monday")
        self.assertEqual(followup.dossier_id, self.dossier)
        self.assertEqual(followup.lead_id, self.dossier.main_lead_id)
        self.assertEqual(followup.participant_ids, self.salesperson)
        self.assertEqual(followup.summary, self.activity.summary)
        self.assertEqual(followup.reminder_id, self.reminder)
        self.assertEqual(self.reminder.followup_id, followup)
        self.assertEqual(self.reminder.state, "done")
        self.assertFalse(self.activity.active)
        self.assertEqual(self.activity.feedback, followup.summary)
        self.assert_followups(self.dossier, 1)

    def test_summary_may_be_empty(self):
        dialog = self._as_salesperson(self.activity).action_log_followup()
        self.assertFalse(self._log(dialog, summary="").summary)
        self.assertEqual(self.reminder.state, "done")

    def test_closing_the_dialog_leaves_the_reminder_open(self):
        self._as_salesperson(self.activity).action_log_followup()
        self.assertTrue(self.activity.active)
        self.assertEqual(self.reminder.state, "open")
        self.assert_followups(self.dossier, 0)

    def test_done_in_another_way_leaves_one_followup(self):
        """U4: API, phone app, list of activities"""
        self._as_salesperson(self.activity).action_feedback(feedback="Wants two more")
        followup = self.dossier.followup_ids
        self.assert_followups(self.dossier, 1)
        self.assertEqual(followup.summary, "Wants two more")
        self.assertEqual(followup.user_id, self.salesperson)
        self.assertEqual(followup.reminder_id, self.reminder)
        self.assertEqual(followup.lead_id, self.dossier.main_lead_id)

    def test_done_without_feedback_keeps_the_reminders_text(self):
        self._as_salesperson(self.activity).action_done()
        self.assertEqual(self.dossier.followup_ids.summary, self.activity.summary)

    def test_done_twice_is_one_followup(self):
        self._as_salesperson(self.activity).action_done()
        self.activity.action_feedback(feedback="again")
        self.assert_followups(self.dossier, 1)
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.dossier.followup_ids.copy({"activity_id": self.activity.id})

    def test_many_done_at_once(self):
        other = self._create_dossier("李雷", intent="high")
        (self.activity + other.activity_ids).action_done()
        self.assert_followups(self.dossier, 1)
        self.assert_followups(other, 1)

    def test_assignee_without_access_to_the_customer_may_finish(self):
        self.activity.user_id = self.outsider
        self.activity.with_user(self.outsider).action_feedback(feedback="Done")
        self.assertEqual(self.dossier.followup_ids.user_id, self.outsider)

    def test_reminder_of_another_customer_is_refused(self):
        other = self._create_dossier("李雷")
        with self.assertRaises(ValidationError):
            self.env["customer.followup"].create(
                {"dossier_id": other.id, "activity_id": self.activity.id}
            )

    def test_other_activities_are_no_followups(self):
        todo = self.dossier.activity_schedule("mail.mail_activity_data_todo")
        lead_call = self.dossier.main_lead_id.activity_schedule(
            "mail.mail_activity_data_call"
        )
        (todo + lead_call).action_done()
        self.assert_followups(self.dossier, 0)

    def test_followup_activity_planned_by_hand_counts(self):
        activity = self.dossier.activity_schedule(
            "customer_followup.mail_activity_type_followup"
        )
        activity.action_done()
        self.assertEqual(self.dossier.followup_ids.activity_id, activity)

    def test_log_button_takes_the_reminder_that_is_due(self):
        """U4: the reminder is not asked for twice"""
        button = self._as_salesperson(self.dossier).action_log_followup
        self.assertNotIn("default_activity_id", button()["context"], "not due yet")
        self.activity.date_deadline = self._today()
        context = button()["context"]
        self.assertEqual(context["default_activity_id"], self.activity.id)

    def test_web_client_is_told_which_activities_are_reminders(self):
        store = self.activity.activity_format()
        known = {
            row["id"]: row["is_customer_reminder"] for row in store["mail.activity"]
        }
        self.assertTrue(known[self.activity.id])
