from odoo import api, fields, models
from odoo.fields import NO_ACCESS
from odoo.tools import SQL

from odoo.addons.customer_forms.models.sensitive.sensitive_mixin import MASKED_ONLY
from odoo.addons.customer_forms.tools.sensitivity import mask

TYPED, ORDER = "typed", "order"


class CustomerPurchaseHistory(models.Model):
    """All that customers bought, in one list (D4): lines of confirmed orders where Odoo's
    sales are installed, read and not copied, and what was typed or imported."""

    _name = "customer.purchase.history"
    _description = "Purchase History"
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "product"
    _depends = {
        "customer.purchase": [
            *("amount", "company_id", "date", "dossier_id"),
            *("product", "quantity", "source", "unit"),
        ],
        "customer.dossier": ["company_id", "partner_id"],
    }

    dossier_id = fields.Many2one("customer.dossier", string="Customer", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    date = fields.Date(readonly=True)
    product = fields.Char(readonly=True)
    quantity = fields.Float(readonly=True, digits=(16, 3), aggregator=None)
    unit = fields.Char(readonly=True)
    source = fields.Char(string="Document or Source", readonly=True)
    origin = fields.Selection(
        [(TYPED, "Typed or imported"), (ORDER, "Sales order")], readonly=True
    )
    document_id = fields.Integer(readonly=True, aggregator=None)
    order_amount = fields.Float(readonly=True, groups=NO_ACCESS)
    amount = fields.Char(compute="_compute_amount")

    @api.depends("order_amount", "origin", "document_id")
    @api.depends_context("uid", MASKED_ONLY)
    def _compute_amount(self):
        """In full for whom the policy shows amounts in full, else a mask."""
        shown = self._amounts_by_id(only_shown=True)
        typed = self.filtered(lambda line: line.origin == TYPED)
        # sudo: whether there is an amount, no more
        purchases_sudo = self.env["customer.purchase"].sudo()
        purchases_sudo = purchases_sudo.browse(typed.mapped("document_id"))
        known = set(purchases_sudo.filtered("amount").ids)
        for line in self:
            amount = shown.get(line.id)
            is_known = line.origin == ORDER or line.document_id in known
            line.amount = (
                f"{amount:,.2f}" if amount else is_known and mask("amount", "1")
            )

    def _amounts_by_id(self, only_shown=False):
        """What was paid, in the currency of the company: {id: number}.

        :param bool only_shown: only what this user sees in full; without it, the caller
            has decided who may
        """
        # sudo: amounts of orders are given to those whom the policy names
        lines_sudo = self.sudo()
        if only_shown:
            if self.env.su or self.env.context.get(MASKED_ONLY):
                return {}
            dossiers = self.dossier_id
            shown = {
                each.id
                for each in dossiers
                if each._sensitivity_level("amount") == "full"
            }
            lines_sudo = lines_sudo.filtered(lambda line: line.dossier_id.id in shown)
        typed_sudo = lines_sudo.filtered(lambda line: line.origin == TYPED)
        # sudo: of the lines found above
        purchases_sudo = self.env["customer.purchase"].sudo()
        purchases_sudo = purchases_sudo.browse(typed_sudo.mapped("document_id"))
        opened = purchases_sudo._open_values(["amount"]) if purchases_sudo else {}
        return {
            line.id: float(opened.get(line.document_id, {}).get("amount") or 0)
            if line.origin == TYPED
            else line.order_amount
            for line in lines_sudo
        }

    def action_open_document(self):
        """Open the order, or what was typed.

        :return: action
        """
        self.ensure_one()
        is_order = self.origin == ORDER
        return {
            "type": "ir.actions.act_window",
            "res_model": "sale.order" if is_order else "customer.purchase",
            # sudo: the order says itself who may open it
            "res_id": self._order_id() if is_order else self.document_id,
            "views": [(False, "form")],
            "target": "current" if is_order else "new",
        }

    def _order_id(self):
        # sudo: the order says itself who may open it
        line_sudo = self.env["sale.order.line"].sudo().browse(self.document_id)
        return line_sudo.order_id.id

    # ------------------------------------------------------------
    # Query
    # ------------------------------------------------------------

    @property
    def _table_query(self):
        if "sale.order" in self.env:
            return SQL("%s UNION ALL %s", self._typed_query(), self._order_query())
        return self._typed_query()

    def _typed_query(self):
        return SQL(
            """
            SELECT id * 2 AS id, dossier_id, company_id, date, product, quantity, unit,
                   source, %(typed)s AS origin, id AS document_id,
                   NULL::float AS order_amount
            FROM customer_purchase
            """,
            typed=TYPED,
        )

    def _order_query(self):
        """Of the contact of the dossier, and of the people of an organisation."""
        return SQL(
            """
            SELECT line.id * 2 + 1, dossier.id, dossier.company_id,
                   sale.date_order::date,
                   split_part(line.name, chr(10), 1), line.product_uom_qty,
                   COALESCE(unit.name->>%(lang)s, unit.name->>'en_US'), sale.name,
                   %(order)s, line.id,
                   line.price_total / COALESCE(NULLIF(sale.currency_rate, 0), 1)
            FROM sale_order_line line
            JOIN sale_order sale ON sale.id = line.order_id
            JOIN res_partner partner ON partner.id = sale.partner_id
            JOIN customer_dossier dossier
                ON dossier.partner_id IN (partner.id, partner.commercial_partner_id)
                AND dossier.company_id = sale.company_id
            LEFT JOIN uom_uom unit ON unit.id = line.product_uom_id
            WHERE sale.state = 'sale' AND line.display_type IS NULL
            """,
            lang=self.env.lang or "en_US",
            order=ORDER,
        )
