from odoo import api, fields, models
from odoo.exceptions import ValidationError

# What decides when a customer is due for review.
REVIEWED_BY = {"review_months_large", "review_months_ordinary"}
MOST_MONTHS = 60


class ResCompany(models.Model):
    _inherit = "res.company"

    review_months_large = fields.Integer(
        string="Review Large Customers Every",
        default=1,
        help="Months. VIPs and large companies; 0 for never.",
    )
    review_months_ordinary = fields.Integer(
        string="Review Other Customers Every",
        default=3,
        help="Months. All others; 0 for never.",
    )
    upkeep_down_from = fields.Integer(
        export_string_translation=False,
        help="Dossiers up to this one are still to be judged anew.",
    )

    @api.constrains(*sorted(REVIEWED_BY))
    def _check_review_months(self):
        for company in self:
            for name in REVIEWED_BY:
                if not 0 <= company[name] <= MOST_MONTHS:
                    raise ValidationError(
                        self.env._(
                            "Customers are reviewed every 1 to %(most)s months, or never"
                            " (0).",
                            most=MOST_MONTHS,
                        )
                    )

    def write(self, vals):
        result = super().write(vals)
        if REVIEWED_BY & vals.keys():
            self.env["customer.dossier"]._judge_all_anew(self)
        return result

    def _audited_fields(self):
        return [*super()._audited_fields(), *sorted(REVIEWED_BY)]
