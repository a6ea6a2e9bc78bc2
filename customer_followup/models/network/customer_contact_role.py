from odoo import fields, models


class CustomerContactRole(models.Model):
    """What somebody does at a customer: buys, uses, pays ... (D5)."""

    _name = "customer.contact.role"
    _description = "Role of a Contact Person"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    color = fields.Integer()
    active = fields.Boolean(default=True)

    _name_uniq = models.UniqueIndex("(name)", "There is a role of this name already.")
