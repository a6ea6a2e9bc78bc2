"""Contact persons that were entered below the contact of a customer."""

from odoo import api, models

from odoo.addons.customer_forms.tools import sensitivity

from ..dossier.customer_dossier_checks import PARSED
from .contact_sealed import MAIN


class CustomerContact(models.Model):
    _inherit = "customer.contact"

    @api.model
    def _kept_as_typed(self, said):
        """Values as a form keeps them; what breaks its rules as it was typed."""
        return {
            name: self.env["customer.dossier"]._parse_or_keep(name, text)
            if name in PARSED
            else text
            for name, text in said.items()
        }

    def _find_person(self, said):
        """The one of these who is meant: of the same name, without another phone.

        :param dict said: {field: text}
        """
        opened = self._open_values()

        def agrees(contact, name):
            kept, text = opened[contact.id].get(name), said.get(name)
            if not kept or not text:
                return name != "name"
            class_ = self._fields[name].sensitivity
            return sensitivity.normal(class_, kept) == sensitivity.normal(class_, text)

        return self.filtered(
            lambda contact: all(agrees(contact, name) for name in MAIN)
        )[:1]

    def _take_in(self, said):
        """Keep what is said elsewhere of this person, where nothing is known yet.

        :param dict said: {field: text}
        :return: names of what is known otherwise
        """
        self.ensure_one()
        known = self._open_values()[self.id]
        vals, left = {}, []
        for name, text in self._kept_as_typed(said).items():
            kept = known.get(name) if name in MAIN else self[name]
            if not kept:
                vals[name] = text
            elif name in ("phone", "email"):
                class_ = self._fields[name].sensitivity
                if sensitivity.normal(class_, kept) != sensitivity.normal(class_, text):
                    left.append(name)
        if vals:
            self.write(vals)
        return left

    def _name_shells(self):
        """Contacts of Odoo are called by number and mask, or in full where wanted."""
        # sudo: whoever names a contact person need not be allowed to edit contacts
        for contact_sudo in self.sudo().filtered("partner_id"):
            partner_sudo = contact_sudo.partner_id
            if partner_sudo._is_account():
                continue
            company = contact_sudo.company_id
            in_full = company.has_names_on_contacts
            opened = contact_sudo._open_values(["name"]) if in_full else {}
            name = opened.get(contact_sudo.id, {}).get("name")
            vals = {
                "name": name or contact_sudo.display_name,
                "function": False,
                **({} if company.has_phones_on_contacts else NOTHING),
            }
            news = {key: vals[key] for key in vals if vals[key] != partner_sudo[key]}
            partner_sudo._write_untracked(news)
            partner_sudo._mask_tracked()


NOTHING = {"phone": False, "email": False}
