"""Lists exported as Excel and CSV files: what a visitor typed is no formula there, nor a
link (S2)."""

from collections import OrderedDict

from odoo.addons.web.controllers.export import (
    CSVExport,
    ExcelExport,
    ExportXlsxWriter,
    GroupExportXlsxWriter,
)

from ..tools.spreadsheet import as_csv_text, as_text


class _TextWriter(ExportXlsxWriter):
    def write(self, row, column, cell_value, style=None):
        if isinstance(cell_value, str):
            return self.worksheet.write_string(row, column, cell_value, style)
        return super().write(row, column, cell_value, style)


class _GroupTextWriter(_TextWriter, GroupExportXlsxWriter):
    pass


class SafeExcelExport(ExcelExport):
    def from_data(self, fields, columns_headers, rows):
        with _TextWriter(fields, columns_headers, len(rows)) as writer:
            for number, row in enumerate(rows, 1):
                for column, cell in enumerate(row):
                    writer.write_cell(number, column, cell)
        return writer.value

    def from_group_data(self, fields, columns_headers, groups):
        """Lists exported in groups: what a visitor typed is the title of its group."""
        with _GroupTextWriter(fields, columns_headers, groups.count) as writer:
            row, column = 1, 0
            for name, group in _disarmed(groups).children.items():
                row, column = writer.write_group(row, column, name, group)
        return writer.value


class SafeCsvExport(CSVExport):
    def from_data(self, fields, columns_headers, rows):
        return super().from_data(
            fields,
            [as_csv_text(header) for header in columns_headers],
            [[as_csv_text(cell) for cell in row] for row in rows],
        )


def _disarmed(groups):
    """The tree of groups with titles that are no formulas, at every depth."""
    groups.children = OrderedDict(
        (_disarmed_title(name), _disarmed(group))
        for name, group in groups.children.items()
    )
    return groups


def _disarmed_title(name):
    """The name of a group, a text or (value, text), as (value, text no formula)."""
    if isinstance(name, tuple):
        return tuple(map(as_text, name))
    return (name, as_text(name)) if isinstance(name, str) else name
