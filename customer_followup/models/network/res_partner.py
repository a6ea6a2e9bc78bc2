"""People below the contact of a customer: shells, as the contacts of persons are (D5, V1).

Every internal user reads contacts. Somebody who is entered there, with Odoo's own
screens, becomes a contact person of the customer.
"""

from odoo import api, fields, models

from odoo.addons.customer_forms.tools import sensitivity

from ...tools.by_engine import BY_ENGINE, is_by_engine
from ...tools.settling import SETTLING
from ..dossier.res_partner import CUSTOMER_ROLES, PERSONAL, refuse_third

# What makes somebody belong to a customer, or say something of him.
PLACED_BY = {*PERSONAL, "company_id", "function", "is_company", "parent_id"}
# field of the contact of Odoo -> of the contact person
TOLD = {"name": "name", "phone": "phone", "email": "email", "function": "position"}


class ResPartner(models.Model):
    _inherit = "res.partner"

    customer_contact_ids = fields.One2many(
        "customer.contact", "partner_id", groups=CUSTOMER_ROLES
    )

    @api.model_create_multi
    def create(self, vals_list):
        partners = super().create(vals_list)
        partners.filtered("parent_id")._settle_people()
        return partners

    def write(self, vals):
        touched = PLACED_BY & vals.keys()
        if not touched or is_by_engine(self.env.context, SETTLING):
            return super().write(vals)
        shells = self.filtered(lambda partner: partner._is_shell())
        others = self - shells
        result = super(ResPartner, others).write(vals) if others else True
        if shells:
            rest = {name: vals[name] for name in vals if name not in TOLD}
            if rest:
                super(ResPartner, shells).write(rest)
            for partner in shells:
                partner._tell_contact_person(vals)
        self.filtered("parent_id")._settle_people()
        return result

    def _is_shell(self):
        """Whether the name and the phone are those of a contact person of ours."""
        # sudo: the contact of a customer keeps no more, whoever edits it
        return bool(self.sudo().customer_contact_ids) and not self._is_account()

    def _settle_people(self):
        """Make persons below the contact of a customer say no more than they may."""
        # sudo: whoever enters somebody need not see the customer
        people_sudo = self.sudo().filtered(
            lambda partner: (
                not partner.is_company
                and partner.commercial_partner_id != partner
                and partner.commercial_partner_id.dossier_ids
                and not partner.dossier_ids
                and not partner._is_account()
            )
        )
        for partner_sudo in people_sudo.with_context(**{SETTLING: BY_ENGINE}):
            partner_sudo._take_person(partner_sudo.commercial_partner_id.dossier_ids)

    def _take_person(self, dossiers):
        """What the contact says of the person goes to the contact person."""
        known = self.customer_contact_ids
        said = self._said_of_person()
        for dossier in dossiers - known.dossier_id:
            elsewhere = self.company_id and self.company_id != dossier.company_id
            if elsewhere or not said:
                continue
            known_already = dossier.contact_ids.filtered(
                lambda contact: not contact.partner_id
            )
            contact = known_already._find_person(said)
            if contact:
                contact.partner_id = self
            else:
                values = dossier.env["customer.contact"]._kept_as_typed(said)
                contact.create(
                    {"dossier_id": dossier.id, "partner_id": self.id, **values}
                )
        for contact in self.customer_contact_ids - known:
            contact._take_in(said)
        self.customer_contact_ids._name_shells()

    def _said_of_person(self):
        """What this contact says in clear: {field of the contact person: text}."""
        numbers = set(self.customer_contact_ids.mapped("display_name"))
        said = {}
        for name, of in TOLD.items():
            text = self[name]
            if text and not sensitivity.looks_masked(text) and text not in numbers:
                said[of] = text
        return said if {"name", "phone", "email"} & said.keys() else {}

    def _tell_contact_person(self, vals):
        """What somebody wrote on the contact goes to the contact person.

        :raises UserError: for a second phone or e-mail
        """
        said = {
            TOLD[name]: vals[name]
            for name in TOLD
            if vals.get(name) and vals[name] != self[name]
        }
        # sudo: to find them; what the user may do comes next
        contacts = self.sudo().customer_contact_ids.with_env(self.env)
        stays = any(contacts.sudo().company_id.mapped("has_phones_on_contacts"))
        if stays:
            kept = {name: vals[name] for name in ("phone", "email") if name in vals}
            self._write_settled(kept)
            said = {name: said[name] for name in said if name not in kept}
        if not said:
            return
        contacts.check_access("write")
        for contact in contacts:
            overwritten = {
                name: said[name] for name in ("name", "position") if name in said
            }
            if overwritten:
                contact.write(overwritten)
            if contact._take_in(said):
                refuse_third(self.env, contact.dossier_id)

    def _written_about(self):
        """Also of contact persons, and of addresses below a customer: who the chatter of a
        contact is about."""
        about = super()._written_about()
        for partner in self.sudo():  # sudo: as for dossiers
            dossiers = partner.customer_contact_id.dossier_ids
            people = partner.customer_contact_ids
            is_ours = (dossiers or people) and not partner._is_account()
            if partner.id not in about and is_ours:
                about[partner.id] = [people, dossiers]
        return about
