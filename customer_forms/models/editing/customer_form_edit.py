"""How a submission is corrected and completed, and by whom (P4, S4)."""

import dataclasses

from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import AccessError, ConcurrencyError, UserError

from ... import rules
from ...exceptions import InvalidSubmission, TamperedSubmission
from ...tools.submission_states import PLACELESS
from ..intake.customer_form_person import PERSON
from .submission_edit import Edit


class CustomerFormSection(models.Model):
    _inherit = "customer.form.section"

    def _editable(self):
        """Sections whose answers this user may change after they were submitted."""
        departments = self.env["customer.form"]._user_departments()
        return self.filtered(
            lambda section: (
                section.edit_department_ids & departments
                if section.edit_department_ids
                else section.is_internal or section.form_id.has_editing
            )
        )


class CustomerForm(models.Model):
    _inherit = "customer.form"

    def _editable_keys(self):
        """Keys of the questions and sections this user may correct; he sees them too."""
        self.ensure_one()
        # sudo: who may edit does not depend on who may read the form
        sections_sudo = self.sudo().with_context(active_test=False).section_ids
        visible = self._visible_keys()
        return {
            key
            for key in sections_sudo._editable()._answer_keys()
            if visible is None or key in visible
        }

    def _keys_of_others(self):
        """Keys of the staff sections that other departments fill in, or see: this user is
        not asked for them when he enters a submission."""
        self.ensure_one()
        # sudo: visitors and staff are asked what the form says, whoever reads forms
        form_sudo = self.sudo()
        sections_sudo = form_sudo.env["customer.form.section"].search(
            [
                ("form_id", "=", self.id),
                ("is_internal", "=", True),
                "|",
                ("see_department_ids", "!=", False),
                ("edit_department_ids", "!=", False),
            ]
        )
        if not sections_sudo or self.env.user._is_superuser():
            return set()
        theirs_sudo = sections_sudo - sections_sudo._editable()
        theirs_sudo |= sections_sudo & form_sudo._hidden_sections()
        return set(theirs_sudo._answer_keys())


