"""The workbook to fill in comes back as it went out (X1, P3)."""

import io

import openpyxl

from odoo import Command
from odoo.tests import tagged

from .import_common import ImportCommon
from .test_sheets import opened_by_libreoffice


@tagged("-at_install", "post_install")
class TestImportSample(ImportCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form.section_ids = [
            Command.create(
                {
                    "name": "Visits",
                    "key": "visits",
                    "is_repeating": True,
                    "field_ids": [
                        Command.create({"key": "place", "name": "Place"}),
                        Command.create(
                            {"key": "visit_day", "name": "Day", "type": "date"}
                        ),
                    ],
                }
            )
        ]
        cls.form.action_publish()

    def _sample(self, lang="en_US"):
        form = self.form.with_user(self.manager).with_context(lang=lang)
        return form._import_sample()

    def _book(self, lang="en_US"):
        return openpyxl.load_workbook(io.BytesIO(self._sample(lang)))

    def test_sheets_and_headings(self):
        book = self._book()
        self.assertEqual(
            book.sheetnames, ["Submissions", "Visits", "Instructions", "options"]
        )
        sheet = book["Submissions"]
        headings = [cell.value for cell in sheet[1]]
        self.assertEqual(headings[:4], ["No.", "Name *", "Mobile", "Kind"])
        self.assertNotIn("Scan", headings, "files do not fit into cells")
        self.assertEqual(
            [cell.value for cell in sheet[2]][:2], ["m:row", "q:customer_name"]
        )
        self.assertTrue(sheet.row_dimensions[2].hidden)
        self.assertEqual(sheet.freeze_panes, "B3")
        self.assertEqual(book["options"].sheet_state, "hidden")
        self.assertIn("Buy, Consult, Service", sheet["E1"].comment.text)
        self.assertEqual(sheet["C3"].number_format, "@")
        self.assertEqual(sheet["F3"].number_format, "yyyy-mm-dd")

    def test_headings_are_in_the_language_of_the_user(self):
        sheet = self._book("zh_CN").worksheets[0]
        self.assertEqual(
            [cell.value for cell in sheet[1]][1:4], ["姓名 *", "手机", "类型"]
        )

    def test_what_excel_checks(self):
        rules = {}
        for each in self._book()["Submissions"].data_validations.dataValidation:
            rules[str(each.sqref).split(":", 1)[0]] = each
        self.assertEqual(rules["D3"].type, "list")
        self.assertEqual(rules["D3"].formula1, "options!$A$1:$A$2")
        self.assertEqual(rules["F3"].type, "date")
        self.assertEqual(
            (rules["G3"].type, rules["G3"].formula1, rules["G3"].formula2),
            ("whole", "1", "500"),
        )
        self.assertNotIn("E3", rules, "several answers cannot be a list")

    def test_no_formulas_and_no_links(self):
        self._field(self.form, "customer_name").name = "=1+1 https://example.com"
        self.form.action_publish()
        sheet = self._book()["Submissions"]
        self.assertEqual(sheet["B1"].data_type, "s")
        self.assertIsNone(sheet["B1"].hyperlink)

    def test_it_comes_back_as_it_went_out(self):
        for lang in ("en_US", "zh_CN"):
            with self.subTest(lang):
                book = self._book(lang)
                main, visits = book.worksheets[:2]
                main["A4"], main["B4"], main["C4"] = "7", "王小明", "13800001234"
                main["B1"] = "somebody renamed it"
                visits["A4"], visits["B4"] = "7", "Shanghai"
                visits["A5"], visits["B5"], visits["C5"] = 7, "Suzhou", "2026-03-05"
                file = io.BytesIO()
                book.save(file)
                batch = self._upload(
                    file.getvalue(), filename="sample.xlsx", identity="row"
                )
                self.assertEqual(batch.row_count, 1, "the example is left out")
                self._import(batch)
                self.assertEqual(batch.imported_count, 1, self._said(batch))
                self.assertEqual(
                    [row.answers["place"] for row in batch.submission_ids.row_ids],
                    ["Shanghai", "Suzhou"],
                )

    def test_the_example_is_right(self):
        """What is shown as an example breaks no rule."""
        book = self._book()
        for sheet in book.worksheets[:2]:
            sheet["A3"] = "1"
        file = io.BytesIO()
        book.save(file)
        batch = self._check(self._upload(file.getvalue(), filename="sample.xlsx"))
        self.assertEqual(self._counts(batch), (1, 0, 0), self._said(batch))

    def test_faulty_rows_come_back_to_be_corrected(self):
        rows = [
            ["Name", "Mobile", "Staff"],
            ["", "12", "7"],
            ["Ann", "13800001234", "9"],
        ]
        batch = self._check(self._upload(self._csv(*rows)))
        content = batch.with_user(self.manager)._corrections()
        book = openpyxl.load_workbook(io.BytesIO(content))
        sheet = book.worksheets[0]
        self.assertEqual(
            [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)],
            [["", "12", "7"]],
        )
        self.assertTrue(sheet["A3"].comment.text)
        self.assertEqual(sheet["B3"].fill.fgColor.rgb, "FFF8C9C4")
        sheet["A3"], sheet["B3"] = "Bob", "13900001234"
        file = io.BytesIO()
        book.save(file)
        again = self._check(self._upload(file.getvalue(), filename="again.xlsx"))
        self.assertEqual(self._counts(again), (1, 0, 0), self._said(again))

    def test_libreoffice_opens_it(self):
        """Where it is installed; elsewhere openpyxl has read it in the tests above."""
        printed = opened_by_libreoffice(self._sample())
        self.assertTrue(printed is None or printed.startswith(b"%PDF"))
