"""Forms from files and to files: JSON and workbooks (``tools/workbook``)."""

import json

from odoo import api, models

from ...document_messages import NOTICES, place_in_document, place_in_workbook, sentence
from ...tools.form_file import read_form_file
from ...tools.form_tidy import portable, tidy
from ...tools.workbook import FileProblem, write_workbook
from ...tools.workbook.headings import Finding
from ...workbook_words import help_of
from ..form.schema_labels import SOURCE_LANG
from .document_values import source_text


class CustomerForm(models.Model):
    _inherit = "customer.form"

    # ------------------------------------------------------------
    # To a file
    # ------------------------------------------------------------

    def action_export_workbook(self):
        """Download the draft as an Excel file."""
        return self._action_export("xlsx")

    def action_export_json(self):
        """Download the draft as a JSON file."""
        return self._action_export("json")

    def _action_export(self, extension):
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/customer_forms/export/{self.id}/{extension}",
            "target": "download",
        }

    def _export_json(self):
        """The draft as a JSON file.

        :return: bytes, UTF-8, the same for the same draft
        """
        text = json.dumps(portable(self._to_document()), ensure_ascii=False, indent=2)
        return f"{text}\n".encode()

    def _export_workbook(self):
        """The draft as an Excel file, headings explained in the user's language.

        :return: bytes
        """
        version = self.current_version_id
        return write_workbook(
            tidy(self._to_document()),
            self._exchange_langs(),
            SOURCE_LANG,
            help_of(self.env),
            " ".join(
                filter(None, [version.number and str(version.number), version.note])
            ),
        )

    @api.model
    def _exchange_langs(self):
        """The languages a form has texts in, the source first: {code: name}."""
        names = dict(self.env["res.lang"].get_installed())
        return {lang: names.get(lang, lang) for lang in [SOURCE_LANG, *names]}

    # ------------------------------------------------------------
    # From a file
    # ------------------------------------------------------------

    def _read_form_file(self, content, title):
        """Read a file for this form, or for a new one when ``self`` is empty.

        :param bytes content: the file
        :param str title: title of a form that has none
        :return: (document or None, errors, notices); both are lists of (place, sentence)
            in the user's language
        """
        try:
            document, findings = read_form_file(
                content, self._exchange_langs(), title, self._published_types()
            )
        except FileProblem as problem:
            return None, [("", sentence(self.env, problem.code, problem.params))], []
        errors, notices = [], []
        for finding in findings:
            listed = notices if finding.code in NOTICES else errors
            listed.append(self._finding_words(finding))
        if not errors:
            notices += self._department_notices(document)
        return document, errors, notices

    def _finding_words(self, finding):
        """The place and the sentence for what is wrong."""
        if isinstance(finding, Finding):
            place = place_in_workbook(self.env, *finding[:3])
        else:
            place = place_in_document(self.env, finding.path)
        return place, sentence(self.env, finding.code, finding.params)

    def _published_types(self):
        """The types under which questions were last published: {key: type}."""
        types = {}
        for version in self.version_ids.sorted("number", reverse=True):
            for section in version.schema["sections"]:
                for field in section["fields"]:
                    types.setdefault(field["key"], field["type"])
        return types

    def _department_notices(self, document):
        """Departments that the form's company does not have."""
        entries = [document["form"], *document["sections"]]
        names = {
            department["name"]
            for entry in entries
            for name in ("department_ids", "see_department_ids", "edit_department_ids")
            for department in entry.get(name) or ()
        }
        teams = (
            self._in_own_company().env["crm.team"].search([("name", "in", [*names])])
        )
        missing = sorted(names - set(teams.mapped("name")))
        return [
            ("", sentence(self.env, "department_left_out", {"names": name}))
            for name in missing
        ]

    def _in_own_company(self):
        """The same form seeing the departments of its own company alone."""
        company = self.company_id or self.env.company
        return self.with_context(allowed_company_ids=company.ids)

    def _import_document(self, document):
        """Make a form of a document, or this form's draft anew.

        :param dict document: one without problems
        :return: the form
        :raises ValidationError, UserError, AccessError: nothing is changed then
        """
        form = self._in_own_company()
        if not form:
            name = source_text(document["form"]["name"])
            form = form.with_context(lang=SOURCE_LANG).create({"name": name})
        form._apply_document(document)
        return self.browse(form.id)

    # ------------------------------------------------------------
    # A copy
    # ------------------------------------------------------------

    def copy(self, default=None):
        """A copy has what the document has: conditions, rules and successors too.

        :param dict default: values of the copies, as for any model
        """
        copies = super().copy(default)
        for form, duplicate in zip(self, copies, strict=True):
            duplicate._apply_document({**form._to_document(), "form": {}})
        return copies
