"""What a dossier may be given: its number, its phone and e-mail, what stays fixed."""

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.customer_forms.messages import render
from odoo.addons.customer_forms.rules import FIELD_TYPES
from odoo.addons.customer_forms.rules.types.base import Invalid
from odoo.addons.customer_forms.tools import phone as phone_tools
from odoo.addons.customer_forms.tools.found_only import FoundOnly
from odoo.addons.customer_forms.tools.sensitivity import looks_masked

from ...tools.by_engine import is_by_engine

PARSED = {
    "phone": "phone",
    "other_phone": "phone",
    "email": "email",
    "other_email": "email",
    "landline": "phone",
    "id_card": "id_card",
}
# In the context of what takes over a contact that was there before: what breaks the rules is
# kept as it is, and told as a wrong format.
AS_KEPT = "customer_as_kept"
NUMBER_PATTERN = "C{year}{serial:04d}"


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _check_fixed(self, vals):
        """Number, company and contact are on paper and on all that belongs to a customer."""
        for name in {"number", "company_id", "partner_id"} & vals.keys():
            field = self._fields[name]
            kept = {field.convert_to_write(dossier[name], dossier) for dossier in self}
            if not self.env.su and kept - {vals[name]}:
                raise UserError(
                    self.env._(
                        "The number, the company and the contact of a dossier stay as"
                        " they are. Open a new dossier instead."
                    )
                )

    @api.model
    def _get_number(self, vals):
        """The number given, else the next one of the company's series (D1)."""
        if vals.get("number"):
            return vals["number"]
        company = (
            self.env["res.company"].browse(vals.get("company_id")) or self.env.company
        )
        today = fields.Date.context_today(
            self.with_context(tz=company.partner_id.tz or self.env.user.tz)
        )
        series_sudo = self.env["ir.sequence"]._customer_number_series(
            NUMBER_PATTERN, company
        )
        return series_sudo.next_by_id(sequence_date=today)

    @api.model
    def _clean_vals(self, vals):
        """Phone and e-mail as a form keeps them, by the same rules (F7)."""
        cleaned = {}
        for name in PARSED.keys() & vals.keys():
            typed = vals[name] or ""
            if not isinstance(typed, str):  # whatever a program sends
                typed = cleaned[name] = str(typed)
            if not looks_masked(typed):
                try:
                    cleaned[name] = self._parse(PARSED[name], typed)
                except Invalid as issue:
                    if is_by_engine(self.env.context, AS_KEPT):
                        continue
                    raise ValidationError(
                        render(self.env, issue.code, issue.params)
                    ) from issue
        vals = {**vals, **cleaned}
        customer_name = vals.pop("customer_name", None)
        # A form sends the mask along with the name that was typed.
        if customer_name and not (vals.get("name") and looks_masked(customer_name)):
            vals["name"] = customer_name
        return vals

    @api.model
    def _parse(self, kind, typed):
        """:raises Invalid: for what is no phone number or no address"""
        if kind == "phone":
            typed = phone_tools.readable(typed)
        parsed = FIELD_TYPES[kind].parse(typed.lower(), {})
        if kind == "id_card" and parsed:
            # Verified, found again by its digest, and never kept (D2).
            return FoundOnly(FIELD_TYPES[kind].full(typed))
        return parsed
