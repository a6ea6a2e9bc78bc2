from odoo import api, models

TEXTS, HTMLS = ("subject",), ("body",)


class MailScheduledMessage(models.Model):
    """What is to be sent later is kept until then: with masks already (V1)."""

    _inherit = "mail.scheduled.message"

    @api.model_create_multi
    def create(self, vals_list):
        places = [(vals.get("model"), vals.get("res_id")) for vals in vals_list]
        return super().create(
            self.env["customer.redaction"]._redact_vals(vals_list, places, TEXTS, HTMLS)
        )

    def write(self, vals):
        # sudo: only where it stands
        for place in {(each.model, each.res_id) for each in self.sudo()}:
            [vals] = self.env["customer.redaction"]._redact_vals(
                [vals], [place], TEXTS, HTMLS
            )
        return super().write(vals)
