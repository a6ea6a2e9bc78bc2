"""The main contact person: a row without values of its own, as the dossier has them."""

from odoo import models
from odoo.exceptions import UserError

from ...tools.by_engine import BY_ENGINE, is_by_engine
from .contact_sealed import MAIN

# In the context of the engine, in superuser mode: what is written are masks.
AS_MASKS = "customer_main_masks"


class CustomerContact(models.Model):
    _inherit = "customer.contact"

    def _sealed_names(self):
        if self.env.su and is_by_engine(self.env.context, AS_MASKS):
            return set()
        return super()._sealed_names()

    def _open_values(self, names=None):
        opened = super()._open_values(names)
        mains = self.filtered("is_main")
        asked = [name for name in MAIN if names is None or name in names]
        if not mains or not asked:
            return opened
        # sudo: the caller has decided who may; of whom is no question
        kept = mains.sudo().dossier_id._open_values([MAIN[name] for name in asked])
        for contact in mains:
            values = kept.get(contact.sudo().dossier_id.id, {})
            opened[contact.id] = {
                name: values[MAIN[name]] for name in asked if values.get(MAIN[name])
            }
        return opened

    def _write_where_kept(self, vals):
        """Of the main contact person, name, phone and e-mail go into the dossier."""
        mains = self.browse()
        if MAIN.keys() & vals.keys() and self._sealed_names():
            mains = self.filtered("is_main")
        others = self - mains
        if others:
            super(CustomerContact, others)._write_where_kept(vals)
        if mains:
            rest = {name: vals[name] for name in vals if name not in MAIN}
            super(CustomerContact, mains)._write_where_kept(rest)
            mains.dossier_id.write(
                {MAIN[name]: vals[name] for name in MAIN if name in vals}
            )
        return True

    def action_make_main(self):
        """Make this the person whose name, phone and e-mail are on the dossier; those
        that were there go back to whom they belong.

        :return: dict, an action: the dossier behind the dialog shows it, too
        :raises UserError: when there is nothing to put on the dossier
        """
        self.ensure_one()
        self.check_access("write")
        shown = {"type": "ir.actions.client", "tag": "soft_reload"}
        if self.is_main:
            return shown
        dossier = self.dossier_id
        dossier.check_access("write")
        mine = self._open_values()[self.id]
        if not mine.get("name"):
            raise UserError(self.env._("Enter the name of the contact person first."))
        former = dossier.contact_ids.filtered("is_main")
        theirs = former._open_values().get(former.id, {})
        # sudo: who the main one is, only this method says; rights are checked above
        former_sudo, self_sudo = former.sudo(), self.sudo()
        former_sudo.is_main = False
        former_sudo.write({name: theirs.get(name, False) for name in MAIN})
        self_sudo.write(dict.fromkeys(MAIN, False))
        self_sudo.is_main = True
        dossier.write({place: mine.get(name, False) for name, place in MAIN.items()})
        return shown

    def _become_main(self):
        """What the dossier says is this person: his own values are no longer kept."""
        own = self._open_values()[self.id]
        dossier = self.dossier_id
        missing = {
            place: own[name]
            for name, place in MAIN.items()
            if own.get(name) and not dossier[place]
        }
        self.write(dict.fromkeys(MAIN, False))
        self.is_main = True
        masks = {**dossier._main_masks()}
        self.with_context(**{AS_MASKS: BY_ENGINE}).write(masks)
        if missing:
            dossier.write(missing)


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _show_main_contacts(self):
        """Main contact persons have the masks of what the dossier has; an organisation
        that has somebody to ask for has such a row."""
        # sudo: these rows follow the dossier, whoever wrote it
        dossiers_sudo = self.sudo()
        mains_sudo = (
            dossiers_sudo.env["customer.contact"]
            .with_context(**{AS_MASKS: BY_ENGINE})
            .search([("dossier_id", "in", self.ids), ("is_main", "=", True)])
        )
        by_dossier = mains_sudo.grouped("dossier_id")
        lacking = dossiers_sudo.filtered(
            lambda dossier: (
                dossier.kind == "company"
                and dossier.contact_name
                and dossier not in by_dossier
            )
        )
        for dossier in lacking._find_main_among_contacts():
            lacking -= dossier
        mains_sudo.create(
            [
                {"dossier_id": dossier.id, "is_main": True, **dossier._main_masks()}
                for dossier in lacking
            ]
        )
        for dossier, main in by_dossier.items():
            masks = dossier._main_masks()
            if any(main[name] != mask for name, mask in masks.items()):
                main.write(masks)
        mains_sudo.invalidate_recordset(["opened_values"], flush=False)

    def _find_main_among_contacts(self):
        """Whoever is a contact person already becomes the main one.

        :return: the dossiers that have a main contact person now
        """
        dossiers = self.filtered("contact_ids")
        opened = dossiers._open_values(list(MAIN.values())) if dossiers else {}
        found = self.browse()
        for dossier in dossiers:
            said = {name: opened[dossier.id].get(place) for name, place in MAIN.items()}
            contact = dossier.contact_ids._find_person(said)
            if contact:
                contact._become_main()
                found += dossier
        return found

    def _main_masks(self):
        return {name: self[place] for name, place in MAIN.items()}
