from odoo import fields, models

# What decides how far customer data may go.
SETTINGS = (
    "access_max_days",
    "access_max_customers",
    "access_max_downloads",
    "has_second_officer",
)


class ResCompany(models.Model):
    _inherit = "res.company"

    access_max_days = fields.Integer(
        string="Days a Data Copy May Stay Open",
        default=30,
        help="Nobody may ask for, or approve, a later end.",
    )
    access_max_customers = fields.Integer(
        string="Customers in a Data Copy",
        default=1000,
        help="Nobody may ask for more at once.",
    )
    access_max_downloads = fields.Integer(
        string="Downloads of a Data Copy",
        default=3,
        help="Then the file is not given out again.",
    )
    has_second_officer = fields.Boolean(
        string="Who Approves Does Not Hand Over",
        default=True,
        help="The data administrator who hands a copy over is none of those who approved"
        " it.",
    )

    _access_limits = models.Constraint(
        "CHECK (access_max_days > 0 AND access_max_customers > 0"
        " AND access_max_downloads > 0)",
        "Data copies need at least one day, one customer and one download.",
    )

    def _audited_fields(self):
        return [*super()._audited_fields(), *SETTINGS]
