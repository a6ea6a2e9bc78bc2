"""Every field type, from the page to the list (F2)."""

from lxml import html

from odoo.tests import HttpCase, tagged
from odoo.tools import SQL

from ..rules import FIELD_TYPES
from .common import CustomerFormsCommon

OFFERED = {key: each for key, each in FIELD_TYPES.items() if each.is_offered}
# type -> (what is typed, what is kept, what a person reads)
ANSWERS = {
    "text": (" Ann ", "Ann", "Ann"),
    "longtext": ("one\r\ntwo", "one\ntwo", "one\ntwo"),
    "select": ("b", "b", "B"),
    "radio": ("a", "a", "A"),
    "multi": (["b", "a"], ["b", "a"], "B, A"),
    "date": ("2026/3/5", "2026-03-05", "2026-03-05"),
    "datetime": ("2026-03-05T07:30", "2026-03-04 23:30:00", "2026-03-05 07:30"),
    "phone": ("138 0000 1234", "+8613800001234", "13800001234"),
    "email": ("Ann@Example.com", "Ann@example.com", "Ann@example.com"),
    "url": ("example.com", "https://example.com", "https://example.com"),
    "integer": ("1,200", 1200, "1200"),
    "decimal": ("12.5", 12.5, "12.5"),
    "money": ("¥1,200.5", 1200.5, "1,200.50"),
    "rating": ("4", 4, "★★★★☆"),
    "attachment": (None, "licence.pdf", "licence.pdf"),
    "id_card": ("360426199101010071", "**************0071", "**************0071"),
    "uscc": ("91110000600037341L", "91110000600037341L", "91110000600037341L"),
    "region": (
        "浙江省杭州市西湖区",
        "浙江省/杭州市/西湖区",
        "Zhejiang / Hangzhou / Xihu District",
    ),
    "consent": ("yes", True, "✓"),
}
# What is kept of these unless the form says that they are not sensitive (V1).
MASKS = {
    "phone": "138****1234",
    "email": "A***@example.com",
    "money": "****",
    "id_card": "**************0071",
}


