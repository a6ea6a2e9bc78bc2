"""A whole form as one JSON document: what the builder edits, what is exported and imported.

    {"format": "customer-form/1", "form": {...}, "sections": [...], "rules": [...]}

Records are named by their keys, so that a document means the same in another database.
Translated texts are {language: text}, departments [{"id", "name"}].
"""

from odoo import models

from ..form.schema_labels import SOURCE_LANG
from . import document_values

FORMAT = "customer-form/1"
# What a document says of each record, beside its key and its place.
FORM_FIELDS = (
    "name",
    "purpose",
    "success_message",
    "number_pattern",
    "has_auto_accept",
    "has_editing",
    "has_completion_check",
    "has_pages",
    "has_drafts",
    "draft_days",
    "visitor_edit_days",
    "has_receipt",
    "retention_months",
    "submit_access",
    "department_ids",
    "paper_logo",
    "paper_size",
    "paper_font",
    "paper_columns",
    "paper_line",
    "paper_hints",
    "paper_qr",
    "paper_header",
    "paper_footer",
)
SECTION_FIELDS = (
    "name",
    "description",
    "is_internal",
    "is_repeating",
    "min_rows",
    "max_rows",
    "see_department_ids",
    "edit_department_ids",
)
FIELD_FIELDS = (
    "name",
    "type",
    "role",
    "sensitivity",
    "active",
    "is_required",
    "is_unique",
    "is_listed",
    "is_indexed",
    "is_soft",
    "help_text",
    "placeholder",
    "is_default_today",
    "earliest",
    "latest",
    "min_length",
    "max_length",
    "format",
    "pattern",
    "pattern_message",
    "has_range",
    "min_value",
    "max_value",
    "min_choices",
    "max_choices",
    "max_size_mb",
    "max_files",
    "file_formats",
    "region_depth",
    "has_foreign",
)
# Refer to other questions: set when all of them are there.
FIELD_REFERENCES = ("condition", "required_condition")
OPTION_FIELDS = ("name", "active")
RULE_FIELDS = ("terms", "operator", "other_key", "value", "level", "message")


class CustomerForm(models.Model):
    _inherit = "customer.form"

    # ------------------------------------------------------------
    # Reading
    # ------------------------------------------------------------

    def _to_document(self):
        """The draft as a document, archived questions and options included.

        :return: dict that JSON can hold
        """
        form = self.with_context(active_test=False, lang=SOURCE_LANG)
        langs = self._schema_langs()
        return {
            "format": FORMAT,
            "form": document_values.read(form, FORM_FIELDS, langs),
            "sections": [
                {
                    "key": section.key,
                    **document_values.read(section, SECTION_FIELDS, langs),
                    "fields": [
                        self._field_document(field, langs)
                        for field in section.field_ids.sorted()
                    ],
                }
                for section in form.section_ids.sorted()
            ],
            "rules": [
                {"key": rule.key, **document_values.read(rule, RULE_FIELDS, langs)}
                for rule in form.rule_ids.sorted()
            ],
        }

    def _field_document(self, field, langs):
        return {
            "key": field.key,
            **document_values.read(field, FIELD_FIELDS + FIELD_REFERENCES, langs),
            "successor": field.successor_id.key or None,
            "options": [
                {
                    "key": option.key,
                    **document_values.read(option, OPTION_FIELDS, langs),
                    "successor": option.successor_id.key or None,
                }
                for option in field.option_ids.sorted()
            ],
        }

    # ------------------------------------------------------------
    # Writing
    # ------------------------------------------------------------

    def _apply_document(self, document):
        """Make the draft what the document says; nothing of it is published.

        What the document no longer has is deleted, or archived where it was published.

        :param dict document: as ``_to_document`` gives it; missing settings of a record
            are left as they are
        :raises ValidationError, UserError: when the form cannot be so; nothing is changed
            then, the caller's transaction being rolled back
        """
        self.ensure_one()
        self.check_access("write")
        form = self.with_context(active_test=False, lang=SOURCE_LANG)
        document_values.write(form, FORM_FIELDS, document.get("form") or {})
        sections = document["sections"]
        section_by_key = document_values.sync(
            form.section_ids, SECTION_FIELDS, sections, {"form_id": form.id}
        )
        entries, owners = [], []
        for section in sections:
            entries += section["fields"]
            owners += [section_by_key[section["key"]]] * len(section["fields"])
        field_by_key = form._apply_fields(entries, owners)
        form._apply_references(entries, field_by_key)
        rules_ = document.get("rules") or []
        document_values.remove(
            form.rule_ids,
            document_values.sync(
                form.rule_ids, RULE_FIELDS, rules_, {"form_id": form.id}
            ),
        )
        # Last, when nothing refers to them any more.
        for entry in entries:
            document_values.remove(
                field_by_key[entry["key"]].option_ids,
                {option["key"]: option for option in entry.get("options") or ()},
            )
        document_values.remove(form.section_ids.field_ids, field_by_key)
        gone = form.section_ids.filtered(lambda each: each.key not in section_by_key)
        gone.filtered(
            lambda section: not section.field_ids and not section._is_published()
        ).unlink()

    def _apply_fields(self, entries, owners):
        """Create, change and move the questions and their options; {key: field}."""
        field_by_key = document_values.sync(
            self.section_ids.field_ids,
            FIELD_FIELDS,
            entries,
            [{"section_id": section.id} for section in owners],
        )
        for entry in entries:
            field = field_by_key[entry["key"]]
            document_values.sync(
                field.option_ids,
                OPTION_FIELDS,
                entry.get("options") or [],
                {"field_id": field.id},
            )
        # Conditions ask about earlier questions: their order is read anew.
        self.invalidate_recordset(["section_ids", "field_ids"])
        self.section_ids.invalidate_recordset(["field_ids"])
        return field_by_key

    def _apply_references(self, entries, field_by_key):
        """What questions and options say of others, once all are in place."""
        for entry in entries:
            field = field_by_key[entry["key"]]
            document_values.write(field, FIELD_REFERENCES, entry)
            _succeed(field, field_by_key.get(entry.get("successor")))
            options = {option.key: option for option in field.option_ids}
            for each in entry.get("options") or ():
                _succeed(options[each["key"]], options.get(each.get("successor")))


def _succeed(record, successor):
    """Name the record that took the place of another, or none."""
    successor = successor or record.browse()
    if record.successor_id != successor:
        record.successor_id = successor
