"""Customers are looked at again in a cycle (D9)."""

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    reviewed_at = fields.Datetime(string="Last Review", readonly=True, copy=False)
    reviewed_by_id = fields.Many2one(
        "res.users", string="Reviewed by", readonly=True, copy=False
    )
    next_review_date = fields.Date(
        string="Next Review",
        compute="_compute_next_review_date",
        store=True,
        index="btree_not_null",
        help="VIPs and large companies are reviewed more often; the settings say how often.",
    )
    is_review_due = fields.Boolean(compute="_compute_is_review_due")

    @api.depends("reviewed_at", "first_contact_date", "tier", "company_size")
    def _compute_next_review_date(self):
        for dossier in self:
            months = dossier._review_months()
            moment = dossier.reviewed_at or dossier.create_date or fields.Datetime.now()
            day = dossier._day_of(moment)
            if not dossier.reviewed_at and dossier.first_contact_date:
                day = max(day, dossier.first_contact_date)
            dossier.next_review_date = months and day + relativedelta(months=months)

    @api.depends("next_review_date")
    def _compute_is_review_due(self):
        # Where the owner is matters around the day only, and costs more than all else.
        today = fields.Date.today()
        for dossier in self:
            day = dossier.next_review_date
            is_near = day and abs((day - today).days) <= 1
            there = dossier._today() if is_near else today
            dossier.is_review_due = bool(day) and day <= there

    def _review_months(self):
        """Months between two reviews; 0 for none."""
        self.ensure_one()
        # sudo: how often is no secret of those who edit companies
        company_sudo = self.company_id.sudo()
        is_large = self.tier == "vip" or self.company_size == "large"
        if is_large:
            return company_sudo.review_months_large
        return company_sudo.review_months_ordinary

    def action_reviewed(self):
        """Note that these customers were looked at today: the cycle begins anew.

        :return: True
        :raises AccessError: for who may not change them
        """
        self.check_access("write")
        # sudo: who reviewed when is noted by the engine only
        self.sudo().write(
            {"reviewed_at": fields.Datetime.now(), "reviewed_by_id": self.env.uid}
        )
        self.env["customer.audit.event"]._log_each(
            "customer_review",
            [
                (
                    dossier,
                    {"text": fields.Date.to_string(dossier.next_review_date) or "–"},
                )
                for dossier in self
            ],
        )
        return True
