"""Handing over in the background: batch by batch, each a transaction, gone on with after
whatever stopped it."""

import logging
from datetime import timedelta

from psycopg2 import OperationalError

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.by_engine import BY_ENGINE
from .crm_lead import COMPLETENESS
from .customer_dossier_following import BY_RUN, _from_to
from .customer_handover import WORKING

CRON = "customer_followup.ir_cron_hand_over"
BATCH = 500
# So many are moved while the person waits; more in the background.
AT_ONCE = 100
PAUSE = timedelta(seconds=10)  # until it is tried again where others are at work
# What is still to do, by the state of the run.
TO_DO = {"working": "waiting", "undoing": "moved"}

_logger = logging.getLogger(__name__)


class CustomerHandover(models.Model):
    _inherit = "customer.handover"

    def _begin(self):
        """Do it at once where that is quick, else let the job do it right after.

        :raises UserError: when somebody is writing on one of the customers
        """
        for handover in self:
            if handover._is_quick():
                handover._work_at_once()
            else:
                # sudo: people have no rights on scheduled jobs
                self.env.ref(CRON).sudo()._trigger()

    def _is_quick(self):
        lines = self._lines_to_do(AT_ONCE + 1)
        if self.origin == "leaving" and lines._lock() != lines:
            # Who is dismissed is locked out now; the customers follow when they can.
            return False
        return len(lines) <= AT_ONCE

    def _lines_to_do(self, limit=None):
        self.ensure_one()
        domain = [("handover_id", "=", self.id), ("state", "=", TO_DO[self.state])]
        return self.env["customer.handover.line"].search(
            domain, order="id", limit=limit
        )

    def _work_at_once(self):
        lines = self._lines_to_do()
        if lines._lock() != lines:
            raise UserError(
                self.env._(
                    "Somebody is changing one of these customers just now. Try again in a"
                    " moment."
                )
            )
        self._work_on(lines)
        self._finish()

    # ------------------------------------------------------------
    # The job
    # ------------------------------------------------------------

    @api.model
    def _cron_work(self):
        """Go on with what there is to hand over and to undo, oldest first."""
        while handover := self.search([("state", "in", WORKING)], order="id", limit=1):
            handover = handover.with_context(lang=handover.user_id.lang)
            try:
                done = handover._work_batch()
            except OperationalError:
                # Somebody changed one of these customers just now: with a fresh look.
                self.env.cr.rollback()
                done = None
            if done is None:
                self.env.ref(CRON)._trigger(fields.Datetime.now() + PAUSE)
                return
            self.env.invalidate_all()
            cron = self.env["ir.cron"]
            remaining = self._count_remaining()
            if not cron._commit_progress(done, remaining=remaining) and remaining:
                self.env.ref(CRON)._trigger()
                return

    @api.model
    def _count_remaining(self):
        return sum(
            self.env["customer.handover.line"].search_count(
                [("handover_id.state", "=", state), ("state", "=", to_do)]
            )
            for state, to_do in TO_DO.items()
        )

    def _work_batch(self):
        """The next customers of this run, in this transaction.

        :return: how many; None when others are writing on all of them
        """
        if self.state not in WORKING:
            return 0
        lines = self._lines_to_do(BATCH)
        if not lines:
            self._finish()
            return 0
        locked = lines._lock()
        if not locked:
            return None
        self._work_on(locked)
        return len(locked)

    def _work_on(self, lines):
        """Hand over or give back; one by one where that fails, so that one that cannot be
        written does not stop the others."""
        step = "_move" if self.state == "working" else "_give_back"
        try:
            with self.env.cr.savepoint():
                getattr(lines, step)()
                # Here, where a failure is still one of these customers.
                self.env.flush_all()
        except OperationalError:
            raise
        except Exception as error:  # noqa: BLE001  whatever is wrong with one customer
            self.env.invalidate_all(flush=False)
            if len(lines) > 1:
                half = len(lines) // 2
                self._work_on(lines[:half])
                self._work_on(lines[half:])
                return
            _logger.warning(
                "Customer %s not handed over: %s",
                lines.dossier_id.id,
                type(error).__name__,
            )
            lines._leave("failed")
        self.worked_count += len(lines)

    def _actor(self):
        """Who did the step that is under way."""
        if self.state in ("undoing", "undone"):
            return self.undone_by_id
        return self.approver_id or self.user_id

    def _finish(self):
        """Note that it is done, and tell the people."""
        is_undone = self.state == "undoing"
        self.write(
            {"state": "undone"}
            if is_undone
            else {"state": "done", "finished_at": fields.Datetime.now()}
        )
        self._tell_everybody()


class CustomerHandoverLine(models.Model):
    _inherit = "customer.handover.line"

    def _lock(self):
        """Those on whose customers nobody is writing, locked."""
        free = self.dossier_id.try_lock_for_update(allow_referencing=True)
        return self.filtered(lambda line: line.dossier_id in free).try_lock_for_update()

    def _leave(self, reason):
        """Leave these customers where they are."""
        is_undoing = self.handover_id.state == "undoing"
        self.write({"state": "kept" if is_undoing else "skipped", "reason": reason})

    def _move(self):
        """Give the customers to their receivers, with what goes along."""
        changed = self.filtered(
            lambda line: line.dossier_id.user_id != line.from_user_id
        )
        changed._leave("changed")
        unfit = (self - changed)._filter_unfit("to_user_id")
        unfit._leave("receiver")
        moving = self - changed - unfit
        dossiers = moving.dossier_id._quiet()
        former = {each: (each.user_id, each.team_id) for each in dossiers}
        for (user, team), lines in moving.grouped(
            lambda line: (line.to_user_id, line.to_team_id)
        ).items():
            lines.dossier_id._write_owner(user, team)
        along = moving.handover_id.along or ()
        taken = dossiers._hand_over(former, along)
        dossiers._stop_following(former)
        moving._note_taken(taken)
        moving._log_moves(former)

    def _filter_unfit(self, name):
        """Those whose ``name`` cannot look after customers, or not any more."""
        workers = self.env["customer.dossier"]._workers(self.company_id)
        return self.filtered(lambda line: line[name] and line[name] not in workers)

    def _log_moves(self, former):
        """Note in the audit log, as the person who did it, what became of each."""
        handover = self.handover_id
        actor = handover._actor()
        # Whatever companies the actor had chosen: the run is of one.
        there = {"allowed_company_ids": handover.company_id.ids}
        Event = self.env["customer.audit.event"].with_user(actor)
        Event.with_context(**there)._log_each(
            "handover",
            [
                (
                    line.dossier_id,
                    {
                        "text": _from_to(
                            former[line.dossier_id],
                            (line.dossier_id.user_id, line.dossier_id.team_id),
                        ),
                        "handover": handover.id,
                    },
                )
                for line in self
            ],
            handover.reason or "",
        )


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _quiet(self):
        """These customers, written to without a message for each: the audit log and the
        run have it, and everybody is told once."""
        quiet = {"mail_notrack": True, "mail_auto_subscribe_no_notify": True}
        return self.with_context(**quiet)

    def _write_owner(self, user, team):
        """Write the owner and the department, with nothing that follows from it."""
        vals = {"user_id": user.id}
        if team:
            vals["team_id"] = team.id
        # Whoever it is: a customer with an owner is as complete as before.
        owned = self.filtered("user_id") if user else self.browse()
        # sudo: the run was checked when it was made
        engine_sudo = self.sudo()._quiet().with_context(**{BY_RUN: BY_ENGINE})
        with self.env.protecting([self._fields[name] for name in COMPLETENESS], owned):
            engine_sudo.write(vals)
