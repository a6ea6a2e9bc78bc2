from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date, format_list

# How long somebody may take back what he has just logged.
UNDO_MINUTES = 10


class CustomerFollowup(models.Model):
    """Logging a follow-up in a moment: the dialog, what it did, and taking it back."""

    _inherit = "customer.followup"

    @api.model
    def _get_log_action(self, vals):
        """The dialog in which a follow-up with these values is written.

        :param dict vals: values of fields, many2many as lists of ids
        """
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Log Follow-up"),
            "res_model": self._name,
            "views": [
                (
                    self.env.ref("customer_followup.customer_followup_view_dialog").id,
                    "form",
                )
            ],
            "target": "new",
            "context": {
                "dialog_size": "medium",
                **{f"default_{name}": value for name, value in vals.items()},
            },
        }

    # ------------------------------------------------------------
    # What it did
    # ------------------------------------------------------------

    def get_log_outcome(self):
        """What saving this follow-up has done, for whoever saved it.

        :return: dict: ``text``, sentences; ``can_undo``
        """
        self.ensure_one()
        said = [self.env._("The follow-up is saved.")]
        # sudo: what was due is finished, whoever may see the reminder now
        reminder_sudo = self.sudo().activity_id
        if reminder_sudo:
            said.append(self.env._("The reminder is done."))
        next_contact = self._next_contact()
        if next_contact:
            said.append(
                self.env._(
                    "Next reminder on %(date)s: %(text)s",
                    date=format_date(self.env, next_contact.date_deadline),
                    text=next_contact.summary
                    or next_contact.activity_type_id.display_name,
                )
            )
        if self.todo_ids:
            said.append(
                self.env._(
                    "To-dos were given to %(people)s.",
                    people=format_list(self.env, self.todo_ids.user_id.mapped("name")),
                )
            )
        return {"text": " ".join(said), "can_undo": not self._why_no_undo()}

    def _next_contact(self):
        """The reminder that comes next for this customer."""
        # sudo: it is under the clock of the owner, who may be another
        self_sudo = self.sudo()
        planned_sudo = self_sudo.next_activity_id.filtered("active")
        open_sudo = self_sudo.dossier_id.activity_ids.filtered("is_customer_reminder")
        return planned_sudo or open_sudo.sorted("date_deadline")[:1]

    # ------------------------------------------------------------
    # Taking it back
    # ------------------------------------------------------------

    def action_undo_log(self):
        """Take back what was just logged: the reminder is open again, what was planned
        is withdrawn, and the log of the customer says so.

        :return: str, what happened, for the user
        :raises UserError: when it is too late, or somebody else's
        """
        self.ensure_one()
        self.check_access("read")
        problem = self._why_no_undo()
        if problem:
            raise UserError(problem)
        reopened = self.activity_id
        self.env["customer.audit.event"]._log(
            "correction",
            self.dossier_id,
            {"action": "undone", "text": self._said_when()},
        )
        # sudo: nobody deletes follow-ups but the one that was just saved by mistake
        self.sudo()._undo()
        if reopened:
            return self.env._(
                "The follow-up is taken back; the reminder is open again."
            )
        return self.env._("The follow-up is taken back.")

    def _why_no_undo(self):
        """Why this user cannot take it back, in a sentence; empty when he can."""
        age = fields.Datetime.now() - self.create_date
        if self.review_state in ("returned", "reviewed"):
            return self.env._("It was reviewed. Correct the follow-up instead.")
        if self.create_uid != self.env.user or age > timedelta(minutes=UNDO_MINUTES):
            return self.env._(
                "Only what you logged in the last %(minutes)s minutes is taken back."
                " Correct the follow-up instead.",
                minutes=UNDO_MINUTES,
            )
        return ""

    def _said_when(self):
        methods = dict(self._fields["method"]._description_selection(self.env))
        moment = fields.Datetime.context_timestamp(self, self.followed_up_at)
        return f"{methods[self.method]} {moment:%Y-%m-%d %H:%M}"

    def _undo(self):
        """Delete it with everything that it made; open what it finished."""
        reminder, activity = self.reminder_id, self.activity_id
        following = activity.browse()
        if activity:
            following = self._withdraw_following(reminder)
            self._forget_note_of(activity)
        self.unlink()
        following.unlink()
        reminder.write({"state": "open", "followup_id": False})
        activity.action_unarchive()
        activity.feedback = False

    def _made_activities(self):
        """Activities that this follow-up has put under clocks."""
        return (
            self.next_activity_id + self.return_activity_id + self.todo_ids.activity_id
        )

    def _withdraw_following(self, reminder):
        """What the rule asked for once this reminder was done: it is asked for again.

        :return: activities to delete
        """
        following = self.dossier_id.reminder_ids.filtered(
            lambda each: each.state == "open" and each.rule_id == reminder.rule_id
        )
        activities = following.activity_id
        following.unlink()
        return activities

    def _forget_note_of(self, activity):
        """The chatter says that the reminder was done: it is not."""
        self.dossier_id.message_ids.filtered(
            lambda message: (
                message.mail_activity_type_id == activity.activity_type_id
                and message.author_id == self.create_uid.partner_id
                and message.create_date >= self.create_date
            )
        ).unlink()
