from odoo import api, fields, models
from odoo.exceptions import UserError


class CustomerFollowupReview(models.TransientModel):
    """A remark on one follow-up or many, and whether they go back to their authors."""

    _name = "customer.followup.review"
    _description = "Review of Follow-ups"
    _inherit = ["customer.passing.text"]

    followup_ids = fields.Many2many(
        "customer.followup", string="Follow-ups", required=True
    )
    is_returned = fields.Boolean(string="Ask for a Correction")
    remark = fields.Text(required=True)

    @api.model
    def _passing_texts(self):
        return ["remark"]

    def _passing_about(self):
        return self.followup_ids.dossier_id

    def action_review(self):
        """Note the review; who must correct something is told."""
        self.ensure_one()
        if not (self.remark or "").strip():
            raise UserError(self.env._("Write what the author should know."))
        self.followup_ids._review(
            "returned" if self.is_returned else "reviewed", self.remark.strip()
        )
