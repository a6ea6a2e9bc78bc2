"""The versions of a form: compared, shown as they were, and taken up again."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...rules import FIELD_TYPES
from ...rules.diff import compare
from ...rules.types.base import localised
from ...tools.schema_document import schema_to_document
from ...tools.submission_states import NOT_SET_ASIDE
from ..form.customer_form_section import section_key
from .change_words import ChangeWords


class CustomerFormVersion(models.Model):
    _inherit = "customer.form.version"

    submission_count = fields.Integer(
        string="Submissions", compute="_compute_submission_count"
    )
    is_current = fields.Boolean(compute="_compute_is_current")
    comparison = fields.Html(
        compute="_compute_comparison",
        sanitize=False,  # rendered by our own template, which escapes
        string="What Changed",
    )

    def _compute_submission_count(self):
        counts = dict(
            self.env["customer.form.submission"]._read_group(
                [("version_id", "in", self.ids), *NOT_SET_ASIDE],
                ["version_id"],
                ["__count"],
            )
        )
        for version in self:
            version.submission_count = counts.get(version, 0)

    @api.depends("form_id.current_version_id")
    def _compute_is_current(self):
        for version in self:
            version.is_current = version == version.form_id.current_version_id

    @api.depends_context("lang")
    def _compute_comparison(self):
        """The changes since the version before, in words; empty for the first one."""
        for version in self:
            former = version._former()
            if not former:
                version.comparison = False
                continue
            words = ChangeWords(self.env, former.schema, version.schema)
            version.comparison = self.env["ir.qweb"]._render(
                "customer_forms.form_changes_titled",
                {
                    "changes": [
                        {
                            "severity": change.severity,
                            "sentence": words.sentence(change),
                        }
                        for change in compare(former.schema, version.schema)
                    ]
                },
            )

    def _former(self):
        """The version that this one replaced."""
        self.ensure_one()
        return self.form_id.version_ids.filtered(
            lambda other: other.number == self.number - 1
        )

    def action_compare(self):
        """Show what changed since the version before.

        :return: the action of the dialog
        """
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [
                (
                    self.env.ref(
                        "customer_forms.customer_form_version_view_form_compare"
                    ).id,
                    "form",
                )
            ],
            "target": "new",
        }

    def action_view_page(self):
        """Open the page as visitors saw it in this version, in a new tab."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"{self.form_id._page_path()}/version/{self.number}",
            "target": "new",
        }

    def action_restore(self):
        """Make the draft of the form what this version was; visitors see nothing of it.

        What the draft was can be brought back until the form is published.

        :raises UserError: when the draft cannot be so any more
        """
        self.ensure_one()
        self.form_id._restore(self.schema)
        return {"type": "ir.actions.client", "tag": "soft_reload"}


class CustomerForm(models.Model):
    _inherit = "customer.form"

    previous_draft = fields.Json(
        readonly=True,
        copy=False,
        groups="customer_forms.customer_forms_group_creator",
        help="The draft as it was before a version was restored.",
    )
    can_undo_restore = fields.Boolean(compute="_compute_can_undo_restore")

    @api.depends("previous_draft")
    def _compute_can_undo_restore(self):
        for form in self:
            form.can_undo_restore = (
                form.has_access("write") and form.previous_draft is not False
            )

    def _restore(self, schema):
        """Make the draft what a version was.

        :param dict schema: of the version
        """
        self.ensure_one()
        self.check_access("write")
        draft = self._to_document()
        document = schema_to_document(
            schema, draft, lambda title: section_key(localised(title, "en_US"))
        )
        questions = self._questions_by_key()
        for section in document["sections"]:
            for entry in section["fields"]:
                question = questions.get(entry["key"])
                if question and not question._can_be_again(entry["type"]):
                    del entry["type"]
        self._replace_draft(document, draft)

    def action_undo_restore(self):
        """Make the draft what it was before a version was restored.

        :raises UserError: when nothing was restored since the last publication
        """
        self.ensure_one()
        self.check_access("write")
        if not self.previous_draft:
            raise UserError(self.env._("There is no earlier draft to go back to."))
        self._replace_draft(self.previous_draft, self._to_document())
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _replace_draft(self, document, draft):
        """Put a document in the place of the draft, which is kept to go back to."""
        self._apply_document(document)
        self.env.invalidate_all()
        self.sudo().previous_draft = draft  # sudo: write access was checked by callers


class CustomerFormField(models.Model):
    _inherit = "customer.form.field"

    def _can_be_again(self, former_type):
        """Whether a question may have the type of an earlier version: answers that were
        given since stay what they are."""
        published = self._published_type()
        return (
            not published
            or published == former_type
            or former_type in FIELD_TYPES[published].may_become
        )
