"""Who may give customers away, to whom, and which customers nobody looks after."""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

SALESPERSON = "customer_forms.customer_forms_group_user"
SUPERVISOR = "customer_forms.customer_forms_group_supervisor"
MANAGER = "customer_forms.customer_forms_group_manager"


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    has_owner_at_work = fields.Boolean(
        string="Owner at Work",
        compute="_compute_has_owner_at_work",
        search="_search_has_owner_at_work",
        help="The owner has a login, the role and the company of this customer.",
    )
    may_hand_over = fields.Boolean(compute="_compute_may_hand_over")
    handover_line_ids = fields.One2many("customer.handover.line", "dossier_id")

    @api.depends("user_id", "company_id")
    def _compute_has_owner_at_work(self):
        for company, dossiers in self.grouped("company_id").items():
            workers = self._workers(company)
            for dossier in dossiers:
                dossier.has_owner_at_work = dossier.user_id in workers

    def _search_has_owner_at_work(self, operator, value):
        if operator != "in":
            return NotImplemented
        wanted = Domain.OR(
            Domain("company_id", "=", company.id)
            & Domain("user_id", "in", self._workers(company).ids)
            for company in self.env.companies
        )
        return Domain.OR(wanted if each else ~wanted for each in value)

    @api.depends("company_id")
    @api.depends_context("uid")
    def _compute_may_hand_over(self):
        for dossier in self:
            dossier.may_hand_over = dossier._may_give()

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            for user_id, company_id in {
                (vals["user_id"], vals.get("company_id") or self.env.company.id)
                for vals in vals_list
                if vals.get("user_id") not in (None, False, self.env.uid)
            }:
                self._check_receiver(
                    self.env["res.users"].browse(user_id),
                    self.env["res.company"].browse(company_id),
                )
        return super().create(vals_list)

    # ------------------------------------------------------------
    # Receivers
    # ------------------------------------------------------------

    @api.model
    def _workers(self, company):
        """Who can look after customers of the company."""
        # sudo: who works there is no secret to those who look after customers
        Users_sudo = self.env["res.users"].sudo()
        return Users_sudo.search(
            [
                ("active", "=", True),
                ("share", "=", False),
                ("company_ids", "in", company.ids),
                ("all_group_ids", "in", self.env.ref(SALESPERSON).ids),
            ]
        ).sudo(self.env.su)

    @api.model
    def _receivers(self, company):
        """Whom this user may give customers of the company to: administrators anybody
        who works there, supervisors the departments they lead, others their own one."""
        workers = self._workers(company)
        if self.env.su or self.env.user.has_group(MANAGER):
            return workers
        user = self.env.user
        # sudo: membership does not depend on the companies chosen in the menu
        Teams_sudo = self.env["crm.team"].sudo()
        mine = Domain("user_id", "=", user.id)
        if not user.has_group(SUPERVISOR):
            mine |= Domain("member_ids", "in", user.ids)
        teams_sudo = Teams_sudo.search(mine)
        return workers & (user | teams_sudo.member_ids | teams_sudo.user_id)

    def _may_give(self):
        """Whether this user hands customers over without asking anybody."""
        return (
            self.env.su
            or self.env.user.has_group(SUPERVISOR)
            or (self.company_id or self.env.company).may_salespeople_hand_over
        )

    def _check_handover(self, vals):
        """
        :raises AccessError: when this user must ask the leader of the department
        :raises UserError: for a new owner who cannot look after these customers
        """
        if self.env.su or "user_id" not in vals:
            return
        given = self.filtered(
            lambda each: each.user_id.id != (vals["user_id"] or False)
        )
        if any(not dossier._may_give() for dossier in given):
            raise AccessError(
                self.env._(
                    "Your company lets supervisors give customers to others. Choose"
                    " “Hand Over” in the dossier to ask yours."
                )
            )
        for company in given.company_id if vals["user_id"] else ():
            self._check_receiver(self.env["res.users"].browse(vals["user_id"]), company)

    @api.model
    def _check_receiver(self, user, company):
        """:raises UserError: saying why this user cannot be the owner"""
        if user in self._receivers(company):
            return
        user_sudo = user.sudo()  # sudo: what stands in the way is no secret
        name = user_sudo.name
        if not user_sudo.active:
            why = self.env._("%(name)s is archived.", name=name)
        elif company not in user_sudo.company_ids:
            why = self.env._(
                "%(name)s does not work in %(company)s.",
                name=name,
                company=company.name,
            )
        elif user not in self._workers(company):
            why = self.env._("%(name)s has not the role of a salesperson.", name=name)
        else:
            why = self.env._("%(name)s is in none of your departments.", name=name)
        raise UserError(
            self.env._("%(why)s Choose somebody else as the owner.", why=why)
        )

    def action_hand_over(self):
        """Open the dialog that gives these customers to others.

        :return: action of a dialog
        """
        wizard = self.env["customer.handover.wizard"].create(
            {"source": "picked", "picked": self._picked()}
        )
        return wizard._get_action()

    def _picked(self):
        """These customers and who has them now, as the dialog keeps them."""
        return [[dossier.id, dossier.user_id.id] for dossier in self]
