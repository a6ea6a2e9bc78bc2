from werkzeug.exceptions import BadRequest

from odoo import models
from odoo.http import request


class IrHttp(models.AbstractModel):
    """The public page speaks the visitor's language, its scripts too, and takes only
    what Odoo can read."""

    _inherit = "ir.http"

    @classmethod
    def _get_translation_frontend_modules_name(cls):
        return [*super()._get_translation_frontend_modules_name(), "customer_forms"]

    @classmethod
    def _pre_dispatch(cls, rule, args):
        result = super()._pre_dispatch(rule, args)
        if rule.endpoint.routing.get("customer_form"):
            cls._check_form_request()
        is_embed = rule.endpoint.routing.get("customer_form") == "embed"
        if rule.rule.startswith(("/forms/", "/invitation/")) and not is_embed:
            # Nobody else lays a page of his over one of ours, to have it clicked.
            headers = request.future_response.headers
            headers["Content-Security-Policy"] = "frame-ancestors 'self'"
        return result

    @classmethod
    def _check_form_request(cls):
        """Refuse what Odoo itself would fail on, an error in the server's log.

        Odoo calls a route with everything that was posted as arguments, of which
        ``self`` is one too many and a part without a name cannot be one; and its CSRF
        token cannot be a file, nor have letters beyond ASCII. No page of ours sends
        any of these.

        :raises werkzeug.exceptions.BadRequest: status 400
        """
        received = request.httprequest
        names = {*received.args, *received.form, *received.files}
        token = {**received.args, **received.form}.get("csrf_token", "")
        if (
            {"self", None} & names
            or "csrf_token" in received.files
            or not token.isascii()
        ):
            raise BadRequest("This form does not ask what was sent.")
