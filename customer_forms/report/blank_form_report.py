import base64
import io

import qrcode

from odoo import api, fields, models

from .. import rules
from ..models.condition_words import condition_sentence
from ..rules.types.base import localised

# More columns than this do not fit on an A4 page: each row becomes a block then.
MAX_COLUMNS = 6
BLANK_ROWS = 4


class ReportBlankForm(models.AbstractModel):
    """A form on paper: what the templates ``paper_<type>`` need to draw it.

    Read as the user who prints.
    """

    _name = "report.customer_forms.report_blank_form"
    _description = "Blank Form"

    @api.model
    def _get_report_values(self, docids, data=None):
        sheets = self.env["customer.form.print"].browse(docids)
        sheets.form_id.check_access("read")
        return {
            "doc_ids": docids,
            "doc_model": sheets._name,
            "docs": sheets,
            "paper": {sheet.id: self._prepare_paper(sheet) for sheet in sheets},
            "field_types": rules.FIELD_TYPES,
        }

    def _prepare_paper(self, sheet):
        form = sheet.form_id
        version = form.current_version_id
        is_draft = sheet.is_draft or not version
        schema = form._build_schema() if is_draft else version.schema
        internal = [section for section in schema["sections"] if section["internal"]]
        asked = rules.input_fields(schema)
        return {
            "schema": schema,
            "footer": self._footer(sheet, schema, not is_draft and version.number),
            "qr_code": version and _qr_code(form.website_url),
            "sections": [
                {**section, **self._layout(section)} for section in schema["sections"]
            ],
            "needs_signature": any(field["type"] == "consent" for field in asked),
            "has_staff_page": internal and sheet.staff_sections == "page",
            "text": lambda labels: localised(labels or {}, sheet.lang),
            "second_text": lambda labels: self._second_text(sheet, labels or {}),
            "only_if": self._condition_sentences(sheet.lang, schema),
        }

    def _footer(self, sheet, schema, number):
        """Which form this is: what is filled in by hand is entered much later."""
        env = self.with_context(lang=sheet.lang).env
        said = {
            "form": localised(schema["name"], sheet.lang),
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

    def _second_text(self, sheet, labels):
        """The words in the second language, empty where they are the same."""
        if not sheet.second_lang:
            return ""
        words = localised(labels, sheet.second_lang)
        return words if words != localised(labels, sheet.lang) else ""

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

    def _layout(self, section):
        """How the questions of a section stand on the page.

        :return: dict with ``lines``, lists of one wide or two narrow questions; for a
            repeating section ``blank_rows``, and ``columns`` where they fit
        """
        asked = [
            field
            for field in section["fields"]
            if rules.FIELD_TYPES[field["type"]].is_shown
        ]
        layout = {"lines": _lines(asked)}
        if repeat := section.get("repeat"):
            blank = min(max(repeat["min"], BLANK_ROWS), repeat["max"])
            layout["blank_rows"] = range(1, blank + 1)
            if len(asked) <= MAX_COLUMNS:
                layout["columns"] = asked
        return layout


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
