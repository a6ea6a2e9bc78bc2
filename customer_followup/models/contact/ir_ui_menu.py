from odoo import api, models

OURS = "customer_followup.customer_dossier_menu"
ODOOS = "crm.res_partner_menu_customer"


class IrUiMenu(models.Model):
    """One way to customers: CRM > Customers is the dossiers."""

    _inherit = "ir.ui.menu"

    @api.model
    def _load_menus_blacklist(self):
        """Who has the menu of dossiers does not get Odoo's second "Customers" below
        Sales, a list of all contacts. That list stays in the application Contacts, and
        here for everybody else."""
        hidden = super()._load_menus_blacklist()
        ours = self.env.ref(OURS, raise_if_not_found=False)
        odoos = self.env.ref(ODOOS, raise_if_not_found=False)
        if ours and odoos and ours.id in self._visible_menu_ids():
            hidden.append(odoos.id)
        return hidden
