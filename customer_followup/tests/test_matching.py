"""Recognising customers, and how sure that is (S8); no database."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..tools.comparison import (
    CERTAIN,
    OF_CONTACTS,
    PROPOSED,
    WEIGHTS,
    Profile,
    compare,
    profile_of,
)
from ..tools.matching import CustomerIndex, identity
from ..tools.organisation_name import organisation_name

CODE, OTHER_CODE = "91310000MA1FL0AA7X", "91110000MA1FL0AB5Y"
KNOWN = [
    ("wang", identity("+8613900002001", "wang@a.cn", "王伟", "individual")),
    ("acme", identity("+8613900002002", "info@acme.com", "ACME Ltd", "company")),
    ("twin 1", identity("+8613900002003", "both@twins.cn", "甲公司", "company")),
    ("twin 2", identity("+8613900002004", "both@twins.cn", "乙公司", "company")),
    ("shared 1", identity("+8613900002005", "a@s.cn")),
    ("shared 2", identity("+8613900002005", "b@s.cn")),
    ("mingde", identity(name="上海明德科技有限公司", kind="company", credit_code=CODE)),
    ("dahua", identity("+8613900002006", name="大华厂", kind="company", city="杭州")),
]
CASES = [
    ("by phone", identity("+8613900002001"), "wang"),
    ("by e-mail, whatever its case", identity(email="Info@ACME.com"), "acme"),
    (
        "by the name of an organisation",
        identity(name="acme  LTD", kind="company"),
        "acme",
    ),
    ("not by the name of a person", identity(name="王伟", kind="individual"), None),
    ("phone before e-mail", identity("+8613900002001", "info@acme.com"), "wang"),
    ("a new phone, a known e-mail", identity("+8613900009999", "wang@a.cn"), "wang"),
    ("an e-mail of two customers", identity(email="both@twins.cn"), None),
    (
        "told apart by name",
        identity("", "both@twins.cn", "乙公司", "company"),
        "twin 2",
    ),
    ("a phone of two: the oldest", identity("+8613900002005"), "shared 1"),
    ("a phone of two, and e-mail", identity("+8613900002005", "b@s.cn"), "shared 2"),
    ("nobody", identity("+8613900009999", "x@y.cn", "丙公司", "company"), None),
    ("nothing", identity(), None),
    (
        "by credit code",
        identity(name="明德", kind="company", credit_code=CODE),
        "mingde",
    ),
    (
        "another legal form, full width, brackets",
        identity(name="明德科技（上海）有限责任公司", kind="company"),
        "mingde",
    ),
    (
        "the same name in another city",
        identity(name="大华厂", kind="company", city="北京"),
        None,
    ),
    ("a similar name only", identity(name="上海明德", kind="company"), None),
    (
        "another credit code stands against the name",
        identity(name="上海明德科技有限公司", kind="company", credit_code=OTHER_CODE),
        None,
    ),
]
SAME_NAMES = [
    (
        "上海明德科技有限公司",
        "上海明德科技",
        "明德科技（上海）有限公司",
        "上海市 明德科技有限责任公司",
    ),
    ("ACME Co., Ltd.", "acme", "ＡＣＭＥ　ＣＯ．，ＬＴＤ．", "The Acme Company"),
    (
        "杭州西子贸易有限公司",
        "浙江省杭州市西子贸易有限公司",
        "西子贸易(杭州)股份有限公司",
    ),
]
SIMILAR_NAMES = [
    ("上海明德", "上海明德科技有限公司"),
    ("明德科技有限公司", "上海明德贸易有限公司"),
    ("华为", "华为技术有限公司"),
]
OTHER_NAMES = [
    ("上海明德科技有限公司", "上海明远科技有限公司"),
    ("上海科技有限公司", "北京科技有限公司"),
    ("甲公司", "乙公司"),
    ("吉林大学", "南京大学"),
]
VALUES = st.frozensets(st.sampled_from("abc"), max_size=2)
PROFILES = st.builds(Profile, *[VALUES] * len(Profile._fields))
NAMES = st.text(
    st.sampled_from("上海明德科技有限公司 （）()ACME,.Ltd省市"), max_size=16
)


def known(**values):
    return Profile(**{key: frozenset({value}) for key, value in values.items()})


@tagged("-at_install", "post_install")
class TestMatching(BaseCase):
    def test_find(self):
        index = CustomerIndex()
        for entry, who in KNOWN:
            index.add(who, entry)
        for label, who, expected in CASES:
            with self.subTest(label):
                self.assertEqual(index.find(who), expected)

    def test_names_that_are_one(self):
        for names in SAME_NAMES:
            for one, other in product(names, repeat=2):
                with self.subTest(one=one, other=other):
                    self.assertEqual(organisation_name(one), organisation_name(other))

    def test_names_that_are_similar(self):
        for one, other in SIMILAR_NAMES:
            with self.subTest(one=one, other=other):
                one, other = organisation_name(one), organisation_name(other)
                self.assertNotEqual(one.key, other.key)
                self.assertEqual(one.core, other.core)
                self.assertTrue(one.core)

    def test_names_that_are_not(self):
        for one, other in OTHER_NAMES:
            with self.subTest(one=one, other=other):
                one, other = organisation_name(one), organisation_name(other)
                self.assertNotEqual(one.key, other.key)
                self.assertTrue(one.core != other.core or not one.core)

    def test_weights_are_in_order_of_trust(self):
        agreeing = [
            each.agreeing
            for key, each in WEIGHTS.items()
            if key not in ("person", "city", *OF_CONTACTS)
        ]
        self.assertEqual(agreeing, sorted(agreeing, reverse=True))
        self.assertTrue(all(each.differing < 0 for each in WEIGHTS.values()))

    def test_how_sure(self):
        """Each case is surer than the one below it."""
        cases = [
            known(phone="1", email="2", person="3"),
            known(phone="1"),
            known(email="2"),
            known(name="4", core="5"),
            known(person="3", city="6"),
            known(person="3"),
        ]
        sure = [compare(each, each).probability for each in cases]
        self.assertEqual(sure, sorted(sure, reverse=True))
        self.assertGreater(sure[1], CERTAIN)
        self.assertLess(sure[-1], CERTAIN)
        similar = compare(
            profile_of(organisation_name("上海明德")),
            profile_of(organisation_name("上海明德科技")),
        )
        self.assertEqual(similar.reasons, ("short_name", "same_city"))
        self.assertGreater(similar.probability, PROPOSED)
        self.assertLess(similar.probability, CERTAIN)

    def test_a_number_of_the_state_decides(self):
        alike = {"phone": "1"}
        apart = compare(
            known(credit_code="8", **alike), known(credit_code="9", **alike)
        )
        self.assertLess(apart.probability, PROPOSED)
        self.assertIn("other_credit_code", apart.reasons)

    @settings(max_examples=200, deadline=None)
    @given(PROFILES, PROFILES)
    def test_comparing_is_the_same_both_ways(self, one, other):
        self.assertEqual(compare(one, other), compare(other, one))
        self.assertTrue(0 <= compare(one, other).probability <= 1)

    @settings(max_examples=200, deadline=None)
    @given(PROFILES, PROFILES, st.sampled_from(list(WEIGHTS)))
    def test_what_agrees_too_makes_it_likelier(self, one, other, key):
        common = getattr(one, key) | {"z"}
        before = compare(one, other).probability
        after = compare(
            one._replace(**{key: common}),
            other._replace(**{key: getattr(other, key) | {"z"}}),
        ).probability
        self.assertGreaterEqual(after, before)

    @settings(max_examples=200, deadline=None)
    @given(NAMES)
    def test_a_name_in_its_form_keeps_it(self, name):
        """Spaces and full width change nothing, whatever the name."""
        wide = name.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
        self.assertEqual(organisation_name(wide), organisation_name(name))
        self.assertEqual(organisation_name(f"  {name} "), organisation_name(name))
