"""Changes of reminder rules stand in the audit log (S4)."""

from odoo.tests import TransactionCase, tagged


@tagged("-at_install", "post_install")
class TestReminderRuleAudit(TransactionCase):
    def test_the_life_of_a_rule_is_noted(self):
        rules = self.env["customer.reminder.rule"]
        events = self.env["customer.audit.event"]
        rule = rules.create({"name": "Often", "text": "Call", "interval_days": 2})
        domain = [("res_model", "=", rules._name), ("res_id", "=", rule.id)]
        self.assertEqual(events.search(domain).sentence, "Added the rule: Often")
        rule.interval_days = 5
        self.assertEqual(
            events.search(domain, limit=1).sentence,
            "Changed the rule: “Days Between” from 2 to 5",
        )
        rule.unlink()
        self.assertEqual(
            events.search(domain, limit=1).sentence, "Deleted the rule: Often"
        )
