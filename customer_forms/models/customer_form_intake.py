"""How a filled page becomes a submission."""

import uuid

from psycopg2.errors import UniqueViolation

from odoo import fields, models
from odoo.exceptions import ConcurrencyError, UserError
from odoo.tools.misc import hmac

from .. import rules
from ..exceptions import (
    ConflictingSubmission,
    FormNotOpen,
    InvalidSubmission,
    TamperedSubmission,
)
from ..messages import render
from ..rules.types.base import localised
from .submission_request import UploadedFile, file_digests

NUMBER_INDEX = "customer_form_submission_number_uniq"
MAX_DRAWS = 100


class CustomerForm(models.Model):
    _inherit = "customer.form"

    def _submit(self, raw, *, version=None, channel="link", client_uuid=None, **extra):
        """Check a filled form and keep it; the one door for every channel.

        :param dict raw: field key -> text, list of option keys or list of
            ``submission_request.UploadedFile``
        :param version: the ``customer.form.version`` that was shown; the current one
            by default
        :param str channel: value of ``customer.form.submission.channel``
        :param str client_uuid: made by the page; the same one again is the same submission
        :param extra: further values of the submission (``utm`` fields, ``lang``)
        :return: ``customer.form.submission`` record, in sudo: the person who fills a
            form may not read submissions
        :raises FormNotOpen: draft or closed form
        :raises InvalidSubmission: answers that break a rule, nothing is kept
        :raises TamperedSubmission: unknown fields or options
        :raises ConflictingSubmission: ``client_uuid`` was used for other answers
        """
        self.ensure_one()
        # sudo: visitors have no rights on forms; their answers are checked below
        form_sudo = self.sudo()
        known_sudo = form_sudo._find_submission(client_uuid)
        if not known_sudo and form_sudo.state != "published":
            raise FormNotOpen(
                self.env._("“%(form)s” takes no submissions now.", form=self.name)
            )
        version_sudo = (version or form_sudo.current_version_id).sudo()
        values = form_sudo._check_answers(raw, version_sudo, channel, known_sudo)
        content_digest = form_sudo._content_digest(values, raw)
        if known_sudo:
            return known_sudo._answer_again(content_digest)
        submission_sudo = form_sudo._keep_submission(
            {
                "version_id": version_sudo.id,
                "answers": values,
                "channel": channel,
                "client_uuid": client_uuid or str(uuid.uuid4()),
                "content_digest": content_digest,
                "lang": self.env.lang,
                **extra,
            }
        )
        submission_sudo._keep_unique_answers()
        submission_sudo._keep_files(raw)
        if form_sudo.has_auto_accept:
            submission_sudo._accept()
        return submission_sudo

    def _keep_submission(self, vals):
        """Create the submission under the next number of the form.

        Patterns of several forms may overlap (``C{year}...`` and ``C2026...``): a number
        that another series gave already is passed over.

        :raises ConcurrencyError: when the same page arrived twice at once; Odoo runs the
            request again, which then finds the first and answers as that did
        """
        vals = {
            "form_id": self.id,
            "company_id": self.company_id.id,
            "team_id": self.department_ids[:1].id,
            **vals,
        }
        for _attempt in range(MAX_DRAWS):
            number = self._next_number()
            try:
                with self.env.cr.savepoint():
                    return self.env["customer.form.submission"].create(
                        {**vals, "number": number}
                    )
            except UniqueViolation as error:
                if error.diag.constraint_name != NUMBER_INDEX:
                    raise ConcurrencyError("submission arrived twice") from error
        raise UserError(
            self.env._(
                "No free number was found. The number pattern of “%(form)s” overlaps"
                " with another one.",
                form=self.name,
            )
        )

    def _find_submission(self, client_uuid):
        """The submission already kept under this UUID, if any."""
        if not client_uuid:
            return self.env["customer.form.submission"]
        return self.env["customer.form.submission"].search(
            [("form_id", "=", self.id), ("client_uuid", "=", client_uuid)], limit=1
        )

    def _content_digest(self, values, raw):
        """Keyed digest of what is kept: tells a resend from a change.

        Of what is kept, not of what was sent: an ID card number must not be found by
        trying all of them.
        """
        document = rules.canonical_json([values, file_digests(raw)])
        return hmac(self.env(su=True), "customer_form_content", document)

    def _check_answers(self, raw, version, channel, known_submission):
        """Run the rules of ``version``; the values to keep.

        :param known_submission: the same page sent before, if any

        :raises TamperedSubmission, InvalidSubmission: see ``_submit``
        """
        asked = rules.input_fields(version.schema, with_internal=channel == "staff")
        verdict = rules.check(asked, raw)
        if verdict.unknown or version.form_id != self:
            raise TamperedSubmission(
                self.env._(
                    "This form does not ask what was sent. Please open it again."
                )
            )
        issues = verdict.issues + self._find_taken_answers(
            asked, verdict.values, known_submission
        )
        if issues:
            raise InvalidSubmission(issues, self._issue_messages(issues, version))
        return verdict.values

    def _issue_messages(self, issues, version):
        """Sentences for the broken rules: {field key: [sentence]}."""
        messages = {}
        for issue in issues:
            sentence = render(self.env, issue.code, issue.params)
            if issue.code == "pattern":
                own = version._field(issue.field).get("pattern_message") or {}
                sentence = localised(own, self.env.lang) or sentence
            messages.setdefault(issue.field, []).append(sentence)
        return messages

    def _next_number(self):
        """Draw the next number of the form's series, in the company's day and year."""
        series = self.env["ir.sequence"]._customer_number_series(
            self.number_pattern, self.company_id
        )
        today = fields.Date.context_today(self.with_context(tz=self._company_tz()))
        return series.next_by_id(sequence_date=today)


class CustomerFormSubmission(models.Model):
    _inherit = "customer.form.submission"

    def _answer_again(self, content_digest):
        """This submission, for the same page sent again.

        :raises ConflictingSubmission: when it says something else now
        """
        if self.content_digest != content_digest:
            raise ConflictingSubmission(
                self.env._(
                    "This page was already submitted with other answers. Open the form"
                    " again to submit another one."
                )
            )
        return self

    def _keep_files(self, raw):
        """Attach the files of ``raw`` and note which question each answers."""
        self.ensure_one()
        files = [
            (key, file)
            for key, value in raw.items()
            if isinstance(value, list)
            for file in value
            if isinstance(file, UploadedFile)
        ]
        if not files:
            return
        # Odoo makes large pictures smaller; what was given is kept as it was given.
        Attachment = self.env["ir.attachment"].with_context(image_no_postprocess=True)
        attachments = Attachment.create(
            [
                {
                    "name": file.name,
                    "raw": file.content,
                    "res_model": self._name,
                    "res_id": self.id,
                }
                for _key, file in files
            ]
        )
        self.env["customer.form.file"].create(
            [
                {
                    "submission_id": self.id,
                    "field_key": key,
                    "attachment_id": attachment.id,
                }
                for (key, _file), attachment in zip(files, attachments, strict=True)
            ]
        )
