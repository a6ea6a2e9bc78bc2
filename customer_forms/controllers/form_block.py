from odoo import http
from odoo.exceptions import AccessError
from odoo.http import request

from . import form_frame, form_request
from .form_page import FormPage

EDITORS = "website.group_website_restricted_editor"


class FormBlock(FormPage):
    """The form in a building block of our own website (P2): its page without frame."""

    @http.route(
        "/forms/<string:slug>/block",
        type="http",
        auth="public",
        website=True,
        customer_form=True,
        methods=["GET"],
        sitemap=False,
        readonly=True,
    )
    def form_block(self, slug, **query):
        """The form as HTML to put into a page, with ``form_page``'s status.

        :param str slug: the form's address
        :param query: how the page is opened, see ``form_opening``
        :return: HTML; what stands in the way as a sentence, for editors of the website
            with what to do about it
        """
        form_frame.enter(form_frame.BLOCK)
        if form_request.find_form(slug):
            response = self.form_page(slug, **query)
        else:
            response = request.render("customer_forms.form_block_gone", status=404)
        is_missing = response.status_code >= 400
        response.qcontext["is_for_editor"] = is_missing and self._is_editor()
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    @http.route(
        "/customer_forms/block_forms",
        type="jsonrpc",
        auth="user",
        website=True,
        readonly=True,
    )
    def block_forms(self):
        """What a block of this website can show: the published forms of its company.

        :return: list of dicts with ``slug`` and ``name``
        :raises AccessError: for those who do not edit the website
        """
        if not self._is_editor():
            raise AccessError(
                request.env._("Only editors of the website choose what it shows.")
            )
        # sudo: whoever edits the website may not design forms; their links are public
        forms_sudo = (
            request.env["customer.form"]
            .sudo()
            .search(
                [
                    ("state", "=", "published"),
                    ("company_id", "=", request.website.company_id.id),
                ],
                limit=200,
            )
        )
        return [{"slug": form.slug, "name": form.name} for form in forms_sudo]

    def _is_editor(self):
        return request.env.user.has_group(EDITORS)
