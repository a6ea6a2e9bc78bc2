from odoo import fields, models

CUSTOMER_ROLES = (
    "customer_forms.customer_forms_group_user,"
    "customer_forms.customer_forms_group_viewer"
)


class ResPartner(models.Model):
    _inherit = "res.partner"

    dossier_ids = fields.One2many(
        "customer.dossier",
        "partner_id",
        context={"active_test": False},
        groups=CUSTOMER_ROLES,
    )
    dossier_count = fields.Integer(
        compute="_compute_dossier_count",
        groups=CUSTOMER_ROLES,
    )

    def _compute_dossier_count(self):
        counts = dict(
            self.env["customer.dossier"]._read_group(
                [("partner_id", "in", self.ids)], ["partner_id"], ["__count"]
            )
        )
        for partner in self:
            partner.dossier_count = counts.get(partner, 0)

    def action_view_dossiers(self):
        self.ensure_one()
        dossiers = self.env["customer.dossier"].search([("partner_id", "=", self.id)])
        return dossiers._get_open_action()
