from odoo import models


class CustomerReminder(models.Model):
    _inherit = "customer.reminder"

    def _merge_into(self, target):
        """What the other dossier was reminded of on that day already stays; of two open
        reminders of a rule the one that comes is taken back."""
        there = target.reminder_ids
        taken = {(each.rule_id, each.due_date) for each in there}
        open_rules = there.filtered(lambda each: each.state == "open").rule_id
        staying = self.filtered(
            lambda each: (
                (each.rule_id, each.due_date) in taken
                or (each.state == "open" and each.rule_id in open_rules)
            )
        )
        unwanted = staying.filtered(lambda each: each.state == "open")
        unwanted.activity_id.unlink()
        unwanted.state = "cancelled"
        return super(CustomerReminder, self - staying)._merge_into(target)
