"""What an invitation says (P2)."""

from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import format_datetime

from ...invitation_texts import PARAGRAPHS, SINGLE
from ...tools.placeholders import fill_html, fill_text

PARAGRAPH = Markup("<p>%s</p>")
# How each state looks in the picture, in the order in which it is drawn.
COLOURS = {
    "done": "bg-success",
    "started": "bg-primary",
    "opened": "bg-info",
    "sent": "bg-secondary",
    "sending": "bg-secondary opacity-75",
    "queued": "bg-secondary opacity-50",
    "bounced": "bg-danger",
    "failed": "bg-danger opacity-75",
    "unsubscribed": "bg-warning",
    "expired": "bg-dark opacity-50",
}


class CustomerFormInvitationRound(models.Model):
    _inherit = "customer.form.invitation.round"

    progress = fields.Html(
        compute="_compute_progress", sanitize=False, string="What Became of It"
    )

    @api.depends("counts")
    @api.depends_context("lang")
    def _compute_progress(self):
        """A bar: from those who answered to those whom nothing reached."""
        state = self.env["customer.form.invitation"]._fields["state"]
        labels = dict(state._description_selection(self.env))
        for each in self:
            counts = each.counts or {}
            parts = [
                {"label": labels[name], "class": colour, "count": counts[name]}
                for name, colour in COLOURS.items()
                if counts.get(name)
            ]
            render = self.env["ir.qweb"]._render
            each.progress = parts and render(
                "customer_forms.invitation_progress", {"parts": parts}
            )

    # ------------------------------------------------------------
    # Standard words
    # ------------------------------------------------------------

    def _write_standard_texts(self, names):
        """Words of ours, in every language of the database, where nobody wrote his own."""
        langs = [code for code, _name in self.env["res.lang"].get_installed()]
        main = "en_US" if "en_US" in langs else langs[0]
        for name in set(names) & SINGLE.keys():
            for lang in [main, *langs]:
                in_lang = self.with_context(lang=lang)
                in_lang[name] = in_lang.env._(SINGLE[name])
        for name in set(names) & PARAGRAPHS.keys():
            self._write_standard_html(name, main, langs)

    def _write_standard_html(self, name, main, langs):
        words = [text for text in PARAGRAPHS[name] if text is not None]
        said = {
            lang: [self.with_context(lang=lang).env._(text) for text in words]
            for lang in {main, *langs}
        }
        paragraphs = iter(said[main])
        self.with_context(lang=main)[name] = Markup().join(
            PARAGRAPH % ("{link}" if text is None else next(paragraphs))
            for text in PARAGRAPHS[name]
        )
        self.update_field_translations(
            name,
            {
                lang: dict(zip(said[main], said[lang], strict=True))
                for lang in langs
                if lang != main
            },
        )

    # ------------------------------------------------------------
    # Filling in
    # ------------------------------------------------------------

    def _placeholder_values(self):
        """What the placeholders mean for everybody, in the language of the context."""
        form_sudo = self.form_id.sudo()  # sudo: the title is on the public page
        return {
            "form": form_sudo.name,
            "company": form_sudo.company_id.name,
            "deadline": self.valid_until
            and format_datetime(
                self.env,
                self.valid_until,
                tz=form_sudo._company_tz() if form_sudo else "UTC",
                dt_format="short",
            ),
        }

    def _filled_text(self, text, values):
        return fill_text(text or "", values)

    def _message(self, values, is_reminder):
        """What one person gets by mail.

        :param dict values: of the placeholders
        :return: (subject, HTML)
        """
        company_sudo = self.form_id.sudo().company_id  # sudo: its name
        prefix = "reminder_" if is_reminder else ""
        subject = fill_text(self[f"{prefix}subject"] or "", values)
        render = self.env["ir.qweb"]._render
        button = render("customer_forms.invitation_button", {"link": values["link"]})
        body = fill_html(self[f"{prefix}body"] or "", {**values, "button": button})
        html = render(
            "customer_forms.invitation_mail",
            {
                "subject": subject,
                "body": body,
                "company": company_sudo,
                "because": self.env._(
                    "You get this message because %(company)s invited you.",
                    company=company_sudo.name,
                ),
                "unsubscribe": values.get("unsubscribe"),
                "lang": self.env.lang or "en_US",
            },
        )
        return " ".join(subject.split()), html

    def _short_text(self, values, is_reminder):
        """What one person gets by text message."""
        return self._filled_text(
            self.reminder_text if is_reminder else self.text, values
        )
