"""What is of high risk on opportunities of customers who become one (S7, D1): what was
looked at is not looked at again, what waits goes on waiting, for who decides there."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .merge_common import MergeCommon


@tagged("-at_install", "post_install")
class TestMergeOpportunities(MergeCommon):
    @classmethod
    def setUpClass(cls):
        """What is kept is another department's; the opportunity of the one that goes into
        it has a small budget, and waits for a large one."""
        super().setUpClass()
        cls.company.write({"second_look_limit": 500000, "has_second_look_need": True})
        cls.leader = cls._create_user("cf_leader_2", "supervisor")
        cls.south = cls.team.create({"name": "South", "user_id": cls.leader.id})
        cls.kept.team_id = cls.south
        cls.lead = cls.other.lead_ids
        mine = cls.lead.with_user(cls.salesperson)
        mine.budget = "10 万"
        mine.budget = "100 万"
        cls.request = cls._waiting(cls.other)

    @classmethod
    def _waiting(cls, dossier):
        return cls.env["customer.change.request"].search(
            [
                ("dossier_id", "=", dossier.id),
                ("res_model", "=", "crm.lead"),
                ("state", "=", "waiting"),
            ]
        )

    def _budget(self, lead):
        return lead._open_values(["budget"])[lead.id].get("budget")

    def test_what_was_looked_at_does_not_wait_again(self):
        """S7: a large budget and a key need that took effect come along as they are."""
        lead = self.lead
        self.request.with_user(self.supervisor).action_approve()
        lead.sudo().write({"core_need": "Exclusive supply", "is_key_need": True})
        merge = self._merge(user=self.manager)
        self.assertEqual(lead.dossier_id, self.kept)
        self.assertEqual(self._budget(lead), "100 万")
        self.assertTrue(lead.is_key_need)
        self.assertFalse(self._waiting(self.kept))
        self._undo(merge)
        self.assertEqual(self._budget(lead), "100 万")

    def test_what_waits_on_an_opportunity_waits_in_the_other_department(self):
        """S7: for the leader there, and never for its author."""
        lead, request = self.lead, self.request
        self.assertIn(self.supervisor, request.activity_ids.user_id)
        merge = self._merge(user=self.manager)
        self.assertEqual((request.state, request.dossier_id), ("waiting", self.kept))
        self.assertEqual(self._budget(lead), "10 万")
        asked = request.activity_ids.user_id
        self.assertLessEqual(self.leader + self.manager, asked)
        self.assertNotIn(self.supervisor, asked)
        self.assertEqual(len(asked), len(request.activity_ids), "each is asked once")
        for user in (self.supervisor, self.salesperson):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                request.with_user(user).action_approve()
        self.assertIn(request, request.with_user(self.leader).search([]))
        self._undo(merge)
        self.assertEqual(request.dossier_id, self.other)
        asked = request.activity_ids.user_id
        self.assertIn(self.supervisor, asked)
        self.assertNotIn(self.leader, asked)
        self._merge(user=self.manager)
        request.with_user(self.leader).action_approve()
        self.assertEqual(self._budget(lead), "100 万")

    def test_what_was_asked_since_goes_back_with_its_opportunity(self):
        self.request.with_user(self.supervisor).refuse("Too much")
        merge = self._merge(user=self.manager)
        self.lead.with_user(self.manager).budget = "200 万"
        request = self._waiting(self.kept)
        self.assertIn(self.leader, request.activity_ids.user_id)
        self._undo(merge)
        self.assertEqual(request.dossier_id, self.other)
        self.assertIn(self.supervisor, request.activity_ids.user_id)
        self.assertNotIn(self.leader, request.activity_ids.user_id)

    def test_handed_to_another_department_its_leader_is_asked(self):
        """D11, S7"""
        self.other.with_user(self.manager).team_id = self.kept.team_id
        asked = self.request.activity_ids.user_id
        self.assertIn(self.leader, asked)
        self.assertNotIn(self.supervisor, asked)

    def test_what_nobody_looked_at_waits(self):
        """S7: an opportunity of nobody's that becomes the customer's when Odoo merges
        their contacts."""
        self.manager.group_ids += self.env.ref("base.group_partner_manager")
        double = self.kept.partner_id.copy()
        mine = self.env["crm.lead"].with_user(self.salesperson)
        lead = mine.create(
            {"name": "Fair", "partner_id": double.id, "budget": "100 万"}
        )
        self.assertFalse(self._waiting(self.kept))
        wizard = self.env["base.partner.merge.automatic.wizard"]
        wizard.with_user(self.manager)._merge(
            (self.kept.partner_id + double).ids,
            self.kept.partner_id.with_user(self.manager),
        )
        self.assertEqual(lead.sudo().dossier_id, self.kept)
        self.assertFalse(self._budget(lead.sudo()))
        self.assertEqual(self._waiting(self.kept).res_id, lead.id)
