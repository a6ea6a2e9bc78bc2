from odoo import api, fields, models

from odoo.addons.customer_forms.models.sensitive.sealed_field import Sealed

BANK = ("bank_name", "bank_account")


class CustomerDossier(models.Model):
    """The bank account of a customer: who pays to a wrong one has lost the money (S7)."""

    _name = "customer.dossier"
    _inherit = ["customer.dossier", "customer.second.look"]

    bank_name = fields.Char(string="Bank")
    bank_account = Sealed(sensitivity="id", help="A change waits for a second person.")

    @api.model
    def _high_risk(self, vals):
        risks = super()._high_risk(vals)
        return risks | {name: "bank" for name in BANK if name in vals}

    @api.model
    def _risk_fields(self):
        return super()._risk_fields() | set(BANK)

    @api.model_create_multi
    def create(self, vals_list):
        Request = self.env["customer.change.request"]
        dossiers = Request._hold_new(self.browse(), vals_list, super().create)
        # sudo: opportunities of the contact, whoever has them
        dossiers.sudo().lead_ids.with_env(self.env)._hold_what_came_along()
        return dossiers

    def write(self, vals):
        return super().write(self.env["customer.change.request"]._hold(self, vals))
