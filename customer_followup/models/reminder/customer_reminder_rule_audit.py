from odoo import models


class CustomerReminderRule(models.Model):
    """Who changed which rule stands in the audit log."""

    _name = "customer.reminder.rule"
    _inherit = ["customer.reminder.rule", "customer.audited"]

    _is_life_audited = True

    def _audited_fields(self):
        return [
            *super()._audited_fields(),
            *("name", "active", "company_id", "intent", "frequency"),
            *("interval_days", "weekday", "text", "activity_type_id"),
        ]
