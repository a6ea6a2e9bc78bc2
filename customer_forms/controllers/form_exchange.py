from odoo import http
from odoo.http import content_disposition, request
from odoo.tools.osutil import clean_filename

MEDIA_TYPES = {
    "json": "application/json; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class FormExchange(http.Controller):
    """Forms as files, for those who may read them."""

    @http.route(
        "/customer_forms/export/<int:form_id>/<string:extension>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def export_form(self, form_id, extension, **_query):
        """Download the draft of a form.

        :param int form_id: id of the form
        :param str extension: ``json`` or ``xlsx``
        :return: the file; 404 for anything the user may not read
        """
        form = request.env["customer.form"].browse(form_id).exists()
        if extension not in MEDIA_TYPES or not form or not form.has_access("read"):
            raise request.not_found()
        content = (
            form._export_json() if extension == "json" else form._export_workbook()
        )
        return self._file(content, form.name, extension)

    @http.route(
        "/customer_forms/sample.xlsx",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def sample_workbook(self, **_query):
        """Download a workbook with an example of everything.

        :return: the file; 404 for whoever designs no forms
        """
        forms = request.env["customer.form"]
        if not forms.has_access("create"):
            raise request.not_found()
        name = request.env._("Sample form")
        return self._file(forms._sample_workbook(), name, "xlsx")

    def _file(self, content, name, extension):
        """A file to be saved under a name in any script (RFC 5987)."""
        filename = f"{clean_filename(name)}.{extension}"
        headers = {
            "Content-Type": MEDIA_TYPES[extension],
            "Content-Disposition": content_disposition(filename),
            "Content-Length": len(content),
            "X-Content-Type-Options": "nosniff",
        }
        return request.make_response(content, list(headers.items()))
