from odoo import api, models


class CustomerArchiveButton(models.AbstractModel):
    """The web client offers *Archive* wherever ``active`` may be written: to somebody who
    only looks, it would be a button that ends in a refusal."""

    _name = "customer.archive.button"
    _description = "Archive Button for Those Who May"

    @api.model
    def _has_field_access(self, field, operation):
        if field.name == "active" and operation == "write":
            return super()._has_field_access(field, operation) and self.has_access(
                "write"
            )
        return super()._has_field_access(field, operation)


class CustomerDossier(models.Model):
    _name = "customer.dossier"
    _inherit = ["customer.dossier", "customer.archive.button"]


class CustomerMilestone(models.Model):
    _name = "customer.milestone"
    _inherit = ["customer.milestone", "customer.archive.button"]


class CustomerRelation(models.Model):
    _name = "customer.relation"
    _inherit = ["customer.relation", "customer.archive.button"]
