from odoo import models


class MailActivity(models.Model):
    """What happens to an activity happens to its to-do."""

    _inherit = "mail.activity"

    def write(self, vals):
        result = super().write(vals)
        if {"date_deadline", "user_id"} & vals.keys():
            self._todos_sudo()._take_from_clock()
        return result

    def unlink(self):
        todos_sudo = self._todos_sudo()
        result = super().unlink()
        todos_sudo.filtered(lambda todo: todo.state == "open").state = "cancelled"
        return result

    def _action_done(self, feedback=False, attachment_ids=None):
        todos_sudo = self.filtered("active")._todos_sudo()
        # An activity without a customer's document is redacted by nobody else.
        for dossier_sudo in todos_sudo.customer_id:
            feedback = self.env["customer.redaction"]._redact_reason(
                feedback, dossier_sudo
            )
        result = super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
        todos_sudo._close(self.env.user, feedback)
        return result

    def _todos_sudo(self):
        # sudo: whoever finishes or moves an activity need not see the follow-up
        Todo_sudo = self.env["customer.followup.todo"].sudo()
        return Todo_sudo.search(
            [("activity_id", "in", self.ids), ("state", "=", "open")]
        )
