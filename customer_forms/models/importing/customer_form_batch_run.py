"""Imports in the background: part by part, each a transaction, gone on with after whatever
stopped it (X1)."""

import logging

from psycopg2 import IntegrityError
from psycopg2.errors import DeadlockDetected, LockNotAvailable, SerializationFailure

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError, UserError

from ...exceptions import FormNotOpen, NotInvited
from ...tools.by_engine import BY_ENGINE
from ..submission.customer_form_submission import WAITED_FOR
from .batch_judge import FAULTY, READY, BatchJudge, Fault, digests_of
from .customer_form_batch import WORKING
from .customer_form_batch_check import CRON, _counts

# In one transaction, which a cron job has two minutes for.
MAX_TOGETHER = 5_000
LOST_RACES = (
    ConcurrencyError,
    DeadlockDetected,
    LockNotAvailable,
    SerializationFailure,
)
ATTEMPTS = 5

_logger = logging.getLogger(__name__)


class NotAll(Exception):
    """Some rows cannot be kept where all of them should be.

    :ivar list found: (part, its ``Outcome``s) with faulty ones
    """

    def __init__(self, found):
        super().__init__()
        self.found = found


class CustomerFormBatch(models.Model):
    _inherit = "customer.form.batch"

    def action_import(self):
        """Import, in the background.

        :raises UserError: when there is nothing to import, or not all of it
        """
        self.check_access("write")
        for batch in self:
            batch._importable(batch.form_id)
            batch._check_importable()
            # sudo: the state is the engine's; write access was checked
            batch.sudo().write(
                {
                    "state": "importing",
                    "worked_count": 0,
                    "started_at": fields.Datetime.now(),
                    "failure": False,
                }
            )
        self._wake()

    def _check_importable(self):
        if self.state != "checked" or not self.ready_count:
            raise UserError(self.env._("There is nothing to import."))
        if self.mode == "all" and self.faulty_count:
            raise UserError(
                self.env._("Some rows are faulty: correct them, or import the others.")
            )
        if self.mode == "all" and self.row_count > MAX_TOGETHER:
            raise UserError(
                self.env._(
                    "At most %(max)s rows can be imported all or none.",
                    max=MAX_TOGETHER,
                )
            )

    # ------------------------------------------------------------
    # Working
    # ------------------------------------------------------------

    @api.model
    def _cron_work(self):
        """Go on with what there is to check and to import, oldest first."""
        judge = None
        while batch := self.search([("state", "in", WORKING)], order="id", limit=1):
            batch = batch.with_context(lang=batch.uploader_id.lang)
            if refusal := batch._why_not_any_more():
                batch._fail(refusal)
                self.env["ir.cron"]._commit_progress()
                continue
            if judge is None or judge.batch.id != batch.id:
                judge = batch._make_judge()
            done = batch._work(judge)
            self.env.invalidate_all()
            remaining = self.search_count([("state", "in", WORKING)])
            cron = self.env["ir.cron"]
            if not cron._commit_progress(done, remaining=remaining) and remaining:
                self.env.ref(CRON)._trigger()
                return
            judge = judge if batch.exists() and batch.state in WORKING else None

    def _make_judge(self):
        judge = BatchJudge(self)
        for part in self.part_ids:
            if self.state == "checking" and part.is_checked:
                judge.remember(part.digests)
        return judge

    def _work(self, judge):
        """One part, or all of it where that is asked.

        :return: how many rows were worked on
        """
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with self.env.cr.savepoint():
                    return self._work_once(judge)
            except LOST_RACES:
                # Somebody was first: only a new transaction sees what he did.
                if attempt == ATTEMPTS:
                    raise
                self.env["ir.cron"]._commit_progress()
                judge.batch.invalidate_recordset()
            except (NotInvited, FormNotOpen) as error:
                self._fail(str(error))
                return 0
        return 0

    def _work_once(self, judge):
        if self.state == "checking":
            return self._work_on_check(judge)
        if self.state != "importing":  # stopped just now
            return 0
        if self.mode == "all":
            return self._import_all(judge)
        part = self.part_ids.filtered(lambda each: not each.is_imported)[:1]
        if not part:
            self._finish_import()
            return 0
        self._import_part(judge, part)
        return part.row_count

    def _work_on_check(self, judge):
        part = self.part_ids.filtered(lambda each: not each.is_checked)[:1]
        if part:
            self._check_part(judge, part)
            return part.row_count
        self.state = "checked"
        self._tell(
            self.env._(
                "“%(file)s” was checked: %(ready)s rows will be imported, %(faulty)s are"
                " faulty, %(known)s are already there.",
                file=self.filename or "",
                ready=self.ready_count,
                faulty=self.faulty_count,
                known=self.known_count,
            )
        )
        return 0

    def _fail(self, reason):
        self.write({"state": "failed", "failure": reason})
        self._tell(
            self.env._(
                "The import of “%(file)s” failed: %(reason)s",
                file=self.filename or "",
                reason=reason,
            )
        )

    # ------------------------------------------------------------
    # Importing
    # ------------------------------------------------------------

    def _import_part(self, judge, part):
        """Keep the correct rows of a part; its faulty ones stay, to be corrected."""
        outcomes = self._keep_rows_of(judge, part._open_rows()[part.id])
        self._settle_part(part, outcomes)
        self._count()

    def _settle_part(self, part, outcomes):
        """What is left of a part that was imported."""
        part_errors = self.error_ids.filtered(lambda each: each.part_id == part)
        part_errors.unlink()
        self._note_errors(part, outcomes)
        counts = _counts(outcomes)
        self.imported_count += counts["ready_count"]
        part.write({"is_imported": True, "digests": False, **counts})
        faulty = [each.row for each in outcomes if each.kind == FAULTY]
        part._seal_rows({part.id: faulty})

    def _keep_rows_of(self, judge, rows):
        """The outcomes of rows, those that are ready kept.

        A row that the floors above cannot take does not take others with it.
        """
        outcomes = judge.judge(rows)
        ready = [each.entry for each in outcomes if each.kind == READY]
        try:
            with self.env.cr.savepoint():
                judge.form.with_context(**{WAITED_FOR: BY_ENGINE})._keep_judged(ready)
        except LOST_RACES:
            raise
        except (UserError, IntegrityError) as error:
            # What it says may be about the person: only its kind is noted.
            _logger.info(
                "Rows of import %s not kept: %s", self.id, type(error).__name__
            )
            if len(rows) > 1:
                half = len(rows) // 2
                return [
                    *self._keep_rows_of(judge, rows[:half]),
                    *self._keep_rows_of(judge, rows[half:]),
                ]
            fault = Fault(0, rows[0][0], "", "", "not_kept", {})
            return [outcomes[0]._replace(kind=FAULTY, faults=[fault])]
        return outcomes

    def _import_all(self, judge):
        """All rows in one transaction, or none of them."""
        try:
            with self.env.cr.savepoint():
                faulty = []
                for part in self.part_ids:
                    outcomes = self._keep_rows_of(judge, part._open_rows()[part.id])
                    if any(each.kind == FAULTY for each in outcomes):
                        faulty.append((part, outcomes))
                    self._settle_part(part, outcomes)
                if faulty:
                    raise NotAll(faulty)
                self._count()
                self._finish_import()
        except NotAll as not_all:
            self._note_not_all(not_all.found)
        return self.row_count

    def _note_not_all(self, found):
        """What has changed since the check, so that nothing was imported."""
        for part, outcomes in found:
            self._note_errors(part, outcomes)
            part.write({"digests": digests_of(outcomes), **_counts(outcomes)})
        self._count()
        self.write({"state": "checked", "worked_count": self.row_count})
        self.failure = self.env._(
            "Nothing was imported: %(count)s rows became faulty since the check.",
            count=self.faulty_count,
        )
        self._tell(self.failure)

    def _finish_import(self):
        """Note it, tell it, and forget the rows that are imported."""
        self.write({"state": "done", "finished_at": fields.Datetime.now()})
        # As the person who imported: it is his event in the log.
        uploader = self.uploader_id
        self.with_user(uploader)._log_import(
            "done",
            rows=self.imported_count,
            faulty=self.faulty_count,
            known=self.known_count,
        )
        if not self.faulty_count:
            self._discard()
        self._tell(
            self.env._(
                "“%(file)s” was imported: %(imported)s submissions, %(faulty)s rows were"
                " faulty, %(known)s were already there.",
                file=self.filename or "",
                imported=self.imported_count,
                faulty=self.faulty_count,
                known=self.known_count,
            )
        )

    def _tell(self, message):
        """Tell the person who imports, wherever in Odoo he is."""
        partner = self.uploader_id.partner_id
        self.message_post(body=message, partner_ids=partner.ids)
        self.uploader_id._bus_send(
            "simple_notification",
            {"title": self.form_id.name, "message": message, "type": "info"},
        )
