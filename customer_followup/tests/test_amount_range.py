"""Budgets as people say them, in both languages (D3); no database."""

import doctest

from odoo.tests import BaseCase, tagged

from ..tools import amount_range

CASES = {
    "50000": (50000, 50000),
    "1,000,000": (1000000, 1000000),
    "￥50,000 - 80,000": (50000, 80000),
    "5-8 万": (50000, 80000),
    "5～8万元": (50000, 80000),
    "5万-8万": (50000, 80000),
    "8千-1万": (8000, 10000),
    "五到八万": (50000, 80000),
    "20万至30万人民币": (200000, 300000),
    "2-3百万": (2000000, 3000000),
    "1.5万": (15000, 15000),
    "十万以内": (None, 100000),
    "不超过10万": (None, 100000),
    "10万以上": (100000, None),
    "5万起": (50000, None),
    "约5万元": (50000, 50000),
    "3亿": (300000000, 300000000),
    "5w": (50000, 50000),
    "50k-80k": (50000, 80000),
    "between 5k and 8k": (5000, 8000),
    "50 to 80": (50, 80),
    "at least 50k": (50000, None),
    "100k+": (100000, None),
    "> 5万": (50000, None),
    "up to $80,000": (None, 80000),
    "under 1 million": (None, 1000000),
    "1.2m": (1200000, 1200000),
    "budget about 20000 USD": (20000, 20000),
}
UNREADABLE = ["", None, "看情况", "几万", "8-5万", "-5", "5 or 6 or 7", "TBD", "8x"]


@tagged("-at_install", "post_install")
class TestAmountRange(BaseCase):
    def test_amounts(self):
        for said, amounts in CASES.items():
            with self.subTest(said):
                self.assertEqual(amount_range.parse_amounts(said), amounts)

    def test_what_is_written_is_read_again(self):
        for said, amounts in CASES.items():
            with self.subTest(said):
                text = amount_range.as_text(amount_range.AmountRange(*amounts))
                self.assertEqual(amount_range.parse_amounts(text), amounts)

    def test_unreadable(self):
        for said in UNREADABLE:
            with self.subTest(said):
                self.assertIsNone(amount_range.parse_amounts(said))

    def test_doctests(self):
        self.assertEqual(doctest.testmod(amount_range).failed, 0)
