"""A merge is undone at any time and in any order, and nothing is lost (D1)."""

from datetime import datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.exceptions import UserError
from odoo.tests import tagged

from .merge_common import FIRST, THIRD, MergeCommon


@tagged("-at_install", "post_install")
class TestMergeUndo(MergeCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.third = cls._create_dossier("王小明", phone=THIRD, tier="potential")

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
        self._undo(merge)
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

    def test_what_was_heard_of_the_other_counts(self):
        """D4: by mails, purchases and orders, which leave no follow-up; step by step."""
        early, late, latest = (datetime(2026, month, 5) for month in (1, 2, 3))
        dossiers = (self.kept, self.other, self.third)
        for dossier, moment in zip(dossiers, (early, late, latest), strict=True):
            dossier._note_interaction(moment)
        into_other = self._merge(self.other, self.third)
        self.assertEqual(self.other.last_interaction_at, latest)
        merge = self._merge()
        self.assertEqual(self.kept.last_interaction_at, latest)
        self._undo(merge)
        self.assertEqual(self.kept.last_interaction_at, early)
        self._undo(into_other)
        self.assertEqual(self.other.last_interaction_at, late)

    def test_two_merges_and_the_first_is_undone(self):
        first = self._merge()
        second = self._merge(others=self.third)
        self._undo(first)
        self.assert_opened(self.kept, phone=FIRST)
        self.assertEqual(self.third.merged_into_id, self.kept)
        self.assertFalse(self.kept.email or self.kept.tier)
        self._undo(second)
        self.assert_opened(self.kept, phone=FIRST)
        self.assert_opened(self.third, phone=THIRD)

    def test_a_value_chosen_twice_is_not_brought_back(self):
        """A took B's phone, then C's: undoing B and then C leaves A's own."""
        first = self._merge(choices={"phone": self.other.id})
        second = self._merge(others=self.third, choices={"phone": self.third.id})
        self.assert_opened(self.kept, phone=THIRD)
        self._undo(first)
        self._undo(second)
        self.assert_opened(self.kept, phone=FIRST)

    def test_a_merge_into_what_was_merged_since(self):
        """B into A, A into C: undoing the first brings B back from C."""
        lead = self.other.lead_ids
        first = self._merge()
        second = self._merge(self.third, self.kept)
        self.assertEqual(lead.dossier_id, self.third)
        self.assert_opened(self.third, email="wang@a.cn")
        self._undo(first)
        self.assertEqual(lead.dossier_id, self.other)
        self.assertFalse(self.third.email)
        self._undo(second)
        self.assertFalse(self.kept.email or self.kept.tier)
        self.assert_opened(self.kept, phone=FIRST)
        self.assertEqual(self.kept.lead_ids.dossier_id, self.kept)

    def test_undo_after_the_customer_was_reassigned(self):
        merge = self._merge()
        self.kept.with_user(self.supervisor).user_id = self.salesperson_2
        self._undo(merge, user=self.supervisor)
        self.assertEqual(self.other.user_id, self.salesperson)
        self.assertEqual(self.kept.user_id, self.salesperson_2)

    def test_undo_after_the_owner_left(self):
        merge = self._merge()
        self.kept.user_id = self.salesperson_2
        self.salesperson.sudo().active = False
        self._undo(merge)
        self.assertTrue(self.other.user_id.active)
        self.assertNotEqual(self.other.user_id, self.salesperson)

    def test_what_somebody_corrected_since_stays(self):
        merge = self._merge()
        self.kept.write({"email": "new@a.cn", "tier": "ordinary"})
        self._undo(merge)
        self.assert_opened(self.kept, email="new@a.cn")
        self.assertEqual(self.kept.tier, "ordinary")

    def test_they_are_not_proposed_again(self):
        self.other.phone = FIRST
        self.assertEqual(self._pair(self.kept, self.other).state, "open")
        merge = self._merge()
        self.assertEqual(self._pair(self.kept, self.other).state, "merged")
        self._undo(merge)
        self.kept.email = "wang@a.cn"
        self.assertEqual(self._pair(self.kept, self.other).state, "different")

    def test_erased_values_do_not_come_back(self):
        merge = self._merge()
        for records in [*self.kept._personal_records(), self.kept]:
            records._erase("Asked for it")
        self.assertFalse(merge.sudo()._open_changes()[merge.id])
        self.assertTrue(self.other.erased_at)
        self._undo(merge)
        self.assertFalse(self.kept.phone or self.other.phone)

    @settings(
        max_examples=8,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def test_any_order_of_merges_and_undos(self, data):
        """Whatever is merged and undone in which order, when all is undone each dossier
        says and has what it did."""
        with self.env.cr.savepoint() as savepoint:
            dossiers = [self.kept, self.other, self.third]
            before = {
                each: (each._merge_values()[each], self._everything_of(each))
                for each in dossiers
            }
            for _step in range(data.draw(st.integers(2, 5))):
                merges = self.Merge.search([("state", "=", "done")])
                alive = [each for each in dossiers if not each.merged_into_id]
                if len(alive) > 1 and (not merges or data.draw(st.booleans())):
                    kept, other = data.draw(st.permutations(alive))[:2]
                    chosen = data.draw(st.sampled_from([kept, other])).id
                    self._merge(kept, other, choices={"phone": chosen, "tier": chosen})
                else:
                    self._undo(data.draw(st.sampled_from(list(merges))))
            everything = self.env["customer.reminder"].search(
                [("dossier_id", "in", [each.id for each in dossiers])]
            )
            while merges := self.Merge.search([("state", "=", "done")]):
                self._undo(data.draw(st.sampled_from(list(merges))))
            for each, (values, belongings) in before.items():
                self.assertEqual(each._merge_values()[each], values)
                self.assertEqual(self._everything_of(each), belongings)
            self.assertEqual(everything.exists(), everything)
            savepoint.rollback()
            self.env.invalidate_all(flush=False)
