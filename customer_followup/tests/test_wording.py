"""Names and needs in words (V1); no database."""

from odoo.tests import BaseCase, tagged

from ..tools import wording

KINDS = [
    ("上海明德贸易有限公司", "company"),
    ("宁波东海模具厂", "company"),
    ("第一人民医院", "company"),
    ("Rhein Automation GmbH", "company"),
    ("Kyoto Seiki Co Ltd", "company"),
    ("王小明", "individual"),
    ("厂长王", "individual"),
    ("Costa Coen", "individual"),
    ("", "individual"),
]
LINES = [
    ("buy 20 forklifts", [], "buy 20 forklifts"),
    ("\n  second line first \nmore", [], "second line first"),
    ("call +86 139-0000-2001 today", [], "call … today"),
    ("mail a.b@example.com", [], "mail …"),
    ("王小明想买设备", ["王小明", None], "…想买设备"),
    ("John Smith wants a quote", ["John Smith"], "… wants a quote"),
    ("13900002001", [], ""),
    ("110101199003070018", [], ""),
    (None, [], ""),
    ("x" * 60, [], "x" * 39 + "…"),
]


@tagged("-at_install", "post_install")
class TestWording(BaseCase):
    def test_guess_kind(self):
        for name, expected in KINDS:
            with self.subTest(name):
                self.assertEqual(wording.guess_kind(name), expected)

    def test_first_line(self):
        for text, hidden, expected in LINES:
            with self.subTest(text):
                self.assertEqual(wording.first_line(text, hidden=hidden), expected)
