"""How a form becomes a version."""

from odoo import api, models, tools
from odoo.exceptions import UserError

from .. import rules
from ..rules.types.base import localised
from .schema_labels import labels

SOURCE_LANG = "en_US"


class CustomerForm(models.Model):
    _inherit = "customer.form"

    def _check_publishable(self):
        """Refuse to publish what a visitor could not fill in."""
        self.ensure_one()
        fields_ = self.section_ids.field_ids.filtered("active")
        if not fields_:
            raise UserError(
                self.env._(
                    "“%(form)s” has no fields yet. Add at least one before publishing.",
                    form=self.name,
                )
            )
        for field in fields_:
            if field.has_options and not field.option_ids.filtered("active"):
                raise UserError(
                    self.env._(
                        "“%(field)s” has no options to choose from. Add some before"
                        " publishing.",
                        field=field.name,
                    )
                )

    def _publish_version(self):
        """Freeze the schema, unless it is the current version's."""
        self.ensure_one()
        schema = self._build_schema()
        digest = rules.digest(schema)
        if self.current_version_id.digest == digest:
            return
        self.current_version_id = self.env["customer.form.version"].create(
            {
                "form_id": self.id,
                "number": self.current_version_id.number + 1,
                "schema": schema,
                "digest": digest,
            }
        )
        # The stored labels are English; _answer_labels puts in the user's language.
        definition = self.with_context(lang=SOURCE_LANG).answer_definition
        self.answer_definition = rules.merge_definition(definition, schema, SOURCE_LANG)
        self.env.registry.clear_cache()

    def _build_schema(self):
        """The form as JSON: what a version freezes. Labels in every active language."""
        self.ensure_one()
        langs = self._schema_langs()
        return {
            "name": labels(self, "name", langs),
            "purpose": labels(self, "purpose", langs),
            "success_message": labels(self, "success_message", langs),
            "sections": [
                section._build_schema(langs)
                for section in self.section_ids
                if section.field_ids.filtered("active")
            ],
        }

    @api.model
    def _schema_langs(self):
        """Codes of the languages a schema has: English and the installed ones."""
        return sorted({SOURCE_LANG, *dict(self.env["res.lang"].get_installed())})

    @tools.ormcache("self.id", "lang")
    def _answer_labels(self, lang):
        """Labels of all answers in ``lang``, newest version first.

        :return: {field key: (label, {option key: label})}
        """
        found = {}
        # sudo: whoever may read answers may read the questions
        for version_sudo in self.sudo().version_ids.sorted("number", reverse=True):
            for field in rules.input_fields(version_sudo.schema, with_internal=True):
                _label, options = found.setdefault(
                    field["key"], (localised(field["label"], lang), {})
                )
                for option in field.get("options", ()):
                    options.setdefault(option["key"], localised(option["label"], lang))
        return found
