from odoo import fields, models

# Why a change waits: the setting that says whether it does.
SETTING_BY_REASON = {
    "budget": "has_second_look_budget",
    "need": "has_second_look_need",
    "decision_maker": "has_second_look_decision_maker",
    "bank": "has_second_look_bank",
    "id_card": "has_second_look_id_card",
}


class ResCompany(models.Model):
    _inherit = "res.company"

    second_look_limit = fields.Monetary(
        string="Limit of the Budget",
        default=1000000,
        help="A budget over it waits for a second person.",
    )
    has_second_look_budget = fields.Boolean(string="Large Budgets Wait", default=True)
    has_second_look_need = fields.Boolean(string="Key Needs Wait")
    has_second_look_decision_maker = fields.Boolean(
        string="Decision Makers Wait", default=True
    )
    has_second_look_bank = fields.Boolean(string="Bank Accounts Wait", default=True)
    has_second_look_id_card = fields.Boolean(
        string="ID Cards That End the Same Wait", default=True
    )

    def _looks_twice(self, reason):
        """Whether a second person looks at what is changed for this reason.

        :param str reason: key of ``SETTING_BY_REASON``
        """
        # sudo: settings of the company, for whoever changes something
        return any(self.sudo().mapped(SETTING_BY_REASON[reason]))

    def _is_large_budget(self, amount, currency=None):
        """Whether a budget is over the limit.

        :param amount: number, or what is no number yet
        :param currency: of the amount; the company's when None
        """
        if isinstance(amount, bool) or not isinstance(amount, int | float):
            return False
        company_sudo = self.sudo()[:1]  # sudo: see above
        if currency and currency != company_sudo.currency_id:
            amount = currency._convert(
                amount, company_sudo.currency_id, company_sudo, fields.Date.today()
            )
        return amount > company_sudo.second_look_limit

    def _audited_fields(self):
        ours = ["second_look_limit", *SETTING_BY_REASON.values()]
        return [*super()._audited_fields(), *ours]
