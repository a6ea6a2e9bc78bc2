from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.customer_forms.tools.redaction import redact
from odoo.addons.customer_forms.tools.taking_turns import lock_or_tell

# What an approver may make of the form that was asked for.
NARROWER = {"view": ("view",), "pdf": ("view", "pdf"), "xlsx": ("view", "xlsx")}


class CustomerAccessRequest(models.Model):
    """What the managers of the customers' departments decide."""

    _inherit = "customer.access.request"

    def _decide(self, is_approved, remark="", narrowing=None):
        """Approve or refuse for the departments of this user.

        :param bool is_approved: or refused
        :param str remark: why
        :param dict narrowing: what is given of it: ``fields``, ``form``, ``until``,
            ``limit`` of customers and ``left_out``, dossiers
        :raises AccessError: for anybody else
        """
        self.ensure_one()
        self.check_access("read")
        # One after the other: the last of several departments settles the request.
        request_sudo = self.sudo()  # sudo: states are the engine's
        lock_or_tell(request_sudo)
        self._check_state("requested")
        approvals_sudo = request_sudo._approvals_of(self.env.user)
        if not approvals_sudo:
            raise AccessError(
                self.env._("Managers of other departments decide about this request.")
            )
        if is_approved:
            request_sudo._narrow(approvals_sudo, narrowing or {})
        remark = redact(remark or "", ())
        approvals_sudo.write(
            {
                "state": "approved" if is_approved else "refused",
                "user_id": self.env.uid,
                "decided_at": fields.Datetime.now(),
                "remark": remark,
            }
        )
        verdict = "approved" if is_approved else "declined"
        self._note(verdict, request_sudo._given(approvals_sudo), remark)
        request_sudo._forget_told(self.env.user)
        request_sudo._conclude()

    def _narrow(self, approvals, narrowing):
        """Fewer fields, customers or days than were asked for; never more."""
        given = self.granted_field_ids & narrowing.get("fields", self.granted_field_ids)
        form = narrowing.get("form") or self.granted_form
        until = narrowing.get("until") or self.granted_until
        if form not in NARROWER[self.granted_form] or until > self.granted_until:
            raise UserError(self.env._("Give as much as was asked for, or less."))
        if not given:
            raise UserError(self.env._("Choose at least one field, or refuse."))
        self._check_until(until)
        self.granted_field_ids = given
        self.write({"granted_form": form, "granted_until": until})
        lines = self._lines_of(approvals)
        left_out = narrowing.get("left_out", self.env["customer.dossier"])
        kept = lines.filtered(lambda line: line.dossier_id not in left_out)
        limit = narrowing.get("limit") or len(kept)
        (lines - kept[: max(limit, 0)]).is_granted = False

    def _lines_of(self, approvals):
        """The customers that these departments may still give."""
        teams = set(approvals.mapped("team_id.id")) | {
            False for approval in approvals if not approval.team_id
        }
        return self.line_ids.filtered(
            lambda line: line.is_granted and line.team_id.id in teams
        )

    def _conclude(self):
        """When every department has decided: hand over, or end."""
        if "waiting" in self.approval_ids.mapped("state"):
            return
        refused = self.approval_ids.filtered(lambda each: each.state == "refused")
        self._lines_of(refused).is_granted = False
        self.customer_count = len(self._granted_customers())
        if not self.customer_count:
            self._end("refused", self.env._("No department gives its customers."))
            return
        self.state = "approved"
        self._forget_told()
        self._tell_officers()
