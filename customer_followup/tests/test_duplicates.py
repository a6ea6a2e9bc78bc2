"""Which dossiers may be of one customer, and what becomes of it (S8)."""

from unittest.mock import patch

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.customer_forms.models.vault import vault_guesses

from .merge_common import FIRST, SECOND, THIRD, MergeCommon


@tagged("-at_install", "post_install")
class TestDuplicates(MergeCommon):
    def test_found_when_a_dossier_is_opened(self):
        double = self._create_dossier("王小明", phone=SECOND)
        pair = self._pair(double, self.other)
        self.assertEqual(pair.state, "open")
        self.assertEqual(pair.reasons, ["same_phone", "same_person"])
        self.assertEqual(pair.reason_text, "same phone, same full name")
        self.env["res.lang"]._activate_lang("zh_CN")
        in_chinese = pair.with_context(lang="zh_CN").reason_text
        self.assertEqual(in_chinese, "电话相同，姓名相同")
        self.assertGreater(pair.score, 90)
        self.assertFalse(self._pair(double, self.kept))

    def test_found_when_a_value_changes_and_forgotten_when_it_is_corrected(self):
        self.assertFalse(self._pair(self.kept, self.other))
        self.kept.other_phone = SECOND
        self.assertTrue(self._pair(self.kept, self.other))
        self.kept.other_phone = "13900002099"
        self.assertFalse(self._pair(self.kept, self.other))

    def test_another_bank_account_is_not_another_identity_card(self):
        """Both are numbers of one class: accounts, as tax numbers, say nothing of who it
        is."""
        self.kept.sudo().write(
            {"other_phone": SECOND, "bank_account": "62220212345678"}
        )
        self.other.sudo().write({"bank_account": "62220287654321", "tax_id": "P-1"})
        (self.kept + self.other)._find_duplicates()
        pair = self._pair(self.kept, self.other)
        self.assertTrue(pair)
        self.assertNotIn("other_id_card", pair.reasons)

    def test_found_by_a_similar_name(self):
        one = self._organisation("上海明德科技有限公司")
        two = self._organisation("上海明德")
        far = self._organisation("北京明德科技有限公司")
        pair = self._pair(one, two)
        self.assertIn("上海明德科技有限公司 / 上海明德", pair.reason_text)
        self.assertFalse(self._pair(one, far))
        far.customer_name = "明德(上海)有限公司"
        self.assertTrue(self._pair(one, far))

    def test_found_among_what_a_form_brings(self):
        """S8: what is not certain opens a dossier and proposes the pair."""
        firm = self._organisation("杭州大华机械有限公司")
        same = self._register(
            customer_name="大华机械(杭州)有限责任公司", customer_kind="company"
        )
        self.assertEqual(same.dossier_id, firm, "the same name, in another spelling")
        similar = self._register(customer_name="杭州大华", customer_kind="company")
        self.assertNotEqual(similar.dossier_id, firm)
        self.assertEqual(self._pair(similar.dossier_id, firm).state, "open")

    def test_people_of_one_name_need_more_in_common(self):
        namesake = self._create_dossier("王小明", phone=THIRD)
        self.assertFalse(self._pair(namesake, self.kept))
        for dossier in namesake + self.kept:
            dossier.partner_id.city = "杭州市"
        self.kept.email = "other@a.cn"
        self.assertEqual(
            self._pair(namesake, self.kept).reasons,
            ["same_person", "same_city", "other_phone"],
        )

    def test_not_the_same_is_remembered(self):
        self.kept.other_phone = SECOND
        pair = self._pair(self.kept, self.other)
        pair.with_user(self.supervisor).action_tell_apart()
        self.assertEqual(pair.decided_by_id, self.supervisor)
        self.kept.email = "wang@a.cn"
        self.assertEqual(pair.state, "different")
        third = self._create_dossier("李四", phone=THIRD)
        self._merge(third, self.other)
        self.assertFalse(
            self._pair(self.kept, third), "nor of what it was merged into since"
        )

    def test_what_a_merged_dossier_has_finds_the_kept_one(self):
        third = self._create_dossier("王小明", phone=THIRD)
        self._merge(others=self.other + third)
        double = self._create_dossier("Wang", phone=THIRD)
        self.assertTrue(self._pair(double, self.kept))
        self.assertFalse(self._pair(double, third))

    def test_dossiers_of_another_company_are_no_doubles(self):
        abroad = self._create_dossier(
            "王小明",
            phone=FIRST,
            company_id=self.company_2.id,
            user_id=False,
            team_id=False,
        )
        self.assertFalse(self._pair(abroad, self.kept))

    def test_the_job_compares_what_was_there_before(self):
        self.kept.other_phone = SECOND
        self._pair(self.kept, self.other).unlink()
        (self.kept + self.other).is_compared = False
        with self.enter_registry_test_mode():
            self.env.ref(
                "customer_followup.ir_cron_find_duplicates"
            ).method_direct_trigger()
        self.env.invalidate_all()
        self.assertTrue(self._pair(self.kept, self.other))
        self.assertTrue(self.kept.is_compared)

    def test_the_dossier_says_so(self):
        self.kept.other_phone = SECOND
        shown = self.kept.with_user(self.salesperson)
        self.assertFalse(self._create_dossier("李四", phone=THIRD).duplicate_text)
        self.assertEqual(shown.duplicate_count, 1)
        self.assertIn(self.other.number, shown.duplicate_text)
        self.assertIn("same phone", shown.duplicate_text)
        self._merge()
        self.env.invalidate_all()
        self.assertFalse(shown.duplicate_count)

    def test_comparing_takes_as_many_queries_for_80(self):
        counts = []
        for amount in (1, 80):
            vals_list = [
                {
                    "name": f"赵{n}",
                    "kind": "individual",
                    "phone": f"137{amount:03}{n:05}",
                }
                for n in range(amount)
            ]
            Dossier = self.env["customer.dossier"]
            Dossier.create(vals_list)
            doubles = Dossier.create(vals_list)
            pairs = self.Duplicate.search([("dossier_id", ">", self.other.id)])
            self.assertGreaterEqual(len(pairs), amount)
            pairs.unlink()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            doubles._find_duplicates()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 2, counts)


