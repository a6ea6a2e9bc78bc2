"""What a visitor types is never calculated in a spreadsheet."""

import io
import json

from openpyxl import load_workbook

from odoo import http
from odoo.tests import HttpCase, tagged

from .common import CustomerFormsCommon

FORMULA = '=HYPERLINK("http://example.com","salary")'


@tagged("-at_install", "post_install")
class TestExport(CustomerFormsCommon, HttpCase):
    def test_an_answer_is_no_formula_in_an_excel_file(self):
        form = self._publish(self._create_form([{"key": "who"}]))
        submission = self._submit(form, {"who": FORMULA})
        self.authenticate("admin", "admin")
        answer = self.url_open(
            "/web/export/xlsx",
            data={
                "csrf_token": http.Request.csrf_token(self),
                "data": json.dumps(
                    {
                        "model": submission._name,
                        "fields": [{"name": "answers.who", "label": "Who"}],
                        "ids": submission.ids,
                        "domain": [],
                        "groupby": [],
                        "import_compat": False,
                        "context": {},
                    }
                ),
            },
        )
        sheet = load_workbook(io.BytesIO(answer.content)).active
        cell = sheet["A2"]
        self.assertEqual(cell.data_type, "s")
        self.assertEqual(cell.value, f"'{FORMULA}")

    def test_other_cells_are_exported_as_they_are(self):
        partner = self.env["res.partner"].create({"name": "A = B", "color": 3})
        (row,) = partner.export_data(["name", "color"])["datas"]
        self.assertEqual(row, ["A = B", 3])
