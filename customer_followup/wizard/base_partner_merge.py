from odoo import models
from odoo.exceptions import UserError


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """Odoo merges contacts in SQL, past every rule of the dossiers."""

    _inherit = "base.partner.merge.automatic.wizard"

    def _merge(self, partner_ids, dst_partner=None, extra_checks=True):
        Partner = self.env["res.partner"]
        # sudo: a dossier one may not see must survive all the same
        Dossier_sudo = self.env["customer.dossier"].sudo()
        Dossier_sudo = Dossier_sudo.with_context(active_test=False)
        for dossiers_sudo in (
            Dossier_sudo.search([("partner_id", "in", partner_ids)], order="number")
            .grouped("company_id")
            .values()
        ):
            if len(dossiers_sudo) > 1:
                raise UserError(
                    self.env._(
                        "These contacts have a dossier each (%(numbers)s): "
                        "they are two customers and cannot be merged.",
                        numbers=", ".join(dossiers_sudo.mapped("number")),
                    )
                )
        # A person merged into an organisation becomes one, with the name in clear.
        partners = Partner.browse(partner_ids).exists() | (dst_partner or Partner)
        if any(partners.mapped("is_company")):
            partners._check_may_name()
        result = super()._merge(partner_ids, dst_partner, extra_checks)
        merged = Partner.browse(partner_ids).exists()
        dossiers_sudo = Dossier_sudo.search([("partner_id", "in", merged.ids)])
        dossiers_sudo.modified(["partner_id"])
        dossiers_sudo._settle()
        # sudo: see above
        Lead_sudo = self.env["crm.lead"].sudo().with_context(active_test=False)
        Lead_sudo.search([("partner_id", "child_of", merged.ids)]).modified(
            ["partner_id"]
        )
        return result
