from odoo import api, fields, models

OFFICER = "customer_forms.customer_forms_group_data_officer"


class CustomerAccessRequest(models.Model):
    """Who does what with a request, and who is told."""

    _inherit = "customer.access.request"

    may_decide = fields.Boolean(compute="_compute_may")
    may_hand_over = fields.Boolean(compute="_compute_may")
    may_open = fields.Boolean(compute="_compute_may")
    may_close = fields.Boolean(compute="_compute_may")
    is_mine = fields.Boolean(compute="_compute_may", search="_search_is_mine")
    is_waiting_for_me = fields.Boolean(
        compute="_compute_may", search="_search_is_waiting_for_me"
    )

    @api.depends("state", "approval_ids.state", "ends_at", "line_ids")
    @api.depends_context("uid")
    def _compute_may(self):
        user = self.env.user
        for request in self:
            # sudo: who decides is asked of everybody who sees the request
            request_sudo = request.sudo()
            decides = bool(request_sudo._approvals_of(user))
            hands_over = request_sudo._may_be_handed_over_by(user)
            request.is_mine = request.user_id == user
            request.may_decide = request.state == "requested" and decides
            request.may_hand_over = request.state == "approved" and hands_over
            request.is_waiting_for_me = request.may_decide or request.may_hand_over
            request.may_open = request_sudo._is_open_to(user)
            request.may_close = request_sudo._may_be_closed_by(user)

    def _search_is_mine(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("user_id", "=" if True in value else "!=", self.env.uid)]

    def _search_is_waiting_for_me(self, operator, value):
        if operator != "in" or True not in value:
            return NotImplemented
        waiting = self.search([("state", "in", ("requested", "approved"))])
        mine = waiting.filtered("is_waiting_for_me")
        return [("id", "in", mine.ids)]

    # ------------------------------------------------------------
    # Who may
    # ------------------------------------------------------------

    def _members(self, group):
        """People with a role who work in the company of the request."""
        self.ensure_one()
        # sudo: who has a role is no secret to the engine
        users_sudo = self.env.ref(group).sudo().all_user_ids
        return users_sudo.filtered(
            lambda user: user.active and self.company_id in user.company_ids
        ).sudo(False)

    def _is_member(self, user, group):
        """The same of one user: lists ask it for each row."""
        # sudo: companies and roles of colleagues, too
        user_sudo = user.sudo()
        return (
            user_sudo.active
            and self.company_id in user_sudo.company_ids
            and user_sudo.has_group(group)
        )

    def _approvals_of(self, user):
        """What this user may still decide here."""
        return self.approval_ids.filtered(
            lambda approval: approval.state == "waiting" and approval._is_for(user)
        )

    def _may_be_handed_over_by(self, user):
        """A data administrator, not the requester; where the company wants four eyes,
        none of those who approved."""
        if user == self.user_id or not self._is_member(user, OFFICER):
            return False
        # sudo: a setting of the company, which not everybody may read
        is_strict = self.company_id.sudo().has_second_officer
        return not (is_strict and user in self._approvers())

    def _approvers(self):
        return self.approval_ids.filtered(
            lambda approval: approval.state == "approved"
        ).user_id

    def _may_be_closed_by(self, user):
        """The requester, those who decide about it, and data administrators."""
        if self.state not in ("requested", "approved", "handed_over"):
            return False
        return (
            user == self.user_id
            or self._is_member(user, OFFICER)
            or any(approval._is_for(user) for approval in self.approval_ids)
        )

    # ------------------------------------------------------------
    # Who is told
    # ------------------------------------------------------------

    def _tell(self, users, summary, deadline=None):
        """Put the request under somebody's clock.

        :param users: in whose languages the summary is
        :param summary: function(env) -> text
        """
        for user in users:
            env = self.with_context(lang=user.lang).env
            self.activity_schedule(
                "mail.mail_activity_data_todo",
                date_deadline=deadline or self._today_of(self.company_id),
                user_id=user.id,
                summary=summary(env),
            )

    def _tell_deciders(self):
        users = self.env["res.users"].union(
            *(approval._deciders() for approval in self.approval_ids)
        )
        self._tell(users, lambda env: env._("Decide on a request for customer data"))

    def _tell_officers(self):
        users = self._members(OFFICER).filtered(self._may_be_handed_over_by)
        self._tell(users, lambda env: env._("Hand over a copy of customer data"))

    def _tell_requester(self, summary, deadline=None):
        self._tell(self.user_id.filtered("active"), summary, deadline)

    def _forget_told(self, users=None):
        """Nobody is reminded of what is done."""
        # sudo: those of colleagues too
        told_sudo = self.sudo().activity_ids
        if users is not None:
            told_sudo = told_sudo.filtered(lambda each: each.user_id in users)
        told_sudo.unlink()
