from odoo import api, models

from ...tools.amount_range import parse_amounts

# What states the need.
NEED = ("core_need", "is_key_need")


class CrmLead(models.Model):
    """What an opportunity may bring is of high risk when it is much (S7)."""

    _name = "crm.lead"
    _inherit = ["crm.lead", "customer.second.look"]

    def _second_look_dossier(self):
        # sudo: the seller of an opportunity need not see the customer
        return self.sudo().dossier_id

    @api.model
    def _high_risk(self, vals):
        risks = super()._high_risk(vals)
        companies = self.company_id or self.env.company
        if companies._is_large_budget(vals.get("expected_revenue")):
            risks["expected_revenue"] = "budget"
        amounts = parse_amounts(str(vals.get("budget") or ""))
        if amounts and companies._is_large_budget(amounts.most or amounts.least):
            risks["budget"] = "budget"
        # A need is stated at first; that it is another one is of risk.
        if vals.get("is_key_need") or any(self.mapped("is_key_need")):
            risks |= {name: "need" for name in NEED if name in vals}
        return risks

    @api.model
    def _risk_fields(self):
        return super()._risk_fields() | {"budget", "expected_revenue"}

    @api.model_create_multi
    def create(self, vals_list):
        Request = self.env["customer.change.request"]
        return Request._hold_new(self.browse(), vals_list, super().create)

    def write(self, vals):
        # sudo: whether they are of a customer is only compared
        free = self.filtered(lambda lead: not lead.sudo().dossier_id)
        held = self.env["customer.change.request"]._hold(self, vals)
        result = super().write(held)
        free._hold_what_came_along()
        return result

    def _hold_what_came_along(self):
        """What opportunities said before they were of a customer waits like what is said
        of the customer."""
        if self.env.su:
            return
        Request = self.env["customer.change.request"]
        # sudo: whoever links an opportunity need not see the customer or the budget
        for lead_sudo in self.sudo().filtered("dossier_id"):
            said = {
                name: lead_sudo[name]
                for name in lead_sudo._risk_said()
                if lead_sudo[name]
            }
            if "budget" in said:
                said["budget"] = lead_sudo._open_values(["budget"])[lead_sudo.id].get(
                    "budget"
                )
            lead = lead_sudo.with_env(self.env)
            _free, held = Request._split_risky(lead.browse(), said)
            if held:
                lead_sudo.write(dict.fromkeys(held, False))
                Request._ask([(lead, said, held)])

    @api.model
    def _risk_said(self):
        return sorted(self._risk_fields() | set(NEED))
