"""Forms in a frame of another website (P2)."""

import time

from markupsafe import Markup

from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError

from ...tools import origins

SCOPE = "customer_forms done"
DONE_SECONDS = 24 * 3600
# Until the script has told how high the form is, and where it does not run.
HEIGHT = 720


class CustomerForm(models.Model):
    _inherit = "customer.form"

    embed_code = fields.Text(
        compute="_compute_embed_code",
        help="To paste into a page of one of these websites, where the form is to be.",
    )

    @api.depends("slug", "name")
    def _compute_embed_code(self):
        for form in self:
            base = form.get_base_url()
            form.embed_code = form.slug and str(
                Markup(
                    '<iframe src="%s" title="%s" width="100%%" height="%s" loading="lazy"'
                    ' style="border: 0" data-customer-form></iframe>\n'
                    '<script src="%s" async></script>'
                )
                % (
                    f"{base}{form._embed_path()}",
                    form.name,
                    HEIGHT,
                    f"{base}/customer_forms/static/embed/embed.js",
                )
            )

    @api.constrains("embed_origins")
    def _check_embed_origins(self):
        for form in self:
            try:
                origins.parse(form.embed_origins)
            except origins.NotAnOrigin as error:
                raise ValidationError(
                    self.env._(
                        "“%(line)s” is not the address of a website. Write it without"
                        " anything behind the name, such as https://www.example.com.",
                        line=error.line,
                    )
                ) from error

    def _embed_path(self):
        """Where the form is found without the header and footer of the website."""
        return f"{self._page_path()}/embed"

    def _frame_rule(self):
        """Who may show the form in a frame, as Content-Security-Policy has it."""
        return " ".join(["frame-ancestors 'self'", *origins.parse(self.embed_origins)])

    # ------------------------------------------------------------
    # Thanks without a session
    # ------------------------------------------------------------

    def _sign_done(self, submission):
        """What shows the thanks for a submission to whoever has it, for a day: a frame
        of another website has no session to tell by.

        :return: str of letters, digits and ``.``
        """
        payload = f"{submission.id}.{int(time.time()) + DONE_SECONDS}"
        return f"{payload}.{self._done_signature(payload)}"

    def _read_done(self, text):
        """The submission that ``_sign_done`` named.

        :param str text: as the address of the page has it
        :return: ``customer.form.submission`` in sudo, empty for what is not ours or old
        """
        # sudo: the signature says that the visitor made it
        submissions_sudo = self.env["customer.form.submission"].sudo()
        payload, _dot, signature = (text or "").rpartition(".")
        expected = self._done_signature(payload)
        if not tools.consteq(signature.encode(), expected.encode()):
            return submissions_sudo
        submission_id, _dot, expiry = payload.partition(".")
        if int(expiry) < time.time():
            return submissions_sudo
        return submissions_sudo.browse(int(submission_id)).exists()

    def _done_signature(self, payload):
        # sudo: the secret of the database, which no caller gets to see
        return tools.hmac(self.sudo().env, SCOPE, f"{self.id}:{payload}")
