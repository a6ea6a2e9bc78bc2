from odoo import api, fields, models


class CustomerReminder(models.Model):
    """The ledger of reminders: what a rule asked for, and what became of it.

    Written by the engine only; its indexes make every run of the rules idempotent.
    """

    _name = "customer.reminder"
    _description = "Customer Reminder"
    _order = "due_date desc, id desc"

    rule_id = fields.Many2one(
        "customer.reminder.rule", required=True, index=True, ondelete="restrict"
    )
    dossier_id = fields.Many2one(
        "customer.dossier",
        string="Customer",
        required=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        related="dossier_id.company_id", store=True, index=True
    )
    due_date = fields.Date(required=True)
    state = fields.Selection(
        [("open", "Open"), ("done", "Done"), ("cancelled", "Cancelled")],
        required=True,
        default="open",
    )
    activity_id = fields.Many2one("mail.activity", index="btree_not_null")
    followup_id = fields.Many2one(
        "customer.followup", string="Follow-up", index="btree_not_null"
    )

    _due_uniq = models.UniqueIndex(
        "(rule_id, dossier_id, due_date)",
        "This rule already reminds of this customer on that day.",
    )
    _open_uniq = models.UniqueIndex(
        "(rule_id, dossier_id) WHERE state = 'open'",
        "A reminder of this rule is still open for this customer.",
    )

    @api.depends("rule_id", "dossier_id", "due_date")
    def _compute_display_name(self):
        for reminder in self:
            reminder.display_name = (
                f"{reminder.dossier_id.display_name} · {reminder.due_date or ''}"
            )

    @api.model
    def _schedule(self, vals_list):
        """Enter reminders in the ledger and put them under their owners' clocks."""
        reminders = self.create(vals_list)
        activities = self.env["mail.activity"]._schedule_customer_reminders(
            [
                {
                    "dossier": reminder.dossier_id,
                    "date_deadline": reminder.due_date,
                    "summary": reminder._summary(),
                    "activity_type_id": reminder.rule_id.activity_type_id.id,
                }
                for reminder in reminders
            ]
        )
        for reminder, activity in zip(reminders, activities, strict=True):
            reminder.activity_id = activity
        return reminders

    def _withdraw_unfitting(self):
        """Take back open reminders meant for another intent than the customer's now."""
        unfitting = self.filtered(
            lambda reminder: (
                reminder.state == "open"
                and reminder.rule_id.intent not in (False, reminder.dossier_id.intent)
            )
        )
        activities = unfitting.activity_id
        unfitting.unlink()
        activities.unlink()

    def _summary(self):
        """The rule's text in the language of the one who is reminded."""
        lang = self.dossier_id.user_id.lang
        return self.rule_id.with_context(lang=lang).text
