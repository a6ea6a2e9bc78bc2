"""Workbooks as people make them."""

import io

import openpyxl

from ..tools.form_file import read_form_file
from .form_documents import LANGS

IS_COMPANY = {
    "match": "all",
    "of": [{"field": "kind", "is": "equal", "value": "company"}],
}


def workbook(**sheets):
    """An Excel file with these sheets, each a list of rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read(**sheets):
    """(document, [(sheet, row, column, code)]) of an Excel file with these sheets."""
    reading = read_form_file(workbook(**sheets), LANGS, "Filename")
    return reading.document, [finding[:4] for finding in reading.findings]
