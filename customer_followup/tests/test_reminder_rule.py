"""Rules as sentences, dry run, and the daily run (A1)."""

from functools import partialmethod
from unittest.mock import patch

from psycopg2 import IntegrityError

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import CustomerFollowupCommon

SENTENCES = [
    (
        {"intent": "high", "frequency": "interval", "interval_days": 2},
        "Remind the owner of high-intent customers every 2 days",
    ),
    (
        {"intent": "medium", "frequency": "weekly", "weekday": "0"},
        "Remind the owner of medium-intent customers every Monday",
    ),
    (
        {"intent": "low", "frequency": "month_end"},
        "Remind the owner of low-intent customers on the last day of the month",
    ),
    (
        {"intent": False, "frequency": "interval", "interval_days": 1},
        "Remind the owner of all customers every day",
    ),
]
LOGGER = "odoo.addons.customer_followup.models.reminder.customer_reminder_rule"


@tagged("-at_install", "post_install")
class TestReminderRule(CustomerFollowupCommon):
    def _create_rule(self, **vals):
        return self.env["customer.reminder.rule"].create({"name": "Rule", **vals})

    def _run_cron(self):
        with self.enter_registry_test_mode():
            self.env.ref(
                "customer_followup.ir_cron_customer_reminder"
            ).method_direct_trigger()

    def _forget_reminders(self, dossiers):
        activities = dossiers.activity_ids
        dossiers.reminder_ids.unlink()
        activities.unlink()

    def test_sentence(self):
        for vals, sentence in SENTENCES:
            with self.subTest(sentence):
                self.assertEqual(self._create_rule(**vals).sentence, sentence)

    def test_impossible_rules_are_refused(self):
        for vals in (
            {"frequency": "interval", "interval_days": 0},
            {"frequency": "weekly", "weekday": False},
        ):
            with (
                self.subTest(vals),
                self.assertRaises(IntegrityError),
                mute_logger("odoo.sql_db"),
                self.env.cr.savepoint(),
            ):
                self._create_rule(**vals)

    def test_try_lists_whom_it_would_touch(self):
        fitting = self._create_dossier(intent="high")
        served = self._create_dossier("李雷", intent="high")
        self._create_dossier("韩梅梅", intent="low")
        self._forget_reminders(fitting)
        action = self.rule_high.with_user(self.manager).action_try()
        found = self.env["customer.dossier"].search(action["domain"])
        self.assertIn(fitting, found)
        self.assertNotIn(served, found)
        self.assertFalse(fitting.reminder_ids, "nothing is done")

    def test_try_says_when_there_is_nobody(self):
        self.env["customer.dossier"].search([]).active = False
        self.assertEqual(self.rule_high.action_try()["tag"], "display_notification")

    def test_archived_rule_leaves_its_reminders(self):
        dossier = self._create_dossier(intent="high")
        self.rule_high.active = False
        self.assertTrue(dossier.activity_ids.active)
        dossier.activity_ids.action_done()
        self.assertFalse(dossier.activity_ids, "and gives no more")

    def test_rule_of_one_company(self):
        self._create_rule(company_id=self.company_2.id)
        self.assertFalse(self._create_dossier().reminder_ids)

    def test_cron_reaches_everybody_in_batches(self):
        dossiers = self.env["customer.dossier"].union(
            *(self._create_dossier(f"甲{n}", intent="high") for n in range(5))
        )
        self._forget_reminders(dossiers)
        remind_in_batches = patch.object(
            type(self.rules),
            "_cron_remind",
            partialmethod(type(self.rules)._cron_remind, batch_size=2),
        )
        with remind_in_batches:
            self._run_cron()
        self._run_cron()
        self.assertEqual([len(dossier.reminder_ids) for dossier in dossiers], [1] * 5)
        self.assertEqual([len(dossier.activity_ids) for dossier in dossiers], [1] * 5)

    def test_one_bad_customer_does_not_stop_the_others(self):
        dossiers = self.env["customer.dossier"].union(
            *(self._create_dossier(f"甲{n}", intent="high") for n in range(3))
        )
        self._forget_reminders(dossiers)
        Rule = type(self.env["customer.reminder.rule"])
        remind = Rule._remind

        def failing(rules, records):
            if dossiers[1] in records:
                raise ValueError("bad record")
            return remind(rules, records)

        with patch.object(Rule, "_remind", failing), self.assertLogs(LOGGER, "ERROR"):
            self._run_cron()
        self.assertEqual([len(dossier.reminder_ids) for dossier in dossiers], [1, 0, 1])

    def test_interval_that_no_calendar_holds_is_refused(self):
        """It would stop every form whose customers the rule is about."""
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.rule_high.interval_days = 2_000_000_000

    def test_activity_type_of_reminders_cannot_be_deleted(self):
        self.env["customer.reminder.rule"].search([]).activity_type_id = self.env.ref(
            "mail.mail_activity_data_call"
        )
        followup_type = self.env.ref("customer_followup.mail_activity_type_followup")
        with self.assertRaises(UserError):
            followup_type.unlink()
        with self.assertRaises(UserError):
            followup_type.res_model = "res.partner"