@tagged("-at_install", "post_install")
class TestFieldTypes(CustomerFormsCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.partner_id.tz = "Asia/Shanghai"
        cls.form, cls.submission = cls._fill_every_type("every-type")
        cls.plain_form, cls.plain = cls._fill_every_type(
            "every-type-plain", sensitivity="none"
        )

    @classmethod
    def _fill_every_type(cls, slug, **vals):
        """A form with a question of every type, and a submission of it.

        :param vals: further values of the questions that are sensitive by default
        """
        form = cls._create_form(
            [
                {
                    "key": f"{key}_q",
                    "type": key,
                    "options": ("a", "b") if field_type.has_options else (),
                    **(vals if key in MASKS else {}),
                }
                for key, field_type in OFFERED.items()
            ],
            slug=slug,
        )
        cls._publish(form)
        answers = {
            f"{key}_q": typed or [cls._file()]
            for key, (typed, _kept, _text) in ANSWERS.items()
        }
        return form, cls._submit(form, answers)

    def test_the_form_offers_every_type_of_the_engine(self):
        selection = dict(self.env["customer.form.field"]._fields["type"].selection)
        self.assertEqual(list(selection), list(OFFERED))
        asked = {key for key, each in OFFERED.items() if each.is_input}
        self.assertEqual(asked, set(ANSWERS))

    def test_an_amount_of_zero_is_an_answer(self):
        """Odoo's properties keep the 0 of an integer, but not that of an amount."""
        submission = self._submit(self.plain_form, {"money_q": "0", "text_q": "x"})
        submission.invalidate_recordset()
        self.assertIs(type(submission.answers._values["money_q"]), float)
        self.assertIn(submission, submission.search([("answers.money_q", "=", 0)]))
        submission.answers = {"money_q": False}
        submission.invalidate_recordset()
        self.assertIs(submission.answers._values["money_q"], False)

    def test_a_sensitive_amount_of_zero_is_an_answer(self):
        submission = self._submit(self.form, {"money_q": "0", "text_q": "x"})
        submission.invalidate_recordset()
        self.assertEqual(submission.answers._values["money_q"], "****")
        self.assertEqual(submission._open_values(), {submission.id: {"money_q": 0.0}})
        self.assertIn(submission, submission.search([("answers.money_q", "=", 0)]))

    def test_answers_are_kept_and_read(self):
        self.plain.invalidate_recordset()
        kept = self.plain.answers._values
        read = {
            prop["name"]: prop["value"]
            for prop in self.plain.read(["answers"])[0]["answers"]
        }
        for key, (_typed, value, text) in ANSWERS.items():
            with self.subTest(key):
                self.assertEqual(kept[f"{key}_q"], value)
                # places have names in the language of the reader
                shown = text if key == "region" else value
                self.assertEqual(read[f"{key}_q"], shown)
                field = self.submission.version_id._field(f"{key}_q")
                self.assertEqual(FIELD_TYPES[key].to_text(value, field, "en_US"), text)

    def test_sensitive_answers_are_kept_as_masks(self):
        self.submission.invalidate_recordset()
        kept = self.submission.answers._values
        opened = self.submission._open_values()[self.submission.id]
        for key, mask in MASKS.items():
            with self.subTest(key):
                self.assertEqual(kept[f"{key}_q"], mask)
                # D2: an identity card is found again and never opened
                value = None if key == "id_card" else ANSWERS[key][1]
                self.assertEqual(opened.get(f"{key}_q"), value)

    def test_answers_are_found(self):
        for submission in (self.submission, self.plain):
            for key, (_typed, value, _text) in ANSWERS.items():
                needle = value[0] if isinstance(value, list) else value
                with self.subTest(key, form=submission.form_id.slug):
                    found = submission.search(
                        [
                            ("form_id", "=", submission.form_id.id),
                            (f"answers.{key}_q", "=", needle),
                        ]
                    )
                    self.assertEqual(found, submission)

    def test_answers_are_shown_as_what_they_are(self):
        given = html.fromstring(self.plain.answers_as_given)
        links = {each.text_content().strip(): each for each in given.xpath("//a")}
        self.assertEqual(links["13800001234"].get("href"), "tel:+8613800001234")
        self.assertEqual(links["Ann@example.com"].get("href"), "mailto:Ann@example.com")
        self.assertIn("noopener", links["https://example.com"].get("rel"))
        [file] = self.plain.file_ids
        self.assertEqual(
            links["licence.pdf"].get("href"),
            f"/web/content/{file.attachment_id.id}?download=true",
        )
        self.assertEqual(len(given.find_class("fa-star")), 4)
        text = " ".join(given.text_content().split())
        currency = self.company.currency_id.symbol
        for shown in (f"{currency} 1,200.50", "consent_q", "1 KB", "Zhejiang"):
            self.assertIn(shown, text)

    def test_an_address_is_a_link_only_if_it_is_one(self):
        self.submission.answers = {"url_q": "javascript:alert(1)"}
        self.assertFalse(html.fromstring(self.submission.answers_as_given).xpath("//a"))

    def test_an_id_card_is_nowhere_in_full(self):
        # D2: only the last four characters are ever kept
        self.env.flush_all()
        for model in (
            "customer.form.submission",
            "customer.vault.value",
            "mail.message",
            "ir.attachment",
        ):
            table = SQL.identifier(self.env[model]._table)
            found = self.env.execute_query(
                SQL("SELECT 1 FROM %s row WHERE row::text LIKE '%%3604261991%%'", table)
            )
            self.assertFalse(found, model)

    def test_the_page_has_a_widget_for_every_type(self):
        page = self.url_open("/forms/every-type").text
        for key, field_type in OFFERED.items():
            with self.subTest(key):
                self.assertEqual(f'name="{key}_q"' in page, field_type.is_input)
                self.assertEqual(f"{key}_q</h3>" in page, key == "statement")
