"""What is kept on a person in a submission: what of it goes, and what is handed out."""

import base64
import hashlib

from odoo import api, fields, models

from ... import rules
from ...rules.types.base import localised
from ..submission.customer_form_submission_read import text_of

FORGOTTEN = {"client_uuid": False, "content_digest": False, "warnings": False}


class CustomerFormAnswered(models.AbstractModel):
    _inherit = "customer.form.answered"

    def _erase_personal_data(self, tally, is_dry):  # pylint: disable=missing-return
        super()._erase_personal_data(tally, is_dry)
        fewer = {}
        for record in self:
            answers = record.answers._values
            lasting = record._lasting_answers()
            tally.add("answers", [record.id] * (len(answers) - len(lasting)))
            if len(lasting) < len(answers):
                fewer[record] = lasting
        if not is_dry:
            self._write_answers(fewer)

    def _lasting_answers(self):
        """Answers that tell of nobody: choices, dates, numbers, places and ratings,
        unless they are sensitive."""
        version = self._answered_version()
        sensitive = self.form_id._sensitive_keys()
        return {
            key: value
            for key, value in self.answers._values.items()
            if key not in sensitive and _is_statistical(version._field(key))
        }

    def _answered_version(self):
        """The version these answers were given to."""
        return self.version_id


class CustomerFormRow(models.Model):
    _inherit = "customer.form.row"

    def _answered_version(self):
        return self.submission_id.version_id

    def _erase_personal_data(self, tally, is_dry):  # pylint: disable=missing-return
        super()._erase_personal_data(tally, is_dry)
        files = self.env["customer.form.file"].search([("row_id", "in", self.ids)])
        tally.add("files", [each.row_id.id for each in files])
        if not is_dry:
            files._erase_with_content()

    def _personal_document(self):
        document = super()._personal_document()
        section, submission = self.section_key, self.submission_id
        prefix = f"{section}:{self.sequence - 1}:"
        answered = [
            each
            for each in submission._answered(submission._open_answers())
            if each.path.startswith(prefix)
        ]
        title = localised(
            submission.version_id._labels_of(section), self.env.lang or "en_US"
        )
        lines = submission._document_lines(answered)
        files = submission.file_ids.filtered(lambda each: each.row_id == self)
        return document | {
            "name": f"{submission.number}, {title}, {self.sequence}",
            "sections": [{"title": title, "lines": lines}],
            "files": files._documents(),
        }


class CustomerFormSubmission(models.Model):
    _inherit = "customer.form.submission"

    @api.depends("number", "erased_at")
    def _compute_display_name(self):  # pylint: disable=missing-return
        super()._compute_display_name()
        for submission in self.filtered("erased_at"):
            submission.display_name = self.env._(
                "%(number)s (erased)", number=submission.number
            )

    def _editable_keys(self):
        """Of whom nothing is known any more, nothing is corrected."""
        return set() if self.erased_at else super()._editable_keys()

    # ------------------------------------------------------------
    # Erasing
    # ------------------------------------------------------------

    def _erase_personal_data(self, tally, is_dry):
        super()._erase_personal_data(tally, is_dry)
        rows = self.row_ids
        of_rows = type(tally)()
        rows._erase_personal_data(of_rows, is_dry)
        for row in rows:
            del of_rows[row.id]["files"]  # those are attached to the submission
            tally[row.submission_id.id].update(of_rows[row.id])
        among = [("submission_id", "in", self.ids)]
        changes = self.env["customer.form.change"].search(among)
        consents = self.env["customer.consent"].search(among)
        unique = self.env["customer.form.unique"].search(among)
        tally.add("changes", [each.submission_id.id for each in changes])
        tally.add("digests", [each.submission_id.id for each in unique])
        if is_dry:
            return
        changes._erase_texts()
        consents.write({"person": False, "reason": False})
        unique.unlink()
        rows.write({"erased_at": fields.Datetime.now()})
        self.write(FORGOTTEN)

    # ------------------------------------------------------------
    # Handing out
    # ------------------------------------------------------------

    def _personal_document(self):
        document = super()._personal_document()
        answered = self._answered(self._open_answers())
        lang = self.env.lang or "en_US"
        facts = {
            "form_id": self.form_id.display_name,
            "submitted_at": self.submitted_at,
            "channel": self.channel,
        }
        sections = [
            {
                "title": self.env._("Submission"),
                "lines": [self._document_fact(*fact) for fact in facts.items()],
            }
        ]
        for section in self.version_id.schema["sections"]:
            keys = {field["key"] for field in section["fields"]}
            lines = self._document_lines(
                each for each in answered if each.field["key"] in keys
            )
            if lines:
                sections.append(
                    {"title": localised(section["title"], lang), "lines": lines}
                )
        return document | {
            "submitted_at": fields.Datetime.to_string(self.submitted_at),
            "sections": sections,
            "consents": [consent._document() for consent in self.consent_ids],
            "files": self.file_ids._documents(),
        }

    def _document_fact(self, name, value):
        """A field of the submission as a line of the document."""
        description = self._fields[name].get_description(self.env, ["string"])
        text = value
        if name == "channel":
            labels = dict(self._fields[name]._description_selection(self.env))
            text = labels[value]
        elif name == "submitted_at":
            local = fields.Datetime.context_timestamp(self, value)
            text = local.strftime("%Y-%m-%d %H:%M")
            value = fields.Datetime.to_string(value)
        label = description["string"]
        return {"key": name, "label": label, "value": value, "text": text}

    def _document_lines(self, answered):
        """Answers as lines of the document; files are listed apart."""
        lang = self.env.lang or "en_US"
        return [
            {
                "key": each.path,
                "label": localised(each.field["label"], lang),
                "value": each.value,
                "text": text_of(each, lang),
            }
            for each in answered
            if each.field["type"] != "attachment"
        ]


class CustomerFormFile(models.Model):
    _inherit = "customer.form.file"

    def _erase_with_content(self):
        """Delete files, also those that a correction took away."""
        attachments = self.attachment_id
        self.unlink()
        attachments.unlink()

    def _documents(self):
        """The files themselves, for a document of JSON."""
        return [
            {
                "name": file.name,
                "mimetype": file.mimetype,
                "size": file.file_size,
                "sha256": hashlib.sha256(file.attachment_id.raw or b"").hexdigest(),
                "content": base64.b64encode(file.attachment_id.raw or b"").decode(),
            }
            for file in self
        ]


class CustomerFormChange(models.Model):
    _inherit = "customer.form.change"

    def _erase_texts(self):
        """That something was corrected stays; what was said does not."""
        # Notes refuse to be changed: the law asks for this one exception.
        self.flush_recordset()
        self._write({"old_text": None, "new_text": None, "reason": None})
        self.invalidate_recordset()


class CustomerConsent(models.Model):
    _inherit = "customer.consent"

    def _document(self):
        """What was agreed to, for a document of JSON."""
        return {
            "wording": self.wording,
            "version": self.version_number,
            "lang": self.lang,
            "given_at": fields.Datetime.to_string(self.given_at),
            "withdrawn_at": fields.Datetime.to_string(self.withdrawn_at) or None,
        }


def _is_statistical(field):
    return field is not None and _type_of(field).is_statistical


def _type_of(field):
    return rules.FIELD_TYPES[field["type"]]
