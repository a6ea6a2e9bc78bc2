"""How what people say of themselves becomes dossiers (S8)."""

from dataclasses import dataclass, field
from typing import Any

from psycopg2.errors import UniqueViolation

from odoo import fields, models
from odoo.exceptions import ConcurrencyError
from odoo.fields import Domain

from odoo.addons.customer_forms.tools.found_only import FoundAgain

from ...tools.by_engine import BY_ENGINE
from ...tools.matching import CustomerIndex, identity
from ...tools.organisation_name import organisation_name, short_place
from ...tools.provenance import NOTED

# Said of a customer, but kept on the contact or used to make it.
CONTACT_FIELDS = ("lang", "industry_id")
ADDRESS_FIELDS = ("country_id", "state_id", "city", "street")
PARTNER_FIELDS = (*CONTACT_FIELDS, "contact_address")
# Given once, when the dossier is opened.
OPENING_FIELDS = (*PARTNER_FIELDS, "name", "number", "kind")


@dataclass(eq=False)
class Customer:
    """A customer met in a batch: a dossier we have, or one to open with ``vals``."""

    dossier: Any
    vals: dict = field(default_factory=dict)


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    opening_key = fields.Char(
        copy=False,
        export_string_translation=False,
        help="Digest of what the customer was first known by.",
    )

    _opening_key_uniq = models.UniqueIndex("(opening_key, company_id)")

    def _file_customers(self, vals_list, statements=()):
        """Recognise customers, fill what is empty in their dossiers, open the others.

        :param vals_list: values of dossiers and the ``lang``, ``industry_id`` and
            ``contact_address`` (a dict of values) of contacts; only what was said.
            ``invited_partner_id``: the contact whose personal link was followed
        :param statements: for each of them what the document says, a Statement
        :return: list of dossiers, one for each of ``vals_list``
        """
        index = self._index_customers(vals_list)
        invited = {
            partner_id: Customer(dossier)
            for partner_id, dossier in self._index_invited(vals_list).items()
        }
        customers = []
        for vals in vals_list:
            vals = dict(vals)
            known = invited.get(vals.pop("invited_partner_id", None))
            who = identity(
                vals.get("phone"),
                vals.get("email"),
                vals.get("name"),
                vals["kind"],
                city=short_place(vals.get("contact_address", {}).get("city")),
                **{name: _compared(vals.get(name)) for name in self._identifiers()},
            )
            customer = known or index.find(who) or Customer(self.browse())
            index.add(who, customer)
            customer.vals = {**vals, **customer.vals}
            customers.append(customer)
        self._open([each for each in dict.fromkeys(customers) if not each.dossier])
        dossiers = [customer.dossier for customer in customers]
        self._take_statements([*zip(dossiers, statements, strict=False)])
        for customer in dict.fromkeys(customers):
            customer.dossier._fill_empty(customer.vals)
        return dossiers

    def _index_customers(self, vals_list):
        """The dossiers of the company, archived too, that may be meant. Of one that was
        merged, the one that has its customer now."""
        dossiers = self.with_context(active_test=False).search(
            Domain("company_id", "=", self.env.company.id)
            & self._meant_domain(vals_list),
            order="id",
        )
        names = ["phone", "other_phone", "email", "other_email", *self._identifiers()]
        opened = dossiers._open_values(names)
        if any(vals.get("id_card") for vals in vals_list):
            for res_id, found in dossiers._found_again().items():
                opened[res_id] |= found
        index, customers = CustomerIndex(), {}
        for dossier in dossiers:
            kept = dossier._kept()
            customer = customers.setdefault(kept, Customer(kept))
            for who in dossier._identities(opened[dossier.id]):
                index.add(who, customer)
        return index

    def _meant_domain(self, vals_list):
        """Dossiers that have one of the identifying values."""
        said = {
            name: [vals[name] for vals in vals_list if vals.get(name)]
            for name in ("phone", "email", "credit_code")
        }
        emails = [email.lower() for email in said["email"]]
        keys = {
            organisation_name(vals.get("name")).key
            for vals in vals_list
            if vals["kind"] == "company"
        }
        return Domain.OR(
            [
                Domain("phone", "in", said["phone"]),
                Domain("other_phone", "in", said["phone"]),
                Domain("email", "in", emails),
                Domain("other_email", "in", emails),
                Domain("name_key", "in", list(keys - {""})),
                Domain("credit_code", "in", said["credit_code"]),
                self._carded_domain(vals_list),
            ]
        )

    def _carded_domain(self, vals_list):
        """Dossiers with one of these identity cards: by digest, as nobody has more."""
        digests = {_compared(vals.get("id_card")) for vals in vals_list} - {""}
        if not digests:
            return Domain.FALSE
        # sudo: nobody has rights on the vault; which dossiers count is asked of them
        kept_sudo = self.env["customer.vault.value"].sudo()
        carded = [("res_model", "=", self._name), ("name", "=", "id_card")]
        found = kept_sudo.search_fetch(
            [*carded, ("digest", "in", list(digests))], ["res_id"]
        )
        return Domain("id", "in", found.mapped("res_id"))

    def _identities(self, values):
        """What this customer is recognised by.

        :param dict values: the sealed ones, opened
        """
        name = self.kind == "company" and self.partner_id.name
        city = short_place(self.partner_id.city)
        known = {
            "credit_code": self.credit_code,
            "id_card": _compared(values.get("id_card")),
        }
        return [
            identity(
                values.get(phone), values.get(email), name, self.kind, city, **known
            )
            for phone, email in (("phone", "email"), ("other_phone", "other_email"))
        ]

    def _identifiers(self):
        """What the state calls a customer by, as far as dossiers have it."""
        return [name for name in ("credit_code", "id_card") if name in self._fields]

    def _open(self, customers):
        """Open a dossier and a contact for each customer."""
        if not customers:
            return
        taken = self._taken("number", [each.vals.get("number") for each in customers])
        opening_keys = self._prepare_opening_keys(customers)
        vals_list = []
        for customer, opening_key in zip(customers, opening_keys, strict=True):
            vals = {"company_id": self.env.company.id, **customer.vals}
            if vals.get("number") in taken:
                del vals["number"]
            vals["number"] = self._get_number(vals)
            vals_list.append({**vals, "user_id": False, "opening_key": opening_key})
        partners = self._create_contacts(vals_list)
        vals_list = [
            {
                **{name: vals[name] for name in vals if name not in PARTNER_FIELDS},
                "name": vals["kind"] != "company" and vals.get("name"),
                "partner_id": partner.id,
            }
            for vals, partner in zip(vals_list, partners, strict=True)
        ]
        try:
            dossiers = self.with_context(**{NOTED: BY_ENGINE}).create(vals_list)
        except UniqueViolation as conflict:
            if "opening_key" not in (conflict.diag.constraint_name or ""):
                raise
            # Odoo does the request again, and now finds the customer.
            raise ConcurrencyError("This customer was opened just now") from conflict
        for customer, dossier in zip(customers, dossiers, strict=True):
            customer.dossier = dossier.with_env(self.env)

    def _create_contacts(self, vals_list):
        """Contacts with no phone and no e-mail: every internal user can read them."""
        return self.env["res.partner"].create(
            [
                {
                    **self._prepare_contact_vals(vals),
                    **{name: vals[name] for name in CONTACT_FIELDS if name in vals},
                    **vals.get("contact_address", {}),
                }
                for vals in vals_list
            ]
        )

    def _prepare_opening_keys(self, customers):
        """Digests by which two requests at the same instant open one dossier only.

        A dossier that can be seen by now never stands in the way of another.
        """
        keys, keyed_digest = [], self.env["customer.vault.value"]._keyed_digest
        for customer in customers:
            phone, email = customer.vals.get("phone"), customer.vals.get("email")
            known_by = phone or (email or "").strip().lower()
            # Keyed: the phone numbers of a country can all be tried.
            digest = known_by and keyed_digest("customer_opening", known_by)
            keys.append(digest if digest not in keys else False)
        taken = self._taken("opening_key", keys)
        return [key if key not in taken else False for key in keys]

    def _taken(self, field_name, values):
        """Those of the values that dossiers of the company have already."""
        domain = [("company_id", "=", self.env.company.id), (field_name, "in", values)]
        taken = self.with_context(active_test=False).search(domain)
        return set(taken.mapped(field_name))

    def _fill_empty(self, vals):
        """Add what is not known yet; what is known stays as it is."""
        self.ensure_one()
        news = {
            name: value
            for name, value in vals.items()
            if name not in OPENING_FIELDS and not self[name]
        }
        has_place = self.address or any(
            map(self.partner_id.__getitem__, ADDRESS_FIELDS)
        )
        if has_place:  # a place is one value: what differs is asked about
            news.pop("address", None)
        if not self.active:
            news["active"] = True
        if news:
            self.write(news)
        if vals.get("industry_id") and not self.partner_id.industry_id:
            self.partner_id.industry_id = vals["industry_id"]
        if vals.get("contact_address") and not has_place:
            self.partner_id.write(vals["contact_address"])


def _compared(value):
    """By what an identifier is compared: a card by its digest, never by its mask."""
    return (value.digest if isinstance(value, FoundAgain) else value) or ""
