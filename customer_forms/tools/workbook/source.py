"""The cells of an Excel file from anybody, within limits."""

import io
import zipfile
from typing import NamedTuple

import openpyxl

from ..coded_error import CodedError

MEGABYTE = 1024 * 1024
MAX_SIZE = 5 * MEGABYTE
MAX_UNPACKED = 50 * MEGABYTE
MAX_PARTS = 500
MAX_SHEETS = 20
MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_CELLS = 300_000
XLSX = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORKBOOK = "xl/workbook.xml"


class FileProblem(CodedError):
    """A file that cannot be read at all."""


class Cell(NamedTuple):
    """What a cell holds; ``problem`` is a message code, when that cannot be trusted."""

    value: object
    problem: str | None = None


EMPTY = Cell(None)


class Sheet(NamedTuple):
    """A sheet with its rows that hold something: [(row number, [Cell])]."""

    title: str
    rows: list


def read_sheets(content):
    """The sheets of an Excel file.

    :param bytes content: the file
    :return: list of ``Sheet``
    :raises FileProblem: when it is no such file, is protected, broken or too big
    """
    if content.startswith(OLE):
        # A protected .xlsx is an OLE container with the encrypted workbook in it.
        is_locked = "EncryptedPackage".encode("utf-16-le") in content
        raise FileProblem("file_protected" if is_locked else "file_old_excel")
    if len(content) > MAX_SIZE:
        raise FileProblem("file_too_large", max=MAX_SIZE // MEGABYTE)
    _check_container(content)
    try:
        values, formulas = (
            openpyxl.load_workbook(
                io.BytesIO(content), read_only=True, data_only=data_only
            )
            for data_only in (True, False)
        )
        return _read(values, formulas)
    except FileProblem:
        raise
    # A file made to do harm, or just broken, fails in openpyxl in any of many ways.
    except Exception as error:
        raise FileProblem("file_broken") from error


def _check_container(content):
    """Refuse what would unpack to more than a form is, or is no workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            parts = container.infolist()
            if sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise FileProblem("file_unpacks_too_large")
            if len(parts) > MAX_PARTS or WORKBOOK not in container.namelist():
                raise FileProblem("file_not_workbook")
            for part in parts:
                _check_part(container, part)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise FileProblem("file_broken") from error


def _check_part(container, part):
    """Excel writes no document type declarations: those are how XML does harm."""
    if not part.filename.endswith((".xml", ".rels", ".vml")):
        return
    with container.open(part) as stream:
        text = stream.read(MAX_UNPACKED + 1)
    is_wide = text.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00"))
    if len(text) > MAX_UNPACKED:
        raise FileProblem("file_unpacks_too_large")
    if is_wide or b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise FileProblem("file_broken")


def _read(values, formulas):
    if len(values.worksheets) > MAX_SHEETS:
        raise FileProblem("file_too_many_sheets", max=MAX_SHEETS)
    return [
        Sheet(sheet.title, _read_rows(sheet, formulas[sheet.title]))
        for sheet in values.worksheets
    ]


def _read_rows(sheet, formulas):
    # What the file says of its own size is not to be trusted.
    sheet.reset_dimensions()
    formulas.reset_dimensions()
    limits = {"max_row": MAX_ROWS + 1, "max_col": MAX_COLUMNS + 1}
    rows, count = [], 0
    pairs = zip(sheet.iter_rows(**limits), formulas.iter_rows(**limits), strict=False)
    for number, (cells, written) in enumerate(pairs, 1):
        read = [_cell(*pair) for pair in zip(cells, written, strict=True)]
        filled = sum(cell is not EMPTY for cell in read)
        if not filled:
            continue
        count += filled
        if number > MAX_ROWS or count > MAX_CELLS:
            raise FileProblem("file_too_many_rows", sheet=sheet.title, max=MAX_ROWS)
        if len(read) > MAX_COLUMNS and read[MAX_COLUMNS] is not EMPTY:
            raise FileProblem(
                "file_too_many_columns", sheet=sheet.title, max=MAX_COLUMNS
            )
        rows.append((number, read))
    return rows


def _cell(cell, written):
    """A cell with the result of its formula, if it has one."""
    if cell.data_type == "e":
        return Cell(None, "cell_error")
    if cell.value is not None:
        return Cell(cell.value)
    return Cell(None, "cell_formula") if written.data_type == "f" else EMPTY
