"""Salespeople ask the leader of their department, where the company wants that."""

from odoo import models
from odoo.exceptions import AccessError, UserError

from odoo.addons.customer_forms.tools.taking_turns import lock_or_tell


class CustomerHandover(models.Model):
    _inherit = "customer.handover"

    def _ask(self):
        """Let the leaders of the departments decide.

        :raises UserError: when nobody leads the department
        """
        for handover in self:
            leader = handover.line_ids.from_team_id.user_id.filtered("active")[:1]
            if not leader:
                raise UserError(
                    self.env._(
                        "Nobody leads the department of these customers. Ask an"
                        " administrator to hand them over."
                    )
                )
            handover.write({"state": "asked", "approver_id": leader.id})
            handover.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=handover.with_context(lang=leader.lang).env._(
                    "%(name)s asks to hand over %(count)s customers",
                    name=handover.user_id.name,
                    count=handover.customer_count,
                ),
                user_id=leader.id,
            )

    def action_approve(self):
        """Hand over what was asked for.

        :raises AccessError: when this user may not give all of these customers away
        """
        handover_sudo = self._decide()
        dossiers = handover_sudo.line_ids.dossier_id.with_user(self.env.user)
        if not dossiers.has_access("write"):
            raise AccessError(
                self.env._("Some of these customers are not your department's.")
            )
        handover_sudo.state = "working"
        handover_sudo._begin()

    def action_refuse(self):
        """Leave the customers with their owner."""
        handover_sudo = self._decide()
        handover_sudo.state = "refused"
        user = handover_sudo.user_id
        told = handover_sudo.with_context(lang=user.lang)
        told.message_notify(
            partner_ids=user.partner_id.ids,
            subject=told.display_name,
            body=told.env._(
                "%(name)s refused: the customers stay with you.",
                name=self.env.user.name,
            ),
        )

    def _decide(self):
        """This run in sudo, when this user may decide on it."""
        self.ensure_one()
        self.check_access("read")
        handover_sudo = self.sudo()  # sudo: runs are the engine's; see can_approve
        lock_or_tell(handover_sudo)
        handover_sudo.invalidate_recordset()
        if not self.can_approve:
            raise AccessError(
                self.env._("This was decided, or is not yours to decide.")
            )
        handover_sudo.approver_id = self.env.user
        handover_sudo.activity_ids.action_done()
        return handover_sudo
