from odoo import api, fields, models

from ...tools.access_catalogue import CATALOGUE


class CustomerAccessField(models.Model):
    """Something of a customer that may be asked for (V4): see ``CATALOGUE``."""

    _name = "customer.access.field"
    _description = "Field of a Data Copy"
    _order = "sequence, id"

    key = fields.Selection("_selection_key", required=True, readonly=True)
    sequence = fields.Integer(readonly=True)
    is_sensitive = fields.Boolean(
        compute="_compute_is_sensitive", help="Only ever given masked."
    )

    _key_uniq = models.UniqueIndex("(key)", "This field is offered already.")

    @api.model
    def _selection_key(self):
        """Called as the column of the copy is."""
        columns = self.env["customer.access.line"]._fields
        return [(key, columns[key]._description_string(self.env)) for key in CATALOGUE]

    @api.depends("key")
    def _compute_is_sensitive(self):
        for field in self:
            field.is_sensitive = bool(CATALOGUE[field.key].sensitivity)

    @api.depends("key")
    @api.depends_context("lang")
    def _compute_display_name(self):
        labels = dict(self._selection_key())
        for field in self:
            label = labels.get(field.key, "")
            field.display_name = (
                self.env._("%(field)s (masked)", field=label)
                if field.is_sensitive
                else label
            )

    def _labels(self):
        """What the columns are called: {key: label}."""
        labels = dict(self._selection_key())
        return {field.key: labels[field.key] for field in self.sorted()}
