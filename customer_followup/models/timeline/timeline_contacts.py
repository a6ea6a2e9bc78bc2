"""What was said: follow-ups, submissions and messages."""

from odoo import models
from odoo.fields import Domain

# What people wrote or sent; what Odoo notes by itself is told by other sources.
SAID = ("auto_comment", "comment", "email", "email_outgoing", "sms")


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _timeline_sources(self):
        return super()._timeline_sources() | {
            "followup": ("followup", self._timeline_followups),
            "submission": ("submission", self._timeline_submissions),
            "message": ("message", self._timeline_messages),
        }

    def _timeline_kinds(self):
        return super()._timeline_kinds() | {
            "followup": self.env._("Follow-ups"),
            "submission": self.env._("Submissions"),
            "message": self.env._("Mails and notes"),
        }

    def _timeline_followups(self, page):
        followups = self.env["customer.followup"].search(
            Domain("dossier_id", "=", self.id) & page.domain("followed_up_at"),
            order=page.order("followed_up_at"),
            limit=page.limit,
        )
        methods = dict(followups._fields["method"]._description_selection(self.env))
        return [
            {
                "when": followup.followed_up_at,
                "id": followup.id,
                "icon": "fa-comments-o",
                "title": " · ".join(
                    [methods[followup.method], *followup._participants_shown()]
                ),
                "text": "\n".join(filter(None, (followup.summary, followup.agreement))),
                "user": followup.user_id,
                "res_model": followup._name,
                "res_id": followup.id,
            }
            for followup in followups
        ]

    def _timeline_submissions(self, page):
        submissions = self.env["customer.form.submission"].search(
            Domain("dossier_id", "=", self.id) & page.domain("submitted_at"),
            order=page.order("submitted_at"),
            limit=page.limit,
        )
        channels = dict(submissions._fields["channel"]._description_selection(self.env))
        return [
            {
                "when": submission.submitted_at,
                "id": submission.id,
                "icon": "fa-wpforms",
                # sudo: what a form is called is no secret to who reads its submission
                "title": submission.form_id.sudo().name,
                "text": " · ".join(
                    filter(None, (submission.number, channels.get(submission.channel)))
                ),
                "res_model": submission._name,
                "res_id": submission.id,
            }
            for submission in submissions
        ]

    def _timeline_messages(self, page):
        messages = self.env["mail.message"].search(
            (self._timeline_places() | self._timeline_lead_places())
            & Domain("message_type", "in", SAID)
            & page.domain("date"),
            order=page.order("date"),
            limit=page.limit,
        )
        return [
            {
                "when": message.date,
                "id": message.id,
                "icon": (
                    "fa-envelope-o"
                    if "email" in message.message_type
                    else "fa-sticky-note-o"
                ),
                "title": message.subject
                or (
                    self.env._("Mail")
                    if "email" in message.message_type
                    else self.env._("Note")
                ),
                "text": message.body,
                "is_html": True,
                "user": message.author_id,
            }
            for message in messages
        ]

    def _timeline_places(self):
        """Where the chatter of this dossier is found."""
        return Domain("model", "=", self._name) & Domain("res_id", "=", self.id)

    def _timeline_lead_places(self):
        """The chatter of the opportunities that the reader may read."""
        leads = self._timeline_leads()
        return Domain("model", "=", leads._name) & Domain("res_id", "in", leads.ids)

    def _timeline_leads(self):
        """Those of the customer's opportunities that the reader may read."""
        return (
            self.env["crm.lead"]
            .with_context(active_test=False)
            .search([("dossier_id", "=", self.id)])
        )
