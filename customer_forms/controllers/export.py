from collections import OrderedDict

from odoo.addons.web.controllers.export import ExcelExport

from ..models.base import as_text


class SafeExcelExport(ExcelExport):
    """Lists exported in groups: what a visitor typed is the title of its group."""

    def from_group_data(self, fields, columns_headers, groups):
        groups.children = OrderedDict(
            (_disarmed(name), group) for name, group in groups.children.items()
        )
        return super().from_group_data(fields, columns_headers, groups)


def _disarmed(name):
    """The name of a group, a text or (value, text), as (value, text no formula)."""
    if isinstance(name, tuple):
        return tuple(map(as_text, name))
    return (name, as_text(name)) if isinstance(name, str) else name
