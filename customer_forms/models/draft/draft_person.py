"""What is kept on a person in an unfinished entry: handed out and erased (V5)."""

from odoo import models

from ... import rules
from ...rules.types.base import localised
from .draft_document import NAME
from .draft_end import EMPTIED


class CustomerFormDraft(models.Model):
    _inherit = "customer.form.draft"

    def _erase_personal_data(self, tally, is_dry):  # pylint: disable=missing-return
        super()._erase_personal_data(tally, is_dry)
        if not is_dry:
            self.write(EMPTIED)

    def _personal_document(self):
        document = super()._personal_document()
        lang = self.env.lang or "en_US"
        answers = self._open_values([NAME])[self.id].get(NAME) or {}
        sections = []
        for section in self.version_id.schema["sections"]:
            fields = rules.input_fields({"sections": [section]}, with_internal=True)
            lines = [
                {
                    "key": field["key"],
                    "label": localised(field["label"], lang),
                    "value": answers[field["key"]],
                    "text": _as_typed(field, answers[field["key"]], lang),
                }
                for field in fields
                if field["key"] in answers
            ]
            if lines:
                title = localised(section["title"], lang)
                sections.append({"title": title, "lines": lines})
        return document | {
            "sections": sections,
            "files": [each._draft_document() for each in self._files()],
        }


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    def _draft_document(self):
        """The file itself, for a document of JSON; see ``customer.form.file``."""
        return (
            self.env["customer.form.file"]
            .new({"attachment_id": self.id})
            ._documents()[0]
        )


def _as_typed(field, value, lang):
    """What was typed, as a person reads it; options by their label."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        labels = {
            each["key"]: localised(each["label"], lang) for each in field["fields"]
        }
        return "\n".join(
            "; ".join(f"{labels.get(key, key)}: {_plain(row[key])}" for key in row)
            for row in value
        )
    options = {
        each["key"]: localised(each["label"], lang) for each in field.get("options", ())
    }
    values = value if isinstance(value, list) else [value]
    return ", ".join(options.get(each, each) for each in values)


def _plain(value):
    return ", ".join(value) if isinstance(value, list) else value
