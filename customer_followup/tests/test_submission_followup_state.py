"""Follow-up status on the entry: to follow up, in progress, won, lost (S5)."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import CustomerFollowupCommon


@tagged("-at_install", "post_install")
class TestSubmissionFollowupState(CustomerFollowupCommon):
    def _lead(self, **answers):
        submission = self._register(customer_name="王小明", intent="high", **answers)
        self.assertTrue(submission.lead_id)
        return submission

    def test_it_goes_with_the_opportunity(self):
        """S5"""
        submission = self._lead()
        lead = submission.lead_id
        self.assertEqual(submission.followup_state, "to_follow_up")
        lead.stage_id = self.env.ref("crm.stage_lead2")
        self.assertEqual(submission.followup_state, "in_progress")
        lead.action_set_lost()
        self.assertEqual(submission.followup_state, "lost")
        lead.action_unarchive()
        self.assertEqual(submission.followup_state, "in_progress")
        lead.action_set_won()
        self.assertEqual(submission.followup_state, "won")

    def test_an_entry_that_says_how_far_it_is(self):
        """S5"""
        said = {
            stage: self._lead(followup_stage=stage).followup_state
            for stage in ("first_contact", "proposal_sent", "signed")
        }
        self.assertEqual(list(said.values()), ["to_follow_up", "in_progress", "won"])

    def test_a_followup_sets_it_in_progress(self):
        """S5"""
        submission = self._lead()
        dossier = submission.dossier_id
        before = fields.Datetime.now() - timedelta(days=1)
        Followup = self.env["customer.followup"]
        Followup.create({"dossier_id": dossier.id, "followed_up_at": before})
        self.assertEqual(submission.followup_state, "to_follow_up")
        followup = Followup.create({"dossier_id": dossier.id})
        self.assertEqual(submission.followup_state, "in_progress")
        followup.unlink()
        self.assertEqual(submission.followup_state, "to_follow_up")

    def test_staff_say_it_where_no_opportunity_does(self):
        """S5: and nobody says otherwise than the opportunity."""
        submission = self._register(customer_name="王小明")
        self.assertFalse(submission.lead_id)
        mine = submission.with_user(self.salesperson)
        submission.user_id = self.salesperson
        mine.followup_state = "won"
        self.env["customer.followup"].create({"dossier_id": submission.dossier_id.id})
        self.assertEqual(submission.followup_state, "won")
        with self.assertRaises(AccessError):
            submission.with_user(self.salesperson_2).followup_state = "lost"
        with self.assertRaises(UserError):
            self._lead().followup_state = "won"

    def test_what_has_no_effect_yet_is_not_followed_up(self):
        """S5"""
        self.form.has_auto_accept = False
        submission = self._register(customer_name="王小明")
        self.assertFalse(submission.followup_state)
        submission.action_accept()
        self.assertEqual(submission.followup_state, "to_follow_up")

    def test_it_is_filtered_and_grouped(self):
        """S5"""
        submissions = self._register(customer_name="甲") | self._lead()
        submissions[1].lead_id.action_set_won()
        Submission = self.env["customer.form.submission"]
        domain = [("form_id", "=", self.form.id)]
        won = Submission.search([*domain, ("followup_state", "=", "won")])
        self.assertEqual(won, submissions[1])
        groups = dict(Submission._read_group(domain, ["followup_state"], ["__count"]))
        self.assertEqual(groups, {"to_follow_up": 1, "won": 1})

    def test_many_take_the_queries_of_one(self):
        def queries(count):
            submissions = self.env["customer.form.submission"]
            for number in range(count):
                submissions |= self._register(
                    customer_name=f"王{number}", phone=f"1390000{count:02}{number:02}"
                )
            submissions.dossier_id.followup_ids.mapped("followed_up_at")
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.env.cr.sql_log_count
            self.env.add_to_compute(submissions._fields["followup_state"], submissions)
            submissions.mapped("followup_state")
            self.env.flush_all()
            return self.env.cr.sql_log_count - start

        queries(1)
        self.assertEqual(queries(1), queries(20))
