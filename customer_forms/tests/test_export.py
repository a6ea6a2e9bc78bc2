"""What leaves as a file (S2, V3): text is never calculated nor a link there, nothing
sensitive is in it, who may not export gets nothing, and each export is noted."""

import csv
import io
import json
import zipfile
from unittest.mock import patch

from openpyxl import load_workbook

from odoo import http
from odoo.exceptions import UserError
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from .common import CustomerFormsCommon

FORMULA = '=HYPERLINK("http://example.com","salary")'
LINK = "external:c:\\secrets.xlsx"
WEB_LINK = "https://example.com/steal"
PIVOT = {
    "title": "Submissions",
    "model": "customer.form.submission",
    "measure_count": 1,
    "col_group_headers": [[{"title": FORMULA, "width": 1, "height": 1}]],
    "measure_headers": [{"title": "Count", "is_bold": False}],
    "rows": [
        {"title": FORMULA, "indent": 0, "values": [{"value": 2}]},
        {"title": WEB_LINK, "indent": 0, "values": [{"value": LINK}]},
    ],
}


@tagged("-at_install", "post_install")
class TestExport(CustomerFormsCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = cls._create_user("cf_officer", "data_officer")

    def _post(self, route, **data):
        data = {name: json.dumps(value) for name, value in data.items()}
        token = http.Request.csrf_token(self)
        return self.url_open(route, data={"csrf_token": token, **data})

    def _export(self, records, names, groupby=(), kind="xlsx"):
        """What the client asks for when somebody exports a list."""
        return self._post(
            f"/web/export/{kind}",
            data={
                "model": records._name,
                "fields": [
                    {"name": name, "label": name, "type": "char"} for name in names
                ],
                "ids": records.ids,
                "domain": [],
                "groupby": list(groupby),
                "import_compat": False,
                "context": {},
            },
        )

    def _sheet(self, answer):
        return load_workbook(io.BytesIO(answer.content)).active

    def _events(self, kind="export"):
        return self.env["customer.audit.event"].search([("kind", "=", kind)])

    def _noted(self, act):
        """The details of what is noted while ``act`` runs."""
        before = self._events()
        act()
        return (self._events() - before).mapped("details")

    def _submitted(self, text):
        form = self._publish(self._create_form([{"key": "who"}]))
        return self._submit(form, {"who": text})

    # ------------------------------------------------------------
    # Lists
    # ------------------------------------------------------------

    def test_an_answer_is_no_formula_in_an_excel_file(self):
        submission = self._submitted(FORMULA)
        self.authenticate("admin", "admin")
        for groupby, cells in (
            ([], {"A2": f"'{FORMULA}"}),
            (["answers.who"], {"A2": f"'{FORMULA} (1)", "A3": f"'{FORMULA}"}),
            (
                ["form_id", "answers.who"],
                {"A3": f"    '{FORMULA} (1)", "A4": f"'{FORMULA}"},
            ),
        ):
            sheet = self._sheet(self._export(submission, ["answers.who"], groupby))
            for name, expected in cells.items():
                with self.subTest(groupby=groupby, cell=name):
                    self.assertEqual(sheet[name].data_type, "s")
                    self.assertEqual(sheet[name].value, expected)

    def test_an_answer_is_no_link_in_an_excel_file(self):
        self.authenticate("admin", "admin")
        for link in (LINK, WEB_LINK, "internal:Sheet1!A1", "mailto:a@example.com"):
            submission = self._submitted(link)
            for groupby, cell, expected in (
                ([], "A2", link),
                (["answers.who"], "A2", f"{link} (1)"),
            ):
                answer = self._export(submission, ["answers.who"], groupby)
                sheet = self._sheet(answer)
                files = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
                with self.subTest(link=link, groupby=groupby):
                    self.assertIsNone(sheet[cell].hyperlink)
                    self.assertEqual(sheet[cell].value, expected)
                    self.assertNotIn("xl/worksheets/_rels/sheet1.xml.rels", files)

    def test_a_text_file_has_no_formula(self):
        self.authenticate("admin", "admin")
        for text in ("=1+1", "+1+1", "-1+1", "@SUM(A1)", " =1+1", "＝1+1"):
            answer = self._export(self._submitted(text), ["answers.who"], kind="csv")
            with self.subTest(text):
                self.assertIn(f'"\'{text.strip()}"', answer.text)

    def test_the_columns_are_those_that_were_chosen(self):
        """S2: in Excel and CSV, in the order in which they were chosen."""
        form = self._publish(
            self._create_form([{"key": "who"}, {"key": "town"}, {"key": "size"}])
        )
        submission = self._submit(form, {"who": "Ann", "town": "Ulm", "size": "XL"})
        self.authenticate("admin", "admin")
        chosen = ["answers.size", "number", "answers.who"]
        sheet = self._sheet(self._export(submission, chosen))
        given = ["XL", submission.number, "Ann"]
        cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
        self.assertEqual(cells, [chosen, given])
        text = self._export(submission, chosen, kind="csv").content.decode("utf-8-sig")
        self.assertEqual(list(csv.reader(io.StringIO(text))), [chosen, given])

    def test_other_cells_are_exported_as_they_are(self):
        partner = self.env["res.partner"].create({"name": "A = B", "color": 3})
        (row,) = partner.export_data(["name", "color"])["datas"]
        self.assertEqual(row, ["A = B", 3])

    def test_a_list_is_noted_in_the_log_of_its_company(self):
        submissions = self._submitted("a") + self._submitted("b")
        self.authenticate("cf_officer", "cf_officer")
        (noted,) = self._noted(
            lambda: self._export(submissions, ["number", "answers.who"])
        )
        self.assertEqual(
            noted,
            {
                "model": "customer.form.submission",
                "format": "list",
                "columns": ["number", "answers.who"],
                "rows": 2,
                "ids": submissions.ids,
            },
        )
        event = self._events()[0]
        self.assertEqual(
            (event.user_id, event.company_id), (self.officer, self.company)
        )

    def test_each_company_notes_its_own(self):
        form = self._create_form([{"key": "who"}], company_id=self.company_2.id)
        there = self._submit(self._publish(form), {"who": "b"})
        submissions = self._submitted("a") + there
        self.officer.company_ids += self.company_2
        before = self._events()
        submissions.with_user(self.officer).with_context(
            allowed_company_ids=(self.company + self.company_2).ids
        ).export_data(["number"])
        events = self._events() - before
        self.assertEqual(events.company_id, self.company + self.company_2)
        self.assertEqual([event.details["rows"] for event in events], [1, 1])

    def test_a_programs_own_export_is_not_a_persons(self):
        submission = self._submitted("a")
        self.assertFalse(self._noted(lambda: submission.sudo().export_data(["number"])))

    def test_who_may_not_export_gets_nothing(self):
        submission = self._submitted("a")
        submission.user_id = self.salesperson
        with self.assertRaises(UserError):
            submission.with_user(self.salesperson).export_data(["number"])

    # ------------------------------------------------------------
    # Pivots, contact cards, reports
    # ------------------------------------------------------------

    def _pivot(self, **changes):
        return self._post("/web/pivot/export_xlsx", data={**PIVOT, **changes})

    def test_a_pivot_has_neither_formulas_nor_links(self):
        self.authenticate("cf_officer", "cf_officer")
        sheet = self._sheet(self._pivot())
        cells = {
            cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value
        }
        self.assertLessEqual({f"'{FORMULA}", f"'{WEB_LINK}", f"'{LINK}", 2}, {*cells})
        for cell in cells.values():
            with self.subTest(cell.value):
                self.assertIn(cell.data_type, ("s", "n"))
                self.assertIsNone(cell.hyperlink)

    def test_a_pivot_is_noted(self):
        self.authenticate("cf_officer", "cf_officer")
        (noted,) = self._noted(self._pivot)
        self.assertEqual(
            noted,
            {
                "model": "customer.form.submission",
                "format": "pivot",
                "columns": ["Count"],
                "rows": 2,
                "ids": [],
            },
        )

    @mute_logger("odoo.http")
    def test_a_pivot_asks_who_and_of_what(self):
        allowed = new_test_user(
            self.env, "cf_exporter", groups="base.group_user,base.group_allow_export"
        )
        for login, model, status in (
            ("cf_sales", "customer.form.submission", 403),
            (allowed.login, "customer.form.submission", 403),
            (allowed.login, "res.partner", 200),
            ("cf_officer", "no.such.model", 422),
            ("cf_officer", None, 422),
        ):
            self.authenticate(login, login)
            with self.subTest(login=login, model=model):
                self.assertEqual(self._pivot(model=model).status_code, status)

    @mute_logger("odoo.http")
    def test_a_contact_card_is_an_export(self):
        contacts = self.env["res.partner"].create([{"name": "A"}, {"name": "B"}])
        ids = ",".join(map(str, contacts.ids))
        routes = (
            f"/web/partner/vcard?partner_ids={ids}",
            f"/web_enterprise/partner/{contacts[0].id}/vcard",
        )
        for route, rows in zip(routes, (2, 1), strict=True):
            self.authenticate("cf_sales", "cf_sales")
            with self.subTest(route):
                self.assertEqual(self.url_open(route).status_code, 403)
                self.authenticate("cf_officer", "cf_officer")
                (noted,) = self._noted(
                    lambda each=route: self.assertEqual(
                        self.url_open(each).status_code, 200
                    )
                )
                self.assertEqual(noted["format"], "vcard")
                self.assertEqual(noted["rows"], rows)
                self.assertEqual(noted["ids"], contacts[:rows].ids)

    def test_a_report_is_masked_and_noted_where_something_is_sensitive(self):
        partner = self.env["res.partner"].create({"name": "A"})
        reports = self.env["ir.actions.report"].with_user(self.officer)
        report = reports.sudo().new({"model": "res.partner", "report_name": "x.y"})
        context = reports._get_rendering_context(report, partner.ids, {})
        self.assertTrue(context["docs"].env.context["customer_masked"])
        with patch(
            "odoo.addons.customer_forms.models.sensitive.export_guard.is_sensitive",
            lambda records: True,
        ):
            (noted,) = self._noted(
                lambda: reports._get_rendering_context(report, partner.ids, {})
            )
        self.assertEqual((noted["format"], noted["ids"]), ("report", partner.ids))
        self.assertFalse(
            self._noted(lambda: reports._get_rendering_context(report, partner.ids, {}))
        )
