from odoo import api, models

from odoo.addons.customer_forms.tools.redaction import redact

TEXTS = ("summary", "agreement", "next_plan", "review_remark")


class CustomerFollowup(models.Model):
    """What somebody notes of a talk says no more of the person than the dossier shows."""

    _inherit = "customer.followup"

    @api.model_create_multi
    def create(self, vals_list):
        named = [self._without_participants(vals) for vals in vals_list]
        places = [
            ("customer.dossier", vals.get("dossier_id") or self._default_dossier_id())
            for vals in vals_list
        ]
        redaction = self.env["customer.redaction"]
        return super().create(redaction._redact_vals(named, places, TEXTS))

    def write(self, vals):
        if not any(vals.get(name) for name in TEXTS):
            return super().write(vals)
        vals = self._without_participants(vals)
        for followup in self:
            place = (followup._name, followup.id)
            redaction = self.env["customer.redaction"]
            [vals] = redaction._redact_vals([vals], [place], TEXTS)
        return super().write(vals)

    def _default_dossier_id(self):
        return self.env.context.get("default_dossier_id")

    def _without_participants(self, vals):
        """Whom one spoke to stands beside it, sealed."""
        who = vals.get("customer_participants")
        if not who:
            return vals
        known = [("name", name) for name in who.replace("，", ",").split(",") if name]
        return {
            **vals,
            **{name: redact(vals[name], known) for name in TEXTS if vals.get(name)},
        }

    def _written_about(self):
        """The customer, and whoever else took part."""
        # sudo: authors keep what they wrote of customers who are another's now
        return {
            followup.id: [followup, followup.dossier_id] for followup in self.sudo()
        }
