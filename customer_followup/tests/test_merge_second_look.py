"""What a merge brings and is of high risk waits for a second person (S7, D1)."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .merge_common import MergeCommon
from .scan import find_in_database

ACCOUNT, OTHER_ACCOUNT = "6222021234567890111", "6222021234567890222"


@tagged("-at_install", "post_install")
class TestMergeSecondLook(MergeCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other.sudo().write({"bank_name": "ICBC", "bank_account": ACCOUNT})

    def _waiting(self, dossier=None):
        return self.env["customer.change.request"].search(
            [
                ("dossier_id", "=", (dossier or self.kept).id),
                ("state", "=", "waiting"),
            ]
        )

    def _merge_as_owner(self, **vals):
        return self._merge(user=self.salesperson, **vals)

    def test_the_account_waits_and_the_rest_is_merged(self):
        merge = self._merge_as_owner()
        self.assertEqual(self.other.merged_into_id, self.kept)
        self.assertEqual(self.kept.tier, "vip")
        self.assertFalse(self.kept.bank_account)
        self.assertFalse(self.kept.bank_name)
        request = self._waiting()
        self.assertEqual(
            set(request.value_ids.mapped("name")), {"bank_name", "bank_account"}
        )
        self.assertEqual(request.author_id, self.salesperson)
        self.assertEqual(request.merge_id, merge)
        self.assertIn("second look", self.kept.message_ids[0].body)
        self.assertFalse(find_in_database(self.env, [ACCOUNT]))

    def test_who_merges_does_not_approve(self):
        self._merge(user=self.supervisor)
        request = self._waiting()
        with self.assertRaises(AccessError):
            request.with_user(self.supervisor).action_approve()
        request.with_user(self.manager).action_approve()
        self.assert_opened(self.kept, bank_account=ACCOUNT)

    def test_whose_dossier_is_kept_says_whose_account_counts(self):
        """S7: nothing changes in the one that is kept, and a second person is told."""
        self.kept.sudo().bank_account = OTHER_ACCOUNT
        self._merge_as_owner(choices={"bank_account": self.kept.id})
        waiting = self._waiting().value_ids.mapped("name")
        self.assertNotIn("bank_account", waiting)
        told = self.kept.activity_ids.filtered(
            lambda each: self.other.number in (each.summary or "")
        )
        self.assertIn(self.supervisor, told.user_id)
        self.assertNotIn(self.salesperson, told.user_id)
        self.assertFalse(find_in_database(self.env, [ACCOUNT, OTHER_ACCOUNT]))

    def _told(self, dossier=None, number=None):
        """To-dos of those who were told of another account."""
        return (dossier or self.kept).activity_ids.filtered(
            lambda each: (number or self.other.number) in (each.summary or "")
        )

    def test_undo_takes_back_what_somebody_was_told(self):
        """S7, D1: with a trace, and merged again it is told again."""
        self.kept.sudo().bank_account = OTHER_ACCOUNT
        keep = {"choices": {"bank_account": self.kept.id}}
        merge = self._merge_as_owner(**keep)
        self.assertTrue(self._told())
        self._undo(merge)
        self.assertFalse(self._told() + self._told(self.other))
        self.assertIn("bank account any more", self.kept.message_ids[0].body)
        again = self._merge_as_owner(**keep)
        self.assertEqual(len(self._told().user_id), len(self._told()))
        self.assertIn(self.supervisor, self._told().user_id)
        self._undo(again)
        self.assertFalse(self._told())

    def test_undo_leaves_what_was_done_and_what_others_were_told(self):
        self.kept.sudo().bank_account = OTHER_ACCOUNT
        third = self._create_dossier("王小明")
        third.sudo().bank_account = "6222021234567890333"
        keep = {"choices": {"bank_account": self.kept.id}}
        first = self._merge_as_owner(**keep)
        self._merge_as_owner(others=third, **keep)
        done = self._told().filtered(lambda each: each.user_id == self.supervisor)
        done.with_user(self.supervisor).action_feedback(feedback="Right one")
        self._undo(first)
        self.assertTrue(done.exists())
        self.assertFalse(self._told())
        self.assertTrue(self._told(number=third.number))

    def test_what_somebody_was_told_is_taken_back_wherever_it_went(self):
        self.kept.sudo().bank_account = OTHER_ACCOUNT
        merge = self._merge_as_owner(choices={"bank_account": self.kept.id})
        onward = self._create_dossier("王小明")
        self._merge(onward, self.kept)
        self.assertTrue(self._told(onward))
        self._undo(merge)
        self.assertFalse(self._told(onward))

    def test_decided_undone_and_merged_again(self):
        """Each merge is looked at anew, whatever somebody decided on the one before."""
        self.kept.sudo().bank_account = OTHER_ACCOUNT
        take = {"choices": {"bank_account": self.other.id}}
        decisions = (
            lambda request: request.action_approve(),
            lambda request: request.refuse("Not theirs"),
        )
        for decide in decisions:
            merge = self._merge_as_owner(**take)
            request = self._waiting().filtered("activity_ids")
            decide(request.with_user(self.supervisor))
            self._undo(merge)
            self.assert_opened(self.kept, bank_account=OTHER_ACCOUNT)
            self.assert_opened(self.other, bank_account=ACCOUNT)
            self.assertFalse(self._waiting())
        merge = self._merge_as_owner(**take)
        self.assertEqual(self._waiting().merge_id, merge)
        self.assertIn(self.supervisor, self._waiting().activity_ids.user_id)
        self.assert_opened(self.kept, bank_account=OTHER_ACCOUNT)

    def test_nobody_is_told_of_one_account(self):
        before = self.kept.activity_ids
        self.kept.sudo().bank_account = ACCOUNT
        self._merge_as_owner()
        new = (self.kept.activity_ids - before).mapped("summary")
        self.assertFalse([each for each in new if self.other.number in (each or "")])

    def test_undo_takes_back_what_waits(self):
        merge = self._merge_as_owner()
        request = self._waiting()
        self._undo(merge)
        self.assertEqual(request.state, "withdrawn")
        self.assertFalse(request.activity_ids)
        self.assert_opened(self.other, bank_account=ACCOUNT)
        self.assertFalse(self.kept.bank_account)

    def test_undo_after_it_was_approved(self):
        self.kept.sudo().bank_account = OTHER_ACCOUNT
        merge = self._merge_as_owner(choices={"bank_account": self.other.id})
        self.assert_opened(self.kept, bank_account=OTHER_ACCOUNT)
        self._waiting().with_user(self.supervisor).action_approve()
        self.assert_opened(self.kept, bank_account=ACCOUNT)
        self._undo(merge)
        self.assert_opened(self.kept, bank_account=OTHER_ACCOUNT)

    def test_undo_after_it_was_refused(self):
        merge = self._merge_as_owner()
        self._waiting().with_user(self.supervisor).refuse("Not theirs")
        self._undo(merge)
        self.assertFalse(self.kept.bank_account)

    def test_what_is_kept_does_not_wait(self):
        self.kept.sudo().bank_account = OTHER_ACCOUNT
        self.other.sudo().bank_name = False
        self._merge_as_owner()
        self.assertFalse(self._waiting())
        self.assert_opened(self.kept, bank_account=OTHER_ACCOUNT)

    def test_switched_off(self):
        self.company.has_second_look_bank = False
        self._merge_as_owner()
        self.assertFalse(self._waiting())
        self.assert_opened(self.kept, bank_account=ACCOUNT)

    def test_two_merges_are_two_requests(self):
        """Each says something else; undoing one leaves the other."""
        third = self._create_dossier("王小明")
        third.sudo().bank_account = OTHER_ACCOUNT
        first = self._merge_as_owner()
        second = self._merge_as_owner(others=third)
        self.assertEqual(self._waiting().merge_id, first + second)
        self._undo(first)
        self.assertEqual(self._waiting().merge_id, second)
        self._waiting().with_user(self.supervisor).action_approve()
        self.assert_opened(self.kept, bank_account=OTHER_ACCOUNT)

    def test_what_waits_goes_on_with_the_customer(self):
        """Merged onward, it waits there; undone, it is taken back wherever it is."""
        onward = self._create_dossier("王小明")
        first = self._merge_as_owner()
        request = self._waiting()
        self._merge_as_owner(kept=onward, others=self.kept)
        self.assertEqual(request.res_id, onward.id)
        self._undo(first)
        self.assertEqual(request.state, "withdrawn")

    def test_the_dialog_says_so(self):
        action = (self.kept + self.other).with_user(self.salesperson).action_merge()
        Wizard = self.env["customer.merge.wizard"].with_user(self.salesperson)
        wizard = Wizard.browse(action["res_id"])
        wizard.kept_id = self.kept
        self.assertEqual(wizard.preview["waiting"], ["Bank Account", "Bank"])
        self.kept.sudo().write({"bank_name": "ABC", "bank_account": OTHER_ACCOUNT})
        wizard.invalidate_recordset(["preview"])
        self.assertEqual(wizard.preview["waiting"], [])

    def test_nobody_says_so_in_the_context(self):
        """A client cannot say that a merge is, or is not, going on."""
        mine = self.kept.with_user(self.salesperson)
        for said in ([1, 7], True, 7):
            mine.with_context(customer_merging_now=said).bank_account = ACCOUNT
        self.assertFalse(self.kept.bank_account)


@tagged("-at_install", "post_install")
class TestMergeDecisionMaker(MergeCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kept = cls._organisation("明德")
        cls.other = cls._organisation("明德公司")
        cls.contact = cls.env["customer.contact"].create(
            {"dossier_id": cls.other.id, "name": "李雷", "is_decision_maker": True}
        )

    def _decider(self, dossier):
        return dossier._open_decisions().contact_id

    def _request(self):
        return self.env["customer.change.request"].search(
            [("res_model", "=", "customer.contact"), ("res_id", "=", self.contact.id)]
        )

    def test_waits_and_comes_back(self):
        self.assertEqual(self._decider(self.other), self.contact)
        merge = self._merge(user=self.salesperson)
        self.assertEqual(self.contact.dossier_id, self.kept)
        self.assertFalse(self._decider(self.kept))
        request = self._request()
        self.assertEqual((request.state, request.dossier_id), ("waiting", self.kept))
        self._undo(merge)
        self.assertEqual(request.state, "withdrawn")
        self.assertEqual(self._decider(self.other), self.contact)

    def test_approved(self):
        merge = self._merge(user=self.salesperson)
        self._request().with_user(self.supervisor).action_approve()
        self.assertEqual(self._decider(self.kept), self.contact)
        self._undo(merge)
        self.assertEqual(self._decider(self.other), self.contact)
        self.assertFalse(self._decider(self.kept))

    def test_switched_off(self):
        self.company.has_second_look_decision_maker = False
        self._merge(user=self.salesperson)
        self.assertFalse(self._request())
        self.assertEqual(self._decider(self.kept), self.contact)

    def test_the_dialog_says_so(self):
        action = (self.kept + self.other).with_user(self.salesperson).action_merge()
        Wizard = self.env["customer.merge.wizard"].with_user(self.salesperson)
        wizard = Wizard.browse(action["res_id"])
        wizard.kept_id = self.kept
        self.assertIn("Decision Maker", wizard.preview["waiting"])
