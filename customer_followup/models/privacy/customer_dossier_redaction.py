from odoo import models


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _written_about(self):
        """What a customer answered on a form is known of him here too, and who is there."""
        return {
            dossier.id: [dossier, dossier.submission_ids, dossier.contact_ids]
            for dossier in self
        }
