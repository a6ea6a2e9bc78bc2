"""A machine's answer is nobody's: it is kept, and says nothing of the customer (U1, D4)."""

from odoo import api, models

from ...tools.auto_reply import is_auto_reply
from ...tools.by_engine import BY_ENGINE, is_by_engine

AUTO_REPLY = "customer_auto_reply"


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    @api.model
    def _message_route_process(self, message, message_dict, routes):
        thread = self
        if is_auto_reply(message):
            thread = self.with_context(**{AUTO_REPLY: BY_ENGINE})
        return super(MailThread, thread)._message_route_process(
            message, message_dict, routes
        )


def is_by_machine(env):
    """Whether the mail that is being kept was written by no person."""
    return is_by_engine(env.context, AUTO_REPLY)
