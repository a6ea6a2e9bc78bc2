"""What looks like a robot's is set aside, and a person says what it is."""

import ast

from odoo import api, fields, models
from odoo.exceptions import UserError

from ... import robot_words
from ..intake.submission_receipt import CRON as RECEIPT_CRON

BATCH = 100
SPAM_DAYS = 30
PARAMETER = "customer_forms.spam_days"


class CustomerForm(models.Model):
    _inherit = "customer.form"

    quarantine_count = fields.Integer(
        string="Quarantine", compute="_compute_quarantine_count"
    )

    def _compute_quarantine_count(self):
        counts = dict(
            self.env["customer.form.submission"]._read_group(
                [("form_id", "in", self.ids), ("state", "=", "quarantined")],
                ["form_id"],
                ["__count"],
            )
        )
        for form in self:
            form.quarantine_count = counts.get(form, 0)

    def action_view_quarantine(self):
        """Open what was set aside of this form."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "customer_forms.customer_form_quarantine_action"
        )
        domain = [("form_id", "=", self.id), *ast.literal_eval(action["domain"])]
        return {**action, "name": self.display_name, "domain": domain}


class CustomerFormSubmission(models.Model):
    _inherit = "customer.form.submission"

    spam_at = fields.Datetime(
        string="Found to Be Spam On",
        readonly=True,
        copy=False,
        help="It is deleted some days later, with everything in it.",
    )
    suspicion_lines = fields.Text(
        string="Looks Like a Robot", compute="_compute_suspicion_lines"
    )

    _quarantine_idx = models.Index("(id) WHERE state = 'quarantined'")
    _spam_idx = models.Index("(spam_at) WHERE spam_at IS NOT NULL")

    @api.depends("suspicions")
    @api.depends_context("lang")
    def _compute_suspicion_lines(self):
        for submission in self:
            # sudo: whoever sees the submission may know why it was set aside
            signs = submission.sudo().suspicions or ()
            lines = [robot_words.render(self.env, sign) for sign in signs]
            submission.suspicion_lines = "\n".join(lines)

    # ------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------

    def action_genuine(self):
        """Let submissions that were set aside go the way of all others, also those found
        to be spam by mistake.

        :raises UserError: when somebody else has given their unique answers meanwhile
        """
        self.check_access("write")
        apart = self.filtered(lambda each: each.state == "quarantined" or each.spam_at)
        apart._log_judgement("genuine")
        apart_sudo = apart.sudo()  # sudo: write access was checked above
        apart_sudo._take_unique_answers_again()
        apart_sudo._take_places()
        apart_sudo.write({"state": "submitted", "spam_at": False})
        apart_sudo._note_own_consents()
        at_once = apart_sudo.filtered("form_id.has_auto_accept")
        at_once._accept()
        if apart_sudo._with_receipt_due():
            # sudo: who judges has no rights on scheduled jobs
            self.env.ref(RECEIPT_CRON).sudo()._trigger()

    def action_spam(self):
        """Refuse submissions that were set aside; they are deleted some days later.

        :raises UserError: when one was not set aside
        """
        self.check_access("write")
        if any(each.state != "quarantined" for each in self):
            raise UserError(
                self.env._("Only what is in quarantine can be found to be spam.")
            )
        self._log_judgement("spam")
        # sudo: write access was checked above
        self.sudo().write({"state": "refused", "spam_at": fields.Datetime.now()})

    def action_accept(self):
        quarantined = self.filtered(lambda each: each.state == "quarantined")
        quarantined.action_genuine()
        return super().action_accept()

    def _log_judgement(self, verdict):
        if self:
            details = {"verdict": verdict}
            self.env["customer.audit.event"]._log("judgement", self, details)

    def _note_own_consents(self):
        """What was agreed to counts from when it was sent."""
        opened = self._open_answers()
        self.env["customer.consent"]._note_consents(
            [
                (
                    submission,
                    list(submission._answered(opened)),
                    submission.submitted_at,
                )
                for submission in self
            ]
        )

    # ------------------------------------------------------------
    # Scheduled action
    # ------------------------------------------------------------

    @api.model
    def _delete_spam(self):
        """Delete spam that nobody missed, in batches."""
        parameters = self.env["ir.config_parameter"].sudo()  # sudo: a setting
        days = int(parameters.get_param(PARAMETER) or SPAM_DAYS)
        horizon = fields.Datetime.subtract(fields.Datetime.now(), days=days)
        while spam := self.search([("spam_at", "<", horizon)], limit=BATCH, order="id"):
            for company, of_company in spam.grouped("company_id").items():
                self.env["customer.audit.event"].with_company(company)._log(
                    "judgement", None, {"verdict": "deleted", "rows": len(of_company)}
                )
            spam.unlink()
            if not self.env["ir.cron"]._commit_progress(len(spam)):
                self.env.ref("customer_forms.ir_cron_robots")._trigger()
                return
