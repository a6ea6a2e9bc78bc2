"""A draft, tried: the same rules, and nothing is kept."""

from odoo import models

from ... import rules
from ...rules import FIELD_TYPES
from ...rules.types.base import localised
from ..submission.submission_request import Entry, FilledForm


class CustomerForm(models.Model):
    _inherit = "customer.form"

    def _draft_version(self):
        """The draft as the version it would become; never stored."""
        self.ensure_one()
        return self.env["customer.form.version"].new(
            {
                "form_id": self.id,
                "number": self.current_version_id.number + 1,
                "schema": self._build_schema(),
            }
        )

    def _try_answers(self, version, raw):
        """What would become of a filled page, if it were submitted by staff.

        :param version: as ``_draft_version`` gives it
        :param dict raw: as in ``rules.check``
        :return: {field key: [sentence]} of what is wrong, and, when nothing is, a list
            of (label, text) as the answers would be kept
        :raises TamperedSubmission: unknown fields or options
        """
        # sudo: unique answers of submissions this user may not see count too
        form_sudo = self.sudo()
        entry = Entry(
            FilledForm(raw, version, "staff"),
            version,
            form_sudo.env["customer.form.submission"].browse(),
        )
        form_sudo._check_answers(entry)
        form_sudo._check_unique([entry])
        if entry.issues:
            return form_sudo._issue_messages(entry.issues, version), []
        return {}, self._kept_words(version, entry.values)

    def _sample_answers(self, version):
        """Made-up answers to all questions of a draft, as ``rules.check`` takes them."""
        asked = rules.input_fields(version.schema, with_internal=True)
        return rules.sample_answers(asked, self._company_today())

    def _kept_words(self, version, values):
        """The answers in page order: [(label, text), ...]."""
        asked = rules.input_fields(version.schema, with_internal=True)
        return list(_words(asked, values, self.env.lang))


def _words(fields, values, lang, place=""):
    for field in fields:
        label = localised(field["label"], lang)
        field_type = FIELD_TYPES[field["type"]]
        if field["key"] not in values:
            continue
        if field_type.has_rows:
            for number, row in enumerate(values[field["key"]], 1):
                yield from _words(field["fields"], row, lang, f"{label} {number}: ")
        else:
            text = field_type.to_text(values[field["key"]], field, lang)
            yield f"{place}{label}", text
