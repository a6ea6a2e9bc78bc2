"""The masked copy as an Excel file: written row by row, texts that stay texts."""

import io

import xlsxwriter

OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
WIDTH, MARK_COLUMN = 18, 0
# Excel prints no more in a header or footer, and fails to open the file.
PRINTED = 200


def write_copy(table):
    """A workbook of one sheet.

    :param dict table: ``title``, ``said`` ({label: text}), ``labels``, ``rows`` (each
        with ``mark`` and ``texts``), ``watermark``, ``warning``, ``number``
    :return: bytes
    """
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        book.set_properties(
            {"title": f"{table['title']} {table['number']}", "author": ""}
        )
        bold = book.add_format({"bold": True})
        title = book.add_format({"bold": True, "font_size": 14})
        head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#E7E9ED"})
        red = book.add_format({"font_color": "#B3261E"})
        sheet = book.add_worksheet(table["number"][:31])
        _set_up_page(sheet, table)
        sheet.write_string(0, 1, f"{table['title']} {table['number']}", title)
        row = 1
        for label, text in table["said"].items():
            sheet.write_string(row, 1, label, bold)
            sheet.write_string(row, 2, text)
            row += 1
        sheet.write_string(row, 1, table["warning"], red)
        row += 2
        sheet.repeat_rows(row)
        for column, label in enumerate(table["labels"], 1):
            sheet.write_string(row, column, label, head)
        for place, each in enumerate(table["rows"], row + 1):
            sheet.write_string(place, MARK_COLUMN, each["mark"])
            for column, text in enumerate(each["texts"], 1):
                sheet.write_string(place, column, text)
    return file.getvalue()


def _set_up_page(sheet, table):
    sheet.set_column(MARK_COLUMN, MARK_COLUMN, None, None, {"hidden": True})
    sheet.set_column(1, max(len(table["labels"]), 2), WIDTH)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    said = list(table["said"].values())
    sheet.set_header(f"&L{_printed(table['watermark'])}&R{_printed(table['title'])}")
    sheet.set_footer(f"&L{_printed(' / '.join(said))}&R&P / &N")


def _printed(text):
    """Text of a header: a sign of its own there is doubled."""
    return " ".join(text.split())[: PRINTED // 2].replace("&", "&&")
