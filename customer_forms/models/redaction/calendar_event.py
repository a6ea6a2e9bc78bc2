from odoo import api, models

TEXTS, HTMLS = ("name", "location"), ("description",)


class CalendarEvent(models.Model):
    """Meetings about records with sensitive values have masks in their place: every
    employee sees the calendar (V1)."""

    _inherit = "calendar.event"

    @api.model_create_multi
    def create(self, vals_list):
        places = [self._place_of(vals) for vals in vals_list]
        return super().create(
            self.env["customer.redaction"]._redact_vals(vals_list, places, TEXTS, HTMLS)
        )

    def write(self, vals):
        # sudo: only what it is about
        places = {(each.res_model, each.res_id) for each in self.sudo()}
        for place in places | {self._place_of(vals, is_new=False)}:
            [vals] = self.env["customer.redaction"]._redact_vals(
                [vals], [place], TEXTS, HTMLS
            )
        return super().write(vals)

    def _place_of(self, vals, is_new=True):
        """What a meeting with these values is about: (model, id)."""
        names = ["res_model", "res_model_id", "res_id", "opportunity_id"]
        values = {**self.default_get(names), **vals} if is_new else vals
        if values.get("opportunity_id"):
            return "crm.lead", values["opportunity_id"]
        # sudo: nobody but administrators reads the list of models
        models_sudo = self.env["ir.model"].sudo()
        named = models_sudo.browse(values.get("res_model_id")).model
        return vals.get("res_model") or named, values.get("res_id")
