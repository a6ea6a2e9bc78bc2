"""Submissions as Excel files (S2): what a visitor types is never calculated there."""

import io
import json

from openpyxl import load_workbook

from odoo import http
from odoo.tests import HttpCase, tagged

from .common import CustomerFormsCommon

FORMULA = '=HYPERLINK("http://example.com","salary")'


@tagged("-at_install", "post_install")
class TestExport(CustomerFormsCommon, HttpCase):
    def _export(self, submission, groupby):
        """The sheet that an administrator gets."""
        self.authenticate("admin", "admin")
        answer = self.url_open(
            "/web/export/xlsx",
            data={
                "csrf_token": http.Request.csrf_token(self),
                "data": json.dumps(
                    {
                        "model": submission._name,
                        "fields": [
                            {"name": "answers.who", "label": "Who", "type": "char"}
                        ],
                        "ids": submission.ids,
                        "domain": [],
                        "groupby": groupby,
                        "import_compat": False,
                        "context": {},
                    }
                ),
            },
        )
        return load_workbook(io.BytesIO(answer.content)).active

    def test_an_answer_is_no_formula_in_an_excel_file(self):
        form = self._publish(self._create_form([{"key": "who"}]))
        submission = self._submit(form, {"who": FORMULA})
        for groupby, cells in (
            ([], {"A2": f"'{FORMULA}"}),
            (["answers.who"], {"A2": f"'{FORMULA} (1)", "A3": f"'{FORMULA}"}),
        ):
            sheet = self._export(submission, groupby)
            for name, expected in cells.items():
                with self.subTest(groupby=groupby, cell=name):
                    self.assertEqual(sheet[name].data_type, "s")
                    self.assertEqual(sheet[name].value, expected)

    def test_other_cells_are_exported_as_they_are(self):
        partner = self.env["res.partner"].create({"name": "A = B", "color": 3})
        (row,) = partner.export_data(["name", "color"])["datas"]
        self.assertEqual(row, ["A = B", 3])
