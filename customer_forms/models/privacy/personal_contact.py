"""Contacts and opportunities of a person (V5)."""

from odoo import fields, models
from odoo.tools import html2plaintext

from ...tools.phone import readable

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
            # Emptying a picture takes queries for each size of each record.
            filled = [name for name in names if any(self.mapped(name))]
            self.write({**dict.fromkeys(filled, False), **others})

    def _document_line(self, name, value=None, of=None):
        """A field as a line of the document.

        :param value: in place of a mask
        :param of: another record that has the field
        """
        record = self if of is None else of
        field = record._fields[name]
        kept = record[name] if value is None else value
        if field.relational:
            kept = ", ".join(kept.mapped("display_name"))
        elif field.type == "html":
            kept = html2plaintext(kept)
        elif field.type == "datetime":
            kept = fields.Datetime.to_string(kept)
        elif field.type == "date":
            kept = fields.Date.to_string(kept)
        text = kept
        if field.type == "selection":
            text = dict(field._description_selection(self.env)).get(kept, kept)
        elif kept and getattr(field, "sensitivity", None) == "phone":
            text = readable(kept)
        label = field.get_description(self.env, ["string"])["string"]
        return {"key": name, "label": label, "value": kept, "text": text}

    def _document_fields(self, names):
        """Fields of this record, those that say something, as lines of the document."""
        return [
            self._document_line(name)
            for name in names
            if name in self._fields and self[name]
        ]


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
        self.write({"active": False})
        for partner in self:
            erased = self.env._("Erased person %(number)s", number=partner.id)
            partner.write({"name": erased})

    def _personal_document(self):
        names = [name for name in ("name", *CONTACT_TEXTS) if name != "image_1920"]
        lines = self._document_fields(names)
        section = {"title": self.env._("Contact"), "lines": lines}
        return super()._personal_document() | {"sections": [section]}

    def _why_not_erased(self):
        kept = super()._why_not_erased()
        # sudo: which contacts are companies of ours is no secret here
        companies_sudo = (
            self.env["res.company"].sudo().search([("partner_id", "in", self.ids)])
        )
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

    def _erase_personal_data(self, tally, is_dry):  # pylint: disable=missing-return
        """Stage, amounts, dates and tags stay: they are the history of the pipeline."""
        super()._erase_personal_data(tally, is_dry)
        tally.add("opportunities", self.ids)
        self._erase_fields(LEAD_TEXTS, tally, is_dry)
        for lead in self if not is_dry else ():
            erased = self.env._("Erased opportunity %(number)s", number=lead.id)
            lead.write({"name": erased})

    def _personal_document(self):
        names = ("name", *LEAD_TEXTS, "stage_id", "expected_revenue", "date_deadline")
        lines = self._document_fields(names)
        section = {"title": self.env._("Opportunity"), "lines": lines}
        return super()._personal_document() | {"sections": [section]}
