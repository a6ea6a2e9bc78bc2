"""The people around customers who become one, and two again."""

from odoo import models

from ...tools.merging import merge_in
from ...tools.network import overlaps
from .contact_sealed import MAIN


class CustomerContact(models.Model):
    _inherit = "customer.contact"

    def _merge_into(self, target):
        """A main contact person takes his values along, and finds them again in the
        dossier when he comes back; whoever is there already stays behind."""
        opened = self._open_values()
        known = target.contact_ids
        staying = self.filtered(
            lambda contact: contact.is_main and known._find_person(opened[contact.id])
        )
        moving = self - staying
        deciding = moving._settle_decisions(target)
        mains = moving.filtered("is_main")
        mains.is_main = False
        result = super(CustomerContact, moving)._merge_into(target)
        for contact in mains:
            values = opened[contact.id]
            contact.write({name: values.get(name, False) for name in MAIN})
        target._show_main_contacts()
        moving._name_shells()
        deciding._decide_again()
        return result

    def _settle_decisions(self, target):
        """One decides at a time: of two, the one of the customer that is kept.

        :return: those who are to decide there because of a merge, see ``_decide_again``
        """
        times = self.decision_ids.filtered(lambda time: not time.date_to)
        comes_along = times and not target._open_decisions()
        if times and (not comes_along or merge_in(self.env.context)):
            times.write({"date_to": target._today(), "is_ended_by_merge": True})
        elif not times and not target._open_decisions():
            ended = self.decision_ids.filtered("is_ended_by_merge")
            ended.write({"date_to": False, "is_ended_by_merge": False})
        return times.contact_id if comes_along else self.browse()

    def _decide_again(self):
        """Whoever comes to decide by a merge waits for a second person as if somebody had
        named him (S7)."""
        Request = self.env["customer.change.request"]
        for contact in self.filtered(lambda contact: not contact.is_decision_maker):
            if Request._hold_merged(contact, {"is_decision_maker": True}):
                ended = contact.decision_ids.filtered("is_ended_by_merge")
                ended.write({"date_to": False, "is_ended_by_merge": False})


class CustomerRelation(models.Model):
    _inherit = "customer.relation"

    def _movable_to(self, target, name):
        """Those that may have this customer at an end; the others stay where they are,
        with the dossier that is closed.

        :param target: ``customer.dossier``
        :param str name: ``from_dossier_id`` or ``to_dossier_id``
        """
        end, other = ("from", "to") if name.startswith("from") else ("to", "from")
        kind = "organisation" if target.kind == "company" else "person"
        there = target.relation_ids
        movable = self.browse()
        for relation in self:
            key = f"d{target.id}"
            others = there.filtered(
                lambda each, relation=relation, key=key: (
                    each.type_id == relation.type_id
                    and each != relation
                    and relation[f"{other}_key"] in (each.from_key, each.to_key)
                    and (relation.type_id.is_symmetric or each[f"{end}_key"] == key)
                )
            )
            if (
                relation[f"{other}_key"] != key
                and kind in relation.type_id._kinds(end)
                and not any(overlaps(relation, each) for each in others)
            ):
                movable += relation
        return movable


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _waiting_after_merge(self, others, values):
        waiting = super()._waiting_after_merge(others, values)
        is_new = others._open_decisions() and not self._open_decisions()
        if is_new and self.company_id._looks_twice("decision_maker"):
            waiting.append(self.env._("Decision Maker"))
        return waiting

    def _move_to(self, target, found):
        for (model, kind, name), records in found.items():
            if (model, kind) == ("customer.relation", "link"):
                found[model, kind, name] = records._movable_to(target, name)
        return super()._move_to(target, found)
