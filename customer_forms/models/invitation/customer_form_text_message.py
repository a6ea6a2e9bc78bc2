"""Text messages that were only listed."""

from odoo import api, fields, models

from ...tools.engine_guard import refuse_engine_fields
from ...tools.text_message import measure
from ..sensitive.sealed_field import Sealed


class CustomerFormTextMessage(models.Model):
    """What would have been sent, for those who try it out: the number and the name are
    masked, and the personal link is cut."""

    _name = "customer.form.text.message"
    _description = "Text Message (Test)"
    _inherit = ["customer.sensitive"]
    _order = "id desc"
    _rec_name = "text"

    invitation_id = fields.Many2one(
        "customer.form.invitation", index=True, ondelete="cascade", readonly=True
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    user_id = fields.Many2one(related="invitation_id.user_id", store=True)
    number = Sealed(sensitivity="phone", string="Phone Number", readonly=True)
    text = fields.Text(readonly=True)
    part_count = fields.Integer(string="Messages", readonly=True)

    @api.model_create_multi
    def create(self, vals_list):
        refuse_engine_fields(self, set(self._fields), vals_list)
        return super().create(vals_list)

    def write(self, vals):
        refuse_engine_fields(self, set(self._fields), [vals])
        return super().write(vals)

    @api.model
    def _note(self, invitation, number, text):
        """List a message.

        :param invitation: whose it is, in superuser mode
        """
        opened = invitation._open_values(["name"])[invitation.id]
        shown = text.replace(invitation._token_of(invitation.nonce), "…")
        if name := opened.get("name"):
            shown = shown.replace(name, invitation.name)
        return self.create(
            [
                {
                    "invitation_id": invitation.id,
                    "company_id": invitation.company_id.id,
                    "number": number,
                    "text": shown,
                    "part_count": measure(text)[1],
                }
            ]
        )
