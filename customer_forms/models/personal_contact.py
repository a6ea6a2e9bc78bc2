"""Contacts and opportunities of a person (V5)."""

from odoo import models

CONTACT_TEXTS = (
    "email",
    "phone",
    "mobile",
    "street",
    "street2",
    "zip",
    "website",
    "function",
    "comment",
    "ref",
    "vat",
    "barcode",
    "company_name",
    "image_1920",
)
LEAD_TEXTS = (
    "contact_name",
    "partner_name",
    "email_from",
    "email_cc",
    "phone",
    "mobile",
    "function",
    "website",
    "street",
    "street2",
    "zip",
    "referred",
    "description",
)
# model -> fields that make a contact part of the books, which the law keeps
BOOKS = {
    "account.move": ("partner_id", "commercial_partner_id"),
    "account.move.line": ("partner_id",),
    "account.payment": ("partner_id",),
    "sale.order": ("partner_id", "partner_invoice_id", "partner_shipping_id"),
    "purchase.order": ("partner_id",),
    "pos.order": ("partner_id",),
}


class PersonalTexts(models.AbstractModel):
    _inherit = "customer.personal"

    def _erase_fields(self, names, tally, is_dry, **others):
        """Empty fields of these records.

        :param names: of fields; those this database does not have are left out
        :param others: what other fields say instead
        """
        names = [name for name in names if name in self._fields]
        for record in self:
            tally.add("fields", [record.id] * sum(bool(record[name]) for name in names))
        if not is_dry:
            self.write({**dict.fromkeys(names, False), **others})


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = ["res.partner", "customer.personal"]

    def _erase_personal_data(self, tally, is_dry):
        super()._erase_personal_data(tally, is_dry)
        tally.add("contacts", self.ids)
        # Nobody logs in any more with an address that is not kept.
        outside = self.with_context(active_test=False).user_ids.filtered("share")
        self._erase_fields(CONTACT_TEXTS, tally, is_dry)
        if is_dry:
            return
        self.bank_ids.unlink()
        for user in outside:
            user.write({"login": f"erased-{user.id}", "active": False})
        for partner in self:
            erased = self.env._("Erased person %(number)s", number=partner.id)
            partner.write({"name": erased, "active": False})

    def _why_not_erased(self):
        kept = super()._why_not_erased()
        # sudo: see the class
        companies_sudo = self.env["res.company"].sudo().search([])
        for partner in self:
            partner_in = partner.with_context(active_test=False)
            if partner_in.user_ids.filtered(lambda user: not user.share):
                kept[partner] = self.env._("is a colleague who works in this system")
            elif partner in companies_sudo.partner_id:
                kept[partner] = self.env._("is one of our companies")
        for partner in self._in_the_books():
            kept.setdefault(
                partner,
                self.env._("is in invoices or orders, which the law says to keep"),
            )
        return kept

    def _in_the_books(self):
        """Contacts that documents of the books name."""
        found = self.browse()
        for model, names in BOOKS.items():
            for name in names if model in self.env else ():
                if name in self.env[model]._fields:
                    groups = self.env[model]._read_group(
                        [(name, "in", self.ids)], [name]
                    )
                    found |= self.browse(partner.id for (partner,) in groups)
        return found & self


class CrmLead(models.Model):
    _name = "crm.lead"
    _inherit = ["crm.lead", "customer.personal"]

    def _erase_personal_data(self, tally, is_dry):
        """Stage, amounts, dates and tags stay: they are the history of the pipeline."""
        super()._erase_personal_data(tally, is_dry)
        tally.add("opportunities", self.ids)
        self._erase_fields(LEAD_TEXTS, tally, is_dry)
        for lead in self if not is_dry else ():
            erased = self.env._("Erased opportunity %(number)s", number=lead.id)
            lead.write({"name": erased})
