"""Meetings with customers that took place become follow-ups (U1, U4)."""

from datetime import timedelta

from odoo import Command, fields
from odoo.tests import tagged

from .common import CustomerFollowupCommon


@tagged("-at_install", "post_install")
class TestFollowupMeeting(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dossier = cls._create_dossier("欧阳明")
        cls.lead = cls._create_lead(cls.dossier)
        cls.Event = cls.env["calendar.event"]
        # Whatever else the calendar has.
        cls.Event.search([]).unlink()

    def _meet(self, hours_ago=1, **vals):
        end = fields.Datetime.now() - timedelta(hours=hours_ago)
        return self.Event.with_user(self.salesperson).create(
            {
                "name": "Visit to 欧阳明",
                "start": end - timedelta(hours=1),
                "stop": end,
                "opportunity_id": self.lead.id,
                "partner_ids": [
                    Command.set((self.salesperson + self.supervisor).partner_id.ids)
                ],
                **vals,
            }
        )

    def _run(self):
        with self.enter_registry_test_mode():
            self.env.ref(
                "customer_followup.ir_cron_log_customer_meetings"
            ).method_direct_trigger()

    def test_a_meeting_that_took_place(self):
        event = self._meet()
        self._run()
        followup = self.dossier.followup_ids
        self.assertRecordValues(
            followup,
            [
                {
                    "event_id": event.id,
                    "source": "event",
                    "method": "visit",
                    "summary": "Visit to 欧*",
                    "user_id": self.salesperson.id,
                    "lead_id": self.lead.id,
                    "followed_up_at": event.stop,
                    "is_completed": False,
                    "review_state": "to_review",
                }
            ],
        )
        self.assertEqual(followup.participant_ids, self.salesperson + self.supervisor)
        opened = followup._open_values(["customer_participants"])[followup.id]
        self.assertEqual(opened["customer_participants"], "欧阳明")
        self.assertNotIn("欧阳明", followup.customer_participants)

    def test_noted_once(self):
        self._meet()
        self._run()
        self._run()
        self.assert_followups(self.dossier, 1)

    def test_a_call_with_a_link_is_an_online_meeting(self):
        self._meet(videocall_location="https://meet.example.org/x")
        self._run()
        self.assertEqual(self.dossier.followup_ids.method, "meeting")

    def test_found_by_who_is_invited(self):
        people = self.salesperson.partner_id + self.dossier.partner_id
        self._meet(opportunity_id=False, partner_ids=[Command.set(people.ids)])
        self._run()
        self.assert_followups(self.dossier, 1)
        self.assertEqual(self.dossier.followup_ids.participant_ids, self.salesperson)

    def test_a_meeting_with_two_customers(self):
        other = self._create_dossier("李雷")
        people = self.salesperson.partner_id + other.partner_id
        self._meet(partner_ids=[Command.set(people.ids)])
        self._run()
        self.assert_followups(self.dossier, 1)
        self.assert_followups(other, 1)

    def test_what_is_no_meeting_with_a_customer(self):
        """Still to come, long ago, private, cancelled, declined, without customer."""
        self._meet(hours_ago=-3)
        self._meet(hours_ago=24 * 8)
        self._meet(privacy="private")
        self._meet(active=False)
        self._meet(opportunity_id=False)
        people = self.salesperson.partner_id + self.dossier.partner_id
        declined = self._meet(partner_ids=[Command.set(people.ids)])
        declined.attendee_ids.filtered(
            lambda each: each.partner_id == self.dossier.partner_id
        ).state = "declined"
        self._run()
        self.assert_followups(self.dossier, 0)

    def test_a_meeting_of_a_finished_reminder_is_none_more(self):
        activity = self.dossier.activity_schedule(
            "customer_followup.mail_activity_type_followup",
            user_id=self.salesperson.id,
        )
        self._meet(activity_ids=[Command.link(activity.id)])
        activity.with_user(self.salesperson).action_feedback(feedback="Met them")
        self._run()
        self.assert_followups(self.dossier, 1)

    def test_the_company_switches_it_off(self):
        self.company.followup_from_meetings = False
        self._meet()
        self._run()
        self.assert_followups(self.dossier, 0)

    def test_finished_reminders_are_switched_off(self):
        """U4: then the reminder is done, and nothing is written for it."""
        self.company.followup_from_activities = False
        dossier = self._create_dossier("李雷", intent="high")
        reminder = dossier.reminder_ids
        reminder.activity_id.with_user(self.salesperson).action_done()
        self.assertEqual(reminder.state, "done")
        self.assert_followups(dossier, 0)
        self.assertTrue(self._reminders(dossier), "the next one is planned")

    def test_a_reminder_done_without_a_word_waits_to_be_completed(self):
        dossier = self._create_dossier("李雷", intent="high")
        dossier.activity_ids.with_user(self.salesperson).action_done()
        followup = dossier.followup_ids.with_user(self.salesperson)
        self.assertRecordValues(
            followup, [{"source": "activity", "is_completed": False}]
        )
        followup.action_complete()
        self.assertTrue(followup.is_completed)
