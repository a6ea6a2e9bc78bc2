"""Answers from cells of a sheet or typed-in paper forms, type by type."""

import datetime

from odoo.tests import BaseCase, tagged

from ..rules import FIELD_TYPES
from ..rules.types.base import Invalid

COLOURS = [
    {"key": "red", "label": {"en_US": "Red", "zh_CN": "红色"}},
    {"key": "blue", "label": {"en_US": "Blue, or green", "zh_CN": "蓝色、绿色"}},
    {"key": "green", "label": {"en_US": "red"}},
    {"key": "none", "label": {"en_US": "Blue", "zh_CN": "blue"}},
]
SHANGHAI = {"tz": "Asia/Shanghai"}
A_DAY = datetime.datetime(2026, 3, 5)
# type, what else the field says, cell, what parse() makes of it
CELLS = [
    ("text", {}, None, None),
    ("text", {}, "  Ann ", "Ann"),
    ("text", {}, 7, "7"),
    ("text", {}, 7.0, "7"),
    ("text", {}, 0.1 + 0.2, "0.3"),
    ("text", {}, True, "TRUE"),
    ("longtext", {}, "one\r\ntwo", "one\ntwo"),
    ("select", {}, "Red", "red"),
    ("select", {}, "红色", "red"),
    ("select", {}, " ＲＥＤ ", "red"),
    ("select", {}, "green", "green"),
    ("select", {}, "none", "none"),
    ("select", {}, "blue", "none"),
    ("select", {}, "", None),
    ("radio", {}, "蓝色、绿色", "blue"),
    ("radio", {}, "pink", "unknown_option"),
    ("multi", {}, "", None),
    ("multi", {}, None, None),
    ("multi", {}, "Red", ["red"]),
    ("multi", {}, "Red, green", ["red", "green"]),
    ("multi", {}, "Red;green；none", ["red", "green", "none"]),
    ("multi", {}, "红色、蓝色、绿色", ["red", "blue"]),
    ("multi", {}, "Blue, or green, Red", ["blue", "red"]),
    ("multi", {}, "Red\nRed\n\n", ["red"]),
    ("multi", {}, "Red, pink", "unknown_option"),
    ("multi", {}, "," * 5000, None),
    ("date", {}, "2026/3/5", "2026-03-05"),
    ("date", {}, "2026-03-05 00:00:00", "2026-03-05"),
    ("date", {}, A_DAY, "2026-03-05"),
    ("date", {}, A_DAY.date(), "2026-03-05"),
    ("date", {}, A_DAY.replace(hour=9), "not_a_date"),
    ("datetime", SHANGHAI, A_DAY.replace(hour=9, minute=30), "2026-03-05 01:30:00"),
    ("datetime", SHANGHAI, "2026年3月5日 9:30", "2026-03-05 01:30:00"),
    ("datetime", SHANGHAI, "2026-03-05", "not_a_datetime"),
    ("phone", {}, 13800001234, "+8613800001234"),
    ("phone", {}, 13800001234.0, "+8613800001234"),
    ("phone", {}, "021-58886666 #12", "+862158886666;ext=12"),
    ("email", {}, "Ann@Example.com", "Ann@example.com"),
    ("url", {}, "example.com", "https://example.com"),
    ("integer", {}, 1200.0, 1200),
    ("integer", {}, "1,200", 1200),
    ("integer", {}, 12.5, "not_an_integer"),
    ("decimal", {}, 12.5, 12.5),
    ("decimal", {}, 1e-05, "not_a_decimal"),
    ("money", {}, "¥1,200.50", 1200.5),
    ("money", {}, "1200.5元", 1200.5),
    ("money", {}, "CNY 1,200", 1200),
    ("money", {}, 1200.5, 1200.5),
    ("rating", {}, "★★★★☆", 4),
    ("rating", {}, "☆☆☆☆☆", "not_a_rating"),
    ("rating", {}, 4.0, 4),
    ("rating", {}, "４ 星", 4),
    ("rating", {}, "4/5", 4),
    ("rating", {}, 6, "not_a_rating"),
    ("attachment", {}, "", None),
    ("attachment", {}, "licence.pdf", "not_a_file"),
    ("id_card", {}, "360426199101010071", "**************0071"),
    ("uscc", {}, "9111 0000 6000 3734 1L", "91110000600037341L"),
    ("region", {}, "浙江省杭州市西湖区", "浙江省/杭州市/西湖区"),
    ("region", {}, "浙江 杭州 西湖", "浙江省/杭州市/西湖区"),
    ("region", {}, "Zhejiang / Hangzhou / Xihu District", "浙江省/杭州市/西湖区"),
    ("region", {}, 330106.0, "浙江省/杭州市/西湖区"),
    ("region", {}, "西湖区", "region_ambiguous"),
    ("region", {}, "浙江省", "region_incomplete"),
    ("region", {"depth": "city"}, "浙江省杭州市西湖区", "浙江省/杭州市"),
    ("region", {"foreign": True}, "Germany", "德国"),
    ("consent", {}, "yes", True),
    ("consent", {}, "是", True),
    ("consent", {}, "√", True),
    ("consent", {}, "✓", True),
    ("consent", {}, 1, True),
    ("consent", {}, 1.0, True),
    ("consent", {}, True, True),
    ("consent", {}, "同意", True),
    ("consent", {}, "否", None),
    ("consent", {}, False, None),
    ("consent", {}, "", None),
    ("consent", {}, "x", "unknown_option"),
]


@tagged("-at_install", "post_install")
class TestReadText(BaseCase):
    def test_cells(self):
        for key, extra, cell, expected in CELLS:
            field = {"key": "q", "type": key, "options": COLOURS, **extra}
            field_type = FIELD_TYPES[key]
            with self.subTest(type=key, cell=cell):
                try:
                    value = field_type.parse(
                        field_type.read_text(cell, field, "en_US"), field
                    )
                except Invalid as invalid:
                    value = invalid.code
                self.assertEqual(value, expected)

    def test_every_type_that_is_filled_in_has_cells(self):
        tested = {key for key, *_ in CELLS}
        asked = {
            key
            for key, each in FIELD_TYPES.items()
            if each.is_input and each.is_offered
        }
        self.assertEqual(tested, asked)

    def test_the_language_of_the_sheet_comes_first(self):
        options = [
            {"key": "a", "label": {"en_US": "One", "zh_CN": "Two"}},
            {"key": "b", "label": {"en_US": "Two", "zh_CN": "One"}},
        ]
        field = {"key": "q", "type": "select", "options": options}
        read = FIELD_TYPES["select"].read_text
        self.assertEqual(read("One", field, "en_US"), "a")
        self.assertEqual(read("One", field, "zh_CN"), "b")
