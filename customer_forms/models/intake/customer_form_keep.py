"""How checked entries become submissions."""

import uuid

from psycopg2.errors import UniqueViolation

from odoo import fields, models
from odoo.exceptions import ConcurrencyError, UserError

from ...tools.submission_states import PLACELESS
from ..submission.submission_request import UploadedFile

MAX_DRAWS = 100


class CustomerForm(models.Model):
    _inherit = "customer.form"

    def _keep_entries(self, entries):
        """Create the submissions of entries that passed the checks.

        :raises ConcurrencyError: when another transaction was first with the same page,
            the same unique answer or the same number; Odoo runs the request again,
            which then finds it
        """
        if not entries:
            return
        numbers = self._draw_numbers(len(entries))
        vals_list = [
            {**self._prepare_submission_vals(entry), "number": number}
            for entry, number in zip(entries, numbers, strict=True)
        ]
        # Who sent what and when is on the submission: nothing to log, and the follower,
        # who handles it, is added for all at once.
        Submission = self.env["customer.form.submission"]
        try:
            with self.env.cr.savepoint():
                submissions = (
                    Submission.with_context(tracking_disable=True)
                    .create(vals_list)
                    .with_env(self.env)
                )
                submissions._keep_unique_answers(
                    [
                        entry.unique if submission.state not in PLACELESS else {}
                        for entry, submission in zip(entries, submissions, strict=True)
                    ]
                )
        except UniqueViolation as error:
            raise ConcurrencyError("another transaction was first") from error
        for entry, submission in zip(entries, submissions, strict=True):
            entry.submission = submission
        submissions._keep_rows(entries)
        submissions._keep_files(entries)
        for user, handled in submissions.grouped("user_id").items():
            followers = user.filtered("active").partner_id
            handled._message_subscribe(followers.ids, customer_ids=[])
        submissions._on_kept(entries)
        accepted = submissions.filtered(lambda each: each.state == "accepted")
        if accepted:
            accepted._on_accepted()

    def _initial_state(self, entry):
        """What becomes of a filled page that breaks no rule: a value of ``state``."""
        return "accepted" if self.has_auto_accept else "submitted"

    def _prepare_submission_vals(self, entry):
        """Values of the submission, but for its number."""
        vals = {
            "form_id": self.id,
            "version_id": entry.version.id,
            "company_id": self.company_id.id,
            "team_id": self.department_ids[:1].id,
            "answers": entry.answers,
            "channel": entry.filled.channel,
            "client_uuid": entry.filled.client_uuid or str(uuid.uuid4()),
            "content_digest": entry.content_digest,
            "warnings": entry.kept_warnings,
            "lang": self.env.lang,
            "state": self._initial_state(entry),
            **entry.filled.extra,
        }
        if vals["state"] == "accepted":
            vals["accepted_at"] = fields.Datetime.now()
        return vals

    def _draw_numbers(self, count):
        """The next numbers of the form's series, in the company's day and year.

        Patterns of several forms may overlap (``C{year}...`` and ``C2026...``): a number
        that another series gave already is passed over.

        :raises UserError: when nearly every number is given
        """
        series = self.env["ir.sequence"]._customer_number_series(
            self.number_pattern, self.company_id
        )
        today = self._company_today()
        free = []
        for _attempt in range(MAX_DRAWS):
            drawn = series._draw_customer_numbers(count - len(free), today)
            given = self.env["customer.form.submission"].search_fetch(
                [("company_id", "=", self.company_id.id), ("number", "in", drawn)],
                ["number"],
            )
            taken = set(given.mapped("number"))
            free += [number for number in drawn if number not in taken]
            if len(free) == count:
                return free
        raise UserError(
            self.env._(
                "No free number was found. The number pattern of “%(form)s” overlaps"
                " with another one.",
                form=self.name,
            )
        )


class CustomerFormSubmission(models.Model):
    _inherit = "customer.form.submission"

    def _keep_files(self, entries):
        """Attach what was sent and note which question each file answers.

        :param list entries: ``submission_request.Entry``, one for each submission
        """
        files = [
            (submission, answered, file)
            for submission, entry in zip(self, entries, strict=True)
            for answered in entry.answered()
            if isinstance(answered.raw, list)
            for file in answered.raw
            if isinstance(file, UploadedFile)
        ]
        if not files:
            return
        attachments = self._attach(
            [(submission, file) for submission, _answered, file in files]
        )
        rows = {
            (row.submission_id, (row.section_key, row.sequence - 1)): row.id
            for row in self.row_ids
        }
        self.env["customer.form.file"].create(
            [
                {
                    "submission_id": submission.id,
                    "field_key": answered.field["key"],
                    "row_id": rows.get((submission, answered.row)),
                    "attachment_id": attachment.id,
                }
                for (submission, answered, _file), attachment in zip(
                    files, attachments, strict=True
                )
            ]
        )

    def _attach(self, files):
        """The attachments of pairs of submission and ``UploadedFile``; what was kept with
        an unfinished entry moves."""
        # Odoo makes large pictures smaller; what was given is kept as it was given.
        Attachment = self.env["ir.attachment"].with_context(image_no_postprocess=True)
        created = iter(
            Attachment.create(
                [
                    {
                        "name": file.name,
                        "raw": file.content,
                        "res_model": self._name,
                        "res_id": submission.id,
                    }
                    for submission, file in files
                    if not file.attachment_id
                ]
            )
        )
        attachments = Attachment
        for submission, file in files:
            if file.attachment_id:
                attachments += Attachment.browse(file.attachment_id)
                attachments[-1].write(
                    {
                        "res_model": self._name,
                        "res_id": submission.id,
                        "description": False,
                    }
                )
            else:
                attachments += next(created)
        return attachments
