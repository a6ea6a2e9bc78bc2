from odoo import api, models

# Sections A-U of the European classification, which Odoo installs.
ODOO_SECTION = "res_partner_industry_%"


class ResPartnerIndustry(models.Model):
    _inherit = "res.partner.industry"

    @api.model
    def _offer_national_sections(self):
        """Archive Odoo's sections that no contact uses.

        Those of GB/T 4754-2017 are installed beside them. The letters mean other things
        there (F is construction here and trade there), so that no record can stand for
        both; and a list with two kinds of "Manufacturing" is filled at random. Whoever
        needs the others finds them in the archive.
        """
        names = self.env["ir.model.data"].search(
            [
                ("module", "=", "base"),
                ("model", "=", self._name),
                ("name", "=like", ODOO_SECTION),
            ]
        )
        sections = self.browse(names.mapped("res_id")).exists()
        partners = self.env["res.partner"].with_context(active_test=False)
        used = partners.search([("industry_id", "in", sections.ids)]).industry_id
        (sections - used).active = False