@tagged("-at_install", "post_install")
class TestDuplicateAccess(MergeCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.viewer = cls._create_user("cf_viewer", "viewer")
        cls.colleagues = cls._create_dossier(
            "王小明", phone=FIRST, email="secret@a.cn", user_id=cls.salesperson_2.id
        )
        cls.pair = cls._pair(cls.Duplicate, cls.kept, cls.colleagues)

    @classmethod
    def _pair(cls, *dossiers):
        return cls.env["customer.duplicate"]._pair_of(*dossiers[-2:])

    def test_who_sees_which_pairs(self):
        seeing = {
            self.salesperson: True,
            self.salesperson_2: True,
            self.supervisor: True,
            self.manager: True,
            self.viewer: True,
            self.creator: False,
            self.outsider: False,
            self._create_user("cf_sales_3", "user"): False,
        }
        for user, sees in seeing.items():
            with self.subTest(user.login):
                try:
                    found = self.Duplicate.with_user(user).search([])
                except AccessError:
                    found = self.Duplicate
                self.assertEqual(self.pair in found, sees)

    def test_a_pair_tells_no_more_than_number_mask_and_owner(self):
        pair = self.pair.with_user(self.salesperson)
        said = str(pair.read()) + str(
            pair.web_read({"other_id": {"fields": {"display_name": {}}}})
        )
        self.assertIn(self.colleagues.number, said)
        self.assertNotIn("secret", said)
        self.assertNotIn("王小明", said)
        self.assertEqual(pair.other_owner_id.id, self.salesperson_2.id)
        with self.assertRaises(AccessError):
            pair.other_id.phone  # noqa: B018 - reading is what is refused

    def test_nobody_writes_pairs_or_merges(self):
        for user in (self.salesperson, self.manager):
            with self.subTest(user.login):
                with self.assertRaises(AccessError):
                    self.pair.with_user(user).write({"state": "different"})
                with self.assertRaises(AccessError):
                    self.Duplicate.with_user(user).create(
                        {"dossier_id": self.kept.id, "other_id": self.other.id}
                    )
                with self.assertRaises(AccessError):
                    self.Merge.with_user(user).create(
                        {"kept_id": self.kept.id, "merged_id": self.other.id}
                    )
                with self.assertRaises(AccessError):
                    self.kept.with_user(user).merged_into_id = self.other
                with self.assertRaises(AccessError):
                    self.env["customer.dossier"].with_user(user).with_context(
                        default_merged_into_id=self.other.id
                    ).create({"name": "甲"})

    def test_who_may_merge_what(self):
        """Who may change both; a salesperson asks the supervisor about a colleague's."""
        both = self.kept + self.colleagues
        for user in (self.salesperson, self.salesperson_2, self.viewer, self.outsider):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._merge(self.kept, self.colleagues, user=user)
            with self.subTest(user.login), self.assertRaises(AccessError):
                both.with_user(user).action_merge()
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.pair.with_user(user).action_tell_apart()
        self.pair.with_user(self.salesperson).action_ask_supervisor()
        asked = self.kept.activity_ids.filtered(
            lambda each: self.colleagues.number in each.summary
        )
        self.assertEqual(asked.user_id, self.supervisor)
        self._merge(self.kept, self.other, user=self.salesperson)
        merge = self._merge(self.kept, self.colleagues, user=self.supervisor)
        with self.assertRaises(AccessError):
            merge.with_user(self.salesperson).action_undo()

    def test_a_forged_dialog_merges_nothing(self):
        Wizard = self.env["customer.merge.wizard"].with_user(self.salesperson)
        forged = {"dossier_ids": (self.kept + self.colleagues).ids}
        with self.assertRaises(AccessError):
            Wizard.create({**forged, "kept_id": self.kept.id})
        wizard = Wizard.create(
            {
                "dossier_ids": (self.kept + self.other).ids,
                "kept_id": self.kept.id,
                "choices": {"phone": self.colleagues.id, "user_id": 1, "name": "x"},
            }
        )
        with self.assertRaises(AccessError):
            wizard.write({"dossier_ids": [Command.link(self.colleagues.id)]})
        # sudo: as if it had come in by another way
        wizard.sudo().dossier_ids += self.colleagues
        self.env.invalidate_all()
        self.assertNotIn(self.colleagues.number, str(wizard.read(["preview"])))
        wizard.action_merge()
        self.assertFalse(self.colleagues.merged_into_id)
        self.assert_opened(self.kept, phone=FIRST)

    def test_typing_a_known_phone_says_whose_it_is(self):
        Dossier = self.env["customer.dossier"].with_user(self.salesperson)
        typed = Dossier.new({"name": "王", "kind": "individual", "phone": FIRST})
        said = {each["id"]: each for each in typed.lookalikes}
        self.assertTrue(said[self.kept.id]["can_open"])
        other = said[self.colleagues.id]
        self.assertFalse(other["can_open"])
        self.assertEqual(other["owner"], self.salesperson_2.name)
        self.assertNotIn("secret", str(other))
        values = {"kind": "individual", "phone": FIRST}
        for _twice in range(2):
            Dossier.ask_owner(self.colleagues.id, values)
        self.assertEqual(len(self.colleagues.activity_ids), 1)
        self.assertEqual(self.colleagues.activity_ids.user_id, self.salesperson_2)
        with self.assertRaises(UserError):
            Dossier.ask_owner(self.colleagues.id, {"phone": THIRD})
        with self.assertRaises(AccessError):
            Dossier.with_user(self.viewer).ask_owner(self.colleagues.id, values)

    def test_asking_for_many_phones_is_guessing(self):
        Dossier = self.env["customer.dossier"].with_user(self.salesperson)
        vault = self.env.registry["customer.vault.value"]
        stopped = UserError("Stopped")
        with (
            patch.dict(vault_guesses._asked, clear=True),
            patch.object(vault, "_refuse_guesses", side_effect=stopped, autospec=True),
            patch.object(vault_guesses, "MOST", 3),
        ):
            for number in range(3):
                typed = {"phone": f"1390001{number:04}"}
                Dossier._describe_lookalikes(self.company, typed)
            with self.assertRaisesRegex(UserError, "Stopped"):
                Dossier.new({"kind": "individual", "phone": FIRST}).lookalikes  # noqa: B018
