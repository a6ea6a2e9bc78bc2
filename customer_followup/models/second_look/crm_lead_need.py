from odoo import api, models

from ...tools.amount_range import parse_amounts
from ..need.crm_lead_need import KEY_NEED_TEXTS

NEED = {"core_need", "is_key_need"}


class CrmLead(models.Model):
    """A large budget and a key need take effect when a second person has agreed (S7)."""

    _inherit = "crm.lead"

    @api.model
    def _high_risk(self, vals):
        risks = super()._high_risk(vals)
        companies = self.company_id or self.env.company
        amounts = parse_amounts(vals.get("budget") or "")
        if amounts and any(map(companies._is_large_budget, amounts)):
            risks["budget"] = "budget"
        if self._concerns_key_need(vals):
            risks |= dict.fromkeys(NEED & vals.keys(), "need")
        return risks

    @api.model
    def _risk_fields(self):
        return super()._risk_fields() | {"budget", *NEED}

    def _concerns_key_need(self, vals):
        """Whether these values make a key need, or change one."""
        if not NEED & vals.keys():
            return False
        texts = {name: vals.get(name) for name in KEY_NEED_TEXTS}
        return (
            any(self.mapped("is_key_need"))
            or bool(vals.get("is_key_need"))
            or bool(self.browse()._key_needs(texts))
        )
