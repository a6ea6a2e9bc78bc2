from odoo import api, fields, models
from odoo.exceptions import UserError

from .field_key import free_key
from .schema_labels import labels


class CustomerFormOption(models.Model):
    _name = "customer.form.option"
    _description = "Form Option"
    _order = "sequence, id"

    field_id = fields.Many2one(
        "customer.form.field", required=True, index=True, ondelete="cascade"
    )
    key = fields.Char(
        help="What is kept as the answer. It stays when the label changes.",
    )
    name = fields.Char(string="Label", required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _key_uniq = models.UniqueIndex(
        "(field_id, key)", "Two options of one field have the same key."
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals["key"] = vals.get("key") or free_key(vals.get("name"), "option")
        return super().create(vals_list)

    def write(self, vals):
        if "key" in vals and any(option.key != vals["key"] for option in self):
            raise UserError(
                self.env._("The key of an option stays as it is; change its label.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_published(self):
        for option in self:
            if option.key in option.field_id._published_option_keys():
                raise UserError(
                    self.env._(
                        "“%(option)s” was published and may have been chosen. Archive"
                        " it instead: answers keep it, new visitors no longer see it.",
                        option=option.name,
                    )
                )

    def _build_schema(self, langs):
        """The option as it is frozen into a version."""
        self.ensure_one()
        return {"key": self.key, "label": labels(self, "name", langs)}
