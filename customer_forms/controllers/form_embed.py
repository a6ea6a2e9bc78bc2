from odoo import http
from odoo.http import request

from . import form_frame, form_opening, form_request
from .form_page import MAX_REQUEST_SIZE, FormPage
from .private_page import as_private


class FormEmbed(FormPage):
    """The page of a form in a frame of another website (P2).

    There a browser sends no cookies of ours, so that there is neither a session nor a
    CSRF token. None is needed: whoever fills in a form there is nobody in particular
    (``form_frame.enter``), and a page of another website that sends a form in a
    visitor's browser does no more than its owner could from his own desk. That a page
    of ours was opened first is proved by its signed opening.
    """

    @http.route(
        "/forms/<string:slug>/embed",
        type="http",
        auth="public",
        website=True,
        customer_form="embed",
        methods=["GET"],
        sitemap=False,
        readonly=True,
        save_session=False,
    )
    def form_embed(self, slug, **query):
        """Show the form as ``form_page`` does, without header, footer and session.

        :param str slug: the form's address
        :param query: how the page is opened, see ``form_opening``
        :return: as ``form_page``; browsers show it within the websites the form allows
        """
        form_frame.enter(form_frame.EMBED)
        response = self.form_page(slug, **query)
        return self._framed(slug, response)

    @http.route(
        "/forms/<string:slug>/embed",
        type="http",
        auth="public",
        website=True,
        customer_form="embed",
        methods=["POST"],
        max_content_length=MAX_REQUEST_SIZE,
        sitemap=False,
        csrf=False,
        save_session=False,
    )
    def form_embed_submit(self, slug, **_posted):
        """Take a form that was filled in in a frame.

        :param str slug: the form's address
        :param _posted: as for ``form_submit``; ``_opening`` has to be of such a page
        :return: as ``form_submit``
        """
        form_frame.enter(form_frame.EMBED)
        form_sudo = form_request.find_form(slug)
        opening = form_sudo and form_opening.of_posted(form_sudo)
        if form_sudo and not (opening and opening.is_embedded):
            said = request.env._("This page has expired. Please open the form again.")
            response = self._answer_refusal(form_sudo, said, 400)
        else:
            response = self.form_submit(slug)
        return self._framed(slug, response)

    @http.route(
        "/forms/<string:slug>/embed/done",
        type="http",
        auth="public",
        website=True,
        customer_form="embed",
        methods=["GET"],
        sitemap=False,
        readonly=True,
        save_session=False,
    )
    def form_embed_done(self, slug, done=None, **_query):
        """Thank for a submission, and tell its number.

        :param str slug: the form's address
        :param str done: signed when it was submitted
        :return: the page; the form itself when it is not signed, or was a day ago
        """
        form_frame.enter(form_frame.EMBED)
        form_sudo = form_request.find_form(slug)
        submission_sudo = form_sudo and form_sudo._read_done(done)
        if not submission_sudo:
            path = f"/forms/{slug}/embed"
            return self._framed(slug, request.redirect(self._local_url(path)))
        response = self._render_done(form_sudo, submission_sudo)
        return as_private(self._framed(slug, response))

    def _framed(self, slug, response):
        return form_frame.frame_rules(response, form_request.find_form(slug))
