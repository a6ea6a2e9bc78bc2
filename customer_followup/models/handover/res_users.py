"""Whoever leaves leaves his customers to somebody, with all there is to do for them."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.http import request

from ...tools.by_engine import BY_ENGINE, is_by_engine
from .customer_dossier_following import ALONG
from .customer_dossier_receivers import SUPERVISOR
from .mail_activity import KEEPING

# Where the web client comes in; programs have doors of their own.
WEB_CLIENT = "/web/dataset/"
# In the context of the dialog: the person has decided already.
DECIDED = "customer_handover_decided"
WORKPLACE = {"company_ids", "group_ids"}


class ResUsers(models.Model):
    _inherit = "res.users"

    customer_count = fields.Integer(
        string="Customers", compute="_compute_customer_count", groups=SUPERVISOR
    )

    def _compute_customer_count(self):
        counts = dict(
            self.env["customer.dossier"]._read_group(
                [("user_id", "in", self.ids)], ["user_id"], ["__count"]
            )
        )
        for user in self:
            user.customer_count = counts.get(user._origin, 0)

    # ------------------------------------------------------------
    # Leaving
    # ------------------------------------------------------------

    def action_archive(self):
        """People are asked to whom the customers go; programs are not stopped: the
        customers go to the leaders of their departments."""
        if self._is_asked() and self._owned_by():
            return self._get_leaving_action()
        return super(
            ResUsers, self.with_context(**{KEEPING: BY_ENGINE})
        ).action_archive()

    def write(self, vals):
        if "active" in vals and not vals["active"]:
            self.filtered("active")._leave_customers()
        is_moving = bool(WORKPLACE & vals.keys())
        before = self._owned_at_work() if is_moving else None
        result = super().write(vals)
        if before:
            before.invalidate_recordset(["has_owner_at_work"])
            lost = before - self._owned_at_work()
            self.env["customer.handover"]._tell_of_lost_owners(lost)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_owner(self):
        if self._owned_by():
            raise UserError(
                self.env._(
                    "These users have customers. Archive them instead: you are asked to"
                    " whom the customers go."
                )
            )

    def _is_asked(self):
        """Whether a person is at work who can give customers away."""
        is_person = bool(request) and request.httprequest.path.startswith(WEB_CLIENT)
        is_decided = is_by_engine(self.env.context, DECIDED)
        return is_person and not is_decided and self.env.user.has_group(SUPERVISOR)

    def _owned_by(self):
        """All customers of these users, archived ones too, in sudo."""
        # sudo: whoever archives a user need not see the customers
        Dossier_sudo = self.env["customer.dossier"].sudo()
        return Dossier_sudo.with_context(active_test=False).search(
            [("user_id", "in", self.ids)]
        )

    def _owned_at_work(self):
        """Those of their customers that they can look after."""
        return self._owned_by().filtered("has_owner_at_work")

    def _get_leaving_action(self):
        wizard = self.env["customer.handover.wizard"].create(
            {
                "source": "owners",
                "from_user_ids": self.ids,
                "archived_user_ids": self.ids,
                "reason": self.env._("Leaves the company"),
            }
        )
        return wizard._get_action()

    def _leave_customers(self):
        """Give what they have to the leaders of the departments, else to nobody."""
        dossiers_sudo = self._owned_by()
        Handover = self.env["customer.handover"]
        dossiers_sudo -= Handover._under_way(dossiers_sudo)
        moves = []
        for (team, company), dossiers in dossiers_sudo.grouped(
            lambda dossier: (dossier.team_id, dossier.company_id)
        ).items():
            leader = (team.user_id - self) & dossiers._workers(company)
            moves += [(dossier, leader, team) for dossier in dossiers]
        Handover._make(moves, origin="leaving", along=[*ALONG])._begin()
        self._leave_activities()

    def _leave_activities(self):
        """What they have to do for customers of others goes to these others."""
        # sudo: whoever archives a user need not see the customers
        activities_sudo = (
            self.env["mail.activity"].sudo().search([("user_id", "in", self.ids)])
        )
        others = {
            dossier: activities
            for dossier, activities in activities_sudo._by_customer().items()
            if dossier.user_id not in self
        }
        # sudo: see above
        self.env["customer.dossier"].sudo()._give_activities(others)

    def action_hand_over_customers(self):
        """Open the dialog that gives the customers of these users to others.

        :return: action of a dialog
        """
        wizard = self.env["customer.handover.wizard"].create(
            {"source": "owners", "from_user_ids": self.ids}
        )
        return wizard._get_action()
