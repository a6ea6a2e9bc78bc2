"""To-dos of a follow-up become activities of their owners, and come back done (U1)."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import CustomerFollowupCommon


@tagged("-at_install", "post_install")
class TestFollowupTodo(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dossier = cls._create_dossier("欧阳明")
        cls.friday = cls._today() + timedelta(days=3)
        cls.followup = (
            cls.env["customer.followup"]
            .with_user(cls.salesperson)
            .create({"dossier_id": cls.dossier.id, "summary": "Wants samples"})
        )
        cls.Todo = cls.env["customer.followup.todo"].with_user(cls.salesperson)

    def _give(self, user=None, **vals):
        return self.Todo.create(
            {
                "followup_id": self.followup.id,
                "name": "Send the samples",
                "user_id": (user or self.salesperson).id,
                "date_deadline": self.friday,
                **vals,
            }
        )

    # ------------------------------------------------------------
    # Under the clock
    # ------------------------------------------------------------

    def test_saved_with_the_followup(self):
        followup = self.followup.create(
            {
                "dossier_id": self.dossier.id,
                "todo_ids": [
                    fields.Command.create({"name": "Call the factory"}),
                    fields.Command.create(
                        {"name": "Offer", "user_id": self.supervisor.id}
                    ),
                ],
            }
        )
        activities = followup.todo_ids.activity_id
        self.assertEqual(activities.user_id, self.salesperson + self.supervisor)
        self.assertEqual(
            set(activities.mapped("summary")), {"Call the factory", "Offer"}
        )
        outcome = followup.get_log_outcome()["text"]
        self.assertIn(self.supervisor.name, outcome)

    def test_who_sees_the_customer_has_it_there(self):
        activity = self._give(self.supervisor).activity_id
        self.assertEqual(activity.res_id, self.dossier.id)
        self.assertEqual(activity.date_deadline, self.friday)

    def test_who_does_not_see_the_customer_has_it_without(self):
        """Else he would follow the customer and get all its messages."""
        for user in (self.salesperson_2, self.outsider):
            activity = self._give(user).activity_id
            with self.subTest(user.login):
                self.assertFalse(activity.res_model)
                self.assertEqual(
                    activity.summary, f"{self.dossier.number}: Send the samples"
                )
                self.assertNotIn(user.partner_id, self.dossier.message_partner_ids)
                self.assertTrue(activity.with_user(user).has_access("read"))

    def test_done_under_the_clock_is_done_here(self):
        todo = self._give(self.outsider)
        todo.activity_id.with_user(self.outsider).action_feedback("Sent 3")
        self.assertEqual(
            (todo.state, todo.result, todo.done_by_id),
            ("done", "Sent 3", self.outsider),
        )
        self.assertTrue(todo.done_at)

    def test_done_here_is_done_under_the_clock(self):
        todo = self._give(self.supervisor)
        todo.with_user(self.supervisor).action_done()
        self.assertFalse(todo.activity_id.active)
        self.assertEqual(todo.state, "done")
        todo.action_done()
        self.assertEqual(todo.done_by_id, self.supervisor, "done once")

    def test_a_done_todo_is_no_followup(self):
        self._give().action_done()
        self.assert_followups(self.dossier, 1)

    def test_cancelled_under_the_clock(self):
        todo = self._give()
        todo.activity_id.unlink()
        self.assertEqual(todo.state, "cancelled")
        todo.action_reopen()
        self.assertEqual(todo.state, "open")
        self.assertEqual(todo.activity_id.user_id, self.salesperson)

    def test_cancelled_here(self):
        todo = self._give()
        activity = todo.activity_id
        todo.action_cancel()
        self.assertFalse(activity.exists())
        self.assertEqual(todo.state, "cancelled")

    def test_changes_go_both_ways(self):
        todo = self._give()
        activity, monday = todo.activity_id, self.friday + timedelta(days=3)
        activity.date_deadline = monday
        self.assertEqual(todo.date_deadline, monday)
        todo.write({"name": "Send two samples", "date_deadline": self.friday})
        self.assertEqual(todo.activity_id, activity)
        self.assertEqual(
            (activity.summary, activity.date_deadline),
            ("Send two samples", self.friday),
        )
        todo.user_id = self.salesperson_2
        self.assertFalse(activity.exists())
        self.assertFalse(todo.activity_id.res_model)

    def test_handed_over_with_the_customer(self):
        todo = self._give(self.supervisor)
        todo.activity_id.user_id = self.manager
        self.assertEqual(todo.user_id, self.manager)

    def test_undo_takes_todos_back(self):
        activity = self._give().activity_id
        self.followup.action_undo_log()
        self.assertFalse(activity.exists())

    # ------------------------------------------------------------
    # What is said
    # ------------------------------------------------------------

    def test_words_are_redacted(self):
        """V1"""
        todo = self._give(self.outsider, name="欧阳明 13900002001 samples")
        todo.activity_id.with_user(self.outsider).action_feedback("欧阳明 has them")
        for text in (
            todo.name,
            todo.activity_id.summary,
            todo.result,
            todo.activity_id.feedback,
        ):
            self.assertNotIn("欧阳明", text)
            self.assertNotIn("13900002001", text)

    # ------------------------------------------------------------
    # Who may
    # ------------------------------------------------------------

    def test_nobody_hangs_a_todo_on_a_strangers_followup(self):
        theirs = self._create_dossier("乙", user_id=self.salesperson_2.id)
        followup = self.env["customer.followup"].create({"dossier_id": theirs.id})
        with self.assertRaises(AccessError):
            self.Todo.create({"followup_id": followup.id, "name": "x"})
        todo = self._give()
        with self.assertRaises(UserError):
            todo.followup_id = followup

    def test_who_was_given_one_only_says_that_it_is_done(self):
        todo = self._give(self.salesperson_2).with_user(self.salesperson_2)
        self.assertTrue(todo.has_access("read"))
        with self.assertRaises(AccessError):
            todo.name = "Nothing"
        with self.assertRaises(AccessError):
            todo.action_cancel()
        todo.action_done()
        self.assertEqual(todo.state, "done")

    def test_what_became_of_it_is_the_engines(self):
        todo = self._give()
        for vals in (
            {"state": "done"},
            {"result": "x"},
            {"done_by_id": self.supervisor.id},
            {"activity_id": False},
            {"company_id": self.company_2.id},
        ):
            with self.subTest(vals), self.assertRaises(AccessError):
                todo.write(vals)
            with self.subTest(vals), self.assertRaises(AccessError):
                self._give(**vals)
        with self.assertRaises(AccessError):
            self.Todo.with_context(default_state="done").create(
                {"followup_id": self.followup.id, "name": "x"}
            )

    def test_only_colleagues_are_given_todos(self):
        portal = self.env["res.users"].create(
            {
                "name": "Portal",
                "login": "portal_todo",
                "group_ids": [
                    fields.Command.set(self.env.ref("base.group_portal").ids)
                ],
            }
        )
        with self.assertRaises(UserError):
            self._give(portal)

    def test_a_todo_without_a_follow_up_says_where_it_belongs(self):
        """Typing a name anywhere else ended in PostgreSQL's own words."""
        for make in (
            lambda: self.Todo.name_create("Send the contract"),
            lambda: self.Todo.create({"name": "Send the contract"}),
        ):
            with self.assertRaisesRegex(UserError, "open the follow-up"):
                make()
        of_followup = self.Todo.with_context(default_followup_id=self.followup.id)
        todo_id, _name = of_followup.name_create("Send the contract")
        self.assertEqual(self.Todo.browse(todo_id).followup_id, self.followup)

    def test_seen_by_role(self):
        """S3"""
        todo = self._give()
        viewer = self._create_user("todo_viewer", "viewer")
        for user, sees, writes in (
            (self.salesperson, True, True),
            (self.supervisor, True, True),
            (self.manager, True, True),
            (viewer, True, False),
            (self.salesperson_2, False, False),
            (self.outsider, False, False),
        ):
            there = todo.with_user(user)
            with self.subTest(user.login):
                self.assertEqual(there.has_access("read"), sees)
                self.assertEqual(there.has_access("write"), writes)
                self.assertEqual(there.has_access("unlink"), user == self.manager)
