from odoo import http

from . import form_frame
from .form_page import FormPage


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
        response = self.form_page(slug, **query)
        response.headers["X-Robots-Tag"] = "noindex"
        return response
