from odoo import http
from odoo.http import request

from ..exceptions import TamperedSubmission
from . import form_request
from .form_page import MAX_REQUEST_SIZE, FormPage


class FormPreview(FormPage):
    """The page of a draft, for those who design it: shown and tried, nothing is kept."""

    @http.route(
        "/forms/<string:slug>/preview",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
        sitemap=False,
        readonly=True,
    )
    def form_preview(self, slug, lang=None, samples=None, **_query):
        """Show the draft as the public page will show it once it is published.

        :param str slug: the form's address
        :param str lang: code of an installed language to show it in
        :param str samples: fill in made-up answers, if not empty
        :return: the page; 404 for those who may not change the form
        """
        form = self._find_draft(slug, lang)
        if not form:
            return self._render_not_found()
        version = form._draft_version()
        raw = form._sample_answers(version) if samples else {}
        return self._render_draft(form, version, raw, {}, has_samples=bool(samples))

    @http.route(
        "/forms/<string:slug>/preview",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
        max_content_length=MAX_REQUEST_SIZE,
        sitemap=False,
        readonly=True,
    )
    def form_try(self, slug, lang=None, **_posted):
        """Run the rules of the draft on answers, as a submission would; nothing is kept.

        :param str slug: the form's address
        :param str lang: code of an installed language to answer in
        :param _posted: answers by field key, read from the request itself
        :return: the page with what is wrong, or with the values as they would be kept
        """
        form = self._find_draft(slug, lang)
        if not form:
            return self._render_not_found()
        version = form._draft_version()
        raw = form_request.read_answers(version)
        try:
            errors, kept = form._try_answers(version, raw)
        except TamperedSubmission as error:
            return self._render_draft(form, version, raw, {}, refusal=str(error))
        return self._render_draft(form, version, raw, errors, kept=kept)

    def _find_draft(self, slug, lang):
        """The form at this address, if this user may change it; in the language asked."""
        installed = dict(request.env["res.lang"].get_installed())
        if lang in installed:
            request.update_context(lang=lang)
            request.lang = request.env["res.lang"]._get_data(code=lang)
        form = request.env["customer.form"].search([("slug", "=", slug)], limit=1)
        return form if form.has_access("write") else form.browse()

    def _render_draft(self, form, version, raw, errors, **shown):
        path = f"{form._page_path()}/preview?lang={request.env.lang}"
        response = self._render_form(form, version, raw, errors, try_path=path, **shown)
        response.headers["X-Robots-Tag"] = "noindex"
        return response
