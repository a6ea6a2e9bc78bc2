"""Where a known customer says he is otherwise: one value in its parts (D2, D8, S8)."""

import doctest

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..tools import place
from .merge_common import MergeCommon
from .scan import find_in_database

HANGZHOU, BINJIANG = "浙江省/杭州市/西湖区", "浙江省/杭州市/滨江区"
NANJING = "江苏省/南京市/玄武区"
STREET = "哨兵路九十号"


@tagged("-at_install", "post_install")
class TestDifferencePlace(MergeCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.china = cls.env.ref("base.cn")
        cls.dossier = cls._say(HANGZHOU)
        cls.dossier.write({"user_id": cls.salesperson.id, "team_id": cls.team.id})
        cls.mine = cls.dossier.with_user(cls.salesperson)

    @classmethod
    def _say(cls, region, form=None, **answers):
        said = {"customer_name": "李雷", "phone": "13911112222", **answers}
        return cls._submit(form or cls.form, {**said, "region": region}).dossier_id

    @classmethod
    def _sealing_form(cls):
        """A form whose place is sensitive: the contact has province and city only."""
        fields = [
            cls._question("customer_name"),
            cls._question("phone", "phone"),
            {**cls._question("region", "region"), "sensitivity": "address"},
        ]
        return cls._publish(
            cls._create_form(fields, name="Sealed", department_ids=cls.team.ids)
        )

    def _facts(self, state="open", dossier=None):
        Fact = self.env["customer.fact"].with_user(self.salesperson)
        return Fact.search(
            [
                ("dossier_id", "=", (dossier or self.dossier).id),
                ("name", "=", "place"),
                ("state", "=", state),
            ]
        )

    def _parts(self):
        partner = self.dossier.partner_id
        return (partner.state_id.name, partner.city, partner.street)

    def test_the_field_says_the_mask(self):
        """V3: it goes where any field may go, into a mail or a report."""
        self.mine.address = STREET
        policy = self.env["customer.privacy.policy"].search(
            [("company_id", "=", self.company.id), ("sensitivity", "=", "address")]
        )
        policy.owner = "full"
        self.env.invalidate_all()
        self.assertEqual(self.mine.read(["address"])[0]["address"], STREET)
        self.assertNotIn(STREET, self.mine.place)
        self.assertNotIn(STREET, str(self.mine.read(["place"])))

    def test_what_places_have_in_common(self):
        self.assertEqual(doctest.testmod(place).failed, 0)

    # ------------------------------------------------------------
    # What differs
    # ------------------------------------------------------------

    def test_said_first_it_is_filled_with_its_source(self):
        self.assertEqual(self._parts(), ("浙江省", "杭州市", "西湖区"))
        self.assertEqual(len(self._facts("current")), 1)
        [read] = self.mine.read(["provenance"])
        marks = read["provenance"]
        self.assertEqual(marks["city"], marks["state_id"])
        history = self.mine.get_value_history("city")
        self.assertEqual(len(history["entries"]), 1)

    def test_the_same_is_no_difference(self):
        self._say(HANGZHOU)
        self.dossier.partner_id.street = "西湖区文三路5号"
        self._say(HANGZHOU)
        self.assertFalse(self._facts())

    def test_another_place_stands_side_by_side(self):
        self._say(NANJING)
        fact = self._facts()
        self.assertEqual(fact.label, "Place")
        self.assertIn("浙江省 杭州市 西湖区", fact.now_value)
        [said] = fact.read(["value"])
        self.assertIn("江苏省 南京市 玄武区", said["value"])
        self.assertEqual(self._parts(), ("浙江省", "杭州市", "西湖区"))
        self._say(NANJING)
        self.assertEqual(self._facts(), fact, "asked once")

    def test_accepted_as_a_whole_and_undone(self):
        """D8: all parts, those too that the new place does not say."""
        self.dossier.partner_id.write({"zip": "310000", "street2": "5"})
        self._say(NANJING)
        fact = self._facts()
        for user in (self.salesperson_2, self.creator, self.outsider):
            with self.subTest(user.login), self.assertRaises(AccessError):
                fact.with_user(user).action_accept()
        fact.action_accept()
        self.assertEqual(self._parts(), ("江苏省", "南京市", "玄武区"))
        self.assertFalse(self.dossier.partner_id.zip)
        self.assertEqual(fact.state, "current")
        fact.action_undo()
        self.assertEqual(self._parts(), ("浙江省", "杭州市", "西湖区"))
        self.assertEqual(self.dossier.partner_id.zip, "310000")
        self.assertEqual(fact.state, "open")

    def test_refused_is_not_asked_again(self):
        self._say(NANJING)
        self._facts().action_refuse()
        self._say(NANJING)
        self.assertFalse(self._facts())
        self._say(BINJIANG)
        self.assertEqual(len(self._facts()), 1)

    def test_typing_it_decides(self):
        self._say(NANJING)
        fact = self._facts()
        state = self.env["res.country.state"].search(
            [("name", "=", "江苏省"), ("country_id", "=", self.china.id)]
        )
        self.dossier.partner_id.street = "玄武区"
        self.mine.write({"state_id": state.id, "city": "南京市"})
        self.assertEqual(fact.state, "current")

    def test_what_fits_is_added(self):
        """A city beside a street that somebody typed contradicts nothing."""
        dossier = self.kept
        dossier.with_user(self.salesperson).address = STREET
        said = self._say(HANGZHOU, customer_name="王小明", phone="13900002001")
        self.assertEqual(said, dossier)
        self.assertEqual(dossier.city, "杭州市")
        self.assert_opened(dossier, address=STREET)
        self.assertFalse(self._facts(dossier=dossier))

    # ------------------------------------------------------------
    # The sealed part
    # ------------------------------------------------------------

    def test_the_street_stays_sealed(self):
        """V2: in the fact, in the log and in the history."""
        self.mine.address = STREET
        self._say(NANJING)
        fact = self._facts()
        self.assertNotIn(STREET, fact.with_user(self.manager).sudo().value)
        fact.action_accept()
        self.assertFalse(self.dossier.address)
        self.assertFalse(find_in_database(self.env, [STREET]))
        fact.action_undo()
        self.assert_opened(self.dossier, address=STREET)
        self.assertFalse(find_in_database(self.env, [STREET]))

    def test_a_sensitive_place_is_one_difference(self):
        form = self._sealing_form()
        self._say(NANJING, form=form)
        fact = self._facts()
        self.assertEqual(
            len(self.dossier.fact_ids.filtered(lambda f: f.state == "open")), 1
        )
        self.assertFalse(self.dossier.address)
        self.assertNotIn("玄武区", fact.sudo().value)
        self.assertFalse(find_in_database(self.env, ["玄武区"]))
        said = fact.with_user(self.manager).reveal("value", "Comparing")
        self.assertIn("玄武区", said["value"])
        fact.action_accept()
        self.assertEqual(self._parts(), ("江苏省", "南京市", False))
        self.assert_opened(self.dossier, address=NANJING)
        self.assertFalse(find_in_database(self.env, ["玄武区"]))

    def test_handed_out_and_erased_with_the_person(self):
        """V5"""
        self._say(NANJING, form=self._sealing_form())
        document = self.dossier.sudo()._personal_document()
        texts = [
            line["text"]
            for part in document["sections"]
            for line in part.get("lines", ())
        ]
        self.assertTrue(any("玄武区" in str(text) for text in texts))

    # ------------------------------------------------------------
    # Merging
    # ------------------------------------------------------------

    def test_moved_in_a_merge_with_its_source(self):
        """D1: and given back, with what it came from."""
        merge = self._merge(self.kept, self.dossier)
        self.assertEqual(self.kept.city, "杭州市")
        fact = self._facts("current", self.kept)
        self.assertEqual(fact.origin, "submission")
        self._undo(merge)
        self.assertFalse(self.kept.city)
        self.assertEqual(self._parts(), ("浙江省", "杭州市", "西湖区"))

    def test_a_difference_goes_along_and_comes_back(self):
        self._say(NANJING)
        fact = self._facts()
        merge = self._merge(self.kept, self.dossier)
        self.assertEqual(fact.dossier_id, self.kept)
        self._undo(merge)
        self.assertEqual(fact.dossier_id, self.dossier)
        fact.action_accept()
        self.assertEqual(self._parts(), ("江苏省", "南京市", "玄武区"))
