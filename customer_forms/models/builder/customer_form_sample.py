"""A form that shows every type of question: what the sample workbook is made of."""

from odoo import api, models
from odoo.tools import LazyTranslate

from ...rules import FIELD_TYPES
from ...tools import form_settings as settings
from ...tools.workbook import write_workbook
from ...workbook_words import help_of
from ..form.schema_labels import SOURCE_LANG

_lt = LazyTranslate(__name__)

# What makes the example of a type tell more than its name.
SHOWN = {
    "text": {"is_required": True, "is_listed": True, "min_length": 2, "max_length": 40},
    "integer": {"has_range": True, "min_value": 1, "max_value": 500},
    "date": {"earliest": "today", "latest": "today+90"},
    "multi": {"min_choices": 1, "max_choices": 2},
    "attachment": {"max_files": 2, "file_formats": "pdf,jpg,png"},
    "phone": {"role": "phone", "is_unique": True},
    "uscc": {
        "condition": {
            "match": "all",
            "of": [{"field": "radio", "is": "equal", "value": "company"}],
        }
    },
    "money": {
        "required_condition": {
            "match": "any",
            "of": [
                {"field": "multi", "is": "equal", "value": "company"},
                {"field": "integer", "is": "greater", "value": 100},
            ],
        }
    },
}
OPTIONS = {"individual": _lt("Individual"), "company": _lt("Company")}


class CustomerForm(models.Model):
    _inherit = "customer.form"

    @api.model
    def _sample_workbook(self):
        """A workbook with an example of everything a workbook can say.

        :return: bytes
        """
        langs, help_text = self._exchange_langs(), help_of(self.env)
        sample = self._sample_document()
        return write_workbook(sample, langs, SOURCE_LANG, help_text, has_all=True)

    @api.model
    def _sample_document(self):
        """The document of a form with a question of each type."""
        rows = {
            "key": "products",
            **_entry(settings.SECTION, name=self._words(_lt("Products"))),
            "is_repeating": True,
            "max_rows": 10,
            "fields": [
                self._sample_field("text", "product", _lt("Product"), {}),
                self._sample_field("integer", "quantity", _lt("Quantity"), {}),
            ],
        }
        every = {
            "key": "every_type",
            **_entry(settings.SECTION, name=self._words(_lt("Every type of question"))),
            "fields": [
                self._sample_field(
                    kind, kind, self._type_words(kind), SHOWN.get(kind, {})
                )
                for kind in settings.OFFERED
            ],
        }
        rule = {
            "terms": ["integer", "decimal"],
            "operator": "at_most",
            "other_key": "money",
            "level": "warning",
            "message": self._words(_lt("The amount is less than the numbers above.")),
        }
        return {
            "format": settings.FORMAT,
            "form": _entry(settings.FORM, name=self._words(_lt("Sample form"))),
            "sections": [every, rows],
            "rules": [{"key": "total", **_entry(settings.RULE, **rule)}],
        }

    def _sample_field(self, kind, key, label, shown):
        names = label if isinstance(label, dict) else self._words(label)
        options = OPTIONS if FIELD_TYPES[kind].has_options else {}
        return {
            "key": key,
            **_entry(settings.FIELD, type=kind, name=names, **shown),
            "options": [
                {"key": option, **_entry(settings.OPTION, name=self._words(text))}
                for option, text in options.items()
            ],
        }

    def _words(self, text):
        """A text in every language: {lang: text}."""
        words = {
            lang: self.with_context(lang=lang).env._(text)
            for lang in self._exchange_langs()
        }
        source = words[SOURCE_LANG]
        return {
            lang: said
            for lang, said in words.items()
            if lang == SOURCE_LANG or said != source
        }

    def _type_words(self, kind):
        """The name of a field type in every language: {lang: text}."""
        types = self.env["customer.form.field"]._fields["type"]
        return {
            lang: dict(types._description_selection(self.with_context(lang=lang).env))[
                kind
            ]
            for lang in self._exchange_langs()
        }


def _entry(known, **said):
    """An entry of a document with every setting: those said, and defaults."""
    texts = {setting.name: {} for setting in known if setting.kind == "texts"}
    return {**{setting.name: setting.default for setting in known}, **texts, **said}
