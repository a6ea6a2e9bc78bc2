from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    followup_from_activities = fields.Boolean(
        related="company_id.followup_from_activities", readonly=False
    )
    followup_from_sent_mails = fields.Boolean(
        related="company_id.followup_from_sent_mails", readonly=False
    )
    followup_from_received_mails = fields.Boolean(
        related="company_id.followup_from_received_mails", readonly=False
    )
    followup_from_meetings = fields.Boolean(
        related="company_id.followup_from_meetings", readonly=False
    )
    followup_edit_hours = fields.Integer(
        related="company_id.followup_edit_hours", readonly=False
    )
    followup_review = fields.Selection(
        related="company_id.followup_review", readonly=False
    )
    followup_review_percent = fields.Integer(
        related="company_id.followup_review_percent", readonly=False
    )
    followup_review_vip = fields.Boolean(
        related="company_id.followup_review_vip", readonly=False
    )
    followup_review_ordinary = fields.Boolean(
        related="company_id.followup_review_ordinary", readonly=False
    )
    followup_review_potential = fields.Boolean(
        related="company_id.followup_review_potential", readonly=False
    )
