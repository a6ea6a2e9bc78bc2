"""How a filled page becomes a submission."""

import uuid

from psycopg2.errors import UniqueViolation

from odoo import fields, models
from odoo.exceptions import ConcurrencyError
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
from .submission_request import UploadedFile, fingerprint


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
        form_sudo = self.sudo()
        client_uuid = client_uuid or str(uuid.uuid4())
        content_digest = form_sudo._content_digest(raw)
        if known := form_sudo._find_submission(client_uuid, content_digest):
            return known
        if form_sudo.state != "published":
            raise FormNotOpen(
                self.env._("“%(form)s” takes no submissions now.", form=self.name)
            )
        version = version or form_sudo.current_version_id
        submission_sudo = form_sudo._keep_submission(
            {
                "version_id": version.id,
                "answers": form_sudo._check_answers(raw, version, channel),
                "channel": channel,
                "client_uuid": client_uuid,
                "content_digest": content_digest,
                "lang": self.env.lang,
                **extra,
            }
        )
        submission_sudo._keep_files(raw)
        if form_sudo.has_auto_accept:
            submission_sudo._accept()
        return submission_sudo

    def _keep_submission(self, vals):
        """Create the submission under the next number of the form.

        :raises ConcurrencyError: when the same page arrived twice at once; Odoo runs the
            request again, which then finds the first and answers as that did
        """
        try:
            with self.env.cr.savepoint():
                return self.env["customer.form.submission"].create(
                    {
                        "form_id": self.id,
                        "company_id": self.company_id.id,
                        "team_id": self.department_ids[:1].id,
                        "number": self._next_number(),
                        **vals,
                    }
                )
        except UniqueViolation as error:
            raise ConcurrencyError("submission arrived twice") from error

    def _find_submission(self, client_uuid, content_digest):
        """The submission already kept under this UUID, if any."""
        known = self.env["customer.form.submission"].search(
            [("form_id", "=", self.id), ("client_uuid", "=", client_uuid)], limit=1
        )
        if known and known.content_digest != content_digest:
            raise ConflictingSubmission(
                self.env._(
                    "This page was already submitted with other answers. Open the form"
                    " again to submit another one."
                )
            )
        return known

    def _content_digest(self, raw):
        """Keyed digest of what was sent: tells a resend from a change, reveals nothing."""
        document = rules.canonical_json(fingerprint(raw))
        return hmac(self.env(su=True), "customer_form_content", document)

    def _check_answers(self, raw, version, channel):
        """Run the rules of ``version``; the values to keep.

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
        if verdict.issues:
            raise InvalidSubmission(
                verdict.issues, self._issue_messages(verdict.issues, version)
            )
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
        attachments = self.env["ir.attachment"].create(
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
