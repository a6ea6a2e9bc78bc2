"""When somebody wants to buy, in both languages (D3); no database."""

import doctest
from datetime import date

from odoo.tests import BaseCase, tagged

from ..tools import purchase_time

TODAY = date(2026, 3, 5)  # a Thursday
# what people say -> first and last day
CASES = {
    "2026-09-15": ("2026-09-15", "2026-09-15"),
    "2026/9/5": ("2026-09-05", "2026-09-05"),
    "2026年9月15日": ("2026-09-15", "2026-09-15"),
    "9月15日": ("2026-09-15", "2026-09-15"),
    "2月1日": ("2027-02-01", "2027-02-01"),
    "Sep 15, 2026": ("2026-09-15", "2026-09-15"),
    "15 September 2026": ("2026-09-15", "2026-09-15"),
    "tomorrow": ("2026-03-06", "2026-03-06"),
    "Q3/2024": ("2024-07-01", "2024-09-30"),
    "Q3 2026": ("2026-07-01", "2026-09-30"),
    "2026Q3": ("2026-07-01", "2026-09-30"),
    "Q1": ("2026-01-01", "2026-03-31"),
    "2026年三季度": ("2026-07-01", "2026-09-30"),
    "2026年第三季度": ("2026-07-01", "2026-09-30"),
    "第四季度": ("2026-10-01", "2026-12-31"),
    "明年一季度": ("2027-01-01", "2027-03-31"),
    "3rd quarter 2026": ("2026-07-01", "2026-09-30"),
    "third quarter of 2026": ("2026-07-01", "2026-09-30"),
    "2026年上半年": ("2026-01-01", "2026-06-30"),
    "H2 2026": ("2026-07-01", "2026-12-31"),
    "２０２６年９月": ("2026-09-01", "2026-09-30"),
    "2026-09": ("2026-09-01", "2026-09-30"),
    "09/2026": ("2026-09-01", "2026-09-30"),
    "September 2026": ("2026-09-01", "2026-09-30"),
    "in September": ("2026-09-01", "2026-09-30"),
    "十二月": ("2026-12-01", "2026-12-31"),
    "1月": ("2027-01-01", "2027-01-31"),
    "9月底": ("2026-09-21", "2026-09-30"),
    "9月上旬": ("2026-09-01", "2026-09-10"),
    "明年3月": ("2027-03-01", "2027-03-31"),
    "年底": ("2026-12-01", "2026-12-31"),
    "end of 2027": ("2027-12-01", "2027-12-31"),
    "本月": ("2026-03-05", "2026-03-31"),
    "下个月": ("2026-04-01", "2026-04-30"),
    "next quarter": ("2026-04-01", "2026-06-30"),
    "下周": ("2026-03-09", "2026-03-15"),
    "月底": ("2026-03-05", "2026-03-31"),
    "三个月内": ("2026-03-05", "2026-06-05"),
    "within 3 months": ("2026-03-05", "2026-06-05"),
    "in two weeks": ("2026-03-05", "2026-03-19"),
    "半年内": ("2026-03-05", "2026-09-05"),
    "1-3个月": ("2026-04-05", "2026-06-05"),
    "2026年": ("2026-01-01", "2026-12-31"),
    "next year": ("2027-01-01", "2027-12-31"),
    "最迟9月15日": ("2026-03-05", "2026-09-15"),
    "before Sep 2026": ("2026-03-05", "2026-09-30"),
    "by May": ("2026-03-05", "2026-05-31"),
    "Q3 2026 - Q1 2027": ("2026-07-01", "2027-03-31"),
}
URGENT = {
    "urgent": ("2026-03-05", "2026-03-12"),
    "ASAP": ("2026-03-05", "2026-03-12"),
    "紧急": ("2026-03-05", "2026-03-12"),
    "尽快，最迟2026年4月": ("2026-03-05", "2026-04-30"),
}
UNREADABLE = [
    *("", None, "以后再说", "看情况", "不急", "maybe later", "we may buy"),
    *("2026-13-45", "2026-02-30", "20 台叉车", "two years"),
]


@tagged("-at_install", "post_install")
class TestPurchaseTime(BaseCase):
    def _read(self, said):
        period = purchase_time.parse_purchase_time(said, TODAY)
        return period and (str(period.first), str(period.last), period.is_urgent)

    def test_times(self):
        for said, days in CASES.items():
            with self.subTest(said):
                self.assertEqual(self._read(said), (*days, False))

    def test_urgent(self):
        for said, days in URGENT.items():
            with self.subTest(said):
                self.assertEqual(self._read(said), (*days, True))

    def test_unreadable(self):
        for said in UNREADABLE:
            with self.subTest(said):
                self.assertIsNone(self._read(said))

    def test_doctests(self):
        self.assertEqual(doctest.testmod(purchase_time).failed, 0)
