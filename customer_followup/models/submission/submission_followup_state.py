"""How far somebody has come with what was submitted (S5)."""

from odoo import api, fields, models
from odoo.exceptions import UserError

FOLLOWUP_STATES = [
    ("to_follow_up", "To follow up"),
    ("in_progress", "In progress"),
    ("won", "Won"),
    ("lost", "Lost"),
]


class CustomerFormSubmission(models.Model):
    _inherit = "customer.form.submission"

    followup_state = fields.Selection(
        FOLLOWUP_STATES,
        string="Follow-up Status",
        compute="_compute_followup_state",
        store=True,
        precompute=True,
        readonly=False,
        copy=False,
        index="btree_not_null",
        help="The opportunity says it. Of a submission without one, staff say it, and a"
        " follow-up of the customer sets it in progress.",
    )

    @api.depends(
        "state",
        "lead_id.stage_id",
        "lead_id.won_status",
        "dossier_id.followup_ids.followed_up_at",
    )
    def _compute_followup_state(self):
        accepted = self.filtered(lambda each: each.state == "accepted")
        (self - accepted).followup_state = False
        # sudo: how far it is, is no secret of the opportunity or of who followed up
        first_stage_sudo = self.env["crm.stage"].sudo()
        if accepted.sudo().lead_id:
            first_stage_sudo = first_stage_sudo.search([], limit=1)
        for submission in accepted:
            lead_sudo = submission.sudo().lead_id
            said = submission.followup_state or "to_follow_up"
            if lead_sudo.won_status in ("won", "lost"):
                said = lead_sudo.won_status
            elif lead_sudo:
                is_on = lead_sudo.stage_id.sequence > first_stage_sudo.sequence
                said = "in_progress" if is_on else "to_follow_up"
            if said == "to_follow_up" and submission._was_followed_up():
                said = "in_progress"
            submission.followup_state = said

    def _was_followed_up(self):
        """Whether somebody spoke with the customer since."""
        self.ensure_one()
        followups_sudo = self.sudo().dossier_id.followup_ids  # sudo: see above
        return any(
            followup.followed_up_at >= self.submitted_at for followup in followups_sudo
        )

    def write(self, vals):
        if "followup_state" in vals and self.sudo().lead_id:  # sudo: see above
            raise UserError(
                self.env._("Move the opportunity instead: it says how far this is.")
            )
        return super().write(vals)
