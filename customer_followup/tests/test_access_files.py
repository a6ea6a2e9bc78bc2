"""The copy as a file: masked, inert, marked, counted (V1, V3, V4)."""

import base64
import io
import re
import unicodedata
import zipfile

from openpyxl import load_workbook
from pypdf import PdfReader

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import SQL

from ..report.access_copy_report import ROWS_ON_A_PAGE, WATERMARKS, Handed
from .access_common import AccessCommon
from .scan import find_in_database


def rows_of(content):
    """The cells of a sheet, hidden ones too."""
    sheet = load_workbook(io.BytesIO(content)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@tagged("-at_install", "post_install")
class TestAccessFiles(AccessCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.more = cls.env["customer.dossier"].union(
            *(
                cls._create_dossier(f"李{number}", phone=f"1391111{number:04d}")
                for number in range(ROWS_ON_A_PAGE)
            )
        )
        cls.more.tier = "vip"
        cls.many = cls.dossiers + cls.more

    def _identified(self, table):
        wizard = self.env["customer.access.identify"].with_user(self.officer)
        text = "\n".join("\t".join(cell or "" for cell in row) for row in table)
        wizard = wizard.create({"pasted": text})
        wizard.action_identify()
        self.env.invalidate_all()
        self.assertFalse(wizard.pasted, "what turned up is not kept")
        return wizard

    # ------------------------------------------------------------
    # Excel
    # ------------------------------------------------------------

    def test_the_sheet_says_what_it_is(self):
        request = self._handed_over(form="xlsx")
        content = request._download("xlsx")
        rows = rows_of(content)
        said = str(rows)
        for text in (
            request.number,
            "Marketing",
            "Invitation to the autumn fair",
            request.granted_until.isoformat(),
            self.today.isoformat(),
        ):
            self.assertIn(text, said)
        sheet = load_workbook(io.BytesIO(content)).active
        self.assertTrue(sheet.column_dimensions["A"].hidden)
        for printed in (sheet.oddHeader.left.text, sheet.oddFooter.left.text):
            self.assertIn(request.number, printed)
        self.assertIn("autumn fair", sheet.oddFooter.left.text)

    def test_the_sheet_has_masks_only(self):
        """V1, V3"""
        keys = self.env["customer.access.field"].search([]).mapped("key")
        self.dossiers[0].write(
            {"email": "secret.box@example.org", "address": "文三路9号"}
        )
        request = self._handed_over(form="xlsx", keys=keys)
        said = str(rows_of(request._download("xlsx")))
        self.assertIn("王*", said)
        self.assertIn("s***@example.org", said)
        for secret in ("王0", "1390000", "secret.box", "文三路"):
            self.assertNotIn(secret, said)

    def test_texts_stay_texts(self):
        """S2: what somebody typed is neither formula nor link."""
        self.dossiers[0].partner_id.city = '=HYPERLINK("https://evil.example","x")'
        self.dossiers[1].partner_id.city = "https://evil.example"
        request = self._handed_over(
            form="xlsx", keys=["city"], purpose="=1+1 &P <b>", customer_limit=100
        )
        content = request._download("xlsx")
        sheet = load_workbook(io.BytesIO(content)).active
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value]
        self.assertEqual({cell.data_type for cell in cells}, {"s"})
        self.assertFalse([cell for cell in cells if cell.hyperlink])
        written = zipfile.ZipFile(io.BytesIO(content))
        footer = (
            written.read("xl/worksheets/sheet1.xml").decode().split("<oddFooter>")[1]
        )
        self.assertIn("=1+1 &amp;&amp;P &lt;b&gt;", footer, "no code of Excel's own")

    def test_a_file_tells_whose_it_was(self):
        """V4: by its hidden column, and without it by the order of its rows."""
        mine = self._handed_over(form="xlsx")
        other = self._handed_over(user=self.outsider, form="xlsx")
        other._download("xlsx")
        mine._download("xlsx")
        rows = rows_of(mine._download("xlsx"))
        found = self._identified([rows[-1]])
        self.assertEqual((found.request_id, found.download), (mine, 2))
        self.assertEqual(found.way, "mark")
        self.assertIn("Marketing", found.finding)
        found = self._identified([row[1:] for row in rows])
        self.assertEqual((found.request_id, found.download), (mine, 2))
        self.assertEqual(found.way, "order")
        self.assertEqual(self._grants(mine)[-1], "identified")
        for nothing in ([["王*"]], [row[1:] for row in rows[8:][::-1]]):
            found = self._identified(nothing)
            self.assertFalse(found.request_id)
            self.assertTrue(found.is_done)

    def test_what_turned_up_is_kept_nowhere(self):
        """V1: not even until somebody presses the button; a file, as the client sends it."""
        mine = self._handed_over(form="xlsx")
        content = mine._download("xlsx")
        dialogs = self.env["customer.access.identify"].with_user(self.officer)
        dialogs = dialogs.with_context(bin_size=True)
        dialog = dialogs.create({"pasted": "欧阳哨兵\t13812349876"})
        dialog.write({"pasted": "司徒联络\tsentinel.probe@leak-example.cn"})
        self.assertFalse(dialog.request_id)
        kept = ("欧阳哨兵", "13812349876", "司徒联络", "sentinel.probe@leak-example.cn")
        self.assertEqual(find_in_database(self.env, kept), set())
        file = base64.b64encode(content).decode()
        dialog = dialogs.create({"file": file, "file_name": "欧阳哨兵.xlsx"})
        dialog.action_identify()
        self.assertEqual((dialog.request_id, dialog.way), (mine, "mark"))
        self.assertEqual(find_in_database(self.env, kept), set())
        self.assertFalse(
            self.env.execute_query(
                SQL("SELECT 1 FROM ir_attachment WHERE res_model = %s", dialog._name)
            )
        )

    def test_what_is_no_table_is_said(self):
        dialogs = self.env["customer.access.identify"].with_user(self.officer)
        with self.assertRaisesRegex(UserError, "an Excel file"):
            dialogs.create({"file": base64.b64encode(b"PK\x03\x04 no table").decode()})
        with self.assertRaisesRegex(UserError, "an Excel file"):
            dialogs.create({"file": "no Base64"})
        self.assertFalse(dialogs.create({"pasted": "x"}).finding)
        with self.assertRaisesRegex(UserError, "paste some rows"):
            dialogs.create({}).action_identify()

    def test_nobody_says_what_was_found(self):
        """V3: nor whom it was that nobody found."""
        mine = self._handed_over()
        dialogs = self.env["customer.access.identify"].with_user(self.officer)
        told = {"request_id": mine.id, "is_done": True, "download": 1}
        with self.assertRaises(AccessError):
            dialogs.create(told)
        with self.assertRaises(AccessError):
            dialogs.create({"pasted": "x"}).write(told)
        with self.assertRaises(AccessError):
            dialogs.with_context(default_request_id=mine.id).create({"pasted": "x"})

    def test_only_data_administrators_ask_whose_it_was(self):
        for user in (self.marketing, self.supervisor, self.salesperson):
            wizard = self.env["customer.access.identify"].with_user(user)
            with self.subTest(user.login), self.assertRaises(AccessError):
                wizard.create({"pasted": "x"})

    # ------------------------------------------------------------
    # PDF
    # ------------------------------------------------------------

    def test_each_page_has_the_number_across(self):
        """V4, in Chinese too."""
        self.marketing.write({"name": "刘洋", "lang": "en_US"})
        request = self._handed_over(form="pdf", purpose="秋季展会邀请")
        printing = request.with_context(force_report_rendering=True)
        content = printing._download("pdf")
        pages = PdfReader(io.BytesIO(content)).pages
        self.assertEqual(len(pages), 2)
        for page in pages:
            # What is turned and what is Latin wkhtmltopdf draws without saying what it is.
            text = unicodedata.normalize("NFKC", page.extract_text())
            self.assertIn("刘洋", text)
            self.assertIn("秋季展会邀请", text)

    def test_the_printed_pages_have_masks_only(self):
        request = self._handed_over(form="pdf")
        table = request._copy_table(1)
        self.assertIn(request.number, table["watermark"])
        html = (
            self.env["ir.actions.report"]
            .with_context(customer_access_table=Handed(table))
            ._render_qweb_html("customer_followup.report_access_copy", request.ids)[0]
        )
        html = html.decode()
        self.assertEqual(html.count(table["watermark"]), 2 * WATERMARKS)
        self.assertIn("139****0003", html)
        self.assertNotIn("1390000", html)

    def test_the_report_prints_nothing_by_itself(self):
        request = self._handed_over(form="pdf")
        report = self.env["ir.actions.report"].with_user(self.marketing)
        html, _kind = report._render_qweb_html(
            "customer_followup.report_access_copy", request.ids
        )
        self.assertNotIn("王*", html.decode())
        with_context = report.with_context(
            customer_access_table={"rows": [{"texts": ["forged"]}]}
        )
        html, _kind = with_context._render_qweb_html(
            "customer_followup.report_access_copy", request.ids
        )
        self.assertNotIn("forged", html.decode())

    # ------------------------------------------------------------
    # Downloading
    # ------------------------------------------------------------

    def _post(self, request, kind, user):
        self.authenticate(user.login, user.login)
        token = re.search(r'csrf_token: "(\w+)"', self.url_open("/odoo").text)
        return self.url_open(
            f"/customer_followup/copy/{request.id}/{kind}",
            data={"csrf_token": (token and token[1]) or ""},
        )

    def test_downloads_are_for_the_requester(self):
        """V4: counted, noted, and nobody else's."""
        request = self._handed_over(form="xlsx")
        answer = self._post(request, "xlsx", self.marketing)
        self.assertEqual(answer.status_code, 200)
        self.assertIn("no-store", answer.headers["Cache-Control"])
        self.assertIn(request.number, answer.headers["Content-Disposition"])
        self.assertIn("王*", str(rows_of(answer.content)))
        self.assertEqual(request.download_count, 1)
        self.assertEqual(self._grants(request)[-1], "downloaded")
        for user in (self.outsider, self.supervisor, self.officer, self.manager):
            with self.subTest(user.login):
                answer = self._post(request, "xlsx", user)
                self.assertEqual(answer.status_code, 404)
        self.assertEqual(request.download_count, 1)
        self.assertEqual(self._post(request, "csv", self.marketing).status_code, 404)
        self.assertFalse(
            self.env["ir.attachment"].search(
                [("res_model", "=", request._name), ("res_id", "=", request.id)]
            )
        )

    def test_a_link_spends_no_download(self):
        request = self._handed_over(form="xlsx")
        self.authenticate(self.marketing.login, self.marketing.login)
        answer = self.url_open(f"/customer_followup/copy/{request.id}/xlsx")
        self.assertNotEqual(answer.status_code, 200)
        self.assertEqual(request.download_count, 0)

    def test_as_often_as_the_company_allows(self):
        self.company.access_max_downloads = 2
        request = self._handed_over(form="xlsx")
        self.assertEqual(request.get_copy_head()["downloads_left"], 2)
        request._download("xlsx")
        request._download("xlsx")
        with self.assertRaisesRegex(UserError, "as often"):
            request._download("xlsx")
        self.assertEqual(request.get_copy_head()["downloads_left"], 0)

    def test_in_the_form_that_was_granted(self):
        for form, other in (("view", "xlsx"), ("xlsx", "pdf")):
            request = self._handed_over(form=form)
            with self.subTest(form), self.assertRaisesRegex(UserError, "form"):
                request._download(other)
