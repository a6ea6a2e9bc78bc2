"""The links in an invitation, and what happens to it."""

from odoo import http
from odoo.http import request

from . import form_invitation, form_request
from .page_frame import PageFrame
from .private_page import as_private

EVENTS = {"opened", "started"}


class InvitationLinks(PageFrame, http.Controller):
    """Short links, unsubscribing, and word from the page that it was opened."""

    @http.route(
        "/f",
        type="http",
        auth="public",
        website=True,
        multilang=False,
        methods=["GET"],
        sitemap=False,
        readonly=True,
    )
    def invitation_link(self, **_query):
        """Lead from the short link to the form, in the language of the person.

        :param _query: the token, by itself
        :return: a redirect; a friendly page when there is no such link
        """
        token = next(iter(request.httprequest.args), "")
        invitation_sudo = request.env["customer.form.invitation"]._find_by_token(token)
        if not invitation_sudo.form_id.current_version_id:
            return as_private(self._render_not_found())
        path = invitation_sudo.form_id._page_path()
        offered = request.env["res.lang"]._get_frontend()
        lang = invitation_sudo.lang
        if lang in offered:
            path = request.env["ir.http"]._url_for(path, lang)
        return as_private(request.redirect(f"{path}?invitation={token}", code=303))

    @http.route(
        "/forms/<string:slug>/invitation",
        type="http",
        auth="public",
        website=True,
        multilang=False,
        methods=["POST"],
        sitemap=False,
    )
    def invitation_event(self, slug, event=None, **_posted):
        """Note that a person looks at the page, or has begun to fill it in.

        Told by a script on the page: programs that look at every link in a mail run none.

        :param str slug: the form's address
        :param str event: ``opened`` or ``started``
        :return: nothing, whatever was sent
        """
        form_sudo = form_request.find_form(slug)
        posted = request.httprequest.form
        opening = form_sudo and form_sudo._read_opening(
            posted.get("_opening"), posted.get("_uuid")
        )
        if opening and event in EVENTS:
            form_invitation.invitation_of(opening)._advance(event)
        return request.make_response("", status=204)

    # ------------------------------------------------------------
    # Unsubscribing
    # ------------------------------------------------------------

    @http.route(
        "/invitation/unsubscribe",
        type="http",
        auth="public",
        website=True,
        multilang=False,
        methods=["GET"],
        sitemap=False,
        readonly=True,
    )
    def unsubscribe_page(self, t=None, **_query):
        """Ask whether somebody wants no more invitations. Opening it changes nothing:
        programs open every link in a mail.

        :param str t: the token
        :return: the page; a friendly one when there is no such link
        """
        invitation_sudo = request.env["customer.form.invitation"]._find_by_token(t)
        return as_private(self._render_unsubscribe(invitation_sudo, t))

    @http.route(
        "/invitation/unsubscribe",
        type="http",
        auth="public",
        website=True,
        multilang=False,
        methods=["POST"],
        csrf=False,
        sitemap=False,
    )
    def unsubscribe(self, t=None, reason=None, again=None, **_posted):
        """Unsubscribe, from the page or by the button of a mail program (RFC 8058), which
        knows no CSRF token: whoever has the link may.

        :param str t: the token
        :param str reason: why
        :param str again: given, to be invited again
        :return: the page
        """
        invitation_sudo = request.env["customer.form.invitation"]._find_by_token(t)
        if invitation_sudo:
            # sudo: the token says who wants that
            unsubscriptions_sudo = request.env["customer.form.unsubscription"].sudo()
            if again:
                unsubscriptions_sudo._subscribe_again(invitation_sudo)
            else:
                unsubscriptions_sudo._unsubscribe(invitation_sudo, reason)
        return as_private(
            self._render_unsubscribe(invitation_sudo, t, is_done=True, again=again)
        )

    def _render_unsubscribe(self, invitation_sudo, token, is_done=False, again=None):
        if not invitation_sudo:
            return self._render_not_found()
        unsubscriptions = request.env["customer.form.unsubscription"]
        reasons = unsubscriptions._fields["reason"]._description_selection(request.env)
        name = "email" if invitation_sudo.channel == "email" else "phone"
        said = {
            "company": invitation_sudo.company_id.name,
            "address": invitation_sudo[name],
        }
        if is_done:
            sentence = request.env._(
                "%(company)s does not invite you at %(address)s any more.", **said
            )
        else:
            sentence = request.env._(
                "Shall %(company)s not invite you at %(address)s any more?", **said
            )
        return request.render(
            "customer_forms.invitation_unsubscribe",
            {
                "page_title": request.env._("Invitations"),
                "sentence": sentence,
                "token": token,
                "reasons": reasons,
                "is_done": is_done,
                "is_again": bool(again),
            },
        )
