from odoo import api, models

# What may win an opportunity.
WON_BY = {"active", "dossier_id", "partner_id", "probability", "stage_id"}


class CrmLead(models.Model):
    _inherit = "crm.lead"

    @api.model_create_multi
    def create(self, vals_list):
        leads = super().create(vals_list)
        leads._note_won()
        return leads

    def write(self, vals):
        result = super().write(vals)
        if WON_BY & vals.keys():
            self._note_won()
        return result

    def _note_won(self):
        # sudo: the seller of an opportunity need not own the customer
        won_sudo = self.sudo().filtered(
            lambda lead: lead.won_status == "won" and lead.dossier_id
        )
        won_sudo.dossier_id._note_start_of_cooperation()
