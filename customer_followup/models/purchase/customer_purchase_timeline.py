from odoo import models
from odoo.fields import Domain


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _timeline_sources(self):
        return super()._timeline_sources() | {
            "purchase": ("purchase", self._timeline_purchases)
        }

    def _timeline_kinds(self):
        return super()._timeline_kinds() | {"purchase": self.env._("Purchases")}

    def _timeline_purchases(self, page):
        """What was bought; amounts are on the page of the purchases."""
        lines = self.env["customer.purchase.history"].search(
            Domain("dossier_id", "=", self.id) & page.day_domain("date"),
            order=page.order("date"),
            limit=page.limit,
        )
        return [
            {
                "id": line.id,
                "when": line.date,
                "icon": "fa-shopping-cart",
                "title": self.env._("Bought: %(product)s", product=line.product),
                "text": f"{line.quantity:g} {line.unit or ''}".strip(),
            }
            for line in lines
        ]
