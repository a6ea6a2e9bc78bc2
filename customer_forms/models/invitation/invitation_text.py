"""Invitations by text message: one method for each way they can be sent."""

import logging

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import LazyTranslate

from ...tools.text_gateway import GatewayProblem, ask_gateway, gateway_secret

_logger = logging.getLogger(__name__)
_lt = LazyTranslate(__name__)

PROVIDERS = {
    "none": _lt("Not sent"),
    "test": _lt("Only listed, to try it out"),
    "http": _lt("By a gateway of your own"),
}
# Its module buys messages from Odoo, so that it is no dependency.
BY_ODOO = {"odoo": _lt("By Odoo")}


class ResCompany(models.Model):
    _inherit = "res.company"

    text_provider = fields.Selection(
        "_selection_text_provider",
        string="Text Messages",
        default="none",
        required=True,
        help="How invitations by text message are sent.",
    )
    text_gateway_url = fields.Char(
        groups="base.group_system",
        string="Address of the Gateway",
        help="With {number}, {national}, {text} and {secret} where they belong.",
    )
    text_gateway_header = fields.Char(
        groups="base.group_system",
        string="Header",
        help="Such as Authorization: Bearer {secret}",
    )
    text_gateway_body = fields.Text(
        groups="base.group_system",
        string="What It Is Sent (JSON)",
        help="Empty: nothing but the address.",
    )
    text_gateway_success = fields.Char(
        groups="base.group_system",
        string="Answer When It Went Well",
        help="What the answer has in it then, such as “code”:0. Empty: any answer without"
        " an error.",
    )

    @api.model
    def _selection_text_provider(self):
        """Ways of sending; ``_send_text_<provider>`` of an invitation does it."""
        ways = {**PROVIDERS}
        if "sms.sms" in self.env:
            ways |= BY_ODOO
        return [(key, self.env._(name)) for key, name in ways.items()]


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    text_provider = fields.Selection(
        related="company_id.text_provider", readonly=False, required=True
    )
    text_gateway_url = fields.Char(
        related="company_id.text_gateway_url", readonly=False
    )
    text_gateway_header = fields.Char(
        related="company_id.text_gateway_header", readonly=False
    )
    text_gateway_body = fields.Text(
        related="company_id.text_gateway_body", readonly=False
    )
    text_gateway_success = fields.Char(
        related="company_id.text_gateway_success", readonly=False
    )


class CustomerFormInvitation(models.Model):
    _inherit = "customer.form.invitation"

    def _hand_over_sms(self, reminded, opened):
        """What is to be sent, once it is noted that it was."""
        return [
            (each, opened[each.id]["phone"], round_._short_text(values, is_reminder))
            for each, round_, values, is_reminder in self._messages(reminded, opened)
        ]

    @api.model
    def _send_texts(self, texts):
        """Give text messages to whoever sends them.

        :param list texts: (invitation, number, text)
        """
        for each, number, text in texts:
            send = getattr(each, f"_send_text_{each.company_id.text_provider}")
            try:
                send(number, text)
            except (GatewayProblem, UserError) as error:
                _logger.warning("Invitation %s was not sent: %s", each.id, error)
                each._fail("gateway")
            else:
                each._arrived()

    def _send_text_none(self, number, text):
        raise UserError(self.env._("No way of sending text messages is chosen."))

    def _send_text_test(self, number, text):
        """List it, masked, instead of sending it."""
        self.env["customer.form.text.message"]._note(self, number, text)

    def _send_text_odoo(self, number, text):
        """Hand it to Odoo's queue, which keeps it until it is sent."""
        self.env["sms.sms"].create([{"number": number, "body": text}])
        self.env.ref("sms.ir_cron_sms_scheduler_action")._trigger()

    def _send_text_http(self, number, text):
        """Ask the gateway that the company set up."""
        company = self.company_id
        ask_gateway(
            company.text_gateway_url,
            header=company.text_gateway_header,
            body=company.text_gateway_body,
            success=company.text_gateway_success,
            values={
                "number": number,
                "national": number.removeprefix("+86"),
                "text": text,
                "secret": gateway_secret(company.id),
            },
        )
