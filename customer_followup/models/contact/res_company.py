from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    has_restricted_contacts = fields.Boolean(
        string="Contacts Only for Those Who See the Customer",
        help="Contacts of customers, and the persons below them, are read by the owner,"
        " the leader of the department, data viewers and administrators. Else every"
        " employee reads them.",
    )

    def write(self, vals):
        result = super().write(vals)
        if "has_restricted_contacts" in vals:
            # What a record rule says of each user is kept until something changes.
            self.env.registry.clear_cache()
        return result

    def _audited_fields(self):
        return [*super()._audited_fields(), "has_restricted_contacts"]
