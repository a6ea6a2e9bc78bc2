import io
import re
import unicodedata
from unittest import skipUnless

from pypdf import PdfReader

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger
from odoo.tools.misc import find_in_path

from .common import CustomerReportsCommon

REPORT = "customer_reports.report_customer_dossier"


def has_wkhtmltopdf():
    try:
        find_in_path("wkhtmltopdf")
    except OSError:
        return False
    return True


def squeeze(text):
    """The text without spaces, in compatible characters.

    Fonts draw 小 and the radical ⼩ with one glyph, so a PDF has either of them.
    """
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


@tagged("-at_install", "post_install")
class TestCustomerDossierPdf(CustomerReportsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.config_parameter"].set_param("report.url", HttpCase.base_url())
        cls.dossier = cls._create_dossier(
            "王小明", phone="13800001234", email="wang@example.com", tier="vip"
        )
        cls._create_lead(
            cls.dossier, 52000, name="采购二十台设备", date_deadline="2026-07-01"
        )
        cls._log_followup(
            cls.dossier,
            "2026-03-01 02:30:00",
            summary="已同意签约",
            agreement="Price list by Friday",
        )
        cls.submission = cls._submit_for(cls.dossier, "2026-02-27 00:00:00")
        cls.dossier.activity_schedule(
            "mail.mail_activity_data_call",
            summary="Call about the contract",
            date_deadline="2026-03-09",
            user_id=cls.salesperson.id,
        )

    def _html(self, user, dossiers=None):
        html, _type = (
            self.env["ir.actions.report"]
            .with_user(user)
            ._render_qweb_html(REPORT, (dossiers or self.dossier).ids)
        )
        return re.sub(r"\s+", " ", html.decode())

    # An unpatched wkhtmltopdf warns that it prints no page headers.
    @mute_logger("odoo.addons.base.models.ir_actions_report")
    def _pdf_pages(self, user, dossiers=None):
        """The text of each page, without spaces."""
        with self.allow_pdf_render():
            pdf, _type = (
                self.env["ir.actions.report"]
                .with_user(user)
                .with_context(force_report_rendering=True)
                ._render_qweb_pdf(REPORT, (dossiers or self.dossier).ids)
            )
        pages = PdfReader(io.BytesIO(pdf)).pages
        return [squeeze(page.extract_text()) for page in pages]

    @skipUnless(has_wkhtmltopdf(), "wkhtmltopdf is not installed")
    def test_pdf_says_everything_about_the_customer(self):
        """R8: the printed dossier, Chinese included, without page headers."""
        self.salesperson.tz = "Asia/Shanghai"
        [text] = self._pdf_pages(self.salesperson)
        for expected in (
            self.dossier.number,
            self.dossier.company_id.name,
            "王*",
            "138****1234",
            "w***@example.com",
            "采购二十台设备",
            "52,000.00",
            "2026-07-01",
            "2026-03-0110:30",
            "已同意签约",
            "PricelistbyFriday",
            "Callaboutthecontract",
            self.submission.number,
        ):
            with self.subTest(expected):
                self.assertIn(squeeze(expected), text)

    @skipUnless(has_wkhtmltopdf(), "wkhtmltopdf is not installed")
    def test_every_dossier_begins_on_its_own_page(self):
        other = self._create_dossier("李四")
        pages = self._pdf_pages(self.salesperson, self.dossier + other)
        self.assertEqual(len(pages), 2)
        for page, dossier in zip(pages, self.dossier + other, strict=True):
            self.assertIn(dossier.number, page)

    @skipUnless(has_wkhtmltopdf(), "wkhtmltopdf is not installed")
    def test_page_ends_between_lines_not_within_one(self):
        """What is cut in two is printed, half each, on both pages."""
        for day in range(1, 11):
            self._log_followup(
                self.dossier,
                f"2026-04-{day:02} 00:00:00",
                summary="\n".join(f"Talk{day}-{line}." for line in range(9)),
            )
        pages = self._pdf_pages(self.salesperson)
        self.assertGreater(len(pages), 1)
        for day in range(1, 11):
            with self.subTest(day=day):
                [page] = [page for page in pages if f"Talk{day}-0." in page]
                for line in range(9):
                    self.assertEqual("".join(pages).count(f"Talk{day}-{line}."), 1)
                    self.assertIn(f"Talk{day}-{line}.", page)

    def test_paper_has_masks_whoever_prints_it(self):
        """V1, V3: who sees a name on the screen prints the mask too."""
        self.env["customer.privacy.policy"].search([]).write({"owner": "full"})
        for user in (self.salesperson, self.supervisor, self.manager):
            with self.subTest(user=user.login):
                html = self._html(user)
                for full, masked in [
                    ("王小明", "王*"),
                    ("13800001234", "138****1234"),
                    ("wang@example.com", "w***@example.com"),
                ]:
                    self.assertNotIn(full, html)
                    self.assertIn(masked, html)

    def test_who_may_not_open_the_dossier_cannot_print_it(self):
        clerk = new_test_user(self.env, "clerk", groups="base.group_user")
        for user in (self.salesperson_2, clerk):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._html(user)

    def test_print_shows_no_opportunity_its_reader_may_not_open(self):
        self._create_lead(
            self.dossier, 9, name="Secret deal", user_id=self.salesperson_2.id
        )
        self.assertNotIn("Secret deal", self._html(self.salesperson))
        self.assertIn("Secret deal", self._html(self.manager))

    def test_print_shows_the_last_follow_ups_and_says_how_many_there_are(self):
        for day in range(1, 12):
            self._log_followup(
                self.dossier, f"2026-04-{day:02} 00:00:00", summary=f"Talk {day}."
            )
        html = self._html(self.salesperson)
        self.assertIn("Talk 11.", html)
        self.assertIn("Talk 2.", html)
        self.assertNotIn("Talk 1.", html)
        self.assertIn("(the last 10 of 12)", html)

    def test_print_menu_of_the_dossier_offers_the_report(self):
        bindings = (
            self.env["ir.actions.actions"]
            .with_user(self.salesperson)
            .get_bindings("customer.dossier")
        )
        report = self.env.ref("customer_reports.action_report_customer_dossier")
        self.assertIn(report.id, [each["id"] for each in bindings["report"]])
