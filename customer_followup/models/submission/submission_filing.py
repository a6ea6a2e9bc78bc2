"""When a submission is filed under its customer: at once, or right after a visitor got his
answer."""

import logging
from datetime import timedelta

from psycopg2 import OperationalError

from odoo import fields, models

from odoo.addons.customer_forms.models.submission.customer_form_submission import (
    WAITED_FOR,
)

from ...tools.by_engine import is_by_engine

_logger = logging.getLogger(__name__)

BATCH = 100
PAUSE = timedelta(seconds=10)  # until it is tried again where others are at work
CRON = "customer_followup.ir_cron_file_customers"


class CustomerFormSubmission(models.Model):
    """A visitor does not wait for his dossier: opening it takes four times as long as
    keeping what he sent, and a hundred together take little longer than one."""

    _inherit = "customer.form.submission"

    filing_state = fields.Selection(
        [("due", "To be filed"), ("failed", "Could not be filed")],
        string="Filing",
        readonly=True,
        copy=False,
        help="Whether the customer of this submission is still to be opened or updated.",
    )

    _filing_idx = models.Index("(id) WHERE filing_state IS NOT NULL")

    def _on_accepted(self):
        result = super()._on_accepted()
        if is_by_engine(self.env.context, WAITED_FOR):
            self.filing_state = "due"
            # sudo: the visitor has no rights on scheduled jobs
            self.env.ref(CRON).sudo()._trigger()
        else:
            self._file()
        return result

    def _file(self):
        """File these submissions under their customers."""
        # Customer, opportunity and submission would each send the owner a mail that
        # something was assigned; the reminder under the clock says it once.
        quiet = self.with_context(mail_auto_subscribe_no_notify=True)
        for company, submissions in quiet.grouped("company_id").items():
            submissions.with_company(company)._file_customers()

    def action_file_again(self):
        """File submissions that could not be filed.

        :return: True
        """
        self.check_access("write")
        # sudo: write access was checked; customers are opened by the engine
        failed_sudo = self.sudo().filtered(lambda each: each.filing_state == "failed")
        failed_sudo._file()
        failed_sudo.filing_state = False
        return True

    # ------------------------------------------------------------
    # The job
    # ------------------------------------------------------------

    def _cron_file_customers(self):
        """File what visitors sent, a batch in each transaction; each once, as filing and
        what is noted of it are one transaction."""
        due = [("filing_state", "=", "due")]
        while submissions := self.search(due, order="id", limit=BATCH):
            locked = submissions.try_lock_for_update(allow_referencing=True)
            try:
                locked._file_due()
            except OperationalError:
                # Somebody changed one of these customers just now: with a fresh look.
                self.env.cr.rollback()
                locked = self.browse()
            if not locked:
                # Another job writes on them, such as the one of the receipts.
                self.env.ref(CRON)._trigger(fields.Datetime.now() + PAUSE)
                return
            remaining = self.search_count(due)
            cron = self.env["ir.cron"]
            if not cron._commit_progress(len(locked), remaining=remaining):
                return

    def _file_due(self):
        """File these together; one by one where that fails, so that one that cannot be
        filed does not stop the others."""
        if not self or self._try_to_file():
            return
        for submission in self:
            if not submission._try_to_file():
                submission.filing_state = "failed"

    def _try_to_file(self):
        """Whether these could be filed; nothing is half done."""
        try:
            with self.env.cr.savepoint():
                self._file()
                self.filing_state = False
        except OperationalError:
            raise
        except Exception:  # whatever is wrong with one submission
            self.env.invalidate_all(flush=False)
            if len(self) == 1:
                _logger.exception("Could not file the submission %s", self.number)
            return False
        return True
