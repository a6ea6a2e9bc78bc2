import base64
import io

import qrcode

from odoo import api, fields, models

from .. import rules
from ..models.form.condition_words import condition_sentence
from ..models.paper.paper_answers import paper_answers
from ..rules.types.base import localised

# More columns than this do not fit on a page: each row becomes a block then.
MOST_COLUMNS = {"a4": 6, "a5": 4, "letter": 6}
BLANK_ROWS = 4


class ReportBlankForm(models.AbstractModel):
    """A form on paper: what the templates ``paper_<type>`` need to draw it.

    Read as the user who prints.
    """

    _name = "report.customer_forms.report_blank_form"
    _description = "Blank Form"

    @api.model
    def _get_report_values(self, docids, data=None):
        return self._values_of(self.env["customer.form.print"].browse(docids))

    def _values_of(self, printings):
        """What the templates need.

        :param printings: ``customer.form.print``, also new ones: for the preview
        """
        printings.form_id._origin.check_access("read")
        return {
            "doc_ids": printings.ids,
            "doc_model": printings._name,
            "docs": printings,
            "pages": [
                (printing, page)
                for printing in printings
                for page in self._prepare_pages(printing)
            ],
            "field_types": rules.FIELD_TYPES,
            "paper_lines": _paper_lines,
        }

    def _prepare_pages(self, printing):
        """What the templates draw: a dict for each sheet, which differ in number and QR
        code alone."""
        paper = self._prepare_paper(printing)
        if not printing.sheet_ids:
            number = printing._sample_number()
            return [paper | {"number": number}]
        qr_wanted = paper["look"]["paper_qr"] == "yes"
        return [
            paper
            | {
                "number": sheet.number,
                "qr_code": qr_wanted and _qr_code(sheet._scan_url()),
            }
            for sheet in printing.sheet_ids.sorted("id")
        ]

    def _prepare_paper(self, printing):
        form = printing.form_id._origin
        submission = printing.submission_id._origin
        # sudo: whoever reads the submission may know what it was asked
        version = submission.sudo().version_id or form.current_version_id
        is_draft = printing.is_draft or not version
        schema = form._build_schema() if is_draft else version.schema
        look = printing._paper_look()
        asked = rules.input_fields(schema)
        given = paper_answers(submission, schema) if submission else {}
        return {
            "schema": schema,
            "look": look,
            "given": given,
            "footer": self._footer(printing, schema, not is_draft and version.number),
            "is_draft": is_draft,
            "qr_code": self._form_qr_code(form, look, version and not is_draft),
            "sections": [
                {**section, **self._layout(section, look, given)}
                for section in schema["sections"]
            ],
            "needs_signature": any(field["type"] == "consent" for field in asked),
            "has_staff_page": printing.staff_sections == "page"
            and any(section["internal"] for section in schema["sections"]),
            "text": lambda labels: localised(labels or {}, printing.lang),
            "second_text": lambda labels: self._second_text(printing, labels or {}),
            "only_if": self._condition_sentences(printing.lang, schema),
        }

    def _form_qr_code(self, form, look, is_published):
        """The code of the form's own link, where it is wanted."""
        is_wanted = is_published and look["paper_qr"] == "yes"
        return is_wanted and _qr_code(form.website_url)

    def _footer(self, printing, schema, number):
        """Which form this is: what is filled in by hand is entered much later."""
        env = self.with_context(lang=printing.lang).env
        said = {
            "form": localised(schema["name"], printing.lang),
            "date": fields.Date.context_today(self).isoformat(),
        }
        if not number:
            return env._(
                "%(form)s, draft, printed on %(date)s. * must be filled in", **said
            )
        return env._(
            "%(form)s, version %(number)s, printed on %(date)s. * must be filled in",
            number=number,
            **said,
        )

    def _second_text(self, printing, labels):
        """The words in the second language, empty where they are the same."""
        if not printing.second_lang:
            return ""
        words = localised(labels, printing.second_lang)
        return words if words != localised(labels, printing.lang) else ""

    def _condition_sentences(self, lang, schema):
        """When a question is to be answered, in words: {field key: sentence}."""
        asked = [field for section in schema["sections"] for field in section["fields"]]
        questions = {
            field["key"]: (
                localised(field["label"], lang),
                {
                    option["key"]: localised(option["label"], lang)
                    for option in field.get("options", ())
                },
            )
            for field in asked
        }
        env = self.with_context(lang=lang).env
        return {
            field["key"]: condition_sentence(env, field["condition"], questions)
            for field in asked
            if field.get("condition")
        }

    def _layout(self, section, look, given):
        """How the questions of a section stand on the page.

        :return: dict with ``lines``, lists of one wide or two narrow questions; for a
            repeating section ``blank_rows``, and ``columns`` where they fit
        """
        asked = [
            field
            for field in section["fields"]
            if rules.FIELD_TYPES[field["type"]].is_shown
        ]
        is_narrow = look["paper_columns"] == "1"
        layout = {"lines": [[each] for each in asked] if is_narrow else _lines(asked)}
        if repeat := section.get("repeat"):
            filled = given.get(section["key"], 0)
            blank = min(max(repeat["min"], BLANK_ROWS, filled + 1), repeat["max"])
            layout["blank_rows"] = range(1, blank + 1)
            if len(asked) <= MOST_COLUMNS[look["paper_size"]]:
                layout["columns"] = asked
        return layout


def _paper_lines(field):
    """How many lines a long text has to be written on: some sixty signs on each."""
    return min(max((field.get("max_length") or 240) // 60, 2), 12)


def _lines(fields_):
    """Questions as they share the lines of a page, two narrow ones side by side."""
    lines = []
    for field in fields_:
        is_wide = rules.FIELD_TYPES[field["type"]].is_wide
        if not is_wide and lines and len(lines[-1]) == 1 and not _is_full(lines[-1]):
            lines[-1].append(field)
        else:
            lines.append([field])
    return lines


def _is_full(line):
    return rules.FIELD_TYPES[line[0]["type"]].is_wide


def _qr_code(url):
    """A QR code of the address as a data URI, drawn here."""
    picture = io.BytesIO()
    qrcode.make(url, box_size=6, border=0).save(picture)
    return f"data:image/png;base64,{base64.b64encode(picture.getvalue()).decode()}"
