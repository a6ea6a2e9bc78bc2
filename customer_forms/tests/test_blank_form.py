"""A form on paper (P3, the printed half)."""

import io
import re
import unicodedata
from unittest import skipUnless

from lxml import html
from pypdf import PdfReader

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger
from odoo.tools.misc import find_in_path

from ..rules import FIELD_TYPES
from .common import CustomerFormsCommon

REPORT = "customer_forms.report_blank_form"


def has_wkhtmltopdf():
    try:
        find_in_path("wkhtmltopdf")
    except OSError:
        return False
    return True


@tagged("-at_install", "post_install")
class TestBlankForm(CustomerFormsCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        options = {"select", "radio", "multi"}
        cls.form = cls._create_form(
            [
                {
                    "key": f"q_{kind}",
                    "type": kind,
                    "options": ["a", "b"] if kind in options else (),
                }
                for kind, field_type in FIELD_TYPES.items()
                if field_type.is_offered
            ],
            purpose="Tell us who you are",
            slug="paper-test",
        )
        cls._field(cls.form, "q_text").with_context(lang="zh_CN").name = "公司名称"
        cls._field(cls.form, "q_email").condition = {
            "field": "q_select",
            "is": "equal",
            "value": "b",
        }
        cls.form.section_ids = [
            Command.create(
                {
                    "name": "Visits",
                    "is_repeating": True,
                    "max_rows": 3,
                    "sequence": 20,
                    "field_ids": [Command.create({"name": "When", "type": "date"})],
                }
            ),
            Command.create(
                {
                    "name": "Ours",
                    "is_internal": True,
                    "sequence": 30,
                    "field_ids": [Command.create({"name": "Secret remark"})],
                }
            ),
        ]
        cls._publish(cls.form)

    def _sheet(self, **vals):
        Sheet = self.env["customer.form.print"].with_user(self.salesperson)
        return Sheet.create({"form_id": self.form.id, **vals})

    def _html(self, **vals):
        sheet = self._sheet(**vals)
        Report = self.env["ir.actions.report"].with_user(self.salesperson)
        markup, _type = Report._render_qweb_html(REPORT, sheet.ids)
        return html.fromstring(markup.decode())

    def test_the_form_offers_to_be_printed(self):
        action = self.form.action_print()
        sheet = self.env[action["res_model"]].with_context(**action["context"]).new()
        self.assertEqual(sheet.form_id._origin, self.form)
        self.assertFalse(sheet.is_draft)
        report = self._sheet().action_print()
        self.assertEqual(report["report_name"], REPORT)

    def test_every_type_has_something_to_write_on(self):
        page = self._html()
        text = page.text_content()
        for kind, field_type in FIELD_TYPES.items():
            if field_type.is_offered and field_type.is_shown:
                with self.subTest(kind):
                    self.assertIn(f"q_{kind}", text)
        self.assertEqual(len(page.xpath("//*[@class='o_paper_rows o_paper_block']")), 3)
        self.assertIn("Only if q_select is B", re.sub(r"\s+", " ", text))
        self.assertIn("version 1", re.sub(r"\s+", " ", text))
        codes = page.xpath(
            "//*[@class='o_paper_side']/img[starts-with(@src, 'data:image')]"
        )
        self.assertEqual(len(codes), 1)

    def test_staff_have_a_page_of_their_own_or_none(self):
        self.assertFalse(self._html().find_class("o_paper_staff"))
        self.assertNotIn("Secret remark", self._html().text_content())
        page = self._html(staff_sections="page")
        [ours] = page.find_class("o_paper_staff")
        self.assertIn("Secret remark", ours.text_content())

    def test_one_language_or_two(self):
        self.assertNotIn("公司名称", self._html(lang="en_US").text_content())
        both = self._html(lang="en_US", second_lang="zh_CN").text_content()
        self.assertIn("公司名称", both)
        self.assertIn("q_text", both)
        self.assertNotIn("q_text", self._html(lang="zh_CN").text_content())

    def test_the_draft_says_so(self):
        self._field(self.form, "q_text").name = "Changed since"
        self.assertNotIn("Changed since", self._html().text_content())
        draft = self._html(is_draft=True).text_content()
        self.assertIn("Changed since", draft)
        self.assertIn("draft", draft)

    def test_who_may_not_open_the_form_cannot_print_it(self):
        self.form._write({"company_id": self.company_2.id})
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            self._html()

    @skipUnless(has_wkhtmltopdf(), "wkhtmltopdf is not installed")
    # An unpatched wkhtmltopdf warns that it prints no page headers.
    @mute_logger("odoo.addons.base.models.ir_actions_report")
    def test_pdf(self):
        sheet = self._sheet(lang="zh_CN", staff_sections="page")
        Report = self.env["ir.actions.report"].with_user(self.salesperson)
        pdf, _type = Report.with_context(force_report_rendering=True)._render_qweb_pdf(
            REPORT, sheet.ids
        )
        pages = [
            re.sub(r"\s", "", unicodedata.normalize("NFKC", page.extract_text()))
            for page in PdfReader(io.BytesIO(pdf)).pages
        ]
        self.assertIn("公司名称", pages[0])
        self.assertIn("Secretremark", pages[-1])
        self.assertNotIn("Secretremark", "".join(pages[:-1]))
