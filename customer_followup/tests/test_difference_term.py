"""What a customer said otherwise is decided within a day, or the leader is told (D8, A4)."""

import doctest
from datetime import date, timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import freeze_time, tagged

from ..tools import working_days
from .common import PHONE, CustomerFollowupCommon
from .scan import find_in_database

EMAIL, NEW_EMAIL = "w@example.com", "sentinel.term@example.com"
FRIDAY, MONDAY = "2026-11-20 08:00:00", date(2026, 11, 23)


@tagged("-at_install", "post_install")
class TestDifferenceTerm(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Fact = cls.env["customer.fact"]
        cls.dossier = cls._register(
            customer_name="王小明", phone=PHONE, email=EMAIL, source="online"
        ).dossier_id
        cls.dossier.write({"user_id": cls.salesperson.id, "team_id": cls.team.id})

    def _say(self, **answers):
        self._register(**{"customer_name": "王小明", "phone": PHONE, **answers})

    def _run(self, **how):
        goes_on = patch.object(
            type(self.env["ir.cron"]), "_commit_progress", lambda *_a, **_k: 60
        )
        with goes_on:
            self.Fact._cron_difference_term(**how)
        self.env.invalidate_all()

    def test_as_the_scheduler_runs_it(self):
        self._say(email=NEW_EMAIL)
        with self.enter_registry_test_mode():
            cron = self.env.ref("customer_followup.ir_cron_difference_term")
            cron.method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(self._activities().user_id, self.salesperson)

    def test_killed_after_a_batch_it_goes_on(self):
        """No time is left after the first one: the next run tells the rest, once."""
        self._say(email=NEW_EMAIL)
        other = self._create_dossier("李雷", phone="13911112222", email=EMAIL)
        statement = self.dossier.submission_ids[:1]._as_statement()
        other._take_statements(
            [(other, statement._replace(values={"email": NEW_EMAIL}))]
        )
        stopped = patch.object(
            type(self.env["ir.cron"]), "_commit_progress", lambda *_a, **_k: 0
        )
        with stopped:
            self.Fact._cron_difference_term(batch_size=1)
        told = self._activities() | self._activities(dossier=other)
        self.assertEqual(len(told), 1)
        self._run()
        self.assertEqual(len(self._activities()), 1)
        self.assertEqual(len(self._activities(dossier=other)), 1)

    def _activities(self, user=None, dossier=None):
        kind = "customer_followup.mail_activity_type_difference"
        domain = [
            ("activity_type_id", "=", self.env.ref(kind).id),
            ("res_id", "=", (dossier or self.dossier).id),
        ]
        domain += [("user_id", "=", user.id)] if user else []
        return self.env["mail.activity"].search(domain)

    def _age(self, hours=25, facts=None):
        facts = facts or self.Fact.search([("state", "=", "open")])
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE customer_fact SET create_date = %s WHERE id IN %s",
            [fields.Datetime.now() - timedelta(hours=hours), facts._ids],
        )
        self.env.invalidate_all()

    def _open(self):
        domain = [("dossier_id", "=", self.dossier.id), ("state", "=", "open")]
        return self.Fact.with_user(self.salesperson).search(domain)

    # ------------------------------------------------------------
    # The owner
    # ------------------------------------------------------------

    def test_the_owner_sees_it(self):
        """Once, in words without values, with those that came later."""
        self._say(email=NEW_EMAIL)
        self._run()
        activity = self._activities()
        self.assertEqual(activity.user_id, self.salesperson)
        self.assertEqual(activity.summary, "Decide what is right: E-mail")
        self._say(source="exhibition")
        self._run()
        self._run()
        self.assertEqual(self._activities(), activity)
        self.assertIn("Source", activity.summary)
        self.assertFalse(find_in_database(self.env, [NEW_EMAIL, EMAIL]))

    def test_filing_starts_the_job(self):
        cron = self.env.ref("customer_followup.ir_cron_difference_term")
        before = self.env["ir.cron.trigger"].search_count([("cron_id", "=", cron.id)])
        self._say()
        count = self.env["ir.cron.trigger"].search_count([("cron_id", "=", cron.id)])
        self.assertEqual(count, before, "nothing to decide")
        self._say(email=NEW_EMAIL)
        count = self.env["ir.cron.trigger"].search_count([("cron_id", "=", cron.id)])
        self.assertEqual(count, before + 1)

    def test_due_on_the_next_working_day(self):
        with freeze_time(FRIDAY):
            self._say(email=NEW_EMAIL)
            self._age(0)
            self._run()
        self.assertEqual(self._activities().date_deadline, MONDAY)

    def test_in_the_language_of_the_owner(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.salesperson.lang = "zh_CN"
        self._say(email=NEW_EMAIL)
        self._run()
        self.assertIn(
            "电子邮件", self._activities().summary.replace("邮箱", "电子邮件")
        )

    def test_ends_by_itself(self):
        """However it is decided: accepted, refused, typed in."""
        typed = {"email": "new2@example.com"}
        for number, decide in enumerate(
            (
                lambda fact: fact.action_accept(),
                lambda fact: fact.action_refuse(),
                lambda fact: fact.dossier_id.write(typed),
            )
        ):
            with self.subTest(number):
                self._say(email=f"new{number}@example.com")
                self._run()
                self.assertEqual(self._activities().user_id, self.salesperson)
                decide(self._open())
                self.assertFalse(self._open())
                self.assertFalse(self._activities())

    def test_what_went_elsewhere_is_taken_from_the_clock(self):
        """As in a merge that is undone: nobody decided, and nothing is left to decide."""
        self._say(email=NEW_EMAIL)
        self._run()
        self._open().sudo().unlink()
        self._run()
        self.assertFalse(self._activities())

    def test_one_of_two_decided_leaves_it(self):
        self._say(email=NEW_EMAIL, source="exhibition")
        self._run()
        self._open()[0].action_accept()
        self.assertTrue(self._activities())
        self._open().action_accept()
        self.assertFalse(self._activities())

    def test_done_activity_is_kept_as_done(self):
        self._say(email=NEW_EMAIL)
        self._run()
        activity = self._activities()
        self._open().action_accept()
        self.env.flush_all()
        self.assertFalse(activity.active)
        self.assertTrue(activity.date_done)
        self.assertFalse(self.dossier.followup_ids, "no follow-up was made of it")

    def test_undo_asks_again(self):
        self._say(email=NEW_EMAIL)
        self._run()
        fact = self._open()
        fact.action_accept()
        fact.action_undo()
        self._run()
        self.assertEqual(self._activities().user_id, self.salesperson)

    def test_finished_by_hand_is_not_asked_again(self):
        self._say(email=NEW_EMAIL)
        self._run()
        self._activities().with_user(self.salesperson).action_done()
        self._run()
        self.assertFalse(self._activities())

    def test_whoever_gets_the_customer_gets_it(self):
        """D11"""
        self._say(email=NEW_EMAIL)
        self._run()
        self.dossier.user_id = self.salesperson_2
        self.assertEqual(self._activities().user_id, self.salesperson_2)

    def test_erased_with_the_person(self):
        """V5"""
        self._say(email=NEW_EMAIL)
        self._run()
        self._open().sudo().write({"state": "former"})
        self.assertFalse(self._activities())

    # ------------------------------------------------------------
    # The leader
    # ------------------------------------------------------------

    def test_the_leader_is_told_once(self):
        self._say(email=NEW_EMAIL)
        self._run()
        self.assertFalse(self._activities(self.supervisor))
        self._age()
        self._run()
        activity = self._activities(self.supervisor)
        self.assertIn(self.salesperson.name, activity.summary)
        self.assertNotIn("王小明", f"{activity.summary} {activity.res_name}")
        activity.with_user(self.supervisor).action_done()
        self._run()
        self.assertFalse(self._activities(self.supervisor))
        self.assertFalse(find_in_database(self.env, [NEW_EMAIL]))

    def test_both_clocks_are_cleared(self):
        self._say(email=NEW_EMAIL)
        self._age()
        self._run()
        self.assertEqual(len(self._activities()), 2)
        self._open().action_accept()
        self.assertFalse(self._activities())

    def test_who_leads_and_owns_is_told_once(self):
        self.dossier.user_id = self.supervisor
        self._say(email=NEW_EMAIL)
        self._age()
        self._run()
        self.assertEqual(len(self._activities()), 1)

    def test_without_an_owner_the_leader_is_told(self):
        self._say(email=NEW_EMAIL)
        # Filing would give it to somebody.
        self.dossier.user_id = False
        self._age()
        self._run()
        activity = self._activities()
        self.assertEqual(activity.user_id, self.supervisor)
        # 无人逾期 would say that nobody is late.
        self.assertEqual(activity.summary, "No owner to decide what is right: E-mail")
        self.dossier.user_id = self.salesperson
        self._run()
        self.assertTrue(self._activities(self.salesperson))

    # ------------------------------------------------------------
    # Settings and the job
    # ------------------------------------------------------------

    def test_other_hours(self):
        self.company.difference_hours = 48
        self._say(email=NEW_EMAIL)
        self._age(25)
        self._run()
        self.assertFalse(self._activities(self.supervisor))
        self.assertFalse(self._open().is_overdue)
        self._age(49)
        self.assertTrue(self._open().is_overdue)
        self._run()
        self.assertTrue(self._activities(self.supervisor))

    def test_switched_off(self):
        self.company.difference_hours = 0
        self._say(email=NEW_EMAIL)
        self._age(1000)
        self._run()
        self.assertFalse(self._activities())
        self.assertFalse(self.Fact.search([("is_overdue", "=", True)]))

    def test_working_days(self):
        self.assertEqual(doctest.testmod(working_days).failed, 0)

    def test_hours_that_are_none(self):
        for hours in (-1, 721):
            with self.subTest(hours), self.assertRaises(ValidationError):
                self.company.difference_hours = hours

    def test_in_batches(self):
        """Whatever the size, each is told once."""
        self._say(email=NEW_EMAIL, source="exhibition", contact_name="韩梅梅")
        self._say(contact_name="李雷")
        self._age()
        self._run(batch_size=1)
        self.assertEqual(len(self._activities(self.salesperson)), 1)
        self.assertEqual(len(self._activities(self.supervisor)), 1)
        self.assertTrue(all(self._open().sudo().mapped("owner_told_at")))
        self.assertTrue(all(self._open().sudo().mapped("leader_told_at")))

    def _count(self, numbers):
        dossiers = self.env["customer.dossier"]
        for number in numbers:
            dossiers |= self._create_dossier(
                f"甲{number}", phone=f"1390001{number:04d}", email=EMAIL
            )
        statement = self.dossier.submission_ids._as_statement()
        said = statement._replace(values={"email": NEW_EMAIL})
        dossiers._take_statements([(dossier, said) for dossier in dossiers])
        self._age(facts=self.Fact.search([("owner_told_at", "=", False)]))
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self._run()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_1_and_80_take_the_same_queries(self):
        with freeze_time(FRIDAY):
            self._count([0])
            one = self._count([1])
            many = self._count(range(2, 82))
        self.assertLessEqual(many, one + 5)
