from datetime import timedelta
from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .followup_next_contact import PLAN
from .followup_redaction import TEXTS

SUPERVISOR = "customer_forms.customer_forms_group_supervisor"
# What was said and by whom: changed as a correction only.
SAID = {
    "agreement",
    "attachment_ids",
    "contact_ids",
    "customer_participants",
    "dossier_id",
    "followed_up_at",
    "lead_id",
    "method",
    "participant_ids",
    "summary",
    "user_id",
}
SEALED = "customer_participants"
CONTACTS = "contact_ids"


class Masked(NamedTuple):
    """A mask, which is shown, and what it stands for, which only tells two apart."""

    mask: str
    value: str

    def __str__(self):
        return self.mask


class CustomerFollowup(models.Model):
    """Corrections leave a trace: the author soon after, a supervisor later and with a
    reason. What comes next is a plan, which whoever follows the customer may change."""

    _inherit = "customer.followup"

    change_ids = fields.One2many(
        "customer.followup.change", "followup_id", string="Corrections", readonly=True
    )
    change_count = fields.Integer(
        string="Number of Corrections", compute="_compute_change_count"
    )
    correction_reason = fields.Char(
        string="Why It Is Corrected", store=False, copy=False, exportable=False
    )
    correction = fields.Selection(
        [
            ("free", "May be corrected"),
            ("reason", "May be corrected with a reason"),
            ("plan", "Only what comes next may be changed"),
            ("no", "Cannot be corrected"),
        ],
        string="May Be Corrected",
        compute="_compute_correction",
        export_string_translation=False,
    )

    def _compute_change_count(self):
        counts = dict(
            self.env["customer.followup.change"]._read_group(
                [("followup_id", "in", self.ids)], ["followup_id"], ["__count"]
            )
        )
        for followup in self:
            followup.change_count = counts.get(followup, 0)

    @api.depends("review_state", "is_completed", "dossier_user_id", "user_id")
    @api.depends_context("uid")
    def _compute_correction(self):
        writable = self._origin._filtered_access("write")
        for followup in self:
            origin = followup._origin
            allowed = not origin or origin in writable
            followup.correction = origin._correction_level() if allowed else "no"

    def _correction_level(self):
        """How far this user may correct a follow-up: a key of ``correction``."""
        user = self.env.user
        if not self or self.env.su:
            return "free"
        is_reachable = self.dossier_id.has_access("read")
        if not is_reachable:
            # It was handed over: what is the customer's history now is not rewritten.
            return "no"
        hours = self.company_id.sudo().followup_edit_hours  # sudo: a setting
        is_fresh = fields.Datetime.now() - self.create_date < timedelta(hours=hours)
        is_asked = self.review_state == "returned" or not self.is_completed
        if self.user_id == user and (is_fresh or is_asked):
            return "free"
        if user.has_group(SUPERVISOR):
            return "reason"
        return "plan" if user in self.user_id + self.dossier_user_id else "no"

    # ------------------------------------------------------------
    # Correcting
    # ------------------------------------------------------------

    def write(self, vals):
        vals = dict(vals)
        reason = (vals.pop("correction_reason", "") or "").strip()
        touched = (SAID | PLAN) & vals.keys()
        if self.env.su or not touched:
            return super().write(vals)
        self._check_may_correct(touched, reason)
        before = {followup: followup._said_values(touched) for followup in self}
        result = super().write(vals)
        self._note_corrections(before, reason)
        return result

    def _check_may_correct(self, touched, reason):
        """:raises AccessError: who may not, :raises UserError: when a reason is missing"""
        self.check_access("write")
        for followup in self:
            level = followup._correction_level()
            if level == "no" or (level == "plan" and not touched <= PLAN):
                raise AccessError(
                    self.env._(
                        "Follow-ups are corrected by who wrote them, within %(hours)s hours"
                        " and as long as the customer is theirs; later by a supervisor,"
                        " with a reason. Log another follow-up that says what is right.",
                        # sudo: a setting
                        hours=followup.company_id.sudo().followup_edit_hours,
                    )
                )
            if level == "reason" and not reason and not touched <= PLAN:
                raise UserError(
                    self.env._("Say why you correct it: the reason stays with it.")
                )

    def _said_values(self, names):
        """What fields say, as people read it; masks stay masks."""
        self.ensure_one()
        # sudo: whoever corrects may note what it was; sealed values are masks here
        record_sudo = self.sudo()
        said = {}
        for name in names:
            field, value = self._fields[name], record_sudo[name]
            if field.relational:
                said[name] = ", ".join(value.mapped("display_name"))
            elif field.type == "selection":
                labels = dict(field._description_selection(self.env))
                said[name] = labels.get(value, "")
            else:
                said[name] = str(value) if value else ""
        # Two names may have one mask: that it changed is noted all the same.
        if CONTACTS in said:
            ids = sorted(record_sudo[CONTACTS].ids)
            said[CONTACTS] = Masked(said[CONTACTS], str(ids))
        if SEALED in said:
            opened = self._open_values([SEALED])[self.id].get(SEALED)
            said[SEALED] = Masked(said[SEALED], opened)
        return said

    def _note_corrections(self, before, reason):
        """Keep what it said before, and tell the audit log that it was corrected."""
        vals_list, pairs = [], []
        completed = self.filtered(lambda followup: not followup.is_completed)
        for followup, old in before.items():
            new = followup._said_values(old)
            changed = sorted(name for name in old if old[name] != new[name])
            if not changed or followup in completed:
                continue
            vals_list += [
                {
                    "followup_id": followup.id,
                    "name": name,
                    "old": str(old[name]),
                    "new": str(new[name]),
                    "reason": self.env["customer.redaction"]._redact_reason(
                        reason, followup
                    ),
                }
                for name in changed
            ]
            # What was written can be erased there; the log keeps only that it changed.
            changes = [
                {"name": name, "old": "…", "new": "…"}
                if name in (*TEXTS, CONTACTS)
                else {"name": name, "old": str(old[name]), "new": str(new[name])}
                for name in changed
            ]
            pairs.append((followup, {"changes": changes}))
        # sudo: corrections are noted by the engine only
        self.env["customer.followup.change"].sudo().create(vals_list)
        self.env["customer.audit.event"]._log_each("correction", pairs, reason)
        completed._complete()
        self._answer_return()

    def _complete(self):
        # sudo: whether it is complete is the engine's to write
        self.sudo().is_completed = True
