from odoo import api, models

TEXTS, HTMLS = ("summary", "feedback"), ("note",)


class MailActivity(models.Model):
    """Activities on records with sensitive values have masks in their place (V1)."""

    _inherit = "mail.activity"

    @api.model_create_multi
    def create(self, vals_list):
        places = [
            (
                vals.get("res_model") or self._model_of(vals.get("res_model_id")),
                vals.get("res_id", self.env.context.get("default_res_id")),
            )
            for vals in vals_list
        ]
        return super().create(
            self.env["customer.redaction"]._redact_vals(vals_list, places, TEXTS, HTMLS)
        )

    def write(self, vals):
        # sudo: only where it stands
        for place in {(each.res_model, each.res_id) for each in self.sudo()}:
            [vals] = self.env["customer.redaction"]._redact_vals(
                [vals], [place], TEXTS, HTMLS
            )
        return super().write(vals)

    def _model_of(self, model_id):
        # sudo: nobody but administrators reads the list of models
        default = self.env.context.get("default_res_model")
        return self.env["ir.model"].sudo().browse(model_id).model or default
