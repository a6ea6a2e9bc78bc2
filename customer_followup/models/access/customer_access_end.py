from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError

from odoo.addons.customer_forms.tools.redaction import redact
from odoo.addons.customer_forms.tools.taking_turns import lock_or_tell

ENDING_SOON = timedelta(days=1)


class CustomerAccessRequest(models.Model):
    """How a request ends. The cron job only says so: a copy past its end opens to nobody,
    as record rules and field access look at the time themselves."""

    _inherit = "customer.access.request"

    def _close(self, reason=""):
        """End it now: the copy opens to nobody from this moment.

        :param str reason: in words
        """
        self.ensure_one()
        self.check_access("read")
        request_sudo = self.sudo()  # sudo: states are the engine's
        lock_or_tell(request_sudo)
        self._check_state("requested", "approved", "handed_over")
        if not request_sudo._may_be_closed_by(self.env.user):
            raise AccessError(self.env._("You may not close this request."))
        is_own = self.user_id == self.env.user and self.state != "handed_over"
        request_sudo._end("withdrawn" if is_own else "revoked", reason)

    def _end(self, state, reason=""):
        """In sudo: settle how it ended, and tell."""
        reason = redact(reason or "", ())
        self.write(
            {
                "state": state,
                "closed_by_id": self.env.uid if state != "expired" else False,
                "closed_at": fields.Datetime.now(),
                "close_reason": reason,
            }
        )
        self._note(state, {"rows": self.customer_count}, reason)
        self._forget_told()
        if state in ("refused", "revoked") and self.user_id != self.env.user:
            labels = self._fields["state"]
            self._tell_requester(
                lambda env: env._(
                    "Your request for customer data: %(state)s",
                    state=dict(labels._description_selection(env))[state],
                )
            )

    @api.model
    def _cron_close(self):
        """Say what ends tomorrow, and close what has ended."""
        now = fields.Datetime.now()
        handed_over = [("state", "=", "handed_over")]
        for request in self.search([*handed_over, ("ends_at", "<=", now)]):
            request.with_context(lang=request.user_id.lang)._end("expired")
        for request in self.search(
            [
                *handed_over,
                ("is_end_announced", "=", False),
                ("ends_at", "<=", now + ENDING_SOON),
            ]
        ):
            request.is_end_announced = True
            request._forget_told()
            request._tell_requester(
                lambda env: env._("Your copy of customer data ends tomorrow"),
                request.granted_until,
            )
