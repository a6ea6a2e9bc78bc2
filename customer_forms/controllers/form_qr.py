from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import content_disposition, request

from ..tools import qr_code


class FormQr(http.Controller):
    @http.route(
        "/customer_forms/qr/<int:link_id>/<string:file_name>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def download_qr(self, link_id, file_name):
        """The QR code of a link as a file.

        :param int link_id: ``customer.form.link``
        :param str file_name: ``any.svg``, ``screen.png`` or ``print.png``
        :return: the file; 404 for those who may not see the link
        """
        links = request.env["customer.form.link"]
        if not links.has_access("read"):
            raise NotFound
        link = links.with_context(active_test=False).search([("id", "=", link_id)])
        size, _dot, ending = file_name.partition(".")
        if link and file_name == "any.svg":
            content, mimetype = qr_code.svg(link.url), "image/svg+xml"
        elif link and ending == "png" and size in qr_code.WIDTHS:
            width = qr_code.WIDTHS[size]
            content, mimetype = qr_code.png(link.url, width), "image/png"
        else:
            raise NotFound
        name = f"{link.form_id.name} {link.code}.{ending}"
        return request.make_response(
            content,
            [
                ("Content-Type", mimetype),
                ("Content-Disposition", content_disposition(name)),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )
