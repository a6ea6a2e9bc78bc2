"""Invitations of a person: found, handed out and erased (V5)."""

from odoo import models


class CustomerFormInvitation(models.Model):
    _inherit = "customer.form.invitation"

    def _personal_records(self):
        """What the person answered, and the contact. A name alone is no person: who is
        found by it only leads nowhere, see ``customer.person.search``."""
        return [*super()._personal_records(), self.partner_id, self.submission_ids]

    def _personal_document(self):
        document = super()._personal_document()
        opened = self._open_values()[self.id]
        lines = [
            self._document_line(name, opened[name])
            for name in ("name", "email", "phone")
            if opened.get(name)
        ]
        lines += self._document_fields(
            ["form_id", "state", "sent_at", "opened_at", "started_at", "done_at"]
        )
        section = {"title": self.env._("Invitation"), "lines": lines}
        return document | {"sections": [section]}

    def _erase_personal_data(self, tally, is_dry):  # pylint: disable=missing-return
        """What was sent and answered counts on; nobody is written to any more."""
        super()._erase_personal_data(tally, is_dry)
        if is_dry:
            return
        # sudo: the queue of mails is nobody's
        self.sudo().mail_id.unlink()
        self.write({"person_digest": False, "partner_id": False})
        waiting = self.filtered(lambda each: each.state in ("queued", "sending"))
        waiting._end("expired")


class CustomerFormTextMessage(models.Model):
    _inherit = "customer.form.text.message"

    def _personal_records(self):
        return [*super()._personal_records(), self.invitation_id]

    def _personal_document(self):
        opened = self._open_values()[self.id]
        lines = [
            self._document_line("number", opened[name])
            for name in ("number",)
            if opened.get(name)
        ]
        lines += self._document_fields(["text"])
        section = {"title": self.env._("Text message"), "lines": lines}
        return super()._personal_document() | {"sections": [section]}

    def _erase_personal_data(self, tally, is_dry):  # pylint: disable=missing-return
        super()._erase_personal_data(tally, is_dry)
        self._erase_fields(("text",), tally, is_dry)
