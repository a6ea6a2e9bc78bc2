from odoo import models
from odoo.fields import Domain

VIEWER = "customer_forms.customer_forms_group_viewer"


class ResUsers(models.Model):
    _inherit = "res.users"

    def _get_contact_rule_domain(self):
        """The contacts that this user reads, for the record rule of contacts.

        Contacts of customers are for who reads the dossier, by the rules of dossiers, and
        for themselves. Columns only: the contact has the customer it belongs to.
        """
        # sudo: what companies have chosen is no secret here
        Company_sudo = self.env["res.company"].sudo()
        restricting = Company_sudo.search([("has_restricted_contacts", "=", True)])
        sees_all = self.has_group(VIEWER) and restricting <= self.company_ids
        if not restricting or sees_all:
            return Domain.TRUE
        of_customer = Domain("customer_contact_id", "!=", False)
        # pylint: disable-next=no-search-all  # there are few
        if restricting != Company_sudo.search([]):
            theirs = Domain("company_id", "in", restricting.ids)
            of_customer &= _with_dossier(theirs)
        mine = Domain("commercial_partner_id", "=", self.commercial_partner_id.id)
        return ~of_customer | mine | _with_dossier(self._get_dossier_rule_domain())

    def _get_dossier_rule_domain(self):
        """The dossiers that this user reads, in all companies he works in."""
        Dossier = self.env["customer.dossier"].with_user(self)
        if not Dossier.has_access("read"):
            return Domain.FALSE
        Rule = (
            self.env["ir.rule"].with_user(self).with_context(allowed_company_ids=None)
        )
        return Rule._compute_domain(Dossier._name, "read")


def _with_dossier(domain):
    """Contacts that belong to a customer whose dossier is like that."""
    dossiers = Domain("dossier_ids", "any!", domain)
    return Domain("customer_contact_id", "any!", dossiers)
