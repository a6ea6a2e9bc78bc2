"""Who was spoken to stays so when customers become one, and two again."""

from odoo import models


class CustomerFollowup(models.Model):
    _inherit = "customer.followup"

    def _merge_into(self, target):
        """Contact persons went first; of one who stayed behind, the target has another
        row."""
        linked = {each: each.contact_ids for each in self if each.contact_ids}
        self.browse().union(*linked).contact_ids = False
        result = super()._merge_into(target)
        for followup, contacts in linked.items():
            followup._link_again(contacts)
        return result

    def _link_again(self, contacts):
        """Link these people where they are contact persons of the customer now; of others
        the name is kept."""
        self.ensure_one()
        here = contacts.filtered(lambda each: each.dossier_id == self.dossier_id)
        strangers = contacts - here
        opened = strangers._open_values()
        names = []
        for stranger in strangers:
            same = self.dossier_id.contact_ids._find_person(opened[stranger.id])
            here |= same
            if not same:
                names.append(opened[stranger.id].get("name") or stranger.position)
        vals = {"contact_ids": here}
        if any(names):
            said = self._open_values(["customer_participants"])[self.id]
            names = filter(None, [said.get("customer_participants"), *names])
            vals["customer_participants"] = ", ".join(names)
        self.write(vals)


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _move_to(self, target, found):
        """What was noted since stays where it is, also when the person spoken to goes."""
        moved = super()._move_to(target, found)
        both = (self + target).contact_ids
        for followup in both.followup_ids:
            contacts = followup.contact_ids
            if contacts.dossier_id - followup.dossier_id:
                followup._link_again(contacts)
        return moved
