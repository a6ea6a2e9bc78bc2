"""Submissions of high risk wait for a second person before they take effect (S7)."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import CustomerFollowupCommon


@tagged("-at_install", "post_install")
class TestSecondLookSubmission(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.second_look_limit = 500000
        cls.form = cls._publish(
            cls._create_form(
                [
                    cls._question("customer_name"),
                    cls._question("phone", "phone"),
                    cls._question("need", "longtext"),
                    cls._question("budget"),
                    cls._question("key_need", options=["yes", "no"]),
                ],
                name="Needs",
                department_ids=cls.team.ids,
            )
        )

    def _state(self, budget, **answers):
        return self._register(
            customer_name="王小明",
            phone="13900002001",
            need="Cranes",
            budget=budget,
            **answers,
        )

    def test_a_large_budget_waits(self):
        submission = self._state("80万")
        self.assertEqual(
            (submission.state, submission.is_high_risk), ("submitted", True)
        )
        self.assertFalse(submission.dossier_id or submission.lead_id)
        self.assertEqual(self._state("30-40万").state, "accepted")

    def test_a_key_need_waits_where_it_is_wanted(self):
        self.assertEqual(self._state("1万", key_need="yes").state, "accepted")
        self.company.has_second_look_need = True
        self.assertEqual(self._state("1万", key_need="yes").state, "submitted")
        self.assertEqual(self._state("1万", key_need="no").state, "accepted")

    def test_only_a_second_person_accepts(self):
        submission = self._state("80万")
        submission.write({"user_id": self.salesperson.id, "team_id": self.team.id})
        with self.assertRaises(AccessError):
            submission.with_user(self.salesperson).action_accept()
        submission.with_user(self.supervisor).action_accept()
        self.assertEqual(submission.state, "accepted")
        self.assertTrue(submission.lead_id)

    def test_not_who_entered_it(self):
        """Nor the leader of the department, nor an administrator."""
        for user in (self.supervisor, self.manager):
            submission = self._state("80万")
            submission.team_id = self.team
            self.env.cr.execute(
                "UPDATE customer_form_submission SET create_uid = %s WHERE id = %s",
                [user.id, submission.id],
            )
            self.env.invalidate_all()
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                submission.with_user(user).action_accept()

    def test_nobody_says_that_it_is_no_risk(self):
        submission = self._state("80万")
        with self.assertRaises(AccessError):
            submission.with_user(self.manager).is_high_risk = False

    def test_a_forged_context_accepts_nothing(self):
        submission = self._state("80万")
        forged = submission.with_context(customer_looked_at=True)
        forged._accept()
        self.assertEqual(submission.state, "submitted")

    def test_a_correction_makes_it_one(self):
        self.form.has_auto_accept = False
        submission = self._state("1万")
        self.assertFalse(submission.is_high_risk)
        submission._edit_answers({"budget": "90万"}, "Typing mistake", {"budget"})
        self.assertTrue(submission.is_high_risk)
