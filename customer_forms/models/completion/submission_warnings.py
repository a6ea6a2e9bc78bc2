"""What looked wrong in a submission, and was found right by whoever sent it (S6)."""

from odoo import api, fields, models

from ...rules import Issue
from ...rules.types.base import localised


class CustomerFormSubmission(models.Model):
    _inherit = "customer.form.submission"

    warnings = fields.Json(
        readonly=True,
        copy=False,
        groups=fields.NO_ACCESS,  # not every section is for everybody: see below
        help="The rules that only warn and that the answers break: field, code, params.",
    )
    has_warnings = fields.Boolean(
        string="Needs a Look",
        compute="_compute_has_warnings",
        store=True,
        precompute=True,
        help="Something looks wrong in this submission; who sent it said it is right.",
    )
    warnings_as_given = fields.Html(
        string="Looks Wrong",
        compute="_compute_warnings_as_given",
        sanitize=False,  # rendered by our own template, which escapes
        help="In the words of the version that was filled in.",
    )

    @api.depends("warnings")
    def _compute_has_warnings(self):
        for submission in self:
            submission.has_warnings = bool(submission.warnings)

    @api.depends("warnings", "version_id")
    @api.depends_context("lang", "uid")
    def _compute_warnings_as_given(self):
        """Questions and sentences, as far as this user sees the sections."""
        for submission in self:
            form, version = submission.form_id, submission.version_id
            visible = None if self.env.su else form._visible_keys()
            # sudo: what of it is shown is decided here
            found = [
                Issue(**warning)
                for warning in submission.sudo().warnings or ()
                if visible is None or warning["field"].rpartition(":")[2] in visible
            ]
            messages = form._issue_messages(found, version)
            submission.warnings_as_given = bool(messages) and self.env[
                "ir.qweb"
            ]._render(
                "customer_forms.submission_warnings",
                {"lines": version._warning_lines(messages)},
            )


class CustomerFormVersion(models.Model):
    _inherit = "customer.form.version"

    def _warning_lines(self, messages):
        """Broken rules with the questions they are about.

        :param dict messages: {path: [sentence]}
        :return: list of (label, sentence)
        """
        lang = self.env.lang or "en_US"
        return [
            (self._label(path, lang), " ".join(sentences))
            for path, sentences in messages.items()
        ]

    def _label(self, path, lang):
        """What a question is called, or a repeating section.

        :param str path: key of a question or section, ``section:row:field`` in a row
        """
        for section in self.schema["sections"]:
            if section.get("key") == path:
                return localised(section["title"], lang)
        return localised(self._field(path.rpartition(":")[2])["label"], lang)
