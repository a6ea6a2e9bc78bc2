from odoo import api, fields, models
from odoo.exceptions import UserError


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    suggesting_followup_id = fields.Many2one(
        "customer.followup",
        string="Suggesting Follow-up",
        compute="_compute_suggesting_followup_id",
        help="The latest follow-up whose suggestion waits for an answer.",
    )
    suggested_status = fields.Char(compute="_compute_suggesting_followup_id")
    suggestion_reason = fields.Char(compute="_compute_suggesting_followup_id")

    @api.depends("followup_ids.suggestion_state", "main_lead_id.won_status")
    @api.depends_context("lang")
    def _compute_suggesting_followup_id(self):
        waiting = self.env["customer.followup"].search(
            [("dossier_id", "in", self.ids), ("suggestion_state", "=", "open")]
        )
        # The latest comes first in the order of follow-ups.
        latest = {}
        for followup in waiting:
            if followup._is_still_ahead():
                latest.setdefault(followup.dossier_id, followup)
        for dossier in self:
            followup = latest.get(dossier._origin, waiting.browse())
            dossier.suggesting_followup_id = followup
            dossier.suggested_status = followup.suggested_status
            dossier.suggestion_reason = followup.suggestion_reason

    def action_accept_suggestion(self):
        """Take what the latest follow-up suggests; see ``customer.followup``.

        :return: True or an action
        :raises UserError: when no suggestion waits
        """
        self.ensure_one()
        if not self.suggesting_followup_id:
            raise UserError(self.env._("This suggestion was answered already."))
        return self.suggesting_followup_id.action_accept_suggestion()

    def action_decline_suggestion(self):
        """Leave the opportunities of these customers as they are.

        :return: True
        """
        self.suggesting_followup_id.action_decline_suggestion()
        return True


class CustomerFollowup(models.Model):
    _inherit = "customer.followup"

    def _is_still_ahead(self):
        """Whether the opportunity has not gone there by itself, or ended since."""
        # sudo: how far it is, see _suggest
        self_sudo = self.sudo()
        lead_sudo = self_sudo.lead_id or self_sudo.dossier_id.main_lead_id
        if not lead_sudo:
            return True
        if lead_sudo.won_status != "pending":
            # Said when nothing was open: a new one may begin, unless it did and is over.
            ended = lead_sudo.date_closed
            return (
                not self_sudo.lead_id
                and bool(ended)
                and ended < self_sudo.followed_up_at
            )
        stage_sudo = self_sudo.suggested_stage_id
        return not stage_sudo or stage_sudo.sequence > lead_sudo.stage_id.sequence
