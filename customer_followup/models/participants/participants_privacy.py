"""What follow-ups keep on a contact person: handed out and erased (V5)."""

from odoo import models

WHO = ("contact_ids", "customer_participants")
SAID = ("followed_up_at", "method", "summary", "agreement")


class CustomerContact(models.Model):
    _inherit = "customer.contact"

    def _erase_personal_data(self, tally, is_dry):  # pylint: disable=missing-return
        """That somebody was spoken to counts for statistics; who it was goes, also where
        it was typed in beside it and what corrections kept."""
        for contact, followups in self._forget_typed(is_dry).items():
            tally.add("fields", [contact.id] * len(followups))
        super()._erase_personal_data(tally, is_dry)
        if is_dry:
            return
        # Who was taken out of one stands in no link any more.
        changes = self.dossier_id.followup_ids.change_ids
        changes.filtered(lambda change: change.name in WHO).write(
            {"old": False, "new": False}
        )

    def _forget_typed(self, is_dry=False):
        """Take their names out of what was typed as participants.

        :return: {contact person: follow-ups}
        """
        named = self._named_in_followups()
        if not is_dry:
            for followups in named.values():
                followups.customer_participants = False
        return named

    def _named_in_followups(self):
        """Follow-ups whose typed participants name one of these people."""
        opened = self._open_values(["name"])
        followups = self.dossier_id.followup_ids.filtered("customer_participants")
        typed = followups._open_values(["customer_participants"])
        found = {}
        for contact in self:
            name = opened[contact.id].get("name")
            of_customer = followups & contact.dossier_id.followup_ids
            found[contact] = of_customer.filtered(
                lambda followup, name=name: (
                    name and name in typed[followup.id].get("customer_participants", "")
                )
            )
        return found

    def _personal_document(self):
        document = super()._personal_document()
        sections = [self._spoken_section(each) for each in self.followup_ids]
        return document | {"sections": [*document["sections"], *sections]}

    def _spoken_section(self, followup):
        """What was noted of one talk with this person."""
        return {
            "title": self.env._("Follow-up"),
            "lines": [
                self._document_line(name, of=followup)
                for name in SAID
                if followup[name]
            ],
        }
