"""Files that are no form, and files made to do harm."""

import io
import zipfile

import openpyxl

from odoo.tests import BaseCase, tagged

from ..tools.form_file import read_form_file
from ..tools.workbook import FileProblem, source
from .form_documents import LANGS
from .workbook_common import read, workbook

# A search for the name that is there twice must not compare each with each.
MANY_NAMES = b"{%s}" % b",".join(b'"%d": 0' % (n % 300_000) for n in range(300_001))


@tagged("-at_install", "post_install")
class TestBadFiles(BaseCase):
    def _zip(self, **parts):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as container:
            for name, content in parts.items():
                container.writestr(name.replace("__", "/"), content)
        return file.getvalue()

    def test_files_that_are_no_form(self):
        good = workbook(survey=[["type", "name", "label"]])
        locked = source.OLE + "EncryptedPackage".encode("utf-16-le")
        entity = b'<!DOCTYPE a [<!ENTITY b "c">]><workbook/>'
        for content, code in [
            (b"", "file_empty"),
            (b" \n", "file_empty"),
            (b"type;name\ntext;code", "file_unknown"),
            (b"\x89PNG\r\n", "file_unknown"),
            (source.OLE + bytes(99), "file_old_excel"),
            (locked, "file_protected"),
            (good[:200], "file_broken"),
            (self._zip(word__document="x"), "file_not_workbook"),
            (self._zip(**{"xl__workbook.xml": b"<no"}), "file_broken"),
            (self._zip(**{"xl__workbook.xml": entity}), "file_broken"),
            (self._zip(**{"xl__workbook.xml": b"\xff\xfe<\0"}), "file_broken"),
            (
                self._zip(**{"xl__workbook.xml": b" " * (source.MAX_UNPACKED + 1)}),
                "file_unpacks_too_large",
            ),
            (good + bytes(source.MAX_SIZE), "file_too_large"),
            (b'{"a": 1, "a": 2}', "json_duplicate"),
            (MANY_NAMES, "json_duplicate"),
            (b'{"a": NaN}', "json_number"),
            (b'{"a": -Infinity}', "json_number"),
            (b'{"a": ' + b"9" * 5000 + b"}", "json_number"),
            (b"[" * 100_000, "json_too_deep"),
            (b'{"a":\n "b', "json_broken"),
            (b'{"a": "\xff"}', "json_encoding"),
        ]:
            with self.subTest(code=code, content=content[:30]):
                with self.assertRaises(FileProblem) as raised:
                    read_form_file(content, LANGS)
                self.assertEqual(raised.exception.code, code)

    def test_far_too_many_rows(self):
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("survey")
        for _row in range(source.MAX_ROWS + 2):
            sheet.append(["text"])
        file = io.BytesIO()
        book.save(file)
        with self.assertRaises(FileProblem) as raised:
            read_form_file(file.getvalue(), LANGS)
        self.assertEqual(raised.exception.code, "file_too_many_rows")

    def test_a_row_far_down_is_not_waited_for(self):
        book = openpyxl.Workbook()
        book.active.title = "survey"
        book.active.cell(1_048_576, 16_384, "x")
        file = io.BytesIO()
        book.save(file)
        reading = read_form_file(file.getvalue(), LANGS, "Title")
        codes = [each.code for each in reading.findings]
        self.assertEqual(codes, ["no_questions"])

    def test_a_workbook_of_something_else(self):
        _made, found = read(Sheet1=[["Name", "Phone"], ["Wang", "138"]])
        self.assertEqual(found, [("survey", None, None, "missing_sheet")])

    def test_json_that_is_no_form(self):
        reading = read_form_file(b"\xef\xbb\xbf[]", LANGS)
        self.assertEqual([each.code for each in reading.findings], ["not_an_object"])
