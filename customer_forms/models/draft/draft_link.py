"""The private link of an unfinished entry, and the mail with it."""

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize, format_date

from ...rules.types.base import localised
from ..quarantine.customer_form_attempt import Limit

LINK, DIGEST = "draft link", "draft token"
TEMPLATE = "customer_forms.mail_template_draft"
MAIL_CRON = "mail.ir_cron_mail_scheduler_action"
# A page sends no more mails than these: whoever fills it in may type any address.
MAX_MAILS = 3
# Nor does one address get more of them in an hour, whoever types it.
MOST_TO_ONE, HOUR = 6, 3600


class CustomerFormDraft(models.Model):
    _inherit = "customer.form.draft"

    def _private_token(self):
        """What opens the entry, for whoever has it: 256 bits that are made of the UUID
        with a secret outside the database. The database has their digest only."""
        self.ensure_one()
        vault = self.env["customer.vault.value"]
        token = vault._keyed_digest(LINK, f"{self.form_id.id}:{self.uuid}")
        if not self.token_digest:
            self.token_digest = vault._keyed_digest(DIGEST, token)
        return token

    def _private_path(self):
        """The path of the private link, in the language of the entry; what is secret
        stands in the query."""
        path = f"{self.form_id._page_path()}?draft={self._private_token()}"
        website = self.env["website"].get_current_website()
        lang = website.language_ids.filtered(lambda each: each.code == self.lang)
        if lang and lang != website.default_lang_id:
            return f"/{lang.url_code}{path}"
        return path

    @api.model
    def _of_token(self, form_sudo, token):
        """The entry of a private link, also one that was ended; empty for an unknown one.

        :param form_sudo: ``customer.form`` in sudo
        :param str token: written by anybody
        """
        digest = self.env["customer.vault.value"]._keyed_digest(DIGEST, token)
        drafts_sudo = form_sudo.env[self._name].with_context(active_test=False)
        return drafts_sudo.search(
            [("form_id", "=", form_sudo.id), ("token_digest", "=", digest)], limit=1
        )

    # ------------------------------------------------------------
    # By mail
    # ------------------------------------------------------------

    def _mail_link(self, address):
        """Send the link where the visitor wants it; he may mistype an address, not write
        to everybody.

        :param str address: as typed
        :raises UserError: when it is no address, or too many mails were asked for
        """
        self.ensure_one()
        email = email_normalize(address or "")
        if not email:
            raise UserError(self.env._("This is no e-mail address."))
        if self.mail_count >= MAX_MAILS:
            raise UserError(
                self.env._("No more mails are sent for this entry. Copy the link.")
            )
        limit = Limit("draft mail", email, MOST_TO_ONE, MOST_TO_ONE, HOUR)
        (count,) = self.env["customer.form.attempt"]._count([limit])
        if count.number >= MOST_TO_ONE:
            raise UserError(
                self.env._("No more mails are sent to this address now. Copy the link.")
            )
        self.write({"link_email": email, "mail_count": self.mail_count + 1})
        self._send_link()

    def _send_link(self):
        """Queue the mail. Neither the address nor the link stays when it was sent."""
        self.ensure_one()
        opened = self._open_values(["link_email", "email"])[self.id]
        self.env.ref(TEMPLATE)._queue_to_visitor(
            self,
            opened.get("link_email") or opened.get("email"),
            draft=self._mail_values(),
        )
        self.env.ref(MAIL_CRON)._trigger()

    def _mail_values(self):
        """What the mail says: the names its template finds in ``ctx['draft']``."""
        draft = self.with_context(lang=self.lang or self.env.lang)
        return {
            "company": draft.company_id.name,
            "form": draft._form_name(),
            "url": f"{draft.form_id.get_base_url()}{draft._private_path()}",
            "until": format_date(draft.env, draft.expires_at),
        }

    def _form_name(self):
        """The form as the visitor knows it."""
        return localised(self.version_id.schema["name"], self.env.lang or "en_US")
