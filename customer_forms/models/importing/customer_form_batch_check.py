"""The dry run: every row through the rules, nothing kept but what is wrong."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...rules.types.base import localised
from ...tools.sheets.layout import META, QUESTION
from .batch_judge import FAULTY, KNOWN, READY, digests_of
from .customer_form_batch import WORKING

# What nobody reads to the end; the counts go on.
MAX_ERRORS = 20_000
CRON = "customer_forms.ir_cron_import_submissions"


class CustomerFormBatch(models.Model):
    _inherit = "customer.form.batch"

    problems = fields.Text(compute="_compute_problems")
    is_matched = fields.Boolean(compute="_compute_problems")
    unmatched_count = fields.Integer(compute="_compute_problems")
    error_count = fields.Integer(compute="_compute_error_count")

    @api.depends("column_ids.target", "form_id", "state")
    @api.depends_context("lang", "uid")
    def _compute_problems(self):
        """What speaks against the choice of columns, a line each."""
        for batch in self:
            lines = batch._column_problems() if batch.column_ids else []
            batch.problems = "\n".join(lines)
            batch.is_matched = bool(batch.column_ids) and not lines
            batch.unmatched_count = len(
                batch.column_ids.filtered(lambda each: not each.target)
            )

    @api.depends("error_ids")
    def _compute_error_count(self):
        counts = dict(
            self.env["customer.form.batch.error"]._read_group(
                [("batch_id", "in", self.ids)], ["batch_id"], ["__count"]
            )
        )
        for batch in self:
            batch.error_count = counts.get(batch._origin, 0)

    def _column_problems(self):
        lang = self.env.lang or "en_US"
        targets = self._targets()
        labels = {
            target: localised(field["label"], lang)
            for target, (field, _section) in targets.items()
        }
        labels |= {f"{META}{name}": each for name, each in self._meta_labels().items()}
        lines = []
        for _sheet, columns in self.column_ids.grouped("sheet").items():
            chosen = [each.target for each in columns if each.target]
            lines += [
                self.env._(
                    "Two columns are for “%(question)s”: leave one out.",
                    question=labels.get(target, target),
                )
                for target in dict.fromkeys(chosen)
                if chosen.count(target) > 1
            ]
        chosen = set(self.column_ids.mapped("target"))
        if not any((target or "").startswith(QUESTION) for target in chosen):
            return [*lines, self.env._("No column answers a question of this form.")]
        missing = [
            labels[target]
            for target, (field, section) in targets.items()
            if field.get("required")
            and not field.get("condition")
            and not section
            and target not in chosen
        ]
        if missing:
            lines.append(
                self.env._(
                    "Must be answered, and no column does: %(questions)s.",
                    questions=", ".join(missing),
                )
            )
        return lines

    # ------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------

    def action_check(self):
        """Judge every row, in the background; nothing is imported yet.

        :raises UserError: while columns are missing
        """
        self.check_access("write")
        for batch in self:
            batch._importable(batch.form_id)
            if batch.state != "matching" or not batch.has_file:
                raise UserError(self.env._("There is nothing to check."))
            if not batch.is_matched:
                raise UserError(batch.problems)
            # sudo: the state is the engine's; write access was checked
            batch_sudo = batch.sudo()
            batch_sudo._forget_check()
            batch_sudo.write(
                {
                    "state": "checking",
                    "version_id": batch_sudo.form_id.current_version_id.id,
                    "failure": False,
                }
            )
        self._wake()

    def action_back(self):
        """Choose columns again; what the check found is forgotten."""
        self.check_access("write")
        if any(
            batch.state not in ("checked", "failed", "stopped") or batch.imported_count
            for batch in self
        ):
            raise UserError(self.env._("The import has begun already."))
        self.sudo()._forget_check()  # sudo: write access was checked above
        self.sudo().write({"state": "matching", "failure": False})  # sudo: same

    def action_stop(self):
        """Stop after the rows that are worked on just now."""
        self.check_access("write")
        for batch in self.filtered(lambda each: each.state in WORKING):
            # sudo: the state is the engine's; write access was checked
            batch.sudo().write({"stopped_state": batch.state, "state": "stopped"})

    def action_continue(self):
        """Go on where it was stopped."""
        self.check_access("write")
        for batch in self.filtered(lambda each: each.state == "stopped"):
            batch._importable(batch.form_id)
            # sudo: see action_stop
            batch.sudo().write({"state": batch.stopped_state, "stopped_state": False})
        self._wake()

    def _wake(self):
        # sudo: who imports need not manage scheduled actions
        self.env.ref(CRON).sudo()._trigger()

    def _why_not_any_more(self):
        """Whether the person who imports may still do so: rights are those of now.

        :return: a sentence; None when he may
        """
        uploader = self.uploader_id
        is_there = uploader.active and self.company_id in uploader.company_ids
        mine = self.with_user(uploader).with_context(
            allowed_company_ids=self.company_id.ids
        )
        try:
            if is_there and mine.has_access("write"):
                mine._importable(mine.form_id)
                return None
        except UserError as error:
            return str(error)
        return self.env._("%(user)s may not import any more.", user=uploader.name)

    def _forget_check(self):
        self.error_ids.unlink()
        self.part_ids.write(
            {
                "is_checked": False,
                "digests": False,
                "ready_count": 0,
                "known_count": 0,
                "faulty_count": 0,
            }
        )
        self._count()

    # ------------------------------------------------------------
    # Checking
    # ------------------------------------------------------------

    def _check_part(self, judge, part):
        """Note what would become of the rows of a part."""
        outcomes = judge.judge(part._open_rows()[part.id])
        digests = digests_of(outcomes)
        judge.remember(digests)
        part.write({"is_checked": True, "digests": digests, **_counts(outcomes)})
        self._note_errors(part, outcomes)
        self._count()

    def _note_errors(self, part, outcomes):
        """Keep what is wrong with which cell; not what the cell says."""
        errors_model = self.env["customer.form.batch.error"]
        room = MAX_ERRORS - errors_model.search_count([("batch_id", "=", self.id)])
        columns = {
            (each.sheet, each.target): each.id
            for each in self.column_ids
            if each.target
        }
        vals_list = [
            {
                "batch_id": self.id,
                "part_id": part.id,
                "main_row": outcome.row[0],
                "sheet": fault.sheet,
                "row_number": fault.row,
                "column_id": columns.get((fault.sheet, fault.target)),
                "path": fault.path,
                "code": fault.code,
                "params": fault.params,
            }
            for outcome in outcomes
            for fault in outcome.faults
        ]
        errors_model.create(vals_list[: max(room, 0)])

    def _count(self):
        """Bring the counts in line with those of the parts."""
        for batch in self:
            parts = batch.part_ids
            field = "is_imported" if batch.state == "importing" else "is_checked"
            batch.write(
                {
                    "worked_count": sum(
                        part.row_count for part in parts if part[field]
                    ),
                    **{
                        f"{kind}_count": sum(parts.mapped(f"{kind}_count"))
                        for kind in (READY, KNOWN, FAULTY)
                    },
                }
            )


def _counts(outcomes):
    """How many rows are of each kind."""
    kinds = [each.kind for each in outcomes]
    return {f"{kind}_count": kinds.count(kind) for kind in (READY, KNOWN, FAULTY)}
