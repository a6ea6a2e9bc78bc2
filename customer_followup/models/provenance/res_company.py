from odoo import api, fields, models
from odoo.exceptions import ValidationError

# A month: who waits longer than that does not update.
MOST_HOURS = 720


class ResCompany(models.Model):
    _inherit = "res.company"

    difference_hours = fields.Integer(
        string="Hours to Decide on Differences",
        default=24,
        help="Then the leader of the department is told; 0 for nobody is reminded.",
    )

    @api.constrains("difference_hours")
    def _check_difference_hours(self):
        for company in self:
            if not 0 <= company.difference_hours <= MOST_HOURS:
                raise ValidationError(
                    self.env._(
                        "Differences are decided within 1 to %(most)s hours, or without"
                        " a term (0).",
                        most=MOST_HOURS,
                    )
                )

    def _audited_fields(self):
        return [*super()._audited_fields(), "difference_hours"]
