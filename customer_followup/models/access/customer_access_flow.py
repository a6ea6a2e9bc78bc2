from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.customer_forms.tools.taking_turns import lock_or_tell


class CustomerAccessRequest(models.Model):
    """The steps of who asks and of who hands over. Each is noted in the log."""

    _inherit = "customer.access.request"

    # ------------------------------------------------------------
    # The requester
    # ------------------------------------------------------------

    def action_submit(self):
        """Send the request to the managers of the customers' departments.

        :raises UserError: when something is missing, or nobody could decide
        """
        for request in self:
            request._check_requester()
            request._check_state("draft")
            request._check_complete()
            request._settle_customers()
            request_sudo = request.sudo()  # sudo: states are the engine's
            request_sudo.granted_field_ids = request.field_ids
            request_sudo.write(
                {
                    "state": "requested",
                    "granted_form": request.form,
                    "granted_until": request.ends_on,
                }
            )
            request._note("requested", request._asked())
            if not request_sudo.line_ids:
                request_sudo._end("refused", self.env._("No customer fits."))
                continue
            request_sudo._check_somebody_decides()
            request_sudo._tell_deciders()

    def _check_requester(self):
        self.ensure_one()
        if self.user_id != self.env.user:
            raise AccessError(self.env._("Only the requester does this."))

    def _check_complete(self):
        """:raises UserError: for what the requester has to correct"""
        if not self.field_ids:
            raise UserError(self.env._("Choose at least one field."))
        if self.purpose.strip() == self.env["customer.dossier"]._copy_purpose():
            raise UserError(self.env._("Say what you need the data for."))
        # sudo: the limits are the company's, which not everybody may read
        most = self.sudo().company_id.access_max_customers
        asked = self.customer_limit
        if self.scope != "criteria":
            meant = self.former_id if self.scope == "former" else self
            asked = len(meant._granted_customers())
        if asked > most:
            raise UserError(
                self.env._("Ask for at most %(most)s customers.", most=most)
            )
        self._check_until(self.ends_on)

    def _check_until(self, day):
        today, last = self._today_of(self.company_id), self._last_day(self.company_id)
        if not today <= day <= last:
            raise UserError(
                self.env._(
                    "Choose a last day between today and %(last)s.",
                    last=last.isoformat(),
                )
            )

    def _check_somebody_decides(self):
        """:raises UserError: when the request would lie about"""
        if not all(approval._deciders() for approval in self.approval_ids):
            raise UserError(
                self.env._(
                    "Nobody may decide about some of these customers: their department"
                    " has no manager but you. Ask your administrator."
                )
            )

    def action_extend(self):
        """Ask anew for the same customers: a longer time is a new decision.

        :return: action of the new draft
        """
        self.ensure_one()
        self._check_requester()
        self._check_state("handed_over", "expired")
        vals = self.copy_data({"ends_on": self._last_day(self.company_id)})[0]
        request = self.create(vals)
        # sudo: what it goes back to is the engine's
        request.sudo().write({"scope": "former", "former_id": self.id})
        return request._get_form_action()

    def _get_form_action(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }

    # ------------------------------------------------------------
    # The data administrator
    # ------------------------------------------------------------

    def action_hand_over(self):
        """Open the masked copy to the requester, from now to the end.

        :raises AccessError: for anybody but a data administrator who is neither the
            requester nor, where the company wants it, one of those who approved
        :raises UserError: before it is approved, or after its end
        """
        for request in self:
            request.check_access("read")
            request_sudo = request.sudo()  # sudo: states are the engine's
            lock_or_tell(request_sudo)
            request._check_state("approved")
            if not request_sudo._may_be_handed_over_by(self.env.user):
                raise AccessError(
                    self.env._(
                        "A data administrator hands it over, who has neither asked for"
                        " it nor approved it."
                    )
                )
            request._check_until(request_sudo.granted_until)
            request_sudo.write(
                {
                    "state": "handed_over",
                    "handed_over_by_id": self.env.uid,
                    "handed_over_at": fields.Datetime.now(),
                }
            )
            request_sudo._note_in_dossiers(self.env.user)
            request._note("handed_over", request_sudo._given())
            request_sudo._forget_told()
            request_sudo._tell_requester(
                lambda env: env._("Your copy of customer data is open"),
                request_sudo.granted_until,
            )

    # ------------------------------------------------------------
    # The log
    # ------------------------------------------------------------

    def _note(self, action, details=None, reason=""):
        """Note a step in the audit log, with the number of the request."""
        self.env["customer.audit.event"]._log(
            "grant",
            self,
            {"action": action, "number": self.number, **(details or {})},
            reason,
        )

    def _asked(self):
        # sudo: how many there are is for those who decide
        return {
            "rows": self.sudo().customer_count,
            "fields": self.field_ids.mapped("key"),
            "format": self.form,
            "until": self.ends_on.isoformat(),
        }

    def _given(self, approvals=None):
        """What is given, by these departments or all of them."""
        lines = self._lines_of(self.approval_ids if approvals is None else approvals)
        return {
            "rows": len(lines),
            "ids": lines.dossier_id.ids,
            "fields": self.granted_field_ids.mapped("key"),
            "format": self.granted_form,
            "until": self.granted_until.isoformat(),
        }
