"""What a dossier keeps of a person, and what its contact and opportunities may say (V1).

Every internal user reads contacts, and every salesperson some opportunities: neither has
the name of a person, nor a phone or an e-mail of a customer, unless the company wants it.
"""

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.customer_forms.models.sensitive.sealed_field import Sealed
from odoo.addons.customer_forms.rules.types.base import Invalid
from odoo.addons.customer_forms.tools import sensitivity

from ...tools.by_engine import BY_ENGINE
from ...tools.settling import SETTLING
from ...tools.wording import guess_kind
from .customer_dossier_checks import AS_KEPT, PARSED

# Where something said elsewhere of a customer goes: the first place that is free.
PLACES = {
    "name": ("name", "contact_name"),
    "contact_name": ("contact_name",),
    "phone": ("phone", "other_phone"),
    "email": ("email", "other_email"),
    "address": ("address",),
    "id_card": ("id_card",),
    "tax_id": ("tax_id",),
}


class CustomerName(fields.Char):
    """The name of a customer: of a person the mask, but read in full by who may."""

    def convert_to_read(self, value, record, use_display_name=True):
        if not record.env.su and record.kind != "company" and record._origin == record:
            value = (record.opened_values or {}).get("name", value)
        return super().convert_to_read(value, record, use_display_name)

    def filter_function(self, records, field_expr, operator, value):
        found = records.filtered_domain(records._search_customer_name(operator, value))
        return lambda record: record in found


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    name = Sealed(
        string="Full Name",
        sensitivity="name",
        help="Of a person. The name of an organisation is no secret: its contact has it.",
    )
    customer_name = CustomerName(
        string="Customer",
        compute="_compute_customer_name",
        search="_search_customer_name",
        readonly=False,
    )

    @api.depends("partner_id.name", "kind", "name")
    def _compute_customer_name(self):
        for dossier in self:
            # A new organisation keeps what was typed when it still was a person.
            is_named_by_contact = dossier.kind == "company" and dossier.partner_id
            name = dossier.partner_id.name if is_named_by_contact else dossier.name
            if dossier.kind != "company" and not sensitivity.looks_masked(name):
                name = sensitivity.mask("name", name)
            dossier.customer_name = name

    @api.onchange("name")
    def _onchange_name(self):
        """A new customer who is called like an organisation is proposed as one."""
        if not self._origin and guess_kind(self.name) == "company":
            self.kind = "company"

    def _search_customer_name(self, operator, value):
        if operator in Domain.NEGATIVE_OPERATORS:
            return NotImplemented
        is_company = Domain("kind", "=", "company")
        named = Domain("partner_id.name", operator, value)
        return (is_company & named) | (~is_company & Domain("name", operator, value))

    # ------------------------------------------------------------
    # Contacts of dossiers
    # ------------------------------------------------------------

    @api.model
    def _with_contacts(self, vals_list):
        """The values, with a new contact for each customer that has none."""
        new = [vals for vals in vals_list if not vals.get("partner_id")]
        partners = self.env["res.partner"].create(
            [self._prepare_contact_vals(vals) for vals in new]
        )
        partner_ids = iter(partners.ids)
        completed = []
        for vals in vals_list:
            if not vals.get("partner_id"):
                vals = {**vals, "partner_id": next(partner_ids)}
                if self._is_organisation(vals):
                    vals["name"] = False
            completed.append(vals)
        return completed

    @api.model
    def _prepare_contact_vals(self, vals):
        """A contact for a dossier with these values, its number among them."""
        company = self.env["res.company"].browse(vals.get("company_id"))
        company = company or self.env.company
        is_organisation = self._is_organisation(vals)
        mask = sensitivity.mask("name", vals.get("name"))
        is_open = is_organisation or company.has_names_on_contacts
        name = vals.get("name") if is_open else f"{vals['number']} {mask}".strip()
        return {
            "name": name or vals["number"],
            "is_company": is_organisation,
            "company_id": company.id,
        }

    @api.model
    def _is_organisation(self, vals):
        kind = vals.get("kind") or guess_kind(vals.get("name"))
        return kind == "company"

    def _settle(self, takes_names=True):
        """Make contacts and opportunities say no more than they may.

        What they had and the dossier has not is taken over first.

        :param bool takes_names: whether a person without name is called as the contact
        """
        # sudo: whoever opens a dossier need not be allowed to edit contacts
        dossiers_sudo = self.sudo().with_context(**{SETTLING: BY_ENGINE})
        for dossier in dossiers_sudo:
            dossier._take_from_contact(takes_names)
        people = dossiers_sudo.filtered(lambda dossier: dossier.kind != "company")
        (dossiers_sudo - people)._name_organisations()
        people.partner_id._name_people()
        # sudo: see above
        leads_sudo = self.env["crm.lead"].sudo().with_context(active_test=False)
        leads_sudo.search([("dossier_id", "in", self.ids)])._settle()

    def _take_from_contact(self, takes_names):
        partner = self.partner_id
        if partner._is_account():
            return
        said = {}
        if takes_names and self.kind != "company" and not self.name:
            is_name = not sensitivity.looks_masked(partner.name)
            said["name"] = is_name and partner.name != self.number and partner.name
        if not self.company_id.has_phones_on_contacts:
            said |= {"phone": partner.phone, "email": partner.email}
        said = {name: value for name, value in said.items() if value}
        if not said:
            return
        left = self.with_context(**{AS_KEPT: BY_ENGINE})._take_in(said)
        gone = {name: False for name in said if name not in {*left, "name"}}
        partner._write_untracked(gone)
        partner._mask_tracked()

    def _take_in(self, said):
        """Keep what is said elsewhere of the customer, where there is room for it.

        :param dict said: texts by key of ``PLACES``
        :return: keys of what found no room
        """
        self.ensure_one()
        # Whoever wrote it there, for whom the engine passes it on in superuser mode.
        vault = self.with_env(self.env(su=False)).env["customer.vault.value"]
        vault._count_typed(said, self._sensitive_classes())
        known = {}
        if any(self[place] for name in said for place in PLACES[name]):
            known = self._open_values()[self.id]
        vals, left = {}, []
        for name, text in said.items():
            class_ = self._fields[name].sensitivity
            normal = sensitivity.normal(class_, text)
            kept = [known.get(place) or vals.get(place) for place in PLACES[name]]
            if any(
                each and sensitivity.normal(class_, each) == normal for each in kept
            ):
                continue
            free = [
                place for place in PLACES[name] if not self[place] and place not in vals
            ]
            if free:
                vals[free[0]] = self._parse_or_keep(free[0], text)
            else:
                left.append(name)
        if vals:
            self.write(vals)
        return left

    @api.model
    def _parse_or_keep(self, name, text):
        """What was typed somewhere without rules is kept as it is when it breaks them."""
        if name not in PARSED:
            return text
        try:
            return self._parse(PARSED[name], text)
        except Invalid:
            return text

    def _name_organisations(self):
        """What was typed as a full name is the name of the contact."""
        named = self.filtered("name")
        opened = named._open_values(["name"])
        for dossier in named:
            dossier.partner_id._write_untracked({"name": opened[dossier.id]["name"]})
        named.name = False
