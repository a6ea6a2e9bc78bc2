"""What a submission says: to programs, and to people in the words it was given."""

from odoo import api, models

from ... import rules
from ...rules.types.base import localised
from ..sensitive.sensitive_mixin import MASKED_ONLY
from .submission_request import Answered


class CustomerFormSubmission(models.Model):
    _inherit = "customer.form.submission"

    @api.depends("answers", "version_id", "row_ids.answers", "file_ids")
    @api.depends("opened_values", "row_ids.opened_values")
    @api.depends_context("lang", "tz", "uid", MASKED_ONLY)
    def _compute_answers_as_given(self):
        """Old submissions say what they said, whatever became of the form's words."""
        lang = self.env.lang or "en_US"
        for submission in self:
            submission.answers_as_given = self.env["ir.qweb"]._render(
                "customer_forms.submission_answers",
                {
                    "submission": submission,
                    "size_words": _size_words,
                    "text": lambda labels: localised(labels, lang),
                    "sections": submission._answered_sections(lang),
                },
            )

    def _answers_by_role(self, opened=None):
        """What the answers say about the customer, sensitive ones in full.

        :param dict opened: as ``_open_answers`` gives it, for many submissions at once
        :return: {role: value}; dates as ``datetime.date``, options as their keys, phones
            as E.164. Only answered roles are in it. Of several rows the last counts: it
            is the newest.
        """
        opened = self._open_answers() if opened is None else opened
        return {
            each.field["role"]: each.value
            if each.is_masked
            else _type_of(each.field).to_python(each.value)
            for each in self._answered(opened)
            if each.field["role"]
        }

    def _answer_labels_by_role(self, lang=None, opened=None):
        """What the answers say about the customer, as text for a person.

        :param str lang: language code, by default the user's
        :param dict opened: as ``_open_answers`` gives it; without, sensitive answers are
            masked
        :return: {role: text}
        """
        lang = lang or self.env.lang or "en_US"
        return {
            each.field["role"]: text_of(each, lang)
            for each in self._answered(opened)
            if each.field["role"]
        }

    def _open_answers(self):
        """The sensitive answers of these submissions and of their rows, whoever asks:
        the caller has checked who may.

        :return: {submission or row: {key: value}}
        """
        sensitive = self.filtered(lambda each: each.form_id._sensitive_keys())
        opened = {}
        for records in (sensitive, sensitive.row_ids):
            values = records._open_values() if records else {}
            opened |= {record: values[record.id] for record in records}
        return opened

    def _answered_sections(self, lang):
        """The answers as a person reads them.

        :param str lang: language code
        :return: list of dicts, one for each section with an answer: its ``title`` and
            ``lines``; for a repeating section ``columns``, the questions answered in any
            row, and ``rows``, which have a line or None for each column. A line is a
            dict for the ``answer_*`` templates: ``field``, ``label``, ``value``,
            ``text``, ``files``; ``as_shown`` is the question in the language in which
            it was answered
        """
        self.ensure_one()
        files = self.file_ids.grouped(lambda file: (file.row_id, file.field_key))
        shown_in_full = {each: each.opened_values or {} for each in self.row_ids}
        shown_in_full[self] = self.opened_values or {}
        lines = {}
        for each in self._answered(shown_in_full):
            lines[each.path] = {
                "field": each.field,
                "label": localised(each.field["label"], lang),
                "value": each.value,
                "text": text_of(each, lang),
                "as_shown": localised(each.field["label"], self.lang or lang),
                "files": files.get((each.row, each.field["key"]), ()),
                "template": f"customer_forms.answer_{each.field['type']}",
                **(self._masked_line(each) if each.is_masked else {}),
            }
        sections = []
        for section in self.version_id.schema["sections"]:
            if "repeat" in section:
                shown = self._answered_rows(section, lines, lang)
            else:
                keys = [field["key"] for field in section["fields"]]
                shown = {"lines": [lines[key] for key in keys if key in lines]}
            if any(shown.values()):
                sections.append({"title": localised(section["title"], lang), **shown})
        return sections

    def _masked_line(self, answered):
        """What a line with a mask says further, so that the page can ask for more."""
        class_ = self.form_id._sensitive_keys()[answered.field["key"]]
        is_kept = not _type_of(answered.field).is_found_only
        return {
            "template": "customer_forms.answer_sensitive",
            "record": answered.row or self,
            "sensitivity": class_,
            "level": self._sensitivity_level(class_) if is_kept else "masked",
        }

    def _answered_rows(self, section, lines, lang):
        """The columns and rows of a repeating section, see ``_answered_sections``."""
        paths = [
            [f"{path}{field['key']}" for field in section["fields"]]
            for path, _row in self._rows_of(section)
        ]
        columns = [
            (place, field)
            for place, field in enumerate(section["fields"])
            if any(row[place] in lines for row in paths)
        ]
        return {
            "columns": [localised(field["label"], lang) for _place, field in columns],
            "rows": [
                [lines.get(row[place]) for place, _field in columns] for row in paths
            ],
        }

    def _rows_of(self, section):
        """Pairs of path and row of a repeating section."""
        key = section["key"]
        return [
            (f"{key}:{row.sequence - 1}:", row)
            for row in self.row_ids.sorted("sequence")
            if row.section_key == key
        ]

    def _answered(self, opened=None):
        """Every answer, those in rows too, in the order of the page.

        :param dict opened: {submission or row: {key: value}}, what is given in place of
            masks
        :return: list of ``submission_request.Answered``
        """
        self.ensure_one()
        answered, opened = [], opened or {}
        sensitive = self.form_id._sensitive_keys()
        no_row = self.row_ids.browse()
        for section in self.version_id.schema["sections"]:
            levels = (
                [("", no_row)] if "repeat" not in section else self._rows_of(section)
            )
            for path, row in levels:
                record = row or self
                answered += _answers_in(
                    section,
                    record.answers._values,
                    sensitive,
                    opened.get(record, {}),
                    (path, row),
                )
        return answered


def _answers_in(section, kept, sensitive, opened, place):
    """What is answered of a section in the kept values of a submission or a row."""
    path, row = place
    for field in section["fields"]:
        key = field["key"]
        value = kept.get(key)
        if value is not None and value is not False:
            is_masked = key in sensitive and key not in opened
            value = value if is_masked else opened.get(key, value)
            yield Answered(f"{path}{key}", field, value, None, row, is_masked)


def text_of(answered, lang):
    """An answer as a person reads it, the mask of one that is not opened.

    :param Answered answered: of a kept submission
    """
    if answered.is_masked:
        return str(answered.value)
    return _type_of(answered.field).to_text(answered.value, answered.field, lang)


def _size_words(size):
    """The size of a file as people say it.

    >>> _size_words(48), _size_words(2_500_000)
    ('1 KB', '2.4 MB')
    """
    kilobytes = size / 1024
    if kilobytes < 1024:
        return f"{max(round(kilobytes), 1)} KB"
    return f"{kilobytes / 1024:.1f} MB"


def _type_of(field):
    return rules.FIELD_TYPES[field["type"]]
