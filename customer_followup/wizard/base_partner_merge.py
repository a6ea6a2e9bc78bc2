from odoo import fields, models
from odoo.exceptions import AccessError, RedirectWarning

# In the context of what goes on after somebody looked at the customers side by side.
COMPARED = "customer_compared"


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """Odoo merges contacts in SQL, past every rule of the dossiers: customers become one
    by our own engine first, so that each contact has one dossier in use when Odoo begins."""

    _inherit = "base.partner.merge.automatic.wizard"

    def action_merge(self):
        """Customers are compared side by side before their contacts are merged."""
        groups = self._customers_of(self.partner_ids)
        if self.env.context.get(COMPARED) or not groups:
            return super().action_merge()
        kept = self._kept_customer(groups[0], self.dst_partner_id)
        self._check_may_merge(groups[0], kept)
        action = groups[0].action_merge()
        self.env["customer.merge.wizard"].browse(action["res_id"]).write(
            {"kept_id": kept.id, "contacts_merge_id": self.id}
        )
        return action

    def _merge(self, partner_ids, dst_partner=None, extra_checks=True):
        Partner = self.env["res.partner"]
        partners = Partner.browse(partner_ids).exists()
        for dossiers in self._customers_of(partners):
            # Else Odoo chooses again among contacts of which some are archived by then.
            dst_partner = dst_partner or self._get_ordered_partner(partners.ids)[-1]
            kept = self._kept_customer(dossiers, dst_partner)
            self._check_may_merge(dossiers, kept)
            self.env["customer.merge"]._merge(
                kept, dossiers - kept, reason=self.env._("Their contacts were merged")
            )
        # A person merged into an organisation becomes one, with the name in clear.
        if any((partners | (dst_partner or Partner)).mapped("is_company")):
            partners._check_may_name()
        unlooked = self._opportunities_of_nobody(partners)
        result = super()._merge(partner_ids, dst_partner, extra_checks)
        self._settle_customers(partners.exists())
        unlooked.exists()._hold_what_came_along()
        return result

    def _opportunities_of_nobody(self, partners):
        """Of no customer until now, so that nobody has looked at their budgets (S7)."""
        # sudo: whoever may see them
        Lead_sudo = self.env["crm.lead"].sudo().with_context(active_test=False)
        found_sudo = Lead_sudo.search(
            [("partner_id", "child_of", partners.ids), ("dossier_id", "=", False)]
        )
        return found_sudo.with_env(self.env)

    def _customers_of(self, partners):
        """Dossiers in use of these contacts, where a company has several: [dossiers]."""
        # sudo: a dossier one may not see must survive all the same
        Dossier_sudo = self.env["customer.dossier"].sudo()
        dossiers_sudo = Dossier_sudo.with_context(active_test=False).search(
            [("partner_id", "in", partners.ids), ("merged_into_id", "=", False)],
            order="number",
        )
        return [
            each.with_env(self.env)
            for each in dossiers_sudo.grouped("company_id").values()
            if len(each) > 1
        ]

    def _kept_customer(self, dossiers, dst_partner):
        """That of the contact that stays, unless only another can take in the rest."""
        # sudo: what this user may do is asked right after
        dossiers_sudo = dossiers.sudo()
        kept_sudo = dossiers_sudo.filtered(lambda each: each.partner_id == dst_partner)
        if kept_sudo.kind != "company" and "company" in dossiers_sudo.mapped("kind"):
            kept_sudo = dossiers_sudo.browse()
        return (kept_sudo or dossiers_sudo._best_to_keep()).with_env(self.env)

    def _check_may_merge(self, dossiers, kept):
        """:raises RedirectWarning: to where a supervisor is asked, for who may not"""
        try:
            self.env["customer.merge"]._check_mergeable(kept, dossiers - kept)
        except AccessError as error:
            numbers = ", ".join(dossiers.sudo().mapped("number"))  # sudo: the numbers
            action = self.env.ref("customer_followup.customer_duplicate_action")
            raise RedirectWarning(
                self.env._(
                    "These contacts have a customer dossier each (%(numbers)s), and you may"
                    " not change all of them. Ask a supervisor to merge the customers"
                    " first.",
                    numbers=numbers,
                ),
                action.id,
                self.env._("Possible Duplicates"),
            ) from error

    def _settle_customers(self, merged):
        """What SQL changed, for the dossiers and opportunities of the contact that stays."""
        # sudo: see ``_customers_of``
        Dossier_sudo = self.env["customer.dossier"].sudo()
        dossiers_sudo = Dossier_sudo.with_context(active_test=False).search(
            [("partner_id", "in", merged.ids), ("merged_into_id", "=", False)]
        )
        dossiers_sudo.filtered("active").partner_id.active = True
        dossiers_sudo.modified(["partner_id"])
        dossiers_sudo._settle()
        Lead_sudo = self.env["crm.lead"].sudo().with_context(active_test=False)
        Lead_sudo.search([("partner_id", "child_of", merged.ids)]).modified(
            ["partner_id"]
        )


class CustomerMergeWizard(models.TransientModel):
    _inherit = "customer.merge.wizard"

    # The merge of contacts that goes on afterwards.
    contacts_merge_id = fields.Many2one(
        "base.partner.merge.automatic.wizard", export_string_translation=False
    )

    def action_merge(self):
        action = super().action_merge()
        contacts = self.contacts_merge_id.with_context(**{COMPARED: True})
        return contacts.action_merge() if contacts else action
