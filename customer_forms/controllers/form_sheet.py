"""The QR code on a sheet of paper leads to the entry of this very sheet (P3)."""

import time
from urllib.parse import urlencode

from odoo import http
from odoo.http import request

from ..exceptions import NotInvited
from ..models.vault.customer_vault_key import VaultLocked
from ..tools.page_opening import Opening
from . import form_request
from .form_page import FormPage
from .private_page import as_private


class FormSheetPage(FormPage):
    """Where a scanned sheet leads: staff type it in, the customer fills it on his phone."""

    @http.route(
        "/forms/<string:slug>/sheet",
        type="http",
        auth="public",
        website=True,
        customer_form=True,
        methods=["GET"],
        sitemap=False,
    )
    def form_sheet(self, slug, t="", **_query):
        """Open the entry of a printed sheet.

        :param str slug: the form's address
        :param str t: what the QR code says
        :return: for staff the page to type it in; for others the form as it is now,
            which becomes the same submission; 404 for an unknown sheet
        """
        form_sudo = form_request.find_form(slug)
        try:
            sheet_sudo = form_sudo and form_sudo._find_sheet_by_token(t)
        except VaultLocked:
            sheet_sudo = None
        if not sheet_sudo:
            return self._render_not_found()
        if self._is_staff(form_sudo):
            path = self._local_url(f"{form_sudo._page_path()}/entry")
            response = request.redirect(f"{path}?{urlencode({'t': t})}")
        else:
            response = self._answer_customer(form_sudo, sheet_sudo)
        return as_private(response)

    def _answer_customer(self, form_sudo, sheet_sudo):
        """The page for the person who has the sheet. It shows nothing of what is printed
        there: a sheet may be lost."""
        if form_sudo.state == "closed":
            return self._render_closed(form_sudo)
        if sheet_sudo.submission_id:
            message = request.env._(
                "This sheet has arrived already. Its number is %(number)s.",
                number=sheet_sudo.submission_id.number,
            )
            return self._render_message(form_sudo, message, 410)
        opening = Opening(
            uuid=sheet_sudo.page_uuid,
            opened_at=int(time.time()),
            channel="qr",
            sheet_id=sheet_sudo.id,
        )
        try:
            form_sudo._check_may_submit(opening)
        except NotInvited as error:
            return self._answer_not_invited(form_sudo, error)
        return self._render_form(
            form_sudo, form_sudo.current_version_id, {}, {}, opening=opening
        )
