"""The masked copy as a download (V4)."""

from odoo import http
from odoo.exceptions import AccessError
from odoo.http import content_disposition, request

MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


class AccessCopy(http.Controller):
    @http.route(
        "/customer_followup/copy/<int:request_id>/<string:kind>",
        type="http",
        auth="user",
        methods=["POST"],
    )
    def access_copy(self, request_id, kind, **_form):
        """Download the masked copy; counted, noted, made anew each time.

        By POST: neither a link in a mail nor a page that is loaded again spends one.

        :param int request_id: a request of this user, handed over to him
        :param str kind: ``xlsx`` or ``pdf``
        :return: the file; 404 for anybody else
        """
        access_request = request.env["customer.access.request"].browse(request_id)
        if kind not in MEDIA_TYPES or not access_request.exists():
            raise request.not_found()
        try:
            access_request.check_access("read")
            content = access_request._download(kind)
        except AccessError:
            raise request.not_found() from None
        return request.make_response(
            content,
            headers=[
                ("Content-Type", MEDIA_TYPES[kind]),
                (
                    "Content-Disposition",
                    content_disposition(f"{access_request.number}.{kind}"),
                ),
                ("Cache-Control", "no-store"),
            ],
        )
