"""How a need ended: won, or lost and why (D12)."""

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext


class CrmLead(models.Model):
    _inherit = "crm.lead"

    result_summary = fields.Text(
        string="Result", help="In a sentence: what was agreed, or what it failed for."
    )

    def action_set_lost(self, **additional_values):
        # Code of Odoo and of other addons may not know of reasons.
        if not self.env.su and not additional_values.get("lost_reason_id"):
            self._check_lost_reason()
        return super().action_set_lost(**additional_values)

    def _check_lost_reason(self):
        """:raises UserError: for needs of customers that are lost for no reason"""
        if any(lead._is_of_customer() and not lead.lost_reason_id for lead in self):
            raise UserError(
                self.env._(
                    "Say why this was lost: choose a reason in the dialog “Lost”."
                )
            )


class CrmLeadLost(models.TransientModel):
    _inherit = "crm.lead.lost"

    def action_lost_reason_apply(self):
        """Keep the closing note as the result of the need, too."""
        if not self.lost_reason_id:
            self.lead_ids._check_lost_reason()
        note = html2plaintext(self.lost_feedback or "").strip()
        if note:
            for lead in self.lead_ids.filtered(lambda lead: lead._is_of_customer()):
                lead.result_summary = note
        return super().action_lost_reason_apply()
