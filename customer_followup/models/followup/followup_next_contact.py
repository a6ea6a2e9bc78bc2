from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date

PLAN = {"next_date", "next_plan"}


class CustomerFollowup(models.Model):
    """The next contact that was agreed is under the owner's clock, as long as it is."""

    _inherit = "customer.followup"

    @api.constrains("next_date")
    def _check_next_date(self):
        """A year typed wrong would be an overdue reminder at once."""
        for followup in self.filtered("next_date"):
            moment = fields.Datetime.context_timestamp(
                followup, followup.followed_up_at
            )
            if followup.next_date < moment.date():
                raise ValidationError(
                    self.env._(
                        "The next contact (%(next)s) is before the follow-up itself"
                        " (%(date)s). Enter a later day, or none.",
                        next=format_date(self.env, followup.next_date),
                        date=format_date(self.env, moment.date()),
                    )
                )

    def write(self, vals):
        result = super().write(vals)
        if PLAN & vals.keys():
            left = self._move_next_contact()
            if "next_date" in vals:
                left._schedule_next_contact()
        return result

    def _schedule_next_contact(self):
        planned = self.filtered("next_date")
        activities = self.env["customer.dossier"]._schedule_contact(
            [
                (followup.dossier_id, followup.next_date, followup.next_plan)
                for followup in planned
            ]
        )
        for followup, activity in zip(planned, activities, strict=True):
            # sudo: which reminder a follow-up has asked for is the engine's to note
            followup.sudo().next_activity_id = activity

    def _move_next_contact(self):
        """A date that changes moves its reminder; one that is taken away withdraws it.

        :return: follow-ups that have no open reminder
        """
        # sudo: the reminder is under the owner's clock, who may be another
        self_sudo = self.sudo()
        waiting_sudo = self_sudo.filtered("next_activity_id.active")
        for followup in waiting_sudo.filtered("next_date"):
            followup.next_activity_id.write(
                {
                    "date_deadline": followup.next_date,
                    "summary": followup.next_plan,
                }
            )
        withdrawn_sudo = waiting_sudo.filtered(lambda each: not each.next_date)
        withdrawn_sudo.next_activity_id.unlink()
        return self - waiting_sudo
