"""Undoing a merge, at any time and in any order."""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...tools.provenance import SOURCE


class CustomerMerge(models.Model):
    _inherit = "customer.merge"

    def action_undo(self):
        """Make the customers two again: each with what had been its own. What was added
        since stays with the kept one.

        :return: action that opens the dossier that is back
        :raises AccessError: for who may not change both customers
        """
        self.ensure_one()
        self.check_access("read")
        # sudo: to find them; what this user may do comes right after
        dossiers = (self.sudo().kept_id._kept() + self.sudo().merged_id).with_env(
            self.env
        )
        try:
            dossiers.check_access("write")
        except AccessError as error:
            raise AccessError(
                self.env._("Ask the supervisor of both customers to undo this merge.")
            ) from error
        self.sudo()._undo()  # sudo: see above, and ``_merge``
        return dossiers[1]._get_open_action()

    def _undo(self):
        self.ensure_one()
        if self.state != "done":
            raise UserError(self.env._("This merge was undone already."))
        kept, merged = self.kept_id._kept(), self.merged_id
        kept_before = self.kept_id._chain()
        found = self._find_moved(kept_before)
        self.write(
            {
                "state": "undone",
                "undone_by_id": self.env.uid,
                "undone_at": fields.Datetime.now(),
            }
        )
        withdrawn = self._withdraw_asked()
        self._bring_back(merged, kept)
        kept._move_to(merged, found)
        kept.message_unsubscribe((self.moved or {}).get("followers", []))
        self._give_values_back()
        (kept + merged)._settle(takes_names=False)
        (kept + merged)._gather_under_owner()
        self.env["customer.duplicate"]._note_undone(merged, self.kept_id)
        (kept + merged)._find_duplicates()
        self._settle_waiting()
        self._tell("unmerge", merged, kept, *withdrawn)

    def _bring_back(self, merged, kept):
        """Open the dossier again, with its own contact and an owner who is still here."""
        moved = self.moved or {}
        vals = {"merged_into_id": False, "active": moved.get("active", True)}
        contact = merged.partner_id
        others = contact.dossier_ids.filtered(
            lambda dossier: (
                dossier.company_id == merged.company_id and not dossier.merged_into_id
            )
        )
        if others:
            # Odoo merged the contacts since.
            vals["partner_id"] = merged._prepare_own_contact().id
        elif not contact._is_account():
            contact.active = moved.get("contact_active", True)
        if merged.user_id and not merged.user_id.active:
            vals["user_id"] = kept.user_id.id
        merged.write(vals)

    def _find_moved(self, chain):
        """What moved and is still where merges brought it: as ``_find_moving``."""
        found = {}
        for model, kind, name, ids in (self.moved or {}).get("records", []):
            if model not in self.env or name not in self.env[model]._fields:
                continue
            places = chain.partner_id if "contact" in kind else chain
            records = self.env[model].with_context(active_test=False).browse(ids)
            records = records.exists().filtered(
                lambda record, name=name, places=places: (
                    (
                        record[name].id
                        if record._fields[name].relational
                        else record[name]
                    )
                    in places.ids
                )
            )
            found[model, kind, name] = records
        return found

    # ------------------------------------------------------------
    # Values
    # ------------------------------------------------------------

    def _give_values_back(self):
        """The kept dossier says again what it said, where nobody changed it since.

        Merges of one dossier are a history of each value: one that is undone is taken out
        of it, so that undoing a later one does not bring back what was given back.
        """
        changes = self._open_changes()[self.id]
        for name, (before, after) in changes.items():
            self._replace_from(self, self.kept_id, name, after, before)

    @api.model
    def _replace_from(self, merge, dossier, name, old, new):
        """Put ``new`` for ``old`` in the next merge after ``merge`` that began with it,
        else in the dossier; and in the one it was merged into since."""
        later = self.search(
            [
                ("kept_id", "=", dossier.id),
                ("state", "=", "done"),
                ("id", ">", merge.id),
            ],
            order="id",
        )
        opened = later._open_changes()
        for each in later:
            changes = opened[each.id]
            if name in changes and changes[name][0] == old:
                changes[name][0] = new
                each._seal_changes(changes)
                return
        values = dossier._merge_values()[dossier]
        if values[name] != old:
            return
        said_by = {SOURCE: (merge._name, merge.id)}
        dossier.with_context(**said_by)._write_merged({name: new})
        onward = self.search([("merged_id", "=", dossier.id), ("state", "=", "done")])
        changes = onward and onward._open_changes()[onward.id]
        if changes and name in changes and changes[name][1] == old:
            before = changes[name][0]
            taken = new or before
            changes[name][1] = taken
            onward._seal_changes(changes)
            self._replace_from(onward, onward.kept_id, name, old, taken)


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _chain(self):
        """This dossier and those it went into, one after the other."""
        chain = self
        while chain[-1:].merged_into_id:
            chain += chain[-1].merged_into_id
        return chain

    def _prepare_own_contact(self):
        """A new contact for a dossier whose own became another's."""
        opened = self._open_values(["name"])[self.id]
        vals = {
            "number": self.number,
            "kind": self.kind,
            "company_id": self.company_id.id,
            "name": opened.get("name") or self.partner_id.name,
        }
        return self.env["res.partner"].create(self._prepare_contact_vals(vals))
