"""Files of submissions without a database: what is opened, matched, written (X1)."""

import io
import subprocess
import tempfile
import zipfile
from pathlib import Path
from shutil import which
from unittest.mock import patch

import openpyxl

from odoo.tests import BaseCase, tagged

from ..tools.sheets import (
    FileProblem,
    find_layout,
    match_columns,
    names_of_fields,
    open_sheets,
    records,
    source,
)
from ..tools.sheets.layout import LINK, folded

FIELDS = [
    {"key": "name", "type": "text", "label": {"en_US": "Name", "zh_CN": "姓名"}},
    {"key": "note", "type": "text", "label": {"en_US": "Remark"}},
    {"key": "note_2", "type": "text", "label": {"en_US": "Remark"}},
]
PART = "xl/worksheets/sheet1.xml"


def workbook(rows, title="Sheet"):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def changed(content, change):
    """A workbook in whose first sheet something was changed."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as former,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in former.namelist():
            data = former.read(name)
            target.writestr(name, change(data) if name == PART else data)
    return file.getvalue()


@tagged("-at_install", "post_install")
class TestSheets(BaseCase):
    def _rows(self, content):
        (sheet,) = open_sheets(content)
        return list(sheet.rows())

    @patch.object(source, "MAX_UNPACKED", 3 << 20)
    def _problem(self, content):
        with self.assertRaises(FileProblem) as caught:
            for sheet in open_sheets(content):
                list(sheet.rows())
        return caught.exception.code

    def test_texts(self):
        for content, expected in (
            (b"a,b\r\n1,2\r\n", [(1, ["a", "b"]), (2, ["1", "2"])]),
            (
                b'a;b\n"x;\ny";2\nz;3',
                [(1, ["a", "b"]), (2, ["x;\ny", "2"]), (4, ["z", "3"])],
            ),
            (b"a\n\n,,\nb", [(1, ["a"]), (4, ["b"])]),
            (
                "姓名\t手机\n王\t1".encode("gbk"),
                [(1, ["姓名", "手机"]), (2, ["王", "1"])],
            ),
            ("姓名，手机\n王，1".encode(), [(1, ["姓名", "手机"]), (2, ["王", "1"])]),
        ):
            with self.subTest(content):
                self.assertEqual(self._rows(content), expected)

    def test_cells_of_a_workbook_are_texts(self):
        rows = self._rows(workbook([["a", 1.0, None, True], [None], ["=1+1", "b"]]))
        self.assertEqual(rows, [(1, ["a", "1", "", "TRUE"]), (3, ["#CALC!", "b"])])

    def test_files_that_are_refused(self):
        book = workbook([["a"]])
        bomb = changed(book, lambda data: data + b" " * (4 << 20))
        typed = changed(
            book, lambda data: data.replace(b"<worksheet", b"<!DOCTYPE x><worksheet", 1)
        )
        for name, content, code in (
            ("empty", b" \n", "file_empty"),
            ("too large", b"a" * (21 << 20), "table_too_large"),
            ("bomb", bomb, "table_unpacks_too_large"),
            ("document type", typed, "file_broken"),
            ("no workbook", b"PK\x03\x04 nothing", "file_broken"),
            ("old and broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file_broken"),
            ("picture", b"\x89PNG\r\n\x00\x1a", "table_unknown"),
            ("no characters", b"a,\xff\xff\n\x81", "text_encoding"),
            ("many columns", ",".join("a" * 301).encode(), "file_too_many_columns"),
            ("many rows", b"a\n" * 50_011, "table_too_many_rows"),
        ):
            with self.subTest(name):
                self.assertEqual(self._problem(content), code)

    def test_columns_are_matched_by_name(self):
        names = names_of_fields(FIELDS)
        for headings, remembered, expected in (
            (["Name *"], None, ["q:name"]),
            (["姓名（必填）"], None, ["q:name"]),
            (["Remark"], None, [""]),
            (["note_2", "note"], None, ["q:note_2", "q:note"]),
            (["Name", "姓名"], None, ["q:name", ""]),
            (["Who"], {"who": "q:name"}, ["q:name"]),
            (["Name"], {"name": ""}, [""]),
            (["Who"], {"who": "q:gone"}, [""]),
        ):
            with self.subTest(headings):
                self.assertEqual(
                    match_columns(headings, [""] * len(headings), names, remembered),
                    expected,
                )

    def test_rows_of_other_sheets_belong_to_submissions(self):
        sheets = open_sheets(
            self._two_sheets([["1", "Ann"], ["2", "Bob"]], [["2", "x"], ["2", "y"]])
        )
        layout = find_layout(sheets, {"visits"})
        links = {0: 0, 1: 0}
        self.assertEqual(
            list(records(sheets, layout, links)),
            [
                (2, ["1", "Ann"], []),
                (3, ["2", "Bob"], [[0, 2, ["2", "x"]], [0, 3, ["2", "y"]]]),
            ],
        )
        lost = open_sheets(self._two_sheets([["1", "Ann"]], [["7", "x"]]))
        with self.assertRaises(FileProblem) as caught:
            list(records(lost, find_layout(lost, {"visits"}), links))
        self.assertEqual(caught.exception.code, "table_lost_row")

    def _two_sheets(self, main, visits):
        book = openpyxl.Workbook()
        for row in [["No.", "Name"], *main]:
            book.active.append(row)
        sheet = book.create_sheet("Visits")
        for row in [["No.", "Place"], *visits]:
            sheet.append(row)
        file = io.BytesIO()
        book.save(file)
        return file.getvalue()

    def test_folded_names(self):
        self.assertEqual(folded("Ａ b-C *"), folded("abc"))
        self.assertEqual(LINK, "m:row")


def opened_by_libreoffice(content):
    """A workbook as LibreOffice shows it, as a PDF; None where it is not installed."""
    program = which("soffice")
    if not program:
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.xlsx"
        path.write_bytes(content)
        subprocess.run(  # noqa: S603  our own command line
            [
                program,
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                *("--convert-to", "pdf", "--outdir", folder, str(path)),
            ],
            check=True,
            capture_output=True,
            timeout=180,
        )
        return path.with_suffix(".pdf").read_bytes()
