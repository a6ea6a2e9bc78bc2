"""How long a form keeps what tells of people (V5)."""

from dateutil.relativedelta import relativedelta

from odoo import fields, models
from odoo.fields import Domain


class CustomerForm(models.Model):
    _inherit = "customer.form"

    retention_months = fields.Integer(
        string="Keep Personal Data (Months)",
        help="After so many months a data administrator is asked to erase what tells of"
        " the people. 0: without limit.",
    )

    def _kept_too_long_domain(self):
        """Submissions whose time is over."""
        return Domain.OR(
            Domain("form_id", "=", form.id)
            & Domain("submitted_at", "<", form._retention_cutoff())
            for form in self.filtered(lambda form: form.retention_months > 0)
        ) & Domain("erased_at", "=", False)

    def _retention_cutoff(self):
        return fields.Datetime.now() - relativedelta(months=self.retention_months)
