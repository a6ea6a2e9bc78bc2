from odoo import fields, models

# What decides what contacts may say of people.
SETTLED_BY = {"has_names_on_contacts", "has_phones_on_contacts"}


class ResCompany(models.Model):
    _inherit = "res.company"

    has_names_on_contacts = fields.Boolean(
        string="Full Names on Contacts",
        help="Contacts of people have their full name, which every internal user can"
        " read, and mails and orders show. Else they have the number and a masked name.",
    )
    has_phones_on_contacts = fields.Boolean(
        string="Phones and E-mails on Contacts",
        help="What somebody enters on the contact of a customer stays there. Else it goes"
        " into the dossier.",
    )

    def write(self, vals):
        result = super().write(vals)
        if SETTLED_BY & vals.keys():
            # sudo: it concerns all dossiers of the company, whoever sees them
            Dossier_sudo = self.env["customer.dossier"].sudo()
            Dossier_sudo.with_context(active_test=False).search(
                [("company_id", "in", self.ids)]
            )._settle()
        return result

    def _audited_fields(self):
        return [*super()._audited_fields(), *sorted(SETTLED_BY)]
