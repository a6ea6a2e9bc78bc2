from collections import Counter, defaultdict

from odoo import api, fields, models

from odoo.addons.customer_forms.models.sensitive.sensitive_mixin import MASKED_ONLY
from odoo.addons.customer_forms.tools.sensitivity import mask

TOTAL = "purchase_total"


class CustomerDossier(models.Model):
    """What a customer bought so far (D4)."""

    _inherit = "customer.dossier"

    purchase_ids = fields.One2many("customer.purchase", "dossier_id")
    purchase_history_ids = fields.Many2many(
        "customer.purchase.history", compute="_compute_purchase_facts"
    )
    purchase_count = fields.Integer(
        string="Purchases", compute="_compute_purchase_facts"
    )
    last_purchase_date = fields.Date(
        string="Last Purchase", compute="_compute_purchase_facts"
    )
    repeat_purchases = fields.Char(
        compute="_compute_purchase_facts",
        help="What was bought on several days, and how often.",
    )
    purchase_total = fields.Char(
        string="Total of the Purchases", compute="_compute_purchase_total"
    )

    @api.depends("purchase_ids.date", "purchase_ids.product", "partner_id")
    @api.depends_context("uid")
    def _compute_purchase_facts(self):
        """The lines and three figures from one reading."""
        lines = self.env["customer.purchase.history"].search_fetch(
            [("dossier_id", "in", self.ids)], ["dossier_id", "date", "product"]
        )
        by_dossier = lines.grouped("dossier_id")
        for dossier in self:
            mine = by_dossier.get(dossier._origin, lines.browse())
            days = defaultdict(set)
            for line in mine:
                days[line.product].add(line.date)
            dossier.purchase_history_ids = mine
            dossier.purchase_count = len(mine)
            dossier.last_purchase_date = max(
                filter(None, mine.mapped("date")), default=False
            )
            repeated = sorted(
                ((len(each), product) for product, each in days.items()), reverse=True
            )
            dossier.repeat_purchases = ", ".join(
                f"{product} ×{times}" for times, product in repeated[:3] if times > 1
            )

    @api.depends("purchase_ids.amount", "purchase_ids.date", "opened_values")
    @api.depends_context("uid", MASKED_ONLY)
    def _compute_purchase_total(self):
        for dossier in self:
            opened = (dossier.opened_values or {}).get(TOTAL)
            known = dossier.purchase_count and mask("amount", "1")
            dossier.purchase_total = opened or known

    # ------------------------------------------------------------
    # The total is shown and revealed like any amount
    # ------------------------------------------------------------

    def _sensitive_classes(self):
        return super()._sensitive_classes() | {TOTAL: "amount"}

    def _opened_depends(self):
        names = [name for name in super()._opened_depends() if name != TOTAL]
        return [*names, "purchase_ids.amount"]

    def _open_values(self, names=None):
        opened = super()._open_values(names)
        if names is not None and TOTAL in names:
            totals = Counter()
            # sudo: the caller has decided who may
            lines_sudo = self.env["customer.purchase.history"].sudo()
            lines_sudo = lines_sudo.search([("dossier_id", "in", self.ids)])
            amounts = lines_sudo._amounts_by_id()
            for line in lines_sudo:
                totals[line.dossier_id.id] += amounts.get(line.id) or 0
            for res_id, total in totals.items():
                if total:
                    opened[res_id][TOTAL] = f"{total:,.2f}"
        return opened

    # ------------------------------------------------------------
    # What is kept on the person
    # ------------------------------------------------------------

    def _erase_personal_data(self, tally, is_dry):  # pylint: disable=missing-return
        """What was bought and when stays for statistics; what was paid goes."""
        super()._erase_personal_data(tally, is_dry)
        purchases = self._people().purchase_ids
        tally.add("values", [each.dossier_id.id for each in purchases if each.amount])
        if not is_dry:
            purchases.write({"amount": False, "source": False})

    def _personal_document(self):
        document = super()._personal_document()
        if self.kind == "company":
            return document
        opened = self.purchase_ids._open_values(["amount"])
        sections = [
            {
                "title": self.env._("Purchase"),
                "lines": [
                    self._document_line(name, opened[each.id].get(name), of=each)
                    for name in (
                        "date",
                        "product",
                        "quantity",
                        "unit",
                        "amount",
                        "source",
                    )
                    if each[name]
                ],
            }
            for each in self.purchase_ids
        ]
        return document | {"sections": [*document["sections"], *sections]}

    # ------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------

    def action_add_purchase(self):
        """Ask what the customer bought.

        :return: action of a dialog
        """
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Purchase"),
            "res_model": "customer.purchase",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_dossier_id": self.id},
        }
