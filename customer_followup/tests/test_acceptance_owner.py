"""Who gets the customer of a submission (S8)."""

from odoo.tests import tagged

from .common import PHONE, CustomerFollowupCommon


@tagged("-at_install", "post_install")
class TestAcceptanceOwner(CustomerFollowupCommon):
    def test_owner_has_fewest_customers(self):
        for name in "甲乙":
            self._create_dossier(name)
        owners = [self._register(customer_name=name).user_id for name in "丙丁戊"]
        expected = [self.salesperson_2, self.salesperson_2, self.salesperson]
        self.assertEqual(owners, expected)

    def test_batch_is_spread_evenly(self):
        self.form.has_auto_accept = False
        submissions = self.env["customer.form.submission"].union(
            *(self._register(customer_name=name) for name in "甲乙丙丁")
        )
        submissions.action_accept()
        self.assertEqual(
            [len(each) for each in submissions.grouped("user_id").values()], [2, 2]
        )

    def test_team_without_members_then_leader_then_responsible(self):
        self.form.user_id = self.manager
        self.team.member_ids = False
        submission = self._register(customer_name="甲")
        self.assertEqual(submission.dossier_id.user_id, self.supervisor)
        self.team.user_id = False
        submission = self._register(customer_name="乙")
        self.assertEqual(submission.dossier_id.user_id, self.form.user_id)

    def test_members_who_could_not_see_the_customer_get_none(self):
        self.team.member_ids = self.outsider
        submission = self._register(customer_name="甲")
        self.assertEqual(submission.dossier_id.user_id, self.supervisor)

    def test_known_customer_keeps_its_owner(self):
        known = self._create_dossier("甲", phone=PHONE, user_id=self.supervisor.id)
        submission = self._register(customer_name="甲", phone=PHONE)
        self.assertEqual(known.user_id, self.supervisor)
        self.assertEqual(submission.user_id, self.supervisor)

    def test_owner_is_reminded_not_mailed(self):
        form = self.form.with_context(tracking_disable=False)
        before = self.env["mail.mail"].search([])
        submission = self._submit(form, {"customer_name": "甲", "intent": "high"})
        self.assertEqual(self.env["mail.mail"].search([]), before)
        self.assertEqual(
            submission.dossier_id.activity_ids.user_id, submission.dossier_id.user_id
        )

    def test_owner_sees_submission_and_customer(self):
        """S3"""
        submission = self._register(customer_name="甲", need="Forklift")
        owner = submission.dossier_id.user_id
        for record in (submission, submission.dossier_id, submission.lead_id):
            self.assertTrue(record.with_user(owner).has_access("read"))

    def test_customer_never_goes_to_who_has_left(self):
        self.team.member_ids = self.outsider
        self.form.user_id = self.manager
        self.supervisor.active = False
        submission = self._register(customer_name="甲")
        self.assertEqual(submission.dossier_id.user_id, self.manager)

    def test_customer_never_goes_to_who_works_elsewhere(self):
        self.form.user_id = self.manager
        self.team.member_ids = False
        self.supervisor.write(
            {"company_ids": self.company_2.ids, "company_id": self.company_2.id}
        )
        submission = self._register(customer_name="甲")
        self.assertEqual(submission.dossier_id.user_id, self.manager)
