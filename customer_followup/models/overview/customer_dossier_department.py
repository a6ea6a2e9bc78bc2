"""The department of a customer decides who else sees it (S3)."""

from odoo import models
from odoo.exceptions import UserError


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def write(self, vals):
        if "team_id" not in vals or self._may_move_department():
            return super().write(vals)
        # Who leads the department before: nobody takes a customer out of sight.
        before = {dossier: dossier.team_id for dossier in self}
        result = super().write(vals)
        for dossier, team in before.items():
            dossier._check_department(team)
        return result

    def _may_move_department(self):
        return self.env.su or self.env.user.has_group(
            "customer_forms.customer_forms_group_supervisor"
        )

    def _check_department(self, before):
        """:raises UserError: when the customer left its department for none, or for one
        to which its owner does not belong
        """
        team, owner = self.team_id, self.user_id
        # sudo: who is in which department
        members_sudo = team.sudo().member_ids | team.sudo().user_id
        if team != before and (not team or (owner and owner not in members_sudo)):
            raise UserError(
                self.env._(
                    "The department of a customer is one of its owner's, so that who"
                    " leads it still sees the customer. Ask a supervisor to move it."
                )
            )
