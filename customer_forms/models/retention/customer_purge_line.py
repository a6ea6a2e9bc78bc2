from odoo import fields, models


class CustomerPurgeLine(models.Model):
    _name = "customer.purge.line"
    _description = "Form of a Retention Proposal"
    _order = "proposed_count desc, id"

    purge_id = fields.Many2one(
        "customer.purge", required=True, index=True, ondelete="cascade"
    )
    form_id = fields.Many2one("customer.form", required=True, ondelete="restrict")
    months = fields.Integer(string="Kept (Months)")
    submitted_before = fields.Datetime(required=True)
    oldest = fields.Datetime()
    newest = fields.Datetime()
    proposed_count = fields.Integer(string="Submissions")
    erased_count = fields.Integer(string="Erased")
