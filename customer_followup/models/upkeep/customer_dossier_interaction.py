"""When a customer was last heard of (D4, D9)."""

from datetime import datetime, time

from odoo import api, fields, models

from ..followup.mail_thread import is_by_machine

HEARD_IN = ("comment", "email")


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    heard_at = fields.Datetime(
        string="Last Heard of",
        readonly=True,
        copy=False,
        help="The last message of the customer, or purchase.",
    )
    last_interaction_at = fields.Datetime(
        string="Last Interaction",
        compute="_compute_last_interaction_at",
        store=True,
        index=True,
        help="The latest of: a follow-up, a submission, a message that the customer wrote,"
        " a purchase; before all of them the first contact. What we send does not count,"
        " nor what we change in the dossier.",
    )

    @api.depends(
        "followup_ids.followed_up_at",
        "submission_ids.submitted_at",
        "heard_at",
        "merged_ids.heard_at",
        "first_contact_date",
    )
    def _compute_last_interaction_at(self):
        """Never empty, so that one range of an index finds who was not contacted."""
        followed_up = self._latest_of("customer.followup", "followed_up_at")
        submitted = self._latest_of("customer.form.submission", "submitted_at")
        for dossier in self:
            moments = [
                # Follow-ups and submissions go along in a merge; this stays there.
                *dossier._with_merged().mapped("heard_at"),
                followed_up.get(dossier._origin.id),
                submitted.get(dossier._origin.id),
            ]
            first = dossier.first_contact_date
            dossier.last_interaction_at = max(
                filter(None, moments),
                default=datetime.combine(first, time.min)
                if first
                else dossier.create_date or fields.Datetime.now(),
            )

    def _latest_of(self, model, name):
        # sudo: when somebody was heard of is the same for all who read the dossier
        groups = (
            self.env[model]
            .sudo()
            ._read_group(
                [("dossier_id", "in", self._origin.ids)],
                ["dossier_id"],
                [f"{name}:max"],
            )
        )
        return {dossier.id: latest for dossier, latest in groups}

    def _note_interaction(self, moment=None):
        """Extension point: the customer was heard of in a way that leaves neither a
        follow-up nor a submission, e.g. by a message or a purchase.

        :param datetime moment: when; now by default
        """
        moment = moment or fields.Datetime.now()
        # sudo: only the engine says when a customer was heard of
        dossiers_sudo = self.sudo().filtered(
            lambda dossier: not dossier.heard_at or dossier.heard_at < moment
        )
        if dossiers_sudo:
            dossiers_sudo.write({"heard_at": moment})

    def _message_post_after_hook(self, message, msg_vals):
        result = super()._message_post_after_hook(message, msg_vals)
        if is_of_customer(message):
            self._note_interaction(message.date)
        return result


class CrmLead(models.Model):
    _inherit = "crm.lead"

    def _message_post_after_hook(self, message, msg_vals):
        result = super()._message_post_after_hook(message, msg_vals)
        # sudo: whoever gets the message need not see the dossier
        dossiers_sudo = self.sudo().dossier_id
        if dossiers_sudo and is_of_customer(message):
            dossiers_sudo._note_interaction(message.date)
        return result


def is_of_customer(message):
    """Whether somebody from outside wrote it, and no machine of his."""
    message_sudo = message.sudo()  # sudo: only who wrote it
    if message_sudo.message_type not in HEARD_IN or is_by_machine(message.env):
        return False
    author_sudo = message_sudo.author_id
    return author_sudo.partner_share or (
        not author_sudo and message_sudo.message_type == "email"
    )
