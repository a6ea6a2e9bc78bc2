from odoo import api, fields, models

from odoo.addons.customer_forms.tools.engine_guard import refuse_engine_fields

ADMINISTRATOR = "customer_forms.customer_forms_group_manager"


class CustomerAccessApproval(models.Model):
    """What one department says to a request that concerns its customers (V4)."""

    _name = "customer.access.approval"
    _description = "Approval of a Request for Customer Data"
    _order = "id"

    request_id = fields.Many2one(
        "customer.access.request",
        required=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="request_id.company_id", store=True)
    team_id = fields.Many2one(
        "crm.team",
        string="Department",
        index="btree_not_null",
        ondelete="set null",
        help="Empty for customers of no department: an administrator decides.",
    )
    leader_id = fields.Many2one(related="team_id.user_id", string="Manager")
    state = fields.Selection(
        [("waiting", "To Approve"), ("approved", "Approved"), ("refused", "Refused")],
        string="Status",
        required=True,
        default="waiting",
    )
    customer_count = fields.Integer(string="Customers")
    user_id = fields.Many2one("res.users", string="By", ondelete="restrict")
    decided_at = fields.Datetime(string="On")
    remark = fields.Char()

    @api.model_create_multi
    def create(self, vals_list):
        refuse_engine_fields(self, set(self._fields), vals_list)
        return super().create(vals_list)

    def write(self, vals):
        refuse_engine_fields(self, set(self._fields), [vals])
        return super().write(vals)

    @api.depends("team_id")
    def _compute_display_name(self):
        for approval in self:
            approval.display_name = approval.team_id.name or self.env._("No department")

    def _is_for(self, user):
        """Whether this user may decide for the department: its leader, or an
        administrator; never the requester, whatever else he is."""
        self.ensure_one()
        if user == self.request_id.user_id or not user.active:
            return False
        return user == self.team_id.user_id or self.request_id._is_member(
            user, ADMINISTRATOR
        )

    def _deciders(self):
        """Who is asked: the leader, else the administrators."""
        leader = self.team_id.user_id
        if leader and self._is_for(leader):
            return leader
        return self.request_id._members(ADMINISTRATOR).filtered(self._is_for)
