from email.utils import formataddr, parseaddr

from odoo import api, models

from ...tools import masking

TEXTS, HTMLS = ("subject", "record_name"), ("body",)


class MailMessage(models.Model):
    """Messages on records with sensitive values have masks in their place (V1)."""

    _inherit = "mail.message"

    @api.model_create_multi
    def create(self, vals_list):
        return super().create(self._redacted(vals_list))

    def write(self, vals):
        # sudo: only where it stands
        places = {(message.model, message.res_id) for message in self.sudo()}
        for place in places if {*TEXTS, *HTMLS} & vals.keys() else ():
            [vals] = self.env["customer.redaction"]._redact_vals(
                [vals], [place], TEXTS, HTMLS
            )
        return super().write(vals)

    @api.model
    def _redacted(self, vals_list):
        """Values of new messages without what must not be kept."""
        context = self.env.context
        places = [
            (
                vals.get("model", context.get("default_model")),
                vals.get("res_id", context.get("default_res_id")),
            )
            for vals in vals_list
        ]
        redaction = self.env["customer.redaction"]
        redacted = redaction._redact_vals(vals_list, places, TEXTS, HTMLS)
        return [
            {**vals, **self._without_sender(vals)}
            if not self._is_from_colleague(vals) and redaction._is_concerned(*place)
            else vals
            for vals, place in zip(redacted, places, strict=True)
        ]

    def _is_from_colleague(self, vals):
        # sudo: the visitor who writes may not read contacts
        author_sudo = self.env["res.partner"].sudo().browse(vals.get("author_id"))
        is_colleague = author_sudo and not author_sudo.partner_share
        return is_colleague or "email_from" not in vals

    def _without_sender(self, vals):
        """What a mail from outside says of the addresses of its sender and others.

        The sender stays recognisable by a mask; the address is our own, so that nobody
        writes to a mask, and answers come back to the record.
        """
        name, address = parseaddr(vals["email_from"] or "")
        if not address:
            return {}
        mask = masking.mask_email(address).replace("@", " ")
        shown = f"{masking.mask_name(name)} {mask}".strip()
        company = self.env.company
        ours = company.alias_domain_id.default_from_email or company.email
        _name, our_address = parseaddr(ours or "")
        headers = {
            "email_from": formataddr((shown, our_address)) if our_address else shown,
            "incoming_email_to": False,
            "incoming_email_cc": False,
        }
        if address in (vals.get("reply_to") or ""):
            headers["reply_to"] = False
        return headers
