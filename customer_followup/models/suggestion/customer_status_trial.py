from odoo import api, fields, models

from .suggestion_words import because, left_out, status_name


class CustomerStatusTrial(models.TransientModel):
    """Shows an administrator what a sentence would suggest, and why."""

    _name = "customer.status.trial"
    _description = "Trial of Status Phrases"

    # Nothing that is tried is kept: it may be of a customer.
    text = fields.Char(string="Sentence", store=False)
    outcome = fields.Char(string="Suggested Status", compute="_compute_outcome")
    reasons = fields.Text(compute="_compute_outcome")

    @api.depends("text")
    @api.depends_context("lang")
    def _compute_outcome(self):
        phrases = self.env["customer.status.phrase"]
        for trial in self:
            found = phrases._read(trial.text, self.env.company)
            result, stage_id = found.outcome or ("", False)
            stage = self._stage(result, stage_id)
            trial.outcome = status_name(self.env, result, stage) or self.env._("None")
            lines = [because(self.env, found.evidence)] if found.outcome else []
            lines += left_out(self.env, found.discounted)
            if trial.text and not lines:
                lines = [self.env._("No phrase in it says enough. Add one for it.")]
            trial.reasons = "\n".join(lines)

    @api.model
    def _stage(self, result, stage_id):
        """The stage that is meant, ``won`` being the first that wins."""
        stages = self.env["crm.stage"]
        if result == "won":
            return stages.search([("is_won", "=", True)], limit=1)
        return stages.browse(stage_id)
