"""What looks like a robot's is set aside until a person says what it is (S3, S6)."""

from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, new_test_user, tagged

from .common import CustomerFormsCommon


def run_robots_cron(env):
    """The scheduled action, which commits each batch."""
    cron = env.registry["ir.cron"]
    with patch.object(cron, "_commit_progress", lambda *_args, **_kw: 60):
        env["customer.form.attempt"]._cron_forget()


ROBOT = ({"code": "trap_filled", "params": {}},)


@tagged("-at_install", "post_install")
class TestQuarantine(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._publish(
            cls._create_form(
                [
                    {"key": "who", "is_required": True},
                    {"key": "badge", "is_unique": True},
                    {"key": "mail", "type": "email", "role": "email"},
                    {"key": "agree", "name": "I agree", "type": "consent"},
                ],
                slug="quarantine-test",
                department_ids=[(6, 0, cls.team.ids)],
            )
        )
        cls.answers = {"who": "Ann", "mail": "ann@example.com", "agree": "yes"}

    def _robot(self, signs=ROBOT, **answers):
        return self.form._submit({**self.answers, **answers}, signs=signs)

    def test_it_has_no_effect(self):
        robot = self._robot(badge="7")
        self.assertEqual(robot.state, "quarantined")
        self.assertFalse(robot.accepted_at)
        self.assertFalse(robot.unique_ids)
        self.assertFalse(robot.consent_ids)
        self.assertFalse(robot._with_receipt_due())
        self.assertEqual(self.form.submission_count, 0)
        self.assertEqual(self.form.quarantine_count, 1)
        person = self._robot([], badge="7")
        self.assertEqual(person.state, "accepted")

    def test_corrected_it_takes_nobody_s_place(self):
        robot = self._robot(badge="7")
        robot.form_id.has_editing = True
        robot.edit_answers({"who": "Anne"}, "Misspelt")
        self.assertFalse(robot.unique_ids)
        robot.action_genuine()
        self.assertEqual(robot.state, "accepted")
        self.assertEqual(len(robot.unique_ids), 1)

    def test_it_is_listed_apart(self):
        robot, person = self._robot(), self._robot([])
        lists = {
            name: self.env["customer.form.submission"].search(action["domain"])
            for name, action in (
                ("all", self.form.action_view_submissions()),
                ("quarantine", self.form.action_view_quarantine()),
            )
        }
        self.assertEqual(lists["all"] & (robot + person), person)
        self.assertEqual(lists["quarantine"], robot)

    def test_genuine_goes_the_way_of_all_others(self):
        robots = self._robot(badge="8") + self._robot(badge="9")
        robots.with_user(self.supervisor).action_genuine()
        self.assertEqual(set(robots.mapped("state")), {"accepted"})
        self.assertTrue(all(robots.mapped("accepted_at")))
        self.assertEqual(len(robots.unique_ids), 2)
        self.assertEqual(len(robots.consent_ids), 2)
        self.assertEqual(robots._with_receipt_due(), robots)
        events = self.env["customer.audit.event"].search(
            [("kind", "=", "judgement"), ("res_id", "in", robots.ids)]
        )
        self.assertEqual(len(events), 2)
        self.assertEqual(events.user_id, self.supervisor)
        self.assertIn("genuine", events[0].sentence)

    def test_genuine_waits_where_the_form_says_so(self):
        self.form.has_auto_accept = False
        robot = self._robot()
        robot.with_user(self.manager).action_genuine()
        self.assertEqual(robot.state, "submitted")

    def test_genuine_too_late_for_its_unique_answer(self):
        robot, _person = self._robot(badge="10"), self._robot([], badge="10")
        with self.assertRaisesRegex(UserError, "the same answer meanwhile"):
            robot.action_genuine()

    def test_accepting_takes_it_out_of_quarantine(self):
        robot = self._robot(badge="11")
        robot.with_user(self.supervisor).action_accept()
        self.assertEqual(robot.state, "accepted")
        self.assertEqual(len(robot.unique_ids), 1)

    def test_spam_is_deleted_some_days_later(self):
        with freeze_time("2026-05-05"):
            robot = self._robot()
            robot.with_user(self.supervisor).action_spam()
        self.assertEqual(robot.state, "refused")
        self.assertEqual(self.form.submission_count, 0)
        with freeze_time("2026-05-20"):
            run_robots_cron(self.env)
        self.assertTrue(robot.exists())
        sealed = [("res_model", "=", robot._name), ("res_id", "=", robot.id)]
        self.assertTrue(self.env["customer.vault.value"].search(sealed))
        with freeze_time("2026-06-10"):
            run_robots_cron(self.env)
        self.assertFalse(robot.exists())
        self.assertFalse(self.env["customer.vault.value"].search(sealed))

    def test_spam_by_mistake_comes_back(self):
        robot = self._robot()
        robot.action_spam()
        robot.action_genuine()
        self.assertEqual((robot.state, robot.spam_at), ("accepted", False))

    def test_only_what_is_set_aside_is_spam(self):
        with self.assertRaisesRegex(UserError, "in quarantine"):
            self._robot([]).action_spam()

    def test_who_may_judge(self):
        robot = self._robot()
        viewer = new_test_user(
            self.env, "cf_viewer", groups="customer_forms.customer_forms_group_viewer"
        )
        for user in (self.salesperson, viewer, self.outsider):
            for action in ("action_genuine", "action_spam"):
                told = self.subTest(user=user.login, action=action)
                with told, self.assertRaises(AccessError):
                    getattr(robot.with_user(user), action)()
        robot.with_user(self.supervisor).action_spam()
        robot.with_user(self.manager).action_genuine()

    def test_nobody_sets_the_signs_by_hand(self):
        person = self._robot([])
        for vals in ({"spam_at": "2026-05-05"}, {"suspicions": ROBOT}):
            with self.subTest(vals), self.assertRaises(AccessError):
                person.with_user(self.manager).write(vals)
        with self.assertRaises(AccessError):
            self.env["customer.form.attempt"].with_user(self.manager).search([])

    def test_the_reason_is_said_in_the_readers_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        robot = self._robot()
        self.assertIn("people do not see", robot.suspicion_lines)
        chinese = robot.with_context(lang="zh_CN")
        self.assertNotIn("people do not see", chinese.suspicion_lines)
        with Form(robot.with_user(self.supervisor)) as screen:
            self.assertIn("people do not see", screen.suspicion_lines)

    def test_what_came_without_a_page_is_not_suspected(self):
        self.assertEqual(self.form._submit(self.answers).state, "accepted")

    def test_judging_costs_the_same_for_many(self):
        def queries(count):
            Submission = self.env["customer.form.submission"]
            robots = Submission.concat(*(self._robot() for _n in range(count)))
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            robots.with_user(self.manager).action_genuine()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        queries(1)
        self.assertLessEqual(queries(20), queries(1) + 2)
