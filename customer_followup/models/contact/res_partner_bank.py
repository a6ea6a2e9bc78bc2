"""Bank accounts of customers' contacts: every employee reads Odoo's, and who may create
contacts changes them, alone (S7, V1)."""

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

# Whoever pays: there Odoo asks by itself who may trust an account (``allow_out_payment``).
BOOKKEEPER = "account.group_account_invoice"


class ResUsers(models.Model):
    _inherit = "res.users"

    def _get_bank_account_rule_domain(self):
        """The bank accounts that this user sees, for their record rule: those of customers
        are for whoever keeps the books; all others find them in the dossier, sealed."""
        if self.has_group(BOOKKEEPER):
            return Domain.TRUE
        return Domain("partner_id.customer_contact_id", "=", False)


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _write_settled(self, vals):
        """Odoo calls the holder of an account as the contact: also when whoever writes
        the name does not see the account."""
        if vals.get("name"):
            # sudo: the account itself stays as it is. A search, as whoever saves reads
            # ``bank_ids`` of the cache right after.
            accounts_sudo = self.env["res.partner.bank"].sudo()
            accounts_sudo.search([("partner_id", "in", self.ids)]).filtered(
                lambda account: account.acc_holder_name == account.partner_id.name
            ).acc_holder_name = vals["name"]
        return super()._write_settled(vals)


class ResPartnerBank(models.Model):
    _inherit = "res.partner.bank"

    @api.model_create_multi
    def create(self, vals_list):
        default = self.env.context.get("default_partner_id")
        self._refuse_of_customers(
            {vals.get("partner_id", default) for vals in vals_list}
        )
        return super().create(vals_list)

    def write(self, vals):
        # sudo: whose they are; the rights are asked by what comes next
        partner_ids = self.sudo().partner_id.ids
        self._refuse_of_customers({*partner_ids, vals.get("partner_id")})
        return super().write(vals)

    def _refuse_of_customers(self, partner_ids):
        """The account of a customer has its place in the dossier: sealed, and changed by
        two people.

        :param partner_ids: of whose accounts are written
        :raises UserError: when one of them is a customer's
        """
        if self.env.su or self.env.user.has_group(BOOKKEEPER):
            return
        partners = self.env["res.partner"].browse(filter(None, partner_ids))
        # sudo: whoever enters an account need not see the customer
        customers_sudo = partners.sudo().customer_contact_id
        dossier_sudo = customers_sudo.dossier_ids._kept()[:1]
        if dossier_sudo:
            raise UserError(
                self.env._(
                    "The bank account of a customer is kept in the dossier %(number)s,"
                    " where not every employee reads it and a second person looks at a"
                    " change. Enter it there, under Details.",
                    number=dossier_sudo.number,
                )
            )
