"""A field as it is frozen into a version: what all types have, and what each adds."""

from odoo import models

from ...rules import FIELD_TYPES
from ...rules.types.attachment import DEFAULT_MAX_FILES, DEFAULT_MAX_MB
from ...tools.file_kind import KINDS
from .schema_labels import labels

# Meanings of answers that name a person.
NAMING = {"customer_name", "contact_name", "referrer"}


class CustomerFormField(models.Model):
    _inherit = "customer.form.field"

    def _taken_option_keys(self):
        """Keys of options this field has or ever published."""
        options = self.with_context(active_test=False).option_ids
        return {*options.mapped("key"), *self._published_option_keys()}

    def _build_schema(self, langs):
        """The field as it is frozen into a version; settings of other types left out."""
        self.ensure_one()
        schema = {
            "key": self.key,
            "type": self.type,
            "label": labels(self, "name", langs),
            "help": labels(self, "help_text", langs),
            "placeholder": labels(self, "placeholder", langs),
            "required": self.is_required,
            "unique": self.is_unique and FIELD_TYPES[self.type].can_be_unique,
            "listed": self.is_listed,
            "role": self.role or None,
            "condition": self.condition or None,
        }
        said = _said(
            required_when=self.required_condition,
            soft=self.is_soft,
            sensitivity=self._sensitivity_class(),
        )
        return {**schema, **said, **self._build_type_schema(langs)}

    def _sensitivity_class(self):
        """The class of sensitive values the answers are of, None for none of them.

        What was chosen counts; else the type and the meaning decide. Answers that were
        sensitive so far stay so until somebody says that they are not.
        """
        self.ensure_one()
        field_type = FIELD_TYPES[self.type]
        possible = field_type.sensitivities
        if self.sensitivity:
            return self.sensitivity if self.sensitivity in possible else None
        if self.role in NAMING and "name" in possible:
            return "name"
        former = self.form_id._sensitive_keys().get(self.key) if possible else None
        return field_type.default_sensitivity or (former in possible and former) or None

    def _build_type_schema(self, langs=()):
        """What the type of the field adds to its schema."""
        extend = getattr(self, f"_schema_{self.type}", None)
        return extend(langs) if extend else {}

    def _schema_text(self, langs):
        return {
            "max_length": self.max_length or None,
            "pattern": self.pattern or None,
            "pattern_message": labels(self, "pattern_message", langs),
            **_said(min_length=self.min_length, format=self.format),
        }

    def _schema_longtext(self, langs):
        return {
            "max_length": self.max_length or None,
            **_said(min_length=self.min_length),
        }

    def _schema_select(self, langs):
        return {
            "options": [
                option._build_schema(langs)
                for option in self.option_ids
                if option.active
            ]
        }

    _schema_radio = _schema_select

    def _schema_multi(self, langs):
        limits = _said(min_choices=self.min_choices, max_choices=self.max_choices)
        return {**self._schema_select(langs), **limits}

    def _schema_date(self, langs):
        return {
            "default_today": self.is_default_today,
            **_said(earliest=self.earliest, latest=self.latest),
        }

    def _schema_decimal(self, langs):
        return {
            "min_value": _plain_number(self.min_value) if self.has_range else None,
            "max_value": _plain_number(self.max_value) if self.has_range else None,
        }

    _schema_integer = _schema_decimal

    def _schema_money(self, langs):
        currency = self.form_id.company_id.currency_id
        return {**self._schema_decimal(langs), "currency": currency.symbol}

    def _schema_datetime(self, langs):
        limits = _said(earliest=self.earliest, latest=self.latest)
        return {"tz": self.form_id._company_tz(), **limits}

    def _schema_attachment(self, langs):
        return {
            "max_mb": self.max_size_mb or DEFAULT_MAX_MB,
            "max_files": self.max_files or DEFAULT_MAX_FILES,
            "formats": self._formats() or sorted(KINDS),
        }

    def _schema_region(self, langs):
        return {"depth": self.region_depth or "district", "foreign": self.has_foreign}

    def _formats(self):
        """The accepted file name endings, as a list."""
        self.ensure_one()
        endings = (self.file_formats or "").lower().replace(".", "").split(",")
        return [ending.strip() for ending in endings if ending.strip()]


def _said(**settings):
    """The settings that say something: what nobody set leaves no trace in a version, so
    that a new kind of setting does not make old versions look changed."""
    return {name: value for name, value in settings.items() if value}


def _plain_number(value):
    """A whole number without its decimals: messages say 5, not 5.0."""
    return int(value) if value == int(value) else value
