"""What the form builder of the web client calls: the draft, read and saved as a document."""

from psycopg2 import IntegrityError

from odoo import api, fields, models
from odoo.exceptions import UserError

from ... import rules
from ...document_messages import sentence
from ...rules import FIELD_TYPES
from ...tools.answer_role import TYPES_BY_ROLE
from ...tools.file_kind import KINDS
from ...tools.form_document import check_document
from ...tools.sensitivity import EXAMPLES, mask
from ..form.customer_form_field_schema import NAMING

BUILDER_TAG = "customer_forms.form_builder"
# No builder of ours sends these, and nothing can be made of them. Other problems are an
# unfinished draft, which the records judge.
MALFORMED = {
    "bad_key",
    "duplicate_key",
    "missing_key",
    "not_a_list",
    "not_an_object",
} | {f"too_many_{what}" for what in ("fields", "options", "rules", "sections")}


class CustomerForm(models.Model):
    _inherit = "customer.form"

    # ------------------------------------------------------------
    # Opening
    # ------------------------------------------------------------

    def action_open_builder(self):
        """Open the form where this user works with it.

        :return: the builder; the form's own page in the back office for those who may
            not change it
        """
        self.ensure_one()
        if not self.has_access("write"):
            return {
                "type": "ir.actions.act_window",
                "res_model": self._name,
                "res_id": self.id,
                "views": [(False, "form")],
            }
        return {
            "type": "ir.actions.client",
            "tag": BUILDER_TAG,
            "name": self.name,
            "path": "form-builder",
            "params": {"form_id": self.id},
        }

    @api.model
    def builder_templates(self):
        """The forms a new one can begin as a copy of, newest use first.

        :return: list of {"id", "name", "purpose", "questions": [label, ...]}
        """
        return [
            {
                "id": form.id,
                "name": form.name,
                "purpose": form.purpose or "",
                "questions": form.section_ids.field_ids.filtered("active").mapped(
                    "name"
                ),
            }
            for form in self.search([])
        ]

    @api.model
    def builder_create(self, name, template_id=False):
        """Begin a form: blank with one section, or as a copy of another.

        :param str name: its name
        :param int template_id: id of the ``customer.form`` to copy
        :return: id of the new form
        """
        if template_id:
            return self.browse(template_id).copy({"name": name}).id
        section = {"name": self.env._("Your details")}
        return self.create({"name": name, "section_ids": [(0, 0, section)]}).id

    # ------------------------------------------------------------
    # Editing
    # ------------------------------------------------------------

    def builder_load(self):
        """Everything the builder needs to edit this form.

        :return: dict: ``document`` (see ``customer_form_document``) with its ``token``,
            what is ``published`` and can only be archived, the ``state``, and the
            choices there are: ``types``, ``roles``, ``formats``, ``languages``, ...
        :raises AccessError: for those who may not change the form
        """
        self.ensure_one()
        self.check_access("write")
        return {
            "id": self.id,
            "document": self._to_document(),
            "published": self._builder_published(),
            "types": self._builder_types(),
            "roles": [
                {
                    "key": key,
                    "label": label,
                    "types": sorted(TYPES_BY_ROLE.get(key, ())),
                    "sensitivity": "name" if key in NAMING else None,
                }
                for key, label in self._builder_choices("customer.form.field", "role")
            ],
            "sensitivities": [
                {"key": key, "label": label, "example": mask(key, EXAMPLES[key])}
                for key, label in self.env[
                    "customer.privacy.policy"
                ]._sensitivity_names()
            ],
            "formats": self._builder_choices("customer.form.field", "format"),
            "region_depths": self._builder_choices(
                "customer.form.field", "region_depth"
            ),
            "submit_access": self._builder_choices("customer.form", "submit_access"),
            "file_formats": sorted(KINDS),
            "languages": self.env["res.lang"].get_installed(),
            "lang": self.env.lang or "en_US",
            "departments": self.env["crm.team"].search_read(
                [("company_id", "in", [self.company_id.id, False])], ["name"]
            ),
            "preview_url": f"{self._page_path()}/preview",
            "page_url": self._page_path(),
            **self.builder_state(),
        }

    def builder_save(self, document, token, take_over=False):
        """Make the draft what the document says, unless somebody else changed it since.

        Visitors see nothing of it before it is published.

        :param dict document: see ``customer_form_document``
        :param str token: ``token`` of the draft this document began with
        :param bool take_over: save although somebody else changed the draft
        :return: dict: the new ``token`` and ``state``. When nothing was saved,
            ``conflict`` with who (``by``) changed the draft and when (``at``), or
            ``problems``: what is wrong (``message``) with which question, section or
            rule (``key``; empty for the form, None when that is not known), or
            ``busy``: somebody else saves it this instant, try again
        """
        self.ensure_one()
        self.check_access("write")
        # No ``lock_or_tell``: whoever reloads the page loses what is not saved.
        if self.try_lock_for_update() != self:
            return {"busy": True}
        if not take_over and token != self._builder_token():
            return {"conflict": self._last_edit()}
        if malformed := self._builder_problems(document, MALFORMED):
            return {"problems": malformed}
        try:
            with self.env.cr.savepoint():
                self._apply_document(document)
        except (UserError, IntegrityError) as error:
            problems = self._builder_problems(document)
            if not problems and not isinstance(error, UserError):
                raise
            return {"problems": problems or [{"key": None, "message": str(error)}]}
        # What was read before knows nothing of the new order.
        self.env.invalidate_all()
        return self.builder_state()

    def _builder_problems(self, document, codes=None):
        """What is wrong with a document, and with what of it.

        :param set codes: of the problems to tell, all of them by default
        """
        return [
            {
                "key": _key_at(document, problem.path),
                "message": sentence(self.env, problem.code, problem.params),
            }
            for problem in check_document(document, self._published_types())
            if codes is None or problem.code in codes
        ]

    def builder_state(self):
        """What publishing has made of the draft.

        :return: dict with the ``token`` of the draft, the form's ``state``, its current
            ``version`` and whether it ``has_unpublished_changes``
        """
        self.ensure_one()
        self.check_access("write")
        return {
            "token": self._builder_token(),
            "state": self.state,
            "version": self.current_version_id.number,
            "has_unpublished_changes": self.has_unpublished_changes,
        }

    def _builder_token(self):
        """Tells one draft from another."""
        return rules.digest(self._to_document())

    def _last_edit(self):
        """Who changed the draft last, and when."""
        form = self.with_context(active_test=False)
        questions = form.section_ids.field_ids
        # The form last: publishing writes it too.
        parts = (
            questions,
            questions.option_ids,
            form.rule_ids,
            form.section_ids,
            form,
        )
        last = max(
            (record for records in parts for record in records),
            key=lambda record: record.write_date,
        )
        return {
            "by": last.write_uid.display_name,
            "at": fields.Datetime.to_string(last.write_date),
        }

    # ------------------------------------------------------------
    # What can be chosen
    # ------------------------------------------------------------

    def _builder_published(self):
        """What was ever published, and is archived rather than deleted.

        :return: {"fields": {key: type}, "options": {key: [option key, ...]},
            "sensitivities": {key: class} of the answers that are sensitive so far}
        """
        types = {}
        for version in self.version_ids.sorted("number", reverse=True):
            for field in rules.input_fields(version.schema, with_internal=True):
                for each in (field, *field.get("fields", ())):
                    types.setdefault(each["key"], each["type"])
        options = {
            prop["name"]: [
                choice[0] for choice in prop.get("selection") or prop.get("tags") or ()
            ]
            for prop in (*self.answer_definition, *self.row_definition)
        }
        return {
            "fields": {key: types.get(key) for key in options},
            "options": options,
            "sensitivities": self._sensitive_keys(),
        }

    @api.model
    def _builder_types(self):
        """The field types, in the order in which they are offered."""
        labels = dict(self._builder_choices("customer.form.field", "type"))
        return [
            {
                "key": key,
                "label": labels[key],
                "icon": field_type.icon,
                "group": field_type.group,
                "settings": [
                    *field_type.settings,
                    *(["unique"] if field_type.can_be_unique else ()),
                    *(["options"] if field_type.has_options else ()),
                ],
                "is_input": field_type.is_input,
                "may_become": sorted(field_type.may_become),
                "sensitivities": list(field_type.sensitivities),
                "sensitivity": field_type.default_sensitivity,
            }
            for key, field_type in FIELD_TYPES.items()
            if field_type.is_offered
        ]

    @api.model
    def _builder_choices(self, model, name):
        """The choices of a selection field, in this user's language."""
        return self.env[model]._fields[name]._description_selection(self.env)


def _key_at(document, path):
    """The key of the innermost question, section or rule on a path; "" for the form."""
    key, entry = "", document
    for name in path:
        try:
            entry = entry[name]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(entry, dict) and "name" in entry and "options" in entry:
            return entry.get("key")
        if isinstance(entry, dict):
            key = entry.get("key") or key
    return key
