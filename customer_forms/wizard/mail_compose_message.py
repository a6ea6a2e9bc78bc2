from ast import literal_eval

from odoo import api, models

TEXTS, HTMLS = ("subject",), ("body",)


class MailComposeMessage(models.TransientModel):
    """What is typed into the large window stays in its table for a day: with masks (V1)."""

    _inherit = "mail.compose.message"

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._redacted(vals) for vals in vals_list])

    def write(self, vals):
        for composer in self:
            vals = composer._redacted(vals)
        return super().write(vals)

    def _redacted(self, vals):
        """Values without what must not be written on any of the records."""
        context = self.env.context
        model = vals.get("model", self.model or context.get("default_model"))
        res_ids = vals.get("res_ids", self.res_ids or context.get("default_res_ids"))
        for res_id in _ids(res_ids):
            [vals] = self.env["customer.redaction"]._redact_vals(
                [vals], [(model, res_id)], TEXTS, HTMLS
            )
        return vals


def _ids(res_ids):
    """The ids of a composer, which keeps them as text."""
    try:
        return literal_eval(res_ids) if isinstance(res_ids, str) else res_ids or ()
    except (SyntaxError, ValueError):
        return ()
