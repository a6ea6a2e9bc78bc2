"""Short links: ``/f/<code>``, and what ``?link=`` says of a page."""

from odoo import http
from odoo.http import request

from ..tools.page_opening import STAFF_CHANNELS
from ..tools.short_code import clean_code
from .page_frame import PageFrame


def followed(opening, form_sudo, query):
    """The opening of a page to which a link of the form has led.

    :param Opening opening: as it is without the link
    :param form_sudo: ``customer.form`` in sudo
    :param dict query: what stands behind the path, written by anybody
    :return: ``Opening``; the same for a code that is none of this form's
    """
    link_sudo = _find_link(query.get("link"))
    if link_sudo.form_id != form_sudo or not link_sudo:
        return opening
    is_staff = opening.channel in STAFF_CHANNELS
    channel = opening.channel if is_staff else link_sudo.channel
    return opening._replace(link_id=link_sudo.id, channel=channel)


def _find_link(code):
    """The link with this code, in sudo; empty for an unknown or archived one."""
    # sudo: links are followed by everybody
    links_sudo = request.env["customer.form.link"].sudo()
    code = clean_code(code or "")
    return links_sudo.search([("code", "=", code)], limit=1) if code else links_sudo


class FormLink(PageFrame, http.Controller):
    @http.route(
        "/f/<string:code>",
        type="http",
        auth="public",
        website=True,
        methods=["GET"],
        sitemap=False,
        readonly=True,
    )
    def follow_link(self, code, **_query):
        """Lead to the form of a short link.

        The way goes to a page of this server, made of what is in the database: nothing
        of the request but the code is read. It is not stored by browsers, as the link
        may be archived any day.

        :param str code: of the link, in capitals or with hyphens too
        :return: a redirect; 404 for an unknown or archived link
        """
        link_sudo = _find_link(code)
        if not link_sudo:
            return self._render_not_found()
        path = self._local_url(link_sudo.form_id._page_path())
        answer = request.redirect(f"{path}?link={link_sudo.code}", code=302)
        answer.headers["Cache-Control"] = "no-store"
        return answer
