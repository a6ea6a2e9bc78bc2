"""Mails to people who are no contacts: their address is kept only until it was used."""

from odoo import fields, models

from ...tools.masking import mask_email


class MailTemplate(models.Model):
    _inherit = "mail.template"

    def _queue_to_visitor(self, record, address, **context):
        """Hand a mail to Odoo's queue, in the language of the template.

        Neither the address nor what the mail says stays when it was sent or given up:
        a private link in it is for that person alone.

        :param record: what the template is about
        :param str address: of the one recipient
        :param context: what the template finds in ``ctx``, such as ``link``
        :return: ``mail.mail`` record, in sudo
        """
        self.ensure_one()
        mail_id = self.with_context(**context).send_mail(
            record.id,
            email_values={
                "email_to": address,
                "recipient_ids": [],
                "auto_delete": True,
                "is_to_visitor": True,
                # Not in the chatter of the record: it would stay there, emptied.
                "model": False,
                "res_id": False,
                "visitor_model": record._name,
                "visitor_id": record.id,
            },
        )
        # sudo: visitors and staff may not read mails
        return self.env["mail.mail"].sudo().browse(mail_id)


class MailMail(models.Model):
    _inherit = "mail.mail"

    is_to_visitor = fields.Boolean(
        readonly=True,
        export_string_translation=False,
        help="The address is forgotten when the mail was sent or given up.",
    )
    visitor_model = fields.Char(readonly=True, export_string_translation=False)
    visitor_id = fields.Many2oneReference(
        string="About What the Visitor Sent",
        model_field="visitor_model",
        readonly=True,
        export_string_translation=False,
    )

    def cancel(self):
        self.filtered("is_to_visitor")._forget_visitor()
        return super().cancel()

    def _postprocess_sent_message(self, *args, **kwargs):
        # Not in ``write``: Odoo marks a mail as failed before it tries to send it.
        result = super()._postprocess_sent_message(*args, **kwargs)
        failed = self.exists().filtered(lambda mail: mail.state == "exception")
        failed.filtered("is_to_visitor")._forget_visitor()
        return result

    def _forget_visitor(self):
        """Keep that a mail was not sent, and why; not to whom, nor what it said."""
        for mail in self.filtered("email_to"):
            address = mail.email_to
            masked = mask_email(address)
            reason = (mail.failure_reason or "").replace(address, masked)
            mail._tell_not_sent(masked)
            mail.write(
                {
                    "email_to": False,
                    "body_html": False,
                    "body": False,
                    # The link to unsubscribe is the personal one.
                    "headers": False,
                    "failure_reason": f"{masked}: {reason}" if reason else masked,
                }
            )

    def _tell_not_sent(self, masked):
        """Whoever handles what the mail was about learns that it was not sent."""
        model = self.env.get(self.visitor_model)
        record = model is not None and model.browse(self.visitor_id).exists()
        if record and hasattr(record, "_tell_mail_not_sent"):
            record._tell_mail_not_sent(self.subject, masked)
