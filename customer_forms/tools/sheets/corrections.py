"""The rows that could not be imported, as a workbook to correct: what is wrong stands in
coloured cells with comments."""

import io
from typing import NamedTuple

import xlsxwriter

from .writer import COMMENT_SIZE, HEAD

FAULTY = "#F8C9C4"
HEADING = "#E7E9ED"
MAX_COMMENT = 1_000
WIDTH = 20


class FaultySheet(NamedTuple):
    """A sheet to write.

    :ivar str title: of the sheet
    :ivar list headings: texts
    :ivar list targets: as in ``layout.SheetLayout``: matched as before when it comes back
    :ivar list rows: (row number, texts)
    :ivar dict comments: {(row number, place of the column or None): [sentence]}
    """

    title: str
    headings: list
    targets: list
    rows: list
    comments: dict


def write_corrections(sheets, reason_heading):
    """A workbook with these sheets.

    :param list sheets: ``FaultySheet``
    :param str reason_heading: of the last column, with what concerns no cell
    :return: bytes
    """
    file = io.BytesIO()
    settings = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, {"in_memory": True, **settings}) as book:
        looks = {
            "head": book.add_format({**HEAD, "bg_color": HEADING}),
            "plain": book.add_format({"num_format": "@", "valign": "top"}),
            "faulty": book.add_format(
                {"num_format": "@", "valign": "top", "bg_color": FAULTY}
            ),
        }
        for each in sheets:
            _write(book.add_worksheet(each.title), each, looks, reason_heading)
    return file.getvalue()


def _write(sheet, faulty, looks, reason_heading):
    headings, width = faulty.headings, len(faulty.headings)
    has_targets = any(faulty.targets)
    first = 2 if has_targets else 1
    for place, heading in enumerate(headings):
        sheet.write_string(0, place, heading, looks["head"])
        if has_targets:
            sheet.write_string(1, place, faulty.targets[place])
    if any(place is None for _row, place in faulty.comments):
        sheet.write_string(0, width, reason_heading, looks["head"])
    if has_targets:
        sheet.set_row(1, None, None, {"hidden": True})
    sheet.set_column(0, width, WIDTH, looks["plain"])
    sheet.freeze_panes(first, 1)
    for line, (number, texts) in enumerate(faulty.rows, first):
        for place in range(width):
            said = faulty.comments.get((number, place))
            text = texts[place] if place < len(texts) else ""
            look = looks["faulty" if said else "plain"]
            if text or said:
                sheet.write_string(line, place, text, look)
            if said:
                comment = "\n".join(said)[:MAX_COMMENT]
                sheet.write_comment(line, place, comment, COMMENT_SIZE)
        if said := faulty.comments.get((number, None)):
            sheet.write_string(line, width, "\n".join(said), looks["faulty"])
