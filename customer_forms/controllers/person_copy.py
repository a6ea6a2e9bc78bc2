"""What is kept on a person, handed out as a download."""

import json

from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.http import content_disposition, request


class PersonCopy(http.Controller):
    @http.route(
        "/customer_forms/person/<int:search_id>/<string:kind>",
        type="http",
        auth="user",
        methods=["GET"],
    )
    def person_copy(self, search_id, kind, **_query):
        """Download what the user's search found and he ticked.

        :param int search_id: of a ``customer.person.search`` of this user
        :param str kind: ``json`` or ``pdf``
        :return: the file; 404 for others
        """
        search = request.env["customer.person.search"].browse(search_id)
        if kind not in ("json", "pdf"):
            raise request.not_found()
        try:
            search.check_access("write")
            document = search.exists()._hand_out(kind)
        except (AccessError, UserError, ValueError):
            raise request.not_found() from None
        name = request.env._("Personal data %(number)s", number=search_id)
        if kind == "json":
            content = json.dumps(document, ensure_ascii=False, indent=2, default=str)
            mimetype = "application/json; charset=utf-8"
        else:
            content = search._render_copy(document)
            mimetype = "application/pdf"
        return request.make_response(
            content,
            headers=[
                ("Content-Type", mimetype),
                ("Content-Disposition", content_disposition(f"{name}.{kind}")),
                ("Cache-Control", "no-store"),
            ],
        )