class CustomerFormSubmission(models.Model):
    _inherit = "customer.form.submission"

    change_ids = fields.One2many("customer.form.change", "submission_id", readonly=True)
    can_edit_answers = fields.Boolean(compute="_compute_can_edit_answers")

    @api.depends("form_id.has_editing", "version_id")
    @api.depends_context("uid")
    def _compute_can_edit_answers(self):
        writable = self._filtered_access("write")
        for submission in self:
            submission.can_edit_answers = submission in writable and bool(
                submission._editable_keys()
            )

    def _editable_keys(self):
        """Keys of what this user may correct in this submission.

        Rows with files or other answers that cannot be typed again stay as they are:
        nothing would tell which row a kept file belongs to.
        """
        self.ensure_one()
        # sudo: who sees a submission may know what its version asks
        schema = self.sudo().version_id.schema
        editable = self.form_id._editable_keys()
        return {
            field["key"]
            for field in rules.input_fields(schema, with_internal=True)
            if field["key"] in editable
            and all(map(_can_be_typed_again, field.get("fields", ())))
        }

    def action_edit_answers(self):
        """Open the page on which the answers are corrected."""
        self.ensure_one()
        path = f"{self.form_id._page_path()}/submissions/{self.id}"
        return {"type": "ir.actions.act_url", "url": path, "target": "self"}

    def edit_answers(self, answers, reason=""):
        """Correct or complete answers of one submission, by the rules of its version.

        What was answered to a question that does not apply any more is dropped. Every
        change is noted in ``customer.form.change``.

        :param dict answers: field key -> text as typed, list of option keys, or False for
            no answer; section key -> list of such dicts, for all rows of a repeating
            section. What is not in it stays as it is, and so does a sensitive answer
            whose mask is given back; in rows ``_kept`` tells which row it was, from 0.
        :param str reason: why; needed to change an answer, or one of the customer's
        :return: True
        :raises AccessError: when the submission or one of the answers is not this user's
            to change
        :raises ValidationError: naming the rules that the answers break
        :raises UserError: for what the form does not ask
        """
        self.ensure_one()
        self.check_access("write")
        if not isinstance(answers, dict) or not isinstance(reason or "", str):
            raise UserError(
                self.env._("Send the answers by the keys of their questions.")
            )
        editable = self._editable_keys()
        refused = sorted(set(map(str, answers)) - editable)
        if refused:
            raise AccessError(
                self.env._(
                    "You may not change these answers: %(keys)s.",
                    keys=", ".join(refused),
                )
            )
        # sudo: what may be written was checked above, answers are the engine's to write
        self.sudo()._edit_answers(answers, reason or "", editable)
        return True

    # ------------------------------------------------------------
    # Editing
    # ------------------------------------------------------------

    def _edit_answers(self, answers, reason, editable):
        """See ``edit_answers``; in sudo, access was checked."""
        edit = Edit(self, answers, reason, editable)
        if edit.unknown:
            raise TamperedSubmission(
                self.env._(
                    "This form does not ask what was sent. Please open it again."
                )
            )
        self.form_id._check_regions([edit.entry])
        # The unique answers of what was refused or set aside are anybody's.
        if self.state not in PLACELESS:
            self.form_id._check_unique([edit.entry])
            self.form_id._check_corrected_person(edit)
        issues = edit.blocking_issues()
        messages = self.form_id._issue_messages(issues, self.version_id)
        if edit.needs_reason():
            messages["_reason"] = [
                self.env._("Please say why an answer that was given is changed.")
            ]
        if messages:
            raise InvalidSubmission(issues, messages)
        if edit.changed:
            self._keep_edit(edit)
            self._on_answers_changed(edit.changed)

    def _keep_edit(self, edit):
        """Write the answers, their rows, files and digests, and note what changed.

        :raises ConcurrencyError: when a unique answer was given just now; Odoo runs the
            request again, which then tells it
        """
        changes = edit.changes(self.env.lang or "en_US")
        try:
            with self.env.cr.savepoint():
                warnings = edit.entry.kept_warnings
                self.write({"answers": edit.answers(), "warnings": warnings})
                if self.state not in PLACELESS:
                    given = self.unique_ids
                    given.filtered(lambda each: each.field_key != PERSON).unlink()
                    self._keep_unique_answers([edit.entry.unique])
        except UniqueViolation as error:
            raise ConcurrencyError("a unique answer was given just now") from error
        noted = self.env["customer.form.change"].create(
            [
                {
                    **vals,
                    "submission_id": self.id,
                    "user_id": self.env.uid,
                    "reason": edit.reason,
                }
                for vals in changes
            ]
        )
        self.env["customer.audit.event"]._log(
            "edit", self, edit.audit_details(), edit.reason
        )
        self._retire_files(edit, noted)
        self._replace_rows(edit)
        self._keep_files([edit.entry])

    def _retire_files(self, edit, changes):
        """Files that are no answer any more stay, with the note of what became of them."""
        change_by_key = {change.field_key: change for change in changes}
        for file in self.file_ids:
            row = file.row_id
            change = change_by_key.get(row.section_key or file.field_key)
            answers = edit.kept_rows(row.section_key).get(row.sequence - 1, ())
            if change and file.field_key not in answers:
                file.write({"change_id": change.id, "row_id": False})
        self.invalidate_recordset(["file_ids"])

    def _replace_rows(self, edit):
        """Keep the rows of the sections that changed: new ones for those that were sent;
        where a condition decided, the former ones without what it dropped."""
        fields_ = [
            field
            for field in edit.entry.asked
            if rules.FIELD_TYPES[field["type"]].has_rows
            and field["key"] in edit.changed
        ]
        keys = [field["key"] for field in fields_]
        rows = self.env["customer.form.row"].search(
            [("submission_id", "=", self.id), ("section_key", "in", keys)]
        )
        for row in rows:
            kept = edit.kept_rows(row.section_key)
            place = row.sequence - 1
            if place in kept:
                sequence = 1 + sum(number < place for number in kept)
                row.write({"answers": kept[place], "sequence": sequence})
            else:
                row.unlink()
        sent = [field for field in fields_ if field["key"] in edit.typed]
        self._keep_rows([dataclasses.replace(edit.entry, asked=sent)])

    def _on_answers_changed(self, keys):
        """Extension point: these answers of one submission were corrected or completed.

        Called in the transaction of the change, in superuser mode. Override it to bring
        what was built on the former answers up to date; call super().

        :param list keys: of the questions and repeating sections that changed
        """


def _can_be_typed_again(field):
    return rules.FIELD_TYPES[field["type"]].can_be_typed_again
