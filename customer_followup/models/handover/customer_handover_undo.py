"""Giving customers back: exactly what was moved, as far as nobody changed it since."""

from odoo import models
from odoo.exceptions import UserError

from odoo.addons.customer_forms.tools.taking_turns import lock_or_tell


class CustomerHandover(models.Model):
    _inherit = "customer.handover"

    def action_undo(self):
        """Give all customers back that still are where this run put them.

        :raises UserError: when it is too late, or not this user's to undo
        """
        self.ensure_one()
        self.check_access("read")
        # sudo: runs are the engine's; whose they are is asked below
        handover_sudo = self.sudo()
        # Two who undo at once: one does, the other is told.
        lock_or_tell(handover_sudo)
        handover_sudo.invalidate_recordset()
        if not self.can_undo:
            raise UserError(
                self.env._(
                    "This handover cannot be undone: it is too late, it was undone"
                    " already, or it is a colleague's. Hand the customers over again"
                    " instead."
                )
            )
        handover_sudo.write(
            {"state": "undoing", "worked_count": 0, "undone_by_id": self.env.uid}
        )
        handover_sudo._begin()


class CustomerHandoverLine(models.Model):
    _inherit = "customer.handover.line"

    def _give_back(self):
        """Give customers and what went along back to whom they came from."""
        changed = self.filtered(lambda line: line.dossier_id.user_id != line.to_user_id)
        changed._leave("changed")
        unfit = (self - changed)._filter_unfit("from_user_id")
        unfit._leave("former")
        moving = self - changed - unfit
        dossiers = moving.dossier_id._quiet()
        former = {each: (each.user_id, each.team_id) for each in dossiers}
        actors = {each: each._who_acts() for each in dossiers}
        for (user, team), lines in moving.grouped(
            lambda line: (line.from_user_id, line.from_team_id)
        ).items():
            lines.dossier_id._write_owner(user, team)
        moving._give_companions_back(former, actors)
        self.env["customer.reminder.rule"]._remind(dossiers)
        dossiers._stop_following(former)
        moving.write({"state": "undone", "reason": False})
        moving._log_moves(former)

    def _give_companions_back(self, former, actors):
        """What went along goes back, unless it was finished or given to others since."""
        kept = self._present_companions(former, actors)
        for name, companions in kept.items():
            getattr(self.dossier_id._quiet(), f"_give_{name}")(companions)
        for line in self:
            back = {
                name: {*companions.get(line.dossier_id, ())}
                for name, companions in kept.items()
            }
            line.left_count = sum(
                len({*ids} - {record.id for record in back.get(name, ())})
                for name, ids in (line.taken or {}).items()
            )

    def _present_companions(self, former, actors):
        """What went along and is still the receiver's: {name: {dossier: records}}."""
        dossiers = self.dossier_id._quiet().with_context(active_test=True)
        taken = {line.dossier_id: line.taken or {} for line in self}
        reminders = dossiers.reminder_ids.filtered(lambda each: each.state == "open")
        kept = {}
        for name in {name for along in taken.values() for name in along}:
            # What the receiver has, and of that what this run gave him.
            present = getattr(dossiers, f"_{name}_along")(
                {each: (actors[each], former[each][1]) for each in dossiers}
                if name == "activities"
                else former
            )
            also = reminders.activity_id.ids if name == "activities" else []
            kept[name] = {}
            for dossier, records in present.items():
                ids = {*taken[dossier].get(name, ()), *also}
                kept[name][dossier] = records.browse(
                    [record_id for record_id in records.ids if record_id in ids]
                )
        return kept
