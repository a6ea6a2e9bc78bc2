"""Doubles that are not equal in anything: slips of the hand in names of organisations, and
what contact persons have in common (S8)."""

from itertools import pairwise
from unittest.mock import patch

from freezegun import freeze_time

from odoo.tests import tagged

from .merge_common import FIRST, THIRD, MergeCommon

MOBILE = "13900002071"


@tagged("-at_install", "post_install")
class TestDuplicatesAlike(MergeCommon):
    def test_a_slip_in_a_name_is_proposed_and_explained(self):
        one = self._organisation("宏达科技有限公司")
        two = self._organisation("宏達科枝（有限公司）")
        pair = self._pair(one, two)
        self.assertEqual(pair.reasons, ["near_name"])
        self.assertIn("科技 / 科枝", pair.reason_text)
        self.assertTrue(50 < pair.score < 90, "proposed, and no more")
        self.assertFalse(two.merged_into_id)

    def test_a_slip_in_an_english_name(self):
        one = self._organisation("Acme Trading Ltd")
        two = self._organisation("Acme Tradng Limited")
        self.assertIn("trading / tradng", self._pair(one, two).reason_text)

    def test_a_name_that_sounds_alike_is_probably_another(self):
        one = self._organisation("上海宏达科技有限公司")
        two = self._organisation("上海宏大科技有限公司")
        pair = self._pair(one, two)
        self.assertLess(pair.score, 20)
        self.assertIn("often of two companies: 宏达 / 宏大", pair.reason_text)
        for name in ("宏大科技有限公司", "上海宏远科技有限公司", "北京宏达科技"):
            with self.subTest(name):
                self.assertFalse(self._pair(one, self._organisation(name)))

    def test_a_branch_is_an_office_of_its_own(self):
        """Not proposed, and not filed either."""
        names = [
            f"明德科技有限公司{place}" for place in ("", "北京分公司", "上海分公司")
        ]
        offices = [
            self._register(customer_name=name, customer_kind="company").dossier_id
            for name in names
        ]
        self.assertEqual(len(set(offices)), 3)
        for one, other in pairwise(offices):
            self.assertFalse(self._pair(one, other))

    def test_a_form_with_a_slip_opens_a_dossier_and_proposes_the_pair(self):
        firm = self._organisation("杭州大华机械有限公司")
        near = self._register(
            customer_name="杭州大华机戒有限公司", customer_kind="company"
        )
        self.assertNotEqual(near.dossier_id, firm)
        self.assertEqual(self._pair(near.dossier_id, firm).state, "open")

    def test_the_mobile_of_a_contact_person(self):
        firm = self._organisation("杭州大华机械有限公司")
        other = self._organisation("西湖酒店", phone=MOBILE)
        self.assertFalse(self._pair(firm, other))
        person = self.env["customer.contact"].create(
            {"dossier_id": firm.id, "name": "李雷", "phone": MOBILE}
        )
        pair = self._pair(firm, other)
        self.assertIn(f"contact_phone:{person.id}", pair.reasons)
        text = pair.with_user(self.salesperson).reason_text
        self.assertIn("the phone of contact person 李* is the same", text)
        self.assertNotIn(MOBILE, str(pair.reasons))
        person.phone = "13900002072"
        self.assertFalse(self._pair(firm, other).exists())
        person.phone = MOBILE
        self.assertTrue(self._pair(firm, other))
        person.unlink()
        self.assertFalse(self._pair(firm, other).exists())

    def test_contact_persons_of_both(self):
        firms = [self._organisation(name) for name in ("杭州大华机械", "大华")]
        for firm in firms:
            self.env["customer.contact"].create(
                {"dossier_id": firm.id, "name": "李雷", "email": "li@dahua.example"}
            )
        self.assertIn("e-mail of contact person", self._pair(*firms).reason_text)

    def test_the_contact_person_of_a_colleagues_customer_is_not_named(self):
        mine = self._organisation("杭州大华机械", phone=MOBILE)
        theirs = self._organisation("大华", user_id=self.salesperson_2.id)
        self.env["customer.contact"].create(
            {"dossier_id": theirs.id, "name": "李雷", "phone": MOBILE}
        )
        text = self._pair(mine, theirs).with_user(self.salesperson).reason_text
        self.assertIn("the phone of a contact person is the same", text)
        self.assertNotIn("李", text)

    def test_whoever_is_asked_for_at_a_firm_is_not_the_firm(self):
        firm = self._organisation("杭州大华机械", phone=THIRD)
        self.env["customer.contact"].create(
            {"dossier_id": firm.id, "name": "王小明", "phone": FIRST}
        )
        self.assertFalse(self._pair(firm, self.kept))

    def test_typing_asks_in_the_same_way(self):
        firm = self._organisation("宏达科技有限公司", user_id=self.salesperson.id)
        self.env["customer.contact"].create(
            {"dossier_id": firm.id, "name": "李雷", "phone": MOBILE}
        )
        Dossier = self.env["customer.dossier"].with_user(self.salesperson)
        for typed, why in (
            ({"customer_name": "宏达科枝"}, "科枝 / 科技"),
            ({"customer_name": "宏达", "phone": MOBILE}, "contact person 李*"),
        ):
            said = Dossier.new({"kind": "company", **typed}).lookalikes
            self.assertEqual([each["id"] for each in said], [firm.id])
            self.assertIn(why, said[0]["why"])
        self.assertFalse(
            Dossier.new({"kind": "company", "customer_name": "宏远科技"}).lookalikes
        )

    def test_a_customer_made_by_name_only_is_told_of(self):
        """Created in a field, without a form that would warn."""
        self._organisation("宏达科技有限公司")
        Dossier = self.env["customer.dossier"].with_user(self.salesperson)
        sent = self.env.registry["res.users"]
        with patch.object(sent, "_bus_send") as bus:
            Dossier.name_create("远洋物流有限公司")
            self.assertNotIn("simple_notification", str(bus.mock_calls))
            Dossier.name_create("宏达科枝有限公司")
        self.assertIn(
            "科枝 / 科技", str(bus.mock_calls).replace("科技 / 科枝", "科枝 / 科技")
        )

    def test_namesakes_share_the_likelihood(self):
        """Of five of one name in one city, one at most is meant."""
        scores = []
        for number in range(3):
            each = self._create_dossier("欧阳小明", phone=f"1390000208{number}")
            each.partner_id.city = "杭州市"
            each._find_duplicates()
            pairs = each._open_duplicates()
            scores.append(max(pairs.mapped("score"), default=0))
        self.assertGreater(scores[1], scores[2])

    @freeze_time("2026-03-02 02:00:00")
    def test_comparing_takes_as_many_queries_for_80(self):
        counts = []
        for amount in (1, 80):
            firms = self._firms(amount, "机械") + self._firms(amount, "机戒")
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            firms[amount:]._find_duplicates()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
            pairs = firms._open_duplicates()
            self.assertGreaterEqual(len(pairs), amount)
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            pairs.with_user(self.manager).mapped("reason_text")
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[2], counts[0] + 2, counts)
        self.assertLessEqual(counts[3], counts[1] + 2, counts)

    def _firms(self, amount, trade):
        """Firms of different names, each with a contact person."""
        names = [chr(0x5C00 + 7 * number) * 2 for number in range(amount)]
        firms = self.env["customer.dossier"].create(
            [
                {"kind": "company", "customer_name": f"{name}{trade}有限公司"}
                for name in names
            ]
        )
        self.env["customer.contact"].create(
            [
                {
                    "dossier_id": firm.id,
                    "name": "李雷",
                    "phone": f"136{amount:03}{number:05}",
                }
                for number, firm in enumerate(firms)
            ]
        )
        return firms
