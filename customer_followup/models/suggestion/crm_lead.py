from odoo import models


class CrmLead(models.Model):
    _inherit = "crm.lead"

    def action_set_lost(self, **additional_values):
        """What was suggested is answered when the opportunity is lost."""
        result = super().action_set_lost(**additional_values)
        # sudo: what the engine writes
        waiting_sudo = (
            self.env["customer.followup"]
            .sudo()
            .search([("lead_id", "in", self.ids), ("suggestion_state", "=", "open")])
        )
        foreseen_sudo = waiting_sudo.filtered(
            lambda followup: followup.suggested_result == "lost"
        )
        foreseen_sudo.suggestion_state = "accepted"
        (waiting_sudo - foreseen_sudo).suggestion_state = False
        return result
