from odoo import models

SENT = ("body", "subject", "email_from", "reply_to")


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    def _notify_thread(self, message, msg_vals=False, **kwargs):
        """The mails to those who follow a record are made from values that were given
        before the message was redacted: they get those of the message."""
        if msg_vals and hasattr(self, "_written_about"):
            msg_vals.update({name: message[name] for name in SENT if name in msg_vals})
        return super()._notify_thread(message, msg_vals=msg_vals, **kwargs)
