from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.customer_forms.models.vault.vault_document import DOCUMENT
from odoo.addons.customer_forms.tools.found_only import FoundAgain

from ...tools.by_engine import BY_ENGINE
from ...tools.merging import MERGING_NOW
from ...tools.provenance import SOURCE
from .merge_words import in_words

VALUES = "values"


class CustomerMerge(models.Model):
    """That two dossiers became one: who said so, why, and what it takes to undo it.

    Written by the engine only. The values that changed are sealed; ids are no secret.
    """

    _name = "customer.merge"
    _description = "Merge of Customers"
    _order = "id desc"

    kept_id = fields.Many2one(
        "customer.dossier", required=True, readonly=True, index=True, ondelete="cascade"
    )
    merged_id = fields.Many2one(
        "customer.dossier", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="kept_id.company_id", store=True, index=True)
    user_id = fields.Many2one(
        "res.users", string="Merged by", required=True, readonly=True
    )
    merged_at = fields.Datetime(string="Merged On", required=True, readonly=True)
    reason = fields.Char(readonly=True)
    state = fields.Selection(
        [("done", "Merged"), ("undone", "Undone")],
        string="Status",
        required=True,
        readonly=True,
        default="done",
    )
    undone_by_id = fields.Many2one("res.users", string="Undone by", readonly=True)
    undone_at = fields.Datetime(string="Undone On", readonly=True)
    # {records: [[model, kind, field, [ids]]], counts: {model: count}, todos: [ids],
    # followers: [ids], active, contact_active}
    moved = fields.Json(readonly=True, export_string_translation=False)
    summary = fields.Char(string="What Moved", compute="_compute_summary")

    _open_uniq = models.UniqueIndex(
        "(merged_id) WHERE state = 'done'", "This customer was merged already."
    )

    @api.depends("kept_id", "merged_id")
    def _compute_display_name(self):
        for merge in self:
            # sudo: the numbers only
            numbers = merge.sudo()
            merge.display_name = (
                f"{numbers.merged_id.number} → {numbers.kept_id.number}"
            )

    @api.depends("moved")
    @api.depends_context("lang")
    def _compute_summary(self):
        for merge in self:
            moved = merge.moved or {}
            counts = moved.get("counts")
            if counts is None:  # merged before they were noted
                ids_by_model = {}
                for model, _kind, _name, ids in moved.get("records", []):
                    ids_by_model.setdefault(model, set()).update(ids)
                counts = {model: len(ids) for model, ids in ids_by_model.items()}
            merge.summary = in_words(self.env, counts)

    def unlink(self):
        self.env["customer.vault.value"]._forget(self._name, self.ids)
        return super().unlink()

    def _sensitive_company(self):
        return self.company_id

    # ------------------------------------------------------------
    # Merging
    # ------------------------------------------------------------

    @api.model
    def _merge(self, kept, others, choices=None, reason=""):
        """Make several dossiers one, in one transaction. The others are closed, and keep
        their numbers and values.

        :param kept: the dossier that has everything afterwards
        :param others: the dossiers that go into it, one after the other
        :param dict choices: {name: id of the dossier whose value counts}, by default as
            ``_merge_choices`` says
        :param str reason: in the user's words
        :return: the records of these merges
        :raises AccessError: for who may not change each of these customers
        :raises UserError: for what cannot become one
        """
        others -= kept
        self._check_mergeable(kept, others)
        dossiers = kept + others
        # sudo: what belongs to a customer moves along, whoever may see it; that this
        # user may change each of them was asked above
        dossiers_sudo, engine_sudo = dossiers.sudo(), self.sudo()
        if dossiers_sudo.try_lock_for_update(allow_referencing=True) != dossiers_sudo:
            raise UserError(
                self.env._("Somebody is changing one of these right now. Try again.")
            )
        choices = {**dossiers_sudo._merge_choices(), **(choices or {})}
        reason = self.env["customer.redaction"]._redact_reason(reason, kept)
        merges = self.browse()
        for other_sudo in dossiers_sudo[1:]:
            merges |= engine_sudo._merge_one(
                dossiers_sudo[0], other_sudo, choices, reason, is_asked=not self.env.su
            )
        return merges

    def _check_mergeable(self, kept, others):
        if len(kept) != 1 or not others:
            raise UserError(self.env._("Choose at least two customers to merge."))
        dossiers = kept + others
        try:
            dossiers.check_access("write")
        except AccessError as error:
            raise AccessError(
                self.env._(
                    "You may merge customers that you may change. Ask the supervisor of"
                    " both to merge these."
                )
            ) from error
        if dossiers.filtered("merged_into_id"):
            raise UserError(
                self.env._("One of these was merged already. Reload the page.")
            )
        if len(dossiers.company_id) > 1:
            raise UserError(
                self.env._("Customers of different companies cannot become one.")
            )
        if kept.kind != "company" and "company" in others.mapped("kind"):
            raise UserError(
                self.env._(
                    "A person cannot take in an organisation. Keep the dossier of the"
                    " organisation: the person becomes whom to ask for there."
                )
            )

    def _merge_one(self, kept, other, choices, reason, is_asked):
        changes, _left = kept._merge_result(other, choices)
        merge = self.create(
            {
                "kept_id": kept.id,
                "merged_id": other.id,
                "user_id": self.env.uid,
                "merged_at": fields.Datetime.now(),
                "reason": reason,
            }
        )
        merge._seal_changes(changes)
        merging = {MERGING_NOW: (BY_ENGINE, merge.id)} if is_asked else {}
        merge, other = merge.with_context(**merging), other.with_context(**merging)
        was_active, contact_was_active = other.active, other.partner_id.active
        found = other._find_moving()
        other.write({"merged_into_id": kept.id, "active": False})
        records = other._move_to(kept, found)
        followers = kept._follow_like(other)
        if not other.partner_id._is_account():
            other.partner_id.active = False
        said_by = {SOURCE: (merge._name, merge.id)}
        wanted = {name: after for name, (_before, after) in changes.items()}
        kept.with_context(**said_by)._write_merged(merge._hold_risky(kept, wanted))
        merge.moved = {
            **(merge.moved or {}),
            "records": records,
            "counts": kept._count_moved(records),
            "followers": followers,
            "active": was_active,
            "contact_active": contact_was_active,
        }
        kept._settle()
        kept._gather_under_owner()
        self.env["customer.duplicate"]._note_merge(other, kept)
        kept._find_duplicates()
        merge._settle_waiting()
        merge._tell("merge", other, kept)
        return merge

    def _seal_changes(self, changes):
        """Keep what the values were and became, sealed as a whole."""
        kept = {
            name: [
                FoundAgain.to_json(v) if isinstance(v, FoundAgain) else v for v in pair
            ]
            for name, pair in changes.items()
        }
        sealed = {self.id: {VALUES: (DOCUMENT, kept or None)}}
        self.env["customer.vault.value"]._seal(self.browse(), sealed)

    @api.model
    def _forget_values_of(self, dossiers):
        """Drop what values of these people were; undoing brings back the rest."""
        merges = self.search(
            ["|", ("kept_id", "in", dossiers.ids), ("merged_id", "in", dossiers.ids)]
        )
        self.env["customer.vault.value"]._forget(self._name, merges.ids)

    def _open_changes(self):
        """{merge id: {name: [before, after]}}"""
        opened = self.env["customer.vault.value"]._open(self, [VALUES])
        return {
            res_id: {
                name: [FoundAgain.from_json(value) for value in pair]
                for name, pair in (each.get(VALUES) or {}).items()
            }
            for res_id, each in opened.items()
        }

    def _tell(self, kind, merged, kept, *more):
        """Note it in the log of both and in the chatter of the customer.

        :param more: further sentences for the chatter
        """
        numbers = f"{merged.number} → {kept.number}"
        details = {"text": numbers, "merge": self.id, "moved": self.summary or ""}
        self.env["customer.audit.event"]._log(kind, kept + merged, details, self.reason)
        sentences = {
            "merge": self.env._(
                "%(number)s is this customer too and was merged into it."
            ),
            "unmerge": self.env._("%(number)s is a customer of its own again."),
        }
        body = sentences[kind] % {"number": merged.number}
        waiting = [each._waiting_text() for each in self._waiting_requests()]
        said = [body, self.reason, *waiting, *more]
        kept.message_post(body=" ".join(filter(None, said)))
