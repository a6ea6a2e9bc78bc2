from odoo import http
from odoo.http import request
from odoo.tools import format_datetime

from .form_page import FormPage


class FormVersion(FormPage):
    """The pages of earlier versions, for those who may see the form in the back office."""

    @http.route(
        "/forms/<string:slug>/version/<int:number>",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
        sitemap=False,
        readonly=True,
    )
    def form_version(self, slug, number, **_query):
        """Show the page as visitors saw it in a version; nothing can be filled in.

        :param str slug: the form's address
        :param int number: of the version
        :return: the page; 404 for those who may not see the form, or without such a
            version
        """
        forms = request.env["customer.form"]
        if not forms.has_access("read"):
            return self._render_not_found()
        form = forms.search([("slug", "=", slug)], limit=1)
        version = form.version_ids.filtered(lambda each: each.number == number)
        if not version:
            return self._render_not_found()
        notice = request.env._(
            "This is version %(number)s, published on %(day)s. It can be looked at, not"
            " filled in.",
            number=number,
            day=format_datetime(request.env, version.create_date, dt_format="short"),
        )
        return self._render_form(
            form,
            version,
            {},
            {},
            others=self._others(form),
            is_past=True,
            notice=notice,
        )
