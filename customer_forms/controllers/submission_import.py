"""Workbooks of imports (X1)."""

from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.http import content_disposition, request
from odoo.tools.osutil import clean_filename

from .form_exchange import MEDIA_TYPES


class SubmissionImport(http.Controller):
    @http.route(
        "/customer_forms/import/sample/<int:form_id>.xlsx",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def import_sample(self, form_id, **_query):
        """Download a workbook to fill in with submissions.

        :param int form_id: id of the form
        :return: the file; 404 for anything the user may not import
        """
        form = request.env["customer.form"].browse(form_id).exists()
        batches = request.env["customer.form.batch"]
        try:
            if not form or not batches.has_access("create"):
                raise request.not_found()
            batches._importable(form)
        except (AccessError, UserError):
            raise request.not_found() from None
        return _workbook(form._import_sample(), form.name)

    @http.route(
        "/customer_forms/import/<int:batch_id>/corrections.xlsx",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def import_corrections(self, batch_id, **_query):
        """Download the faulty rows of an import.

        :param int batch_id: id of the import
        :return: the file; 404 for anybody but the person who imported
        """
        batch = request.env["customer.form.batch"].browse(batch_id).exists()
        if not batch or not batch.has_access("read"):
            raise request.not_found()
        try:
            content = batch._corrections()
        except UserError:
            raise request.not_found() from None
        return _workbook(content, batch._report_name())


def _workbook(content, name):
    """An Excel file under a name in any script (RFC 5987); nobody keeps it."""
    headers = {
        "Content-Type": MEDIA_TYPES["xlsx"],
        "Content-Disposition": content_disposition(f"{clean_filename(name)}.xlsx"),
        "Content-Length": len(content),
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return request.make_response(content, list(headers.items()))
