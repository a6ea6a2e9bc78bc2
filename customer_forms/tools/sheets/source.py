"""The cells of a file from anybody, as texts, row by row: never all of it at once."""

import io
import re
import zipfile
from collections.abc import Callable
from typing import NamedTuple

import openpyxl
import xlrd

from ...rules.types.base import cell_text
from ..workbook.source import MEGABYTE, OLE, WORKBOOK, XLSX, FileProblem
from .text_source import open_text

MAX_SIZE = 20 * MEGABYTE
# 50,000 rows of 20 long answers unpack to about this.
MAX_UNPACKED = 400 * MEGABYTE
MAX_PARTS = 500
MAX_SHEETS = 30
MAX_ROWS = 50_000
MAX_COLUMNS = 300
# What a part of a file is looked through by; what is looked for may lie across two.
PIECE, OVERLAP = MEGABYTE, 16
FORMULA = re.compile(rb"<f[ >/]")
DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
# What a spreadsheet shows for a formula that went wrong.
ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"}
# Stands for a formula that was never calculated: an empty cell would be a lost answer.
NOT_CALCULATED = "#CALC!"
XLS_DATE, XLS_FLAG, XLS_ERROR = 3, 4, 5


class RawSheet(NamedTuple):
    """A sheet; ``rows()`` gives (row number, [text]) of the rows that hold something."""

    title: str
    rows: Callable


def open_sheets(content):
    """The sheets of a file, the visible ones.

    :param bytes content: an Excel file (.xlsx, .xls) or a text file
    :return: list of ``RawSheet``
    :raises FileProblem: when it is no such file, is protected, broken or too big
    """
    if len(content) > MAX_SIZE:
        raise FileProblem("table_too_large", max=MAX_SIZE // MEGABYTE)
    if not content.strip():
        raise FileProblem("file_empty")
    if content.startswith(OLE):
        return _open_old(content)
    if content.startswith(XLSX):
        return _open_new(content)
    return [RawSheet("", lambda: _limited("", open_text(content)))]


def is_error(text):
    """Whether a cell holds what a formula came to when it went wrong.

    >>> is_error("#N/A"), is_error("#1")
    (True, False)
    """
    return text in ERRORS or text == NOT_CALCULATED


def _limited(title, rows):
    """The rows that hold something, as texts without empty ends."""
    for number, values in rows:
        texts = [cell_text(value).strip() for value in values]
        while texts and not texts[-1]:
            texts.pop()
        if not texts:
            continue
        if number > MAX_ROWS + 10:  # headings and an example are no submissions
            raise FileProblem("table_too_many_rows", max=MAX_ROWS)
        if len(texts) > MAX_COLUMNS:
            raise FileProblem("file_too_many_columns", sheet=title, max=MAX_COLUMNS)
        yield number, texts


# ----------------------------------------------------------------
# Excel since 2007
# ----------------------------------------------------------------


def _open_new(content):
    has_formulas = _look_through(content)
    try:
        values = _load(content, data_only=True)
        formulas = _load(content, data_only=False) if has_formulas else None
        sheets = [each for each in values.worksheets if each.sheet_state == "visible"]
    # A file made to do harm, or just broken, fails in openpyxl in any of many ways.
    except Exception as error:
        raise FileProblem("file_broken") from error
    if len(sheets) > MAX_SHEETS:
        raise FileProblem("file_too_many_sheets", max=MAX_SHEETS)
    return [
        RawSheet(
            sheet.title,
            lambda sheet=sheet: _limited(
                sheet.title,
                _new_rows(sheet, formulas and formulas[sheet.title]),
            ),
        )
        for sheet in sheets
    ]


def _load(content, data_only):
    return openpyxl.load_workbook(
        io.BytesIO(content), read_only=True, data_only=data_only
    )


def _new_rows(sheet, written):
    # What the file says of its own size is not to be trusted.
    limits = {"max_col": MAX_COLUMNS + 1, "values_only": True}
    try:
        sheet.reset_dimensions()
        rows = sheet.iter_rows(**limits)
        if written is None:
            yield from enumerate(rows, 1)
            return
        written.reset_dimensions()
        both = zip(rows, written.iter_rows(**limits), strict=False)
        for number, pair in enumerate(both, 1):
            yield (
                number,
                [
                    NOT_CALCULATED if value is None and formula is not None else value
                    for value, formula in zip(*pair, strict=False)
                ],
            )
    except FileProblem:
        raise
    except Exception as error:
        raise FileProblem("file_broken") from error


def _look_through(content):
    """Refuse what would unpack to more than a table is, or is no workbook.

    :return: whether it has formulas
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            parts = container.infolist()
            if len(parts) > MAX_PARTS or WORKBOOK not in container.namelist():
                raise FileProblem("file_not_workbook")
            if sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise FileProblem("table_unpacks_too_large")
            unpacked, has_formulas = 0, False
            for part in parts:
                if part.filename.endswith((".xml", ".rels", ".vml")):
                    size, found = _look_through_part(container, part)
                    unpacked, has_formulas = unpacked + size, has_formulas or found
                    if unpacked > MAX_UNPACKED:
                        raise FileProblem("table_unpacks_too_large")
            return has_formulas
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise FileProblem("file_broken") from error


def _look_through_part(container, part):
    """Excel writes no document type declarations: those are how XML does harm.

    :return: (bytes it unpacks to, whether it has formulas)
    """
    size, end, has_formulas = 0, b"", False
    with container.open(part) as stream:
        while piece := stream.read(PIECE):
            if not size and piece.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00")):
                raise FileProblem("file_broken")
            size, piece = size + len(piece), end + piece
            if any(each in piece for each in DECLARATIONS):
                raise FileProblem("file_broken")
            if size > MAX_UNPACKED:
                raise FileProblem("table_unpacks_too_large")
            has_formulas = has_formulas or bool(FORMULA.search(piece))
            end = piece[-OVERLAP:]
    return size, has_formulas and part.filename.startswith("xl/worksheets/")


# ----------------------------------------------------------------
# Excel before 2007
# ----------------------------------------------------------------


def _open_old(content):
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise FileProblem("file_protected")
    try:
        book = xlrd.open_workbook(file_contents=content, logfile=io.StringIO())
    except xlrd.XLRDError as error:
        code = "file_protected" if "encrypted" in str(error) else "file_broken"
        raise FileProblem(code) from error
    # A broken file fails in xlrd in any of many ways, too.
    except Exception as error:
        raise FileProblem("file_broken") from error
    sheets = [sheet for sheet in book.sheets() if not sheet.visibility]
    return [
        RawSheet(
            sheet.name,
            lambda sheet=sheet: _limited(sheet.name, _old_rows(sheet, book.datemode)),
        )
        for sheet in sheets[:MAX_SHEETS]
    ]


def _old_rows(sheet, datemode):
    for index in range(sheet.nrows):
        cells = sheet.row(index)
        yield index + 1, [_old_value(cell, datemode) for cell in cells]


def _old_value(cell, datemode):
    if cell.ctype == XLS_ERROR:
        return xlrd.error_text_from_code.get(cell.value, "#N/A")
    if cell.ctype == XLS_FLAG:
        return bool(cell.value)
    if cell.ctype == XLS_DATE:
        try:
            return xlrd.xldate_as_datetime(cell.value, datemode)
        except (xlrd.XLDateError, OverflowError):
            return cell.value
    return cell.value
