"""Mails with the customer become follow-ups by themselves."""

from odoo import api, fields, models
from odoo.tools import email_normalize, html2plaintext

from ...tools.wording import first_line
from .mail_thread import is_by_machine

# Types of messages that people send; others are notes of the system.
SENT = ("comment", "email", "email_outgoing")


class CustomerFollowup(models.Model):
    _inherit = "customer.followup"

    @api.model
    def _log_mail(self, dossiers, message, recipients, lead=None, sender=""):
        """Note a mail to or from the customer, once.

        :param dossiers: the customer the message stands at, or none
        :param message: the ``mail.message`` that was just posted
        :param list recipients: who is notified, as ``_notify_thread`` says
        :param lead: the opportunity the message stands at
        :param str sender: the address as it was before the message was kept
        """
        # sudo: whoever writes, a visitor too, has his mail noted by the engine
        dossier_sudo, message_sudo = dossiers.sudo()[:1], message.sudo()
        is_sent = message_sudo.message_type in SENT and not is_by_machine(self.env)
        if not dossier_sudo or not is_sent:
            return
        source = self._mail_source(dossier_sudo, message_sudo, recipients)
        setting = {
            "mail_out": "followup_from_sent_mails",
            "mail_in": "followup_from_received_mails",
        }.get(source)
        user = self._mail_user(dossier_sudo, message_sudo, source)
        if setting and dossier_sudo.company_id[setting] and user:
            of_lead = {"lead_id": lead.id} if lead else {}
            # sudo: whoever sent the mail, or nobody in the case of one that came in
            self.sudo().create(
                {
                    **self._prepare_mail_vals(message_sudo, source, user),
                    **of_lead,
                    "dossier_id": dossier_sudo.id,
                    "contact_ids": self._mail_contacts(
                        dossier_sudo, message_sudo, recipients, source, sender
                    ).ids,
                }
            )

    @api.model
    def _mail_source(self, dossier_sudo, message_sudo, recipients):
        """``mail_out`` to the customer, ``mail_in`` from him, None for other messages."""
        customer = dossier_sudo.partner_id.commercial_partner_id
        author = message_sudo.author_id
        if author and not author.partner_share:
            is_sent = self._reaches(dossier_sudo, customer, recipients)
            return "mail_out" if is_sent else None
        is_customer = not author or author.commercial_partner_id == customer
        is_received = message_sudo.message_type == "email" and is_customer
        return "mail_in" if is_received else None

    @api.model
    def _mail_contacts(self, dossier_sudo, message_sudo, recipients, source, sender):
        """Contact persons who wrote, or were written to. The address of the customer is
        that of whom to ask for."""
        if source == "mail_out":
            partners, addresses = self._recipients(recipients)
        else:
            partners = message_sudo.author_id
            addresses = {sender}
        contacts = dossier_sudo._contacts_among(partners, addresses)
        if dossier_sudo.partner_id & partners:
            contacts |= dossier_sudo._main_contacts()
        return contacts

    @api.model
    def _recipients(self, recipients):
        """Who is notified: contacts, and addresses that are no contact's."""
        Partner_sudo = self.env["res.partner"].sudo()  # sudo: see _log_mail
        partners = Partner_sudo.browse(
            [recipient["id"] for recipient in recipients if recipient["id"]]
        )
        addresses = {
            recipient.get("email_normalized")
            for recipient in recipients
            if not recipient["id"]
        }
        return partners, addresses

    @api.model
    def _reaches(self, dossier_sudo, customer, recipients):
        partners, addresses = self._recipients(recipients)
        if customer & partners.commercial_partner_id:
            return True
        if not addresses:
            return False
        if dossier_sudo._contacts_among(partners.browse(), addresses):
            return True
        opened = dossier_sudo._open_values(["email", "other_email"])[dossier_sudo.id]
        return bool(addresses & {email_normalize(each) for each in opened.values()})

    @api.model
    def _mail_user(self, dossier_sudo, message_sudo, source):
        """In whose name it is noted: who wrote, or who follows the customer."""
        if source == "mail_out":
            return message_sudo.author_id.user_ids[:1]
        return dossier_sudo._responsible_user()

    @api.model
    def _prepare_mail_vals(self, message_sudo, source, user):
        # Subject and body were redacted when the message was kept.
        # sudo: what it is about, for the engine that writes the follow-up
        record = self.env[message_sudo.model].sudo().browse(message_sudo.res_id)
        subject = message_sudo.subject
        if not subject or subject == record._message_compute_subject():
            # Odoo puts the name of the record where nobody typed a subject.
            subject = first_line(html2plaintext(message_sudo.body or ""), length=80)
        return {
            "user_id": user.id,
            "participant_ids": user.ids,
            "method": "mail",
            "followed_up_at": min(message_sudo.date, fields.Datetime.now()),
            "summary": subject,
            "source": source,
            "is_completed": False,
            "message_id": message_sudo.id,
        }


def sender_of(msg_vals):
    """Who sent it: what is kept of the message has a mask."""
    return email_normalize((msg_vals or {}).get("email_from") or "")


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _responsible_user(self):
        """In whose name the engine notes something with this customer, if anybody's."""
        internal = self.env.user.filtered(lambda user: not user.share)
        return self.user_id or self.team_id.user_id or internal

    def _notify_thread(self, message, msg_vals=False, **kwargs):
        sender = sender_of(msg_vals)
        recipients = super()._notify_thread(message, msg_vals=msg_vals, **kwargs)
        self.env["customer.followup"]._log_mail(
            self, message, recipients, sender=sender
        )
        return recipients


class CrmLead(models.Model):
    _inherit = "crm.lead"

    def _notify_thread(self, message, msg_vals=False, **kwargs):
        sender = sender_of(msg_vals)
        recipients = super()._notify_thread(message, msg_vals=msg_vals, **kwargs)
        # sudo: whose opportunity it is, whoever writes there
        dossier_sudo = self.sudo().dossier_id
        self.env["customer.followup"]._log_mail(
            dossier_sudo, message, recipients, lead=self, sender=sender
        )
        return recipients
