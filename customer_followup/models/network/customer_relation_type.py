from odoo import api, fields, models
from odoo.exceptions import ValidationError

# What stands at an end of a relation.
END_KINDS = ("organisation", "person", "contact", "employee")


class CustomerRelationType(models.Model):
    """How somebody stands to somebody, said from both ends (D5)."""

    _name = "customer.relation.type"
    _description = "Type of Relation"
    _order = "sequence, id"

    name = fields.Char(
        required=True,
        translate=True,
        help="Stands between the first and the second: “A refers B”.",
    )
    inverse_name = fields.Char(
        required=True,
        translate=True,
        compute="_compute_inverse_name",
        store=True,
        readonly=False,
        help="The same said from the second: “B was referred by A”.",
    )
    is_symmetric = fields.Boolean(
        string="Same from Both Ends", help="E.g. companies of one group."
    )
    sequence = fields.Integer(default=10)
    color = fields.Integer(help="Of the lines in the picture.")
    active = fields.Boolean(default=True)

    from_organisation = fields.Boolean(string="First: Organisation", default=True)
    from_person = fields.Boolean(string="First: Private Customer", default=True)
    from_contact = fields.Boolean(string="First: Contact Person", default=True)
    from_employee = fields.Boolean(string="First: Employee")
    to_organisation = fields.Boolean(string="Second: Organisation", default=True)
    to_person = fields.Boolean(string="Second: Private Customer", default=True)
    to_contact = fields.Boolean(string="Second: Contact Person", default=True)
    to_employee = fields.Boolean(string="Second: Employee")

    @api.depends("is_symmetric", "name")
    def _compute_inverse_name(self):
        for kind in self:
            if kind.is_symmetric or not kind.inverse_name:
                kind.inverse_name = kind.name

    @api.constrains(
        "is_symmetric",
        *(f"{end}_{kind}" for end in ("from", "to") for kind in END_KINDS),
    )
    def _check_ends(self):
        for kind in self:
            first, second = kind._kinds("from"), kind._kinds("to")
            if not first or not second:
                raise ValidationError(
                    self.env._(
                        "Tick for both ends of “%(name)s” what may stand there.",
                        name=kind.name,
                    )
                )
            if kind.is_symmetric and first != second:
                raise ValidationError(
                    self.env._(
                        "“%(name)s” is the same from both ends: tick the same for both.",
                        name=kind.name,
                    )
                )

    def _kinds(self, end):
        """What may stand at an end, ``from`` or ``to``."""
        return {kind for kind in END_KINDS if self[f"{end}_{kind}"]}
