"""Supervisors review what their people noted (U2)."""

from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import CustomerFollowupCommon


@tagged("-at_install", "post_install")
class TestFollowupReview(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dossier = cls._create_dossier("欧阳明")
        cls.followup = cls._note()
        cls.queue = cls.followup.with_user(cls.supervisor)

    @classmethod
    def _note(cls, dossier=None, user=None, **vals):
        Followup = cls.env["customer.followup"].with_user(user or cls.salesperson)
        return Followup.create(
            {"dossier_id": (dossier or cls.dossier).id, "summary": "Called", **vals}
        )

    def _dialog(self, records, button, remark):
        action = getattr(records, button)()
        Review = self.env["customer.followup.review"].with_user(records.env.user)
        with Form(Review.with_context(**action["context"])) as form:
            form.remark = remark
        form.record.action_review()

    def _in_queue(self, user):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "customer_followup.customer_followup_review_action"
        )
        Followup = self.env["customer.followup"].with_user(user)
        domain = [("user_id", "!=", user.id), ("review_state", "=", "to_review")]
        self.assertEqual(action["res_model"], Followup._name)
        return Followup.search(domain)

    # ------------------------------------------------------------
    # The queue
    # ------------------------------------------------------------

    def test_the_departments_followups_wait(self):
        other = self._create_dossier("乙", user_id=self.manager.id, team_id=False)
        theirs = self._note(other, self.manager)
        own = self._note(
            self._create_dossier("丙", user_id=self.supervisor.id), self.supervisor
        )
        waiting = self._in_queue(self.supervisor)
        self.assertIn(self.followup, waiting)
        self.assertNotIn(theirs, waiting)
        self.assertNotIn(own, waiting)
        self.assertIn(own, self._in_queue(self.manager))

    def test_counts_for_each_salesperson(self):
        self._note()
        panel = self.queue.search_panel_select_range(
            "user_id",
            enable_counters=True,
            search_domain=[("review_state", "=", "to_review")],
        )
        counts = {row["id"]: row["__count"] for row in panel["values"]}
        self.assertEqual(counts[self.salesperson.id], 2)

    def test_reviewed_one_by_one_and_in_bulk(self):
        queue = self.queue + self._note().with_user(self.supervisor)
        queue.action_review()
        self.assertEqual(set(queue.mapped("review_state")), {"reviewed"})
        self.assertEqual(queue.reviewer_id, self.supervisor)
        self.assertTrue(all(queue.mapped("reviewed_at")))
        events = self.env["customer.audit.event"].search(
            [("kind", "=", "review"), ("res_id", "in", queue.ids)]
        )
        self.assertEqual(len(events), 2)
        self.assertEqual(set(events.mapped("sentence")), {"Reviewed"})

    def test_a_remark_is_seen_by_the_author(self):
        self._dialog(self.queue, "action_ask_remark", "Ask 欧阳明 for the budget")
        followup = self.followup.with_user(self.salesperson)
        self.assertEqual(followup.review_state, "reviewed")
        self.assertEqual(followup.review_remark, "Ask 欧* for the budget")
        self.assertEqual(followup.reviewer_id, self.supervisor)

    def test_a_remark_is_asked_for(self):
        with self.assertRaises(UserError):
            self._dialog(self.queue, "action_ask_correction", "  ")

    # ------------------------------------------------------------
    # Given back
    # ------------------------------------------------------------

    def test_given_back_corrected_and_reviewed_again(self):
        self._dialog(self.queue, "action_ask_correction", "Which trucks?")
        activity = self.followup.return_activity_id
        self.assertEqual(self.followup.review_state, "returned")
        self.assertEqual(activity.user_id, self.salesperson)
        self.assertEqual(activity.res_id, self.dossier.id)
        self.assertIn("Which trucks?", activity.summary)
        with freeze_time(fields.Datetime.now() + timedelta(days=5)):
            followup = self.followup.with_user(self.salesperson)
            self.assertEqual(followup.correction, "free", "the time does not count")
            followup.summary = "Wants 20 trucks"
        self.assertEqual(self.followup.review_state, "to_review")
        self.assertFalse(activity.active)
        self.assertIn(self.followup, self._in_queue(self.supervisor))
        self.assertIn(
            "Asked for a correction",
            self.env["customer.audit.event"]
            .search([("kind", "=", "review"), ("res_id", "=", self.followup.id)])
            .mapped("sentence"),
        )

    def test_an_author_without_the_customer_is_told_without_it(self):
        self.dossier.user_id = self.salesperson_2
        self.dossier.team_id = self.team
        self._dialog(self.queue, "action_ask_correction", "Which trucks?")
        activity = self.followup.return_activity_id
        self.assertEqual(activity.user_id, self.salesperson)
        self.assertFalse(activity.res_model)

    def test_fine_after_all(self):
        self._dialog(self.queue, "action_ask_correction", "Which trucks?")
        activity = self.followup.return_activity_id
        self.queue.action_review()
        self.assertFalse(activity.exists())
        self.assertEqual(self.followup.review_state, "reviewed")

    def test_reviewed_is_not_taken_back(self):
        self.queue.action_review()
        with self.assertRaises(UserError):
            self.followup.with_user(self.salesperson).action_undo_log()

    # ------------------------------------------------------------
    # Who may
    # ------------------------------------------------------------

    def test_only_supervisors_review_and_not_their_own(self):
        viewer = self._create_user("review_viewer", "viewer")
        for user in (self.salesperson, self.salesperson_2, viewer, self.outsider):
            for button in ("action_review", "action_ask_remark"):
                with self.subTest(user=user.login), self.assertRaises(AccessError):
                    getattr(self.followup.with_user(user), button)()
        own = self._note(
            self._create_dossier("丙", user_id=self.supervisor.id), self.supervisor
        )
        with self.assertRaises(UserError):
            own.action_review()
        foreign = self._note(
            self._create_dossier("乙", user_id=self.manager.id, team_id=False),
            self.manager,
        )
        with self.assertRaises(AccessError):
            foreign.with_user(self.supervisor).action_review()

    def test_reviews_are_not_written_by_hand(self):
        for vals in (
            {"review_state": "reviewed"},
            {"reviewer_id": self.supervisor.id},
            {"review_remark": "Great"},
            {"reviewed_at": "2026-01-01 00:00:00"},
            {"source": "event"},
            {"is_completed": False},
        ):
            for user in (self.salesperson, self.supervisor):
                with self.subTest(vals), self.assertRaises(AccessError):
                    self.followup.with_user(user).write(vals)
            with self.subTest(vals), self.assertRaises(AccessError):
                self._note(**vals)

    # ------------------------------------------------------------
    # Which
    # ------------------------------------------------------------

    def test_the_company_says_which(self):
        vip = self._create_dossier("VIP", tier="vip")
        for setting, expected in (
            ({"followup_review": "all"}, (True, True)),
            ({"followup_review": "none"}, (False, False)),
            ({"followup_review": "tiers"}, (False, True)),
            (
                {
                    "followup_review": "tiers",
                    "followup_review_vip": False,
                    "followup_review_ordinary": True,
                },
                (False, False),
            ),
            (
                {"followup_review": "sample", "followup_review_percent": 0},
                (False, False),
            ),
            (
                {"followup_review": "sample", "followup_review_percent": 100},
                (True, True),
            ),
        ):
            self.company.write(setting)
            asked = tuple(
                bool(self._note(dossier).review_state)
                for dossier in (self.dossier, vip)
            )
            with self.subTest(setting):
                self.assertEqual(asked, expected)

    def test_a_change_of_what_is_reviewed_is_in_the_log(self):
        self.company.followup_review = "none"
        event = self.env["customer.audit.event"].search(
            [("res_model", "=", "res.company")], limit=1
        )
        self.assertIn("None", event.sentence)
