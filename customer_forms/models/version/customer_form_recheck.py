"""What publishing the draft means for the answers there are."""

from odoo import models
from odoo.tools import split_every

from ...rules.change import HARMLESS
from ...rules.recheck import Recheck
from ...tools.submission_states import NOT_SET_ASIDE

# Counting looks into every answer: the newest ones tell enough.
MAX_RECHECKED = 20_000
BATCH = 2_000


class CustomerForm(models.Model):
    _inherit = "customer.form"

    def _recheck_answers(self, schema, changes):
        """How many submissions each change concerns, among the newest.

        :param dict schema: what is to be published
        :param list changes: from ``rules.diff.compare``
        :return: (list of counts in the order of ``changes``, number of submissions that
            were looked at, number there are)
        """
        self.ensure_one()
        # sudo: what is said are numbers, of all submissions whoever may read them
        submissions_sudo = self.env["customer.form.submission"].sudo()
        domain = [("form_id", "=", self.id), *NOT_SET_ASIDE]
        total = submissions_sudo.search_count(domain)
        recheck = Recheck(
            self.current_version_id.schema, schema, changes, self._company_today()
        )
        if all(change.severity == HARMLESS for change in changes):
            return recheck.counts, 0, total
        newest = submissions_sudo.search(domain, limit=MAX_RECHECKED)
        for batch in split_every(BATCH, newest.ids, submissions_sudo.browse):
            batch.fetch(["answers", "row_ids"])
            opened = batch._open_answers()
            for submission in batch:
                recheck.add(submission._kept_values(opened))
            batch.row_ids.invalidate_recordset(flush=False)
            batch.invalidate_recordset(flush=False)
        return recheck.counts, len(newest), total


class CustomerFormSubmission(models.Model):
    _inherit = "customer.form.submission"

    def _kept_values(self, opened):
        """The answers as the rules know them: by key, rows as lists of dicts.

        :param dict opened: as ``_open_answers`` gives it
        """
        self.ensure_one()
        values = {**self.answers._values, **opened.get(self, {})}
        for row in self.row_ids:
            values.setdefault(row.section_key, []).append(
                {**row.answers._values, **opened.get(row, {})}
            )
        return values
