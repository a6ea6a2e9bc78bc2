import json
import logging

from odoo import http
from odoo.http import request

from ..models.vault.customer_vault_key import VaultLocked
from . import form_request, robots

_logger = logging.getLogger(__name__)

# 200 questions with long keys, twice over.
MAX_REPORT_SIZE = 32 * 1024


class FormVisit(http.Controller):
    # csrf=False: a browser that leaves a page sends what it has without waiting for an
    # answer, maybe after the session has ended. The signed opening in it is the proof
    # that this server has shown the page, and all that can be done with it is to move
    # the counts of that one visit forward. Nothing is done as the user who is signed in.
    @http.route(
        "/forms/<string:slug>/visit",
        type="http",
        auth="public",
        methods=["POST"],
        csrf=False,
        save_session=False,
        max_content_length=MAX_REPORT_SIZE,
        sitemap=False,
    )
    def note_visit(self, slug, **_posted):
        """Keep what the page of a form tells of the visit.

        :param str slug: the form's address
        :return: nothing, whatever was sent: no visitor sees an error of it
        """
        try:
            told = json.loads(request.httprequest.get_data())
        except (ValueError, RecursionError):
            told = None
        form_sudo = form_request.find_form(slug)
        if form_sudo and isinstance(told, dict):
            self._note(form_sudo, told)
        return request.make_response("", status=204)

    def _note(self, form_sudo, told):
        try:
            signed = str(told.get("opening")).encode("ascii", "replace").decode()
            opening = form_sudo._read_opening(signed, told.get("uuid"))
            if opening:
                version_sudo = form_request.opened_version(
                    form_sudo, str(told.get("version"))
                )
                address = robots.address_of_visitor()
                form_sudo._note_visit(opening, version_sudo, told, self._utm(), address)
        except VaultLocked:
            _logger.info("A visit is not counted: the keyring is not there.")

    def _utm(self):
        """Ids of the campaign Odoo keeps in cookies, with the visitor's consent."""
        found = {}
        Utm = request.env["utm.mixin"]
        for _parameter, field_name, cookie_name in Utm.tracking_fields():
            if name := (request.cookies.get(cookie_name) or "").strip():
                # sudo: the names of campaigns are not for visitors to read
                records_sudo = request.env[Utm._fields[field_name].comodel_name].sudo()
                found[field_name] = records_sudo.search(
                    [("name", "=ilike", name)], limit=1
                ).id
        return found
