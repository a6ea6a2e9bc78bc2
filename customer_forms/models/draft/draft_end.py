"""How unfinished entries end: submitted, erased or expired."""

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

DRAFT = "customer.form.draft"
# What is left of an entry that ended, until it expires: that there was one.
EMPTIED = {
    "active": False,
    "person_name": False,
    "phone": False,
    "email": False,
    "link_email": False,
    "opening": False,
    "section_key": False,
}
BATCH = 100
# How long a page that was submitted without being saved before is known to be: a save
# that is under way meanwhile takes seconds.
KNOWN_DAYS = 1


class CustomerFormSubmission(models.Model):
    _inherit = "customer.form.submission"

    def _on_kept(self, entries):  # pylint: disable=missing-return
        super()._on_kept(entries)
        pages = [
            (submission.form_id.id, submission.client_uuid, submission.company_id.id)
            for submission, entry in zip(self, entries, strict=True)
            if entry.filled.opening
            and (submission.form_id.has_drafts or entry.filled.opening.draft_id)
        ]
        if pages:
            self.env[DRAFT]._end_pages(pages)


class CustomerFormDraft(models.Model):
    _inherit = "customer.form.draft"

    @api.model
    def _end_pages(self, pages):
        """Empty the entries of pages that are submitted in this transaction.

        A page without one is noted as ended too. SQL: a save that goes on at the same
        time is not seen by this transaction, and only a row that both want to insert
        makes one of them run again. Then whoever comes second finds the page ended.

        :param list pages: (id of the form, UUID, id of the company)
        """
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """INSERT INTO customer_form_draft
                       (form_id, uuid, company_id, active, expires_at, create_date)
                   VALUES %s
                   ON CONFLICT (form_id, uuid) DO UPDATE SET active = FALSE
                   RETURNING id, version_id IS NOT NULL""",
                SQL(", ").join(
                    SQL(
                        "(%s, %s, %s, FALSE, now() AT TIME ZONE 'UTC'"
                        " + make_interval(days => %s), now() AT TIME ZONE 'UTC')",
                        *page,
                        KNOWN_DAYS,
                    )
                    for page in pages
                ),
            )
        )
        self.invalidate_model(["active"], flush=False)
        self.browse(res_id for res_id, was_kept in rows if was_kept)._empty()

    def _empty(self):
        """Delete what was typed and attached; that there was an entry is known until it
        would have expired."""
        if self:
            self._files().unlink()
            self.write(EMPTIED)
            self.env["customer.vault.value"]._forget(self._name, self.ids)

    @api.model
    def _cron_expire(self):
        """Delete what is kept no longer, in batches."""
        due = Domain("expires_at", "<", fields.Datetime.now())
        drafts = self.with_context(active_test=False)
        self.env["ir.cron"]._commit_progress(remaining=drafts.search_count(due))
        while batch := drafts.search(due, order="id", limit=BATCH):
            free = batch.try_lock_for_update()
            if not free:
                break  # saved just now; next time
            free.unlink()
            if not self.env["ir.cron"]._commit_progress(len(free)):
                break
