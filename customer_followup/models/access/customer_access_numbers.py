from odoo import api, fields, models


class CustomerAccessRequest(models.Model):
    """A request in numbers, for those who decide. How many customers fit tells about
    customers, too: the requester knows when it was decided."""

    _inherit = "customer.access.request"

    shown_count = fields.Integer(string="Customers", compute="_compute_shown")
    team_count = fields.Integer(
        string="Concerned Departments", compute="_compute_shown"
    )
    field_count = fields.Integer(string="Fields Asked For", compute="_compute_shown")
    numbers = fields.Char(string="In Numbers", compute="_compute_numbers")

    @api.depends("customer_count", "state", "field_ids", "line_ids", "approval_ids")
    @api.depends_context("uid")
    def _compute_shown(self):
        for request in self:
            # sudo: who decides sees numbers, whatever else he may see
            request_sudo = request.sudo()
            is_told = (
                self.env.su
                or request.user_id != self.env.user
                or request.state not in ("draft", "requested")
            )
            is_own_choice = request.state == "draft" and request.scope == "selection"
            request.shown_count = (
                len(request_sudo.line_ids)
                if is_own_choice
                else is_told and request_sudo.customer_count
            )
            request.team_count = is_told and len(request_sudo.approval_ids)
            request.field_count = len(request.field_ids)

    @api.depends("shown_count", "team_count", "field_ids")
    @api.depends_context("lang")
    def _compute_numbers(self):
        for request in self:
            masked = request.field_ids.filtered("is_sensitive")
            request.numbers = request.shown_count and self.env._(
                "%(customers)s customers of %(departments)s departments; %(fields)s"
                " fields, %(masked)s of them only masked",
                customers=request.shown_count,
                departments=request.team_count,
                fields=len(request.field_ids),
                masked=len(masked),
            )
