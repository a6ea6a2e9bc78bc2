"""How a form becomes a version."""

from odoo import api, models, tools
from odoo.exceptions import UserError

from ... import rules
from ...rules.types.base import localised
from ..form.schema_labels import SOURCE_LANG, labels


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

    def action_publish_wizard(self):
        """Show what publishing would change, to publish it from there.

        :return: the action of the dialog
        """
        self.ensure_one()
        self.check_access("write")
        action = self.env["ir.actions.actions"]._for_xml_id(
            "customer_forms.customer_form_publish_action"
        )
        wizard = self.env["customer.form.publish"].create({"form_id": self.id})
        return {**action, "res_id": wizard.id}

    def _publish(self, note=False):
        """``action_publish``, with a note on what changed.

        :param str note: for colleagues, kept with the version
        """
        self.check_access("write")
        for form in self:
            form._check_publishable()
            form._publish_version(note)
            self.env["ir.sequence"]._customer_number_series(
                form.number_pattern, form.company_id
            )
        self._update_answer_indexes()
        self.sudo().state = "published"  # sudo: write access was checked above
        return True

    def _publish_version(self, note=False):
        """Freeze the schema, unless it is the current version's."""
        self.ensure_one()
        schema = self._build_schema()
        if not self._differs_from_published(schema):
            return
        # The stored labels are English; _answer_labels puts in the user's language.
        former_classes = self._answer_classes().get(self.id, {})
        definition = self.with_context(lang=SOURCE_LANG).answer_definition
        merged = rules.merge_definition(definition, schema, SOURCE_LANG)
        row_definition = self.with_context(lang=SOURCE_LANG).row_definition
        merged_rows = rules.merge_row_definition(row_definition, schema, SOURCE_LANG)
        self._check_meaning_is_kept(
            [*definition, *row_definition], [*merged, *merged_rows], schema
        )
        self._check_place_is_kept(merged, merged_rows)
        # sudo: action_publish has checked that this user may; nobody else writes these
        form_sudo = self.sudo()
        former_sudo = form_sudo.current_version_id
        form_sudo.current_version_id = form_sudo.version_ids.create(
            {
                "form_id": self.id,
                "number": self.current_version_id.number + 1,
                "schema": schema,
                "digest": rules.digest(schema),
                "note": note,
            }
        )
        form_sudo.answer_definition = merged
        form_sudo.row_definition = merged_rows
        form_sudo.previous_draft = False
        self.env.registry.clear_cache()
        form_sudo._reclassify(former_classes)
        form_sudo._note_answers_given_before(former_sudo)

    def _check_meaning_is_kept(self, former, merged, schema):
        """Refuse to publish a question under a key whose answers are of another kind.

        The last gate of invariant 1, whatever led to it. The definition of sensitive
        answers is one of masks: for these the type of the question tells.
        """
        published = self._published_types()
        asked = {
            field["key"]: field["type"]
            for field in (*rules.answer_fields(schema), *rules.row_fields(schema))
        }
        former_by_name = {prop["name"]: prop for prop in former}
        for prop in merged:
            key = prop["name"]
            before = former_by_name.get(key, prop)
            kinds = before["type"], prop["type"]
            if key in asked and (before.get("sensitivity") or prop.get("sensitivity")):
                types = published.get(key, asked[key]), asked[key]
                kinds = tuple(rules.FIELD_TYPES[each].property_type for each in types)
            if len({*kinds}) > 1 and {*kinds} != {"char", "text"}:
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
