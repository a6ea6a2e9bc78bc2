from odoo import models

# Odoo works these out anew from the salesperson by way of the department. In the same
# department they stay as they are, and so does all that the customer has from them.
OF_LEAD = (
    *("automated_probability", "date_last_stage_update", "dossier_id"),
    *("lead_properties", "probability", "prorated_revenue", "stage_id", "won_status"),
)
COMPLETENESS = ("completeness", "completeness_level", "gaps", "has_wrong_format")
OF_DOSSIER = (
    *COMPLETENESS,
    *("expected_closing", "expected_revenue", "intent", "main_lead_id", "stage_id"),
    "won_status",
)


class CrmLead(models.Model):
    _inherit = "crm.lead"

    def _untouched_by_owner(self):
        """What another owner of the same department changes nothing of, and would be
        worked out and written again for thousands of customers.

        :return: as ``Environment.protecting`` takes it
        """
        dossiers = self.dossier_id
        return [
            ([self._fields[name] for name in OF_LEAD], self),
            ([dossiers._fields[name] for name in OF_DOSSIER], dossiers),
        ]
