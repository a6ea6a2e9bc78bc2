"""What a submission says: to programs, and to people in the words it was given."""

from odoo import api, models

from .. import rules
from ..rules.types.base import localised
from .submission_request import Answered


class CustomerFormSubmission(models.Model):
    _inherit = "customer.form.submission"

    @api.depends("answers", "version_id", "row_ids.answers", "file_ids")
    @api.depends_context("lang", "tz", "uid")
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

    def _answers_by_role(self):
        """What the answers say about the customer.

        :return: {role: value}; dates as ``datetime.date``, options as their keys, phones
            as E.164. Only answered roles are in it. Of several rows the last counts: it
            is the newest.
        """
        return {
            each.field["role"]: _type_of(each.field).to_python(each.value)
            for each in self._answered()
            if each.field["role"]
        }

    def _answer_labels_by_role(self, lang=None):
        """What the answers say about the customer, as text for a person.

        :param str lang: language code, by default the user's
        :return: {role: text}
        """
        lang = lang or self.env.lang or "en_US"
        return {
            each.field["role"]: _type_of(each.field).to_text(
                each.value, each.field, lang
            )
            for each in self._answered()
            if each.field["role"]
        }

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
        lines = {}
        for each in self._answered():
            lines[each.path] = {
                "field": each.field,
                "label": localised(each.field["label"], lang),
                "value": each.value,
                "text": _type_of(each.field).to_text(each.value, each.field, lang),
                "as_shown": localised(each.field["label"], self.lang or lang),
                "files": files.get((each.row, each.field["key"]), ()),
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

    def _answered(self):
        """Every answer, those in rows too, in the order of the page.

        :return: list of ``submission_request.Answered``
        """
        self.ensure_one()
        answered = []
        for section in self.version_id.schema["sections"]:
            if "repeat" in section:
                for path, row in self._rows_of(section):
                    answered += _answers_in(section, row.answers._values, path, row)
            else:
                no_row = self.row_ids.browse()
                answered += _answers_in(section, self.answers._values, "", no_row)
        return answered


def _answers_in(section, kept, path, row):
    """What is answered of a section in the kept values of a submission or a row."""
    for field in section["fields"]:
        value = kept.get(field["key"])
        if value is not None and value is not False:
            yield Answered(f"{path}{field['key']}", field, value, None, row)


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
