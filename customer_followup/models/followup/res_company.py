from odoo import fields, models

TIERS = ("vip", "ordinary", "potential")


class ResCompany(models.Model):
    _inherit = "res.company"

    followup_from_activities = fields.Boolean(
        string="Finished Reminders Become Follow-ups", default=True
    )
    followup_from_sent_mails = fields.Boolean(
        string="E-mails Sent Become Follow-ups",
        default=True,
        help="Sent to the customer from the customer or an opportunity.",
    )
    followup_from_received_mails = fields.Boolean(
        string="E-mails Received Become Follow-ups", default=True
    )
    followup_from_meetings = fields.Boolean(
        string="Meetings Become Follow-ups",
        default=True,
        help="Once they have taken place; private ones never.",
    )
    followup_edit_hours = fields.Integer(
        string="Hours to Correct a Follow-up",
        default=24,
        help="So long the author corrects it; later a supervisor, with a reason.",
    )
    followup_review = fields.Selection(
        [
            ("all", "All follow-ups"),
            ("tiers", "Those of some tiers"),
            ("sample", "A sample"),
            ("none", "None"),
        ],
        string="Follow-ups to Review",
        required=True,
        default="all",
    )
    followup_review_percent = fields.Integer(string="Percent to Review", default=20)
    followup_review_vip = fields.Boolean(string="Review VIP", default=True)
    followup_review_ordinary = fields.Boolean(string="Review Ordinary")
    followup_review_potential = fields.Boolean(string="Review Potential")

    _followup_edit_hours_positive = models.Constraint(
        "CHECK (followup_edit_hours >= 0)",
        "Enter the hours in which a follow-up may be corrected; 0 for none.",
    )
    _followup_review_percent_range = models.Constraint(
        "CHECK (followup_review_percent BETWEEN 0 AND 100)",
        "Enter a percentage between 0 and 100.",
    )

    def _reviewed_tiers(self):
        return {tier for tier in TIERS if self[f"followup_review_{tier}"]}

    def _audited_fields(self):
        ours = ["followup_edit_hours", "followup_review", "followup_review_percent"]
        return [*super()._audited_fields(), *ours]
