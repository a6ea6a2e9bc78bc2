"""Invitations by mail: handed to Odoo's queue, and what became of them there."""

from email.utils import formataddr

from odoo import models
from odoo.tools.mail import generate_tracking_message_id


class CustomerFormInvitation(models.Model):
    _inherit = "customer.form.invitation"

    def _hand_over_email(self, reminded, opened):
        """Put a mail for each into the queue, in the same transaction.

        The address stands there until the mail has left or failed.
        """
        vals_list = [
            self._prepare_mail_vals(each, round_, values, opened, is_reminder)
            for each, round_, values, is_reminder in self._messages(reminded, opened)
        ]
        # sudo: salespersons do not write to the queue; what it gets is the round's
        mails_sudo = self.env["mail.mail"].sudo().create(vals_list)
        for each, mail in zip(self, mails_sudo, strict=True):
            each.write({"mail_id": mail.id, "message_ref": mail.message_id})
        self.env.ref("mail.ir_cron_mail_scheduler_action")._trigger()
        return []

    def _prepare_mail_vals(self, each, round_, values, opened, is_reminder):
        subject, html = round_._message(values, is_reminder)
        address = opened[each.id]["email"]
        return {
            **round_._sender_vals(),
            "subject": subject,
            "body_html": html,
            # No name: a comma or a bracket in it could make it another address.
            "email_to": address,
            "auto_delete": True,
            "is_to_visitor": True,
            "message_id": generate_tracking_message_id("invitation"),
            "headers": repr(
                {
                    # RFC 8058: mail programs offer a button of their own.
                    "List-Unsubscribe": f"<{values['unsubscribe']}>",
                    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                    # Absence notes go nowhere.
                    "X-Auto-Response-Suppress": "OOF, AutoReply",
                    "Precedence": "bulk",
                }
            ),
        }


class CustomerFormInvitationRound(models.Model):
    _inherit = "customer.form.invitation.round"

    def _sender_vals(self):
        """From whom a mail is, and who gets the answers."""
        # sudo: addresses of colleagues and of the company, as they stand in mails
        company_sudo, user_sudo = self.company_id.sudo(), self.user_id.sudo()
        sender = company_sudo.email or user_sudo.email
        return {
            "email_from": sender and formataddr((company_sudo.name, sender)),
            "reply_to": user_sudo.email_formatted or company_sudo.email_formatted,
            "author_id": company_sudo.partner_id.id,
        }


class MailMail(models.Model):
    _inherit = "mail.mail"

    def _postprocess_sent_message(
        self, success_pids, success_emails, failure_reason=False, failure_type=None
    ):
        """What Odoo's queue made of a mail, which it may delete."""
        invitations_sudo = self._invitations_sudo()
        if invitations_sudo and failure_type:
            invitations_sudo._fail(failure_type)
        elif invitations_sudo:
            for each in invitations_sudo:
                # Some servers give a mail another Message-Id.
                each.message_ref = each.mail_id.message_id
            invitations_sudo._arrived()
        return super()._postprocess_sent_message(
            success_pids, success_emails, failure_reason, failure_type
        )

    def cancel(self):
        self._invitations_sudo()._fail("cancelled")
        return super().cancel()

    def _invitations_sudo(self):
        """What these mails were sent for."""
        # sudo: the queue runs as anybody
        return (
            self.env["customer.form.invitation"]
            .sudo()
            .search([("mail_id", "in", self.ids)])
        )


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    def _routing_handle_bounce(self, email_message, message_dict):
        """The mail that came back is not kept here; the invitation knows its number."""
        result = super()._routing_handle_bounce(email_message, message_dict)
        if refs := message_dict.get("bounced_msg_ids"):
            self.env["customer.form.invitation"]._note_bounce(refs)
        return result
