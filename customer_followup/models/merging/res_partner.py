from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _customer_dossiers(self):
        """The dossiers of this contact that are in use: what it says goes there."""
        return self.dossier_ids._kept()
