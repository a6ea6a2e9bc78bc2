"""A submission that is incomplete waits to be completed (S6)."""

from odoo import api, fields, models

from ... import rules
from .incomplete_answers import COPIED_CHANNELS, INCOMPLETE


class CustomerForm(models.Model):
    _inherit = "customer.form"

    has_completion_check = fields.Boolean(
        string="Hold Back What Is Incomplete",
        default=True,
        help="A submission in which something is missing or says nothing waits until it"
        " is completed, or somebody accepts it as it is.",
    )

    def _initial_state(self, entry):
        if self.has_completion_check and self._needs_completion(
            entry.kept_warnings or (), entry.filled.channel
        ):
            return "incomplete"
        return super()._initial_state(entry)

    @api.model
    def _needs_completion(self, warnings, channel):
        """Whether a submission is to be completed before it takes effect.

        What only looks wrong was found right by the person who gave it, unless somebody
        else copied it from a sheet.

        :param warnings: as in ``customer.form.submission.warnings``
        :param str channel: how it came
        """
        return any(
            warning["code"] in INCOMPLETE or channel in COPIED_CHANNELS
            for warning in warnings
        )


class CustomerFormSubmission(models.Model):
    _inherit = "customer.form.submission"

    def _incomplete_keys(self):
        """The questions and repeating sections that warnings are about, in the order of
        the page."""
        self.ensure_one()
        # sudo: what of it is shown or asked, the caller decides
        submission_sudo = self.sudo()
        warnings = submission_sudo.warnings or ()
        flagged = {warning["field"].partition(":")[0] for warning in warnings}
        asked = rules.input_fields(submission_sudo.version_id.schema, True)
        return [field["key"] for field in asked if field["key"] in flagged]

    def _settle_completeness(self):
        """A submission that waited to be completed goes on when it is."""
        completed = self.filtered(
            lambda submission: (
                submission.state == "incomplete"
                and not submission.form_id._needs_completion(
                    submission.warnings or (), submission.channel
                )
            )
        )
        at_once = completed.filtered("form_id.has_auto_accept")
        (completed - at_once).write({"state": "submitted"})
        at_once._accept()

    def _on_answers_changed(self, keys):
        result = super()._on_answers_changed(keys)
        asked = self.completion_ids.filtered(
            lambda each: each.state == "asked" and set(each.keys) & set(keys)
        )
        asked._settle()
        self._settle_completeness()
        return result
