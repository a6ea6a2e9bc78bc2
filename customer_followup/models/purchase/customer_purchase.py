from datetime import datetime, time

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.customer_forms.models.sensitive.sealed_field import Sealed
from odoo.addons.customer_forms.tools.engine_guard import refuse_engine_fields
from odoo.addons.customer_forms.tools.sensitivity import looks_masked

from ...tools.amount_range import parse_amounts

ENGINE_FIELDS = {"company_id", "user_id"}
# What people type; it says no more of the customer than a mask.
TEXTS = ("product", "source")


class CustomerPurchase(models.Model):
    """What a customer bought, where Odoo has no orders: typed or imported (D4)."""

    _name = "customer.purchase"
    _description = "Purchase of a Customer"
    _inherit = ["customer.sensitive"]
    _order = "date desc, id desc"
    _rec_name = "product"
    _check_company_auto = True

    dossier_id = fields.Many2one(
        "customer.dossier",
        string="Customer",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    company_id = fields.Many2one(
        related="dossier_id.company_id", store=True, index=True
    )
    date = fields.Date(required=True, default=fields.Date.context_today)
    product = fields.Char(required=True)
    quantity = fields.Float(default=1, digits=(16, 3), aggregator=None)
    unit = fields.Char(help="Pieces, hours, kilograms ...")
    amount = Sealed(
        sensitivity="amount", help="Of the whole line, in the company's currency."
    )
    source = fields.Char(
        string="Document or Source",
        help="Where this is from, e.g. the number of an order.",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Recorded by",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
    )

    _quantity_positive = models.Constraint(
        "CHECK (quantity > 0)", "The quantity is more than 0."
    )

    @api.model_create_multi
    def create(self, vals_list):
        refuse_engine_fields(self, ENGINE_FIELDS, vals_list)
        default = self.env.context.get("default_dossier_id")
        customers = [vals.get("dossier_id", default) for vals in vals_list]
        vals_list = [self._read_amount(vals) for vals in vals_list]
        purchases = super().create(self._redact(vals_list, customers))
        purchases._note_interactions()
        return purchases

    def write(self, vals):
        # Nobody moves what he sees to a customer he does not see.
        refuse_engine_fields(self, {*ENGINE_FIELDS, "dossier_id"}, [vals])
        vals = self._read_amount(vals)
        for dossier in self.dossier_id:
            [vals] = self._redact([vals], [dossier.id])
        return super().write(vals)

    @api.model
    def get_import_templates(self):
        """The file that Odoo's import offers to download.

        :return: list of a dict with ``label`` and ``template``, a path
        """
        lang = "zh_CN" if self.env.lang == "zh_CN" else "en"
        return [
            {
                "label": self.env._("Import Template for Purchases"),
                "template": f"/customer_followup/static/xls/purchases_{lang}.xlsx",
            }
        ]

    # ------------------------------------------------------------
    # Private
    # ------------------------------------------------------------

    def _note_interactions(self):
        """Whoever buys was heard of that day (D4)."""
        latest = {}
        for purchase in self:
            dossier = purchase.dossier_id
            latest[dossier] = max(purchase.date, latest.get(dossier, purchase.date))
        for dossier, day in latest.items():
            moment = datetime.combine(day, time.min)
            dossier._note_interaction(min(moment, fields.Datetime.now()))

    @api.model
    def _read_amount(self, vals):
        """:raises ValidationError: for what is no amount"""
        said = vals.get("amount")
        if not said or looks_masked(said):
            return vals
        amounts = parse_amounts(str(said))
        if not amounts or amounts.least != amounts.most:
            raise ValidationError(
                self.env._(
                    "“%(said)s” is no amount. Write a number, e.g. 12,800.50.",
                    said=said,
                )
            )
        return {**vals, "amount": f"{amounts.least:.2f}"}

    @api.model
    def _redact(self, vals_list, dossier_ids):
        places = [("customer.dossier", dossier_id) for dossier_id in dossier_ids]
        return self.env["customer.redaction"]._redact_vals(vals_list, places, TEXTS)

    def _sensitive_owner(self):
        return self.dossier_id.user_id

    def _opened_depends(self):
        return [*super()._opened_depends(), "dossier_id.user_id"]

    def _written_about(self):
        return {purchase.id: [purchase.dossier_id] for purchase in self}
