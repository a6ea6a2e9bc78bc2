"""What is asked of a customer besides name and phone (D2)."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.customer_forms.messages import render
from odoo.addons.customer_forms.models.sensitive.sealed_field import Sealed
from odoo.addons.customer_forms.rules import FIELD_TYPES
from odoo.addons.customer_forms.rules.types.base import Invalid

SIZES = [
    ("large", "Large"),
    ("medium", "Medium"),
    ("small", "Small"),
    ("micro", "Micro"),
]


class CustomerDossier(models.Model):
    """The credit code, the industry and the place of a customer are public: they stand on
    the contact, and the dossier reads and writes them there.

    Sizes are the classes of the National Bureau of Statistics (统计上大中小微型企业划分办法,
    2017, 国统字〔2017〕213号): which staff and turnover make a company a large one depends
    on its industry, so that the class is chosen and not computed.
    """

    _inherit = "customer.dossier"

    landline = Sealed(sensitivity="phone", help="With its area code.")
    id_card = Sealed(
        string="Identity Card",
        sensitivity="id",
        is_found_only=True,
        help="The number is verified. Only its last four characters are kept, ever.",
    )
    tax_id = Sealed(
        string="Tax Number",
        sensitivity="id",
        help="Of a person. That of an organisation is no secret: its contact has it.",
    )
    credit_code = fields.Char(
        related="partner_id.company_registry",
        string="Unified Social Credit Code",
        readonly=False,
        help="Of an organisation. In China 18 characters, whose check digit is verified.",
    )
    company_size = fields.Selection(SIZES, index="btree_not_null")
    country_id = fields.Many2one(related="partner_id.country_id", readonly=False)
    state_id = fields.Many2one(
        related="partner_id.state_id", string="Province", readonly=False
    )
    city = fields.Char(related="partner_id.city", readonly=False)

    @api.constrains("credit_code", "kind")
    def _check_credit_code(self):
        """A code is an organisation's; of those in China its check digit is verified."""
        for dossier in self.filtered("credit_code"):
            if dossier.kind != "company":
                raise ValidationError(
                    self.env._(
                        "Only organisations have a unified social credit code. Say that"
                        " the customer is an organisation, or take the code out."
                    )
                )
            issue = dossier._wrong_credit_code()
            if issue:
                raise ValidationError(render(self.env, issue.code, issue.params))

    def _wrong_credit_code(self):
        """What is wrong with the code of an organisation in China, or None."""
        self.ensure_one()
        if self.credit_code and self.country_id.code in (False, "CN"):
            try:
                FIELD_TYPES["uscc"].parse(self.credit_code, {})
            except Invalid as issue:
                return issue
        return None

    @api.model
    def _clean_vals(self, vals):
        """The code as a form keeps it; what is none is refused when it is checked."""
        vals = super()._clean_vals(vals)
        if vals.get("credit_code"):
            try:
                code = FIELD_TYPES["uscc"].parse(vals["credit_code"], {})
            except Invalid:
                code = vals["credit_code"].strip()
            vals = {**vals, "credit_code": code}
        return vals
