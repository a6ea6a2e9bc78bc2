"""The ledger and the engine of reminders (A1)."""

from datetime import date

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import CustomerFollowupCommon

# A Wednesday. In Shanghai it is already Thursday the 8th.
WEDNESDAY_NIGHT = "2026-01-07 20:00:00"
WEDNESDAY = "2026-01-07 02:00:00"


@tagged("-at_install", "post_install")
class TestReminder(CustomerFollowupCommon):
    def _remind(self, dossiers):
        return self.env["customer.reminder.rule"]._remind(dossiers)

    @freeze_time(WEDNESDAY)
    def test_each_intent_has_its_rhythm(self):
        """A1: high every 2 days, medium every Monday, low on the last day of the month"""
        for intent, due in (
            ("high", date(2026, 1, 9)),
            ("medium", date(2026, 1, 12)),
            ("low", date(2026, 1, 31)),
        ):
            with self.subTest(intent):
                dossier = self._create_dossier(intent, intent=intent)
                # the database's clock is not frozen
                dossier.reminder_ids.unlink()
                dossier._write({"create_date": fields.Datetime.now()})
                reminder = self._remind(dossier)
                self.assertEqual(reminder.due_date, due)
                self.assertEqual(reminder.activity_id.date_deadline, due)
                self.assertEqual(reminder.activity_id.user_id, self.salesperson)

    def test_acceptance_reminds(self):
        submission = self._register(customer_name="王小明", intent="high")
        reminder = submission.dossier_id.reminder_ids
        self.assertEqual(reminder.rule_id, self.rule_high)
        self.assertEqual(reminder.activity_id.user_id, submission.dossier_id.user_id)
        self.assertEqual(
            reminder.activity_id.activity_type_id,
            self.env.ref("customer_followup.mail_activity_type_followup"),
        )

    def test_reminding_twice_changes_nothing(self):
        dossier = self._create_dossier(intent="high")
        self._remind(dossier)
        self._remind(dossier)
        self.assertEqual(len(dossier.reminder_ids), 1)
        self.assertEqual(len(dossier.activity_ids), 1)

    def test_ledger_is_idempotent_in_the_database(self):
        reminder = self._create_dossier(intent="high").reminder_ids
        for vals in ({"state": "done"}, {"due_date": date(2030, 1, 1)}):
            with (
                self.subTest(vals),
                self.assertRaises(IntegrityError),
                mute_logger("odoo.sql_db"),
                self.env.cr.savepoint(),
            ):
                reminder.copy(vals)

    def test_changed_intent_changes_the_reminder(self):
        dossier = self._create_dossier(intent="medium")
        dossier.main_lead_id.priority = "2"
        self.assertEqual(self._reminders(dossier).rule_id, self.rule_high)
        self.assertEqual(len(dossier.activity_ids), 1, "the Monday one is withdrawn")
        dossier.main_lead_id.action_set_lost()
        self.assertFalse(dossier.activity_ids, "a lost customer is left alone")

    def test_done_reminder_is_followed_by_the_next(self):
        dossier = self._create_dossier(intent="high")
        first = dossier.reminder_ids
        first.activity_id.action_done()
        second = self._reminders(dossier)
        self.assertEqual(first.state, "done")
        self.assertGreater(second.due_date, first.due_date)
        self.assertTrue(second.activity_id.active)

    def test_cancelled_reminder_is_remembered(self):
        dossier = self._create_dossier(intent="high")
        first = dossier.reminder_ids
        first.activity_id.with_user(self.salesperson).unlink()
        self.assertEqual(first.state, "cancelled")
        self.assert_followups(dossier, 0)
        self._remind(dossier)
        second = self._reminders(dossier)
        self.assertEqual((second.due_date - first.due_date).days, 2)

    def test_done_before_its_day_the_next_comes_later(self):
        dossier = self._create_dossier(intent="medium")
        first = dossier.reminder_ids
        first.activity_id.action_done()
        self.assertEqual((self._reminders(dossier).due_date - first.due_date).days, 7)

    def test_text_is_in_the_language_of_the_owner(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.rule_high.with_context(lang="zh_CN").text = "请联系客户"
        self.salesperson.lang = "zh_CN"
        dossier = self._create_dossier(intent="high")
        self.assertEqual(dossier.activity_ids.summary, "请联系客户")

    @freeze_time(WEDNESDAY_NIGHT)
    def test_days_are_the_owners(self):
        """The owner's Thursday has begun while it is still Wednesday in UTC."""
        dossier = self._create_dossier()
        self.assertEqual(dossier._today(), date(2026, 1, 8))
        self.salesperson.tz = "America/New_York"
        self.assertEqual(dossier._today(), date(2026, 1, 7))
        self.salesperson.tz = False
        self.assertEqual(dossier._today(), date(2026, 1, 8), "the company's")

    def test_nobody_is_reminded_of_nobodys_customer(self):
        dossier = self._create_dossier(intent="high", user_id=False)
        self.assertFalse(dossier.reminder_ids)
        dossier.user_id = self.salesperson
        self.assertEqual(dossier.activity_ids.user_id, self.salesperson)

    def test_no_mail_for_a_reminder(self):
        dossier = self._create_dossier(intent="high")
        self.assertFalse(
            dossier.message_ids.filtered(
                lambda m: m.message_type == "user_notification"
            )
        )

    def test_subject_is_masked(self):
        """V1"""
        dossier = self._create_dossier("王小明", intent="high")
        self.assertEqual(dossier.activity_ids.res_name, f"{dossier.number} 王*")
