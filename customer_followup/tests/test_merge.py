"""Two dossiers of one customer become one, and two again (D1, S8)."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import CustomerFollowupCommon

FIRST, SECOND = "+8613900002001", "+8613900002002"


@tagged("-at_install", "post_install")
class TestMerge(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kept = cls._create_dossier("王小明", intent="high", phone=FIRST)
        cls.other = cls._create_dossier(
            "王小明", intent="low", phone=SECOND, email="wang@a.cn", tier="vip"
        )
        cls.Merge = cls.env["customer.merge"]

    def _merge(self, kept=None, others=None, user=None, **vals):
        kept, others = kept or self.kept, others or self.other
        user = user or self.manager
        return self.Merge.with_user(user)._merge(
            kept.with_user(user), others.with_user(user), **vals
        )

    # ------------------------------------------------------------
    # Merging
    # ------------------------------------------------------------

    def test_what_belongs_to_the_customer_moves(self):
        lead = self._create_lead(self.other, name="Cranes")
        followup = self.env["customer.followup"].create(
            {"dossier_id": self.other.id, "summary": "Called", "lead_id": lead.id}
        )
        message = self.other.message_post(body="Wrote a letter")
        activity = self.other.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.salesperson.id
        )
        file = self.env["ir.attachment"].create(
            {
                "name": "a.txt",
                "raw": b"a",
                "res_model": self.other._name,
                "res_id": self.other.id,
            }
        )
        submission = self._register(customer_name="甲乙丙", phone="13900002009")
        submission.dossier_id = self.other
        self.other.message_subscribe(self.supervisor.partner_id.ids)
        merge = self._merge(reason="Same person")
        self.assertEqual(lead.partner_id, self.kept.partner_id)
        self.assertEqual(lead.dossier_id, self.kept)
        self.assertEqual(followup.dossier_id, self.kept)
        self.assertEqual(followup.lead_id, lead)
        self.assertEqual(submission.dossier_id, self.kept)
        self.assertEqual({message.res_id, activity.res_id, file.res_id}, {self.kept.id})
        self.assertIn(self.supervisor.partner_id, self.kept.message_partner_ids)
        self.assertEqual(self.other.merged_into_id, self.kept)
        self.assertFalse(self.other.active)
        self.assertFalse(self.other.partner_id.active)
        self.assertEqual(self.other.lead_count, 0)
        self.assertEqual(merge.user_id, self.manager)
        self.assertEqual(merge.reason, "Same person")
        self.assertIn("Follow-up", merge.summary)

    def test_values_of_both_are_kept(self):
        self._merge()
        self.assert_opened(
            self.kept, phone=FIRST, other_phone=SECOND, email="wang@a.cn"
        )
        self.assertEqual(self.kept.tier, "vip")
        self.assert_opened(self.other, phone=SECOND, email="wang@a.cn")

    def test_somebody_chooses_whose_value_counts(self):
        self.kept.tier = "ordinary"
        self._merge(choices={"phone": self.other.id, "tier": self.other.id})
        self.assert_opened(self.kept, phone=SECOND, other_phone=FIRST)
        self.assertEqual(self.kept.tier, "vip")

    def test_undo_brings_everything_back(self):
        lead = self.other.lead_ids
        followup = self.env["customer.followup"].create(
            {"dossier_id": self.other.id, "summary": "Called"}
        )
        message = self.other.message_post(body="Wrote a letter")
        merge = self._merge()
        since = self.env["customer.followup"].create(
            {"dossier_id": self.kept.id, "summary": "Called since"}
        )
        merge.with_user(self.manager).action_undo()
        self.assertTrue(self.other.active and self.other.partner_id.active)
        self.assertFalse(self.other.merged_into_id)
        self.assertEqual(lead.dossier_id, self.other)
        self.assertEqual(lead.partner_id, self.other.partner_id)
        self.assertEqual(followup.dossier_id, self.other)
        self.assertEqual(message.res_id, self.other.id)
        self.assertEqual(since.dossier_id, self.kept)
        self.assert_opened(self.kept, phone=FIRST)
        self.assertFalse(self.kept.other_phone or self.kept.email or self.kept.tier)
        self.assertEqual(merge.state, "undone")
        with self.assertRaises(UserError):
            merge.with_user(self.manager).action_undo()
