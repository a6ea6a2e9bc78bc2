from odoo import api, models

REPORT = "customer_followup.report_access_copy"
# Each page is made here, as Debian's wkhtmltopdf repeats neither headers nor what is
# fixed on a page: so many rows of one line fit beside what stands above them.
ROWS_ON_A_PAGE = 24
# The name of the request stands across the page this often.
WATERMARKS = 9


class Handed(dict):
    """A table that was counted and noted; no context of a browser has one."""


class ReportAccessCopy(models.AbstractModel):
    """The masked copy on paper. It prints what it is given by ``_download``: called in
    any other way it prints nothing."""

    _name = "report.customer_followup.report_access_copy"
    _description = "Printed Data Copy"

    @api.model
    def _get_report_values(self, docids, data=None):
        table = self.env.context.get("customer_access_table")
        pages = _pages(table["rows"]) if isinstance(table, Handed) else []
        return {
            "doc_ids": docids,
            "doc_model": "customer.access.request",
            "docs": self.env["customer.access.request"],
            "table": table if pages else {},
            "pages": pages,
            "watermarks": range(WATERMARKS),
        }

    @api.model
    def _render_copy(self, request, table):
        """The copy as a PDF.

        :param request: the request, checked
        :param dict table: as ``_copy_table`` of the request makes it
        :return: bytes
        """
        report = self.env["ir.actions.report"].with_context(
            customer_access_table=Handed(table)
        )
        # sudo: the layout reads the company; what is printed was read before
        return report.sudo()._render_qweb_pdf(REPORT, request.ids)[0]


def _pages(rows):
    """The rows of each page; an empty copy has one page, too."""
    starts = range(0, max(len(rows), 1), ROWS_ON_A_PAGE)
    return [rows[start : start + ROWS_ON_A_PAGE] for start in starts]
