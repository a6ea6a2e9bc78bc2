"""What people say of a pair: compare and merge, two customers, or ask who may say it."""

from odoo import models
from odoo.exceptions import AccessError, UserError


class CustomerDuplicate(models.Model):
    _inherit = "customer.duplicate"

    def action_merge(self):
        """Compare them side by side, and merge them.

        :return: action of a dialog
        :raises UserError: when they were decided, or one has been merged since
        """
        self.ensure_one()
        self.check_access("read")
        if self.state != "open":
            raise UserError(
                self.env._("Somebody decided this already. Reload the page.")
            )
        self._check_may_decide()
        return self._dossiers()._kept().action_merge()

    def action_tell_apart(self):
        """These are two customers: they are not proposed again.

        :return: True
        :raises AccessError: for who may not change both of each
        """
        self.check_access("read")
        self._check_may_decide()
        # sudo: written by the engine only; who may decide was asked above
        pairs_sudo = self.sudo().filtered(lambda pair: pair.state == "open")
        pairs_sudo.write({"state": "different", **self._decided_now()})
        return True

    def action_ask_supervisor(self):
        """Ask somebody who may change both customers to decide.

        :return: notification
        :raises UserError: when there is nobody, or this user may change neither
        """
        self.ensure_one()
        self.check_access("read")
        mine = self._dossiers()._filtered_access("write")[:1]
        if not mine or self.state != "open":
            raise UserError(self.env._("There is nothing here to ask about."))
        supervisor = self._find_supervisor()
        summary = self.with_context(lang=supervisor.lang).env._(
            "One customer or two? %(pair)s", pair=self.display_name
        )
        if summary not in mine.activity_ids.mapped("summary"):
            mine.activity_schedule(
                "mail.mail_activity_data_todo", summary=summary, user_id=supervisor.id
            )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("%(user)s was asked.", user=supervisor.name),
            },
        }

    def _find_supervisor(self):
        """Who leads a department of these, else an administrator: who may change both."""
        # sudo: to know them; they are asked what they may
        leaders_sudo = self._dossiers().sudo().team_id.user_id
        managers_sudo = (
            self.env.ref("customer_forms.customer_forms_group_manager")
            .sudo()
            .all_user_ids
        )
        for user in leaders_sudo + managers_sudo.sorted("id"):
            if user.active and self._dossiers().with_user(user).has_access("write"):
                return user
        raise UserError(self.env._("Nobody may change both customers."))

    def _check_may_decide(self):
        try:
            self._dossiers().check_access("write")
        except AccessError as error:
            raise AccessError(
                self.env._(
                    "One of these customers is a colleague's. Ask the supervisor to decide."
                )
            ) from error
