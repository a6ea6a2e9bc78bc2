"""Recognising customers (S8); no database."""

from odoo.tests import BaseCase, tagged

from ..tools.matching import CustomerIndex, identity

KNOWN = [
    ("wang", identity("+8613900002001", "wang@a.cn", "王伟", "individual")),
    ("acme", identity("+8613900002002", "info@acme.com", "ACME Ltd", "company")),
    ("twin 1", identity("+8613900002003", "both@twins.cn", "甲公司", "company")),
    ("twin 2", identity("+8613900002004", "both@twins.cn", "乙公司", "company")),
    ("shared 1", identity("+8613900002005", "a@s.cn")),
    ("shared 2", identity("+8613900002005", "b@s.cn")),
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
]


@tagged("-at_install", "post_install")
class TestMatching(BaseCase):
    def test_find(self):
        index = CustomerIndex()
        for entry, who in KNOWN:
            index.add(who, entry)
        for label, who, expected in CASES:
            with self.subTest(label):
                self.assertEqual(index.find(who), expected)
