from odoo import models

# What xlsxwriter, and the spreadsheet after it, takes for a formula.
FORMULA_SIGNS = ("=", "{=")


class Base(models.AbstractModel):
    """What a visitor types ends up in many models, and from there in Excel files. Odoo
    disarms formulas in CSV only."""

    _inherit = "base"

    def export_data(self, fields_to_export):
        result = super().export_data(fields_to_export)
        result["datas"] = [
            [as_text(cell) for cell in row] for row in result.get("datas", ())
        ]
        return result


def as_text(cell):
    """Text that a spreadsheet would calculate, as text: with an apostrophe before it.

    :param cell: anything; what is no such text is returned as it is
    """
    if isinstance(cell, str) and cell.lstrip().startswith(FORMULA_SIGNS):
        return f"'{cell}"
    return cell
