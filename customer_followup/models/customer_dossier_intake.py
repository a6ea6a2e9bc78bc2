"""How what people say of themselves becomes dossiers (S8)."""

from dataclasses import dataclass, field
from typing import Any

from psycopg2.errors import UniqueViolation

from odoo import fields, models
from odoo.exceptions import ConcurrencyError
from odoo.fields import Domain
from odoo.tools.misc import hmac

from ..tools.matching import CustomerIndex, identity

# Said of a customer, but kept on the contact or used to make it.
CONTACT_FIELDS = ("name", "lang", "industry_id")
ADDRESS_FIELDS = ("country_id", "state_id", "city", "street")
PARTNER_FIELDS = (*CONTACT_FIELDS, "address")
# Given once, when the dossier is opened.
OPENING_FIELDS = (*PARTNER_FIELDS, "number", "kind")


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

    def _file_customers(self, vals_list):
        """Recognise customers, fill what is empty in their dossiers, open the others.

        :param vals_list: values of dossiers and the ``name``, ``lang``, ``industry_id``
            and ``address`` (values of a contact) of contacts; only what was said
        :return: list of dossiers, one for each of ``vals_list``
        """
        index = self._index_customers(vals_list)
        customers = []
        for vals in vals_list:
            who = identity(
                vals.get("phone"), vals.get("email"), vals["name"], vals["kind"]
            )
            customer = index.find(who) or Customer(self.browse())
            index.add(who, customer)
            customer.vals = {**vals, **customer.vals}
            customers.append(customer)
        self._open([each for each in dict.fromkeys(customers) if not each.dossier])
        for customer in dict.fromkeys(customers):
            customer.dossier._fill_empty(customer.vals)
        return [customer.dossier for customer in customers]

    def _index_customers(self, vals_list):
        """The dossiers of the company, archived too, that may be meant."""
        said = {
            name: [vals[name] for vals in vals_list if vals.get(name)]
            for name in ("phone", "email", "name")
        }
        dossiers = self.with_context(active_test=False).search(
            Domain("company_id", "=", self.env.company.id)
            & (
                Domain("phone", "in", said["phone"])
                | Domain("email", "in", [email.lower() for email in said["email"]])
                | Domain("partner_id.name", "in", said["name"])
            ),
            order="id",
        )
        index = CustomerIndex()
        for dossier in dossiers:
            who = identity(
                dossier.phone, dossier.email, dossier.partner_id.name, dossier.kind
            )
            index.add(who, Customer(dossier))
        return index

    def _open(self, customers):
        """Open a dossier, and a contact with the name only, for each customer."""
        if not customers:
            return
        partners = self._create_contacts(customers)
        taken = self._taken("number", [each.vals.get("number") for each in customers])
        opening_keys = self._prepare_opening_keys(customers)
        vals_list = [
            {
                "partner_id": partner.id,
                "company_id": self.env.company.id,
                "user_id": False,
                "opening_key": opening_key,
                **{
                    name: value
                    for name, value in customer.vals.items()
                    if name not in PARTNER_FIELDS
                    and not (name == "number" and value in taken)
                },
            }
            for customer, partner, opening_key in zip(
                customers, partners, opening_keys, strict=True
            )
        ]
        try:
            dossiers = self.create(vals_list)
        except UniqueViolation as conflict:
            if "opening_key" not in (conflict.diag.constraint_name or ""):
                raise
            # Odoo does the request again, and now finds the customer.
            raise ConcurrencyError("This customer was opened just now") from conflict
        for customer, dossier in zip(customers, dossiers, strict=True):
            customer.dossier = dossier

    def _create_contacts(self, customers):
        """Contacts with no phone and no e-mail: every internal user can read them."""
        return self.env["res.partner"].create(
            [
                {
                    "company_id": self.env.company.id,
                    "is_company": customer.vals["kind"] == "company",
                    **{
                        name: customer.vals[name]
                        for name in CONTACT_FIELDS
                        if name in customer.vals
                    },
                    **customer.vals.get("address", {}),
                }
                for customer in customers
            ]
        )

    def _prepare_opening_keys(self, customers):
        """Digests by which two requests at the same instant open one dossier only.

        A dossier that can be seen by now never stands in the way of another.
        """
        keys = []
        for customer in customers:
            phone, email = customer.vals.get("phone"), customer.vals.get("email")
            known_by = phone or (email or "").strip().lower()
            # Keyed: the phone numbers of a country can all be tried.
            digest = known_by and hmac(self.env(su=True), "customer_opening", known_by)
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
        if not self.active:
            news["active"] = True
        if news:
            self.write(news)
        if vals.get("industry_id") and not self.partner_id.industry_id:
            self.partner_id.industry_id = vals["industry_id"]
        if vals.get("address") and not any(
            map(self.partner_id.__getitem__, ADDRESS_FIELDS)
        ):
            self.partner_id.write(vals["address"])
