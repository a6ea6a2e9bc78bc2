"""What a customer asks for, in the words and terms of sales (D3)."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import groupby

from odoo.addons.customer_forms.models.sensitive.sealed_field import Sealed
from odoo.addons.customer_forms.tools.engine_guard import refuse_engine_fields
from odoo.addons.customer_forms.tools.sensitivity import looks_masked

from ...tools.amount_range import parse_amounts
from ...tools.by_engine import is_by_engine
from ...tools.purchase_time import parse_purchase_time, priority_of
from ..dossier.customer_dossier_leads import (
    INTENT_BY_PRIORITY,
    INTENTS,
    PRIORITY_BY_INTENT,
)

# Read from what was said.
ENGINE_FIELDS = {"budget_max", "budget_min", "purchase_from", "purchase_to"}
# In the context of what takes over answers: what cannot be read is kept as it was said.
AS_SAID = "customer_as_said"
# Where a key need shows.
KEY_NEED_TEXTS = ("name", "core_need", "expected_need", "product_preference")


class CrmLead(models.Model):
    """The need of an opportunity. Its topic, expected revenue, priority, closing date,
    stage and notes are Odoo's own fields and not kept twice."""

    _inherit = "crm.lead"

    # Odoo's own field: somebody who never asked to be in the pipeline of a company.
    referred = Sealed(sensitivity="name")
    core_need = fields.Text(help="What must be met.")
    expected_need = fields.Text(
        string="Expected Parts", help="What the customer would like to be included."
    )
    product_preference = fields.Char()
    budget = Sealed(
        sensitivity="amount",
        help="As the customer says it, e.g. 50k-80k, up to 80,000.",
    )
    budget_min = Sealed(string="Least Budget", sensitivity="amount")
    budget_max = Sealed(string="Most Budget", sensitivity="amount")
    purchase_time = fields.Char(
        help="As the customer says it: a day, a month, a quarter such as Q3/2026,"
        " or urgent.",
    )
    purchase_from = fields.Date(string="Purchase from", readonly=True)
    purchase_to = fields.Date(string="Purchase by", readonly=True)
    is_key_need = fields.Boolean(
        string="Key Need",
        index="btree_not_null",
        help="Ticked by itself when the need has a word of the company's list.",
    )
    proposed_priority = fields.Selection(
        INTENTS,
        compute="_compute_proposed_priority",
        help="High when the purchase is due within 1 month, medium within 3 months.",
    )
    is_priority_proposed = fields.Boolean(compute="_compute_proposed_priority")

    # ------------------------------------------------------------
    # Compute and onchange
    # ------------------------------------------------------------

    @api.depends("purchase_to", "priority")
    def _compute_proposed_priority(self):
        """As of today: what was low in March presses in May."""
        today = fields.Date.context_today(self)
        for lead in self:
            last = lead.won_status == "pending" and lead.purchase_to
            proposed = last and priority_of(last, today)
            lead.proposed_priority = proposed
            lead.is_priority_proposed = (
                not proposed or INTENT_BY_PRIORITY.get(lead.priority) == proposed
            )

    @api.onchange("purchase_time")
    def _onchange_purchase_time(self):
        """Show at once what a time means, or that it means nothing."""
        try:
            vals = self._read_purchase_time(self.purchase_time)
        except ValidationError as error:
            return {
                "warning": {"title": self.env._("Please Note"), "message": str(error)}
            }
        self.update({**self._follow_purchase_time(vals), **vals})
        return None

    @api.onchange("budget")
    def _onchange_budget(self):
        try:
            self._read_budget(self.budget)
        except ValidationError as error:
            return {
                "warning": {"title": self.env._("Please Note"), "message": str(error)}
            }
        return None

    @api.onchange(*KEY_NEED_TEXTS)
    def _onchange_key_need(self):
        texts = {name: self[name] for name in KEY_NEED_TEXTS}
        if self._key_needs(texts) - self._origin._key_needs():
            self.is_key_need = True

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        refuse_engine_fields(self, ENGINE_FIELDS, vals_list)
        completed = []
        for vals in vals_list:
            vals = self._read_need(vals)
            vals = {**self._follow_purchase_time(vals), **vals}
            if self._key_needs(vals):
                vals.setdefault("is_key_need", True)
            completed.append(vals)
        return super().create(completed)

    def write(self, vals):
        refuse_engine_fields(self, ENGINE_FIELDS, [vals])
        vals = self._read_need(vals)
        if not vals.keys() & {"purchase_to", *KEY_NEED_TEXTS}:
            return super().write(vals)
        for follows, leads in groupby(self, lambda lead: lead._follow_need(vals)):
            super(CrmLead, self.browse().concat(*leads)).write(
                {**dict(follows), **vals}
            )
        return True

    def action_take_proposed_priority(self):
        """Give these opportunities the priority that the time of the purchase suggests.

        :return: True
        """
        for lead in self.filtered("proposed_priority"):
            lead.priority = PRIORITY_BY_INTENT[lead.proposed_priority]
        return True

    # ------------------------------------------------------------
    # Reading what was said
    # ------------------------------------------------------------

    @api.model
    def _read_need(self, vals):
        """The values, with what budget and time of purchase mean."""
        if "budget" in vals and not looks_masked(vals["budget"]):
            vals = {**vals, **self._read_budget(vals["budget"])}
        if "purchase_time" in vals:
            vals = {**vals, **self._read_purchase_time(vals["purchase_time"])}
        return vals

    @api.model
    def _read_budget(self, said):
        """:raises ValidationError: for what is no amount"""
        said = (said or "").strip()
        amounts = None
        if said and not looks_masked(said):
            amounts = parse_amounts(said)
            if not amounts and not is_by_engine(self.env.context, AS_SAID):
                raise ValidationError(
                    self.env._(
                        "“%(said)s” is no budget. Write an amount or a range, e.g."
                        " 80,000, 50k-80k, up to 50k.",
                        said=said,
                    )
                )
        bounds = ("budget_min", "budget_max")
        return {
            "budget": said,
            **{
                name: f"{amount:.2f}" if amount is not None else False
                for name, amount in zip(bounds, amounts or (None, None), strict=True)
            },
        }

    @api.model
    def _read_purchase_time(self, said):
        """:raises ValidationError: for what is no time"""
        said = (said or "").strip()
        period = parse_purchase_time(said, fields.Date.context_today(self))
        if said and not period and not is_by_engine(self.env.context, AS_SAID):
            raise ValidationError(
                self.env._(
                    "“%(said)s” is no time of purchase. Write a day (2026-09-15), a month"
                    " (2026-09), a quarter (Q3/2026) or: urgent.",
                    said=said,
                )
            )
        return {
            "purchase_time": said,
            "purchase_from": period and period.first,
            "purchase_to": period and period.last,
        }

    # ------------------------------------------------------------
    # What follows from it
    # ------------------------------------------------------------

    def _follow_need(self, vals):
        """What else changes in this opportunity with these values, hashable."""
        follows = self._follow_purchase_time(vals)
        texts = {name: vals.get(name, self[name]) for name in KEY_NEED_TEXTS}
        if self._key_needs(texts) - self._key_needs():
            follows["is_key_need"] = True
        return tuple(follows.items())

    def _follow_purchase_time(self, vals):
        """Closing date and priority, unless somebody set them by hand."""
        last = vals.get("purchase_to")
        if not last:
            return {}
        follows = {}
        former = self._origin.purchase_to
        if not self.date_deadline or self.date_deadline == former:
            follows["date_deadline"] = last
        today = fields.Date.context_today(self)
        proposed = former and PRIORITY_BY_INTENT[priority_of(former, today)]
        if (self.priority or "0") in ("0", proposed):
            follows["priority"] = PRIORITY_BY_INTENT[priority_of(last, today)]
        return follows

    def _key_needs(self, texts=None):
        """Words of the company's list that are in the need.

        :param dict texts: instead of what the record says
        """
        if texts is None:
            texts = {name: self[name] for name in KEY_NEED_TEXTS} if self else {}
        said = " ".join(filter(None, map(texts.get, KEY_NEED_TEXTS))).casefold()
        company = self.company_id or self.env.company
        return {word for word in company._key_need_list() if word in said}
