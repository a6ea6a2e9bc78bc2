"""How a form becomes a version."""

from odoo import api, models, tools
from odoo.exceptions import UserError

from .. import rules
from ..rules.types.base import localised
from .answer_role import TYPES_BY_ROLE
from .schema_labels import SOURCE_LANG, labels


class CustomerForm(models.Model):
    _inherit = "customer.form"

    def _taken_keys(self):
        """Keys of questions this form has or ever published."""
        self.ensure_one()
        sections = self.with_context(active_test=False).section_ids
        published = {
            prop["name"] for prop in (*self.answer_definition, *self.row_definition)
        }
        keys = sections.field_ids.mapped("key") + sections.mapped("key")
        return {*keys, *published}

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
        fields_._check_conditions()
        self.rule_ids._check_terms()
        self._check_roles(fields_)
        if self.submit_access == "departments" and not self.department_ids:
            raise UserError(
                self.env._(
                    "“%(form)s” is filled in by its departments, but has none. Choose"
                    " them, or let others fill it in.",
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

    def _check_roles(self, fields_):
        """Each meaning once, on a question whose answers can have it."""
        roles = dict(fields_._fields["role"]._description_selection(self.env))
        for role, told in fields_.filtered("role").grouped("role").items():
            if len(told) > 1:
                raise UserError(
                    self.env._(
                        "“%(first)s” and “%(second)s” both mean “%(role)s”. Choose one.",
                        first=told[0].name,
                        second=told[1].name,
                        role=roles[role],
                    )
                )
            if told.type not in TYPES_BY_ROLE.get(role, {told.type}):
                raise UserError(
                    self.env._(
                        "“%(field)s” cannot mean “%(role)s”: its answers are of another"
                        " type.",
                        field=told.name,
                        role=roles[role],
                    )
                )

    def _publish_version(self):
        """Freeze the schema, unless it is the current version's."""
        self.ensure_one()
        schema = self._build_schema()
        digest = rules.digest(schema)
        if self.current_version_id.digest == digest:
            return
        # The stored labels are English; _answer_labels puts in the user's language.
        definition = self.with_context(lang=SOURCE_LANG).answer_definition
        merged = rules.merge_definition(definition, schema, SOURCE_LANG)
        row_definition = self.with_context(lang=SOURCE_LANG).row_definition
        merged_rows = rules.merge_row_definition(row_definition, schema, SOURCE_LANG)
        self._check_meaning_is_kept(
            [*definition, *row_definition], [*merged, *merged_rows]
        )
        self._check_place_is_kept(merged, merged_rows)
        # sudo: action_publish has checked that this user may; nobody else writes these
        form_sudo = self.sudo()
        form_sudo.current_version_id = form_sudo.version_ids.create(
            {
                "form_id": self.id,
                "number": self.current_version_id.number + 1,
                "schema": schema,
                "digest": digest,
            }
        )
        form_sudo.answer_definition = merged
        form_sudo.row_definition = merged_rows
        self.env.registry.clear_cache()

    def _check_meaning_is_kept(self, former, merged):
        """Refuse to publish a question under a key whose answers are of another kind.

        The last gate of invariant 1, whatever led to it.
        """
        kinds = {prop["name"]: prop["type"] for prop in former}
        for prop in merged:
            kind = kinds.get(prop["name"], prop["type"])
            if prop["type"] != kind and {prop["type"], kind} != {"char", "text"}:
                raise UserError(
                    self.env._(
                        "“%(field)s” uses the key of an earlier question with answers of"
                        " another type, which would lose their meaning. Add the question"
                        " anew.",
                        field=prop["string"],
                    )
                )

    def _check_place_is_kept(self, merged, merged_rows):
        """Refuse to publish a question both in rows and outside of them: its answers so
        far would be looked for where they are not.
        """
        in_rows = {prop["name"] for prop in merged_rows}
        for prop in merged:
            if prop["name"] in in_rows:
                raise UserError(
                    self.env._(
                        "“%(field)s” was published and cannot move into or out of a"
                        " section that repeats. Archive it and add the question anew.",
                        field=prop["string"],
                    )
                )

    def _build_schema(self):
        """The form as JSON: what a version freezes. Labels in every active language."""
        self.ensure_one()
        langs = self._schema_langs()
        rules_ = [rule._build_schema(langs) for rule in self.rule_ids]
        return {
            **({"rules": rules_} if rules_ else {}),
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
            schema = version_sudo.schema
            for field in (*rules.answer_fields(schema), *rules.row_fields(schema)):
                _label, options = found.setdefault(
                    field["key"], (localised(field["label"], lang), {})
                )
                for option in field.get("options", ()):
                    options.setdefault(option["key"], localised(option["label"], lang))
        return found
