"""Settings that stand in the audit log."""

from odoo import models


class CustomerPrivacyPolicy(models.Model):
    _name = "customer.privacy.policy"
    _inherit = ["customer.privacy.policy", "customer.audited"]

    _audited_kind = "access"

    def _audited_fields(self):
        return [
            name
            for name, field in self._fields.items()
            if field.type == "selection" and name != "sensitivity"
        ]

    def _audited_details(self):
        return {"class": self.sensitivity}


class ResCompany(models.Model):
    _name = "res.company"
    _inherit = ["res.company", "customer.audited"]

    _audited_kind = "access"

    def _audited_fields(self):
        """Extension point: settings of the company that decide who sees what."""
        return [*super()._audited_fields(), "has_last_four_search", "reveal_limit"]
