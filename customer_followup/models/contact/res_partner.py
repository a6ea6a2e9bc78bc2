from odoo import api, fields, models

from ..dossier.res_partner import CUSTOMER_ROLES


class ResPartner(models.Model):
    _inherit = "res.partner"

    customer_contact_id = fields.Many2one(
        "res.partner",
        string="Customer This Belongs To",
        compute="_compute_customer_contact_id",
        store=True,
        recursive=True,
        compute_sudo=True,
        index="btree_not_null",
        groups=CUSTOMER_ROLES,
        help="The contact itself or the one above it, when it has a dossier.",
    )

    @api.depends("dossier_ids", "partner_share", "parent_id.customer_contact_id")
    def _compute_customer_contact_id(self):
        """Of employees and companies of ours it is empty: Odoo needs them everywhere."""
        companies = self._company_partner_ids()
        for partner in self:
            if not partner.partner_share or partner.id in companies:
                partner.customer_contact_id = False
            elif partner.dossier_ids:
                partner.customer_contact_id = partner
            else:
                partner.customer_contact_id = partner.parent_id.customer_contact_id
