from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...tools.field_key import OPTION_KEY, free_key, unused_key
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
    successor_id = fields.Many2one(
        "customer.form.option",
        string="Replaced By",
        index="btree_not_null",
        ondelete="set null",
        domain="[('field_id', '=', field_id), ('id', '!=', id)]",
        help="Lists and reports can count answers of this option as the other one.",
    )

    _key_uniq = models.UniqueIndex(
        "(field_id, key)", "Two options of one field have the same key."
    )

    @api.model_create_multi
    def create(self, vals_list):
        fields_ = self.env["customer.form.field"].browse(
            vals.get("field_id") for vals in vals_list
        )
        taken = {field: field._taken_option_keys() for field in fields_}
        for field, vals in zip(fields_, vals_list, strict=True):
            vals["key"] = unused_key(
                vals.get("key") or free_key(vals.get("name"), "option"), taken[field]
            )
        return super().create(vals_list)

    def write(self, vals):
        if "key" in vals and any(option.key != vals["key"] for option in self):
            raise UserError(
                self.env._("The key of an option stays as it is; change its label.")
            )
        if "field_id" in vals:
            self._check_field_change(vals["field_id"])
        return super().write(vals)

    @api.constrains("key")
    def _check_key(self):
        for option in self:
            if not OPTION_KEY.fullmatch(option.key or ""):
                raise ValidationError(
                    self.env._(
                        "“%(key)s” cannot be the key of an option. Use lower-case"
                        " letters, digits and underscores.",
                        key=option.key,
                    )
                )

    def _is_published(self):
        self.ensure_one()
        return self.key in self.field_id._published_option_keys()

    def _check_field_change(self, field_id):
        for option in self:
            if option.field_id.id != field_id and option._is_published():
                raise UserError(
                    self.env._(
                        "“%(option)s” was published and stays with its question.",
                        option=option.name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_published(self):
        for option in self:
            if option._is_published():
                raise UserError(
                    self.env._(
                        "“%(option)s” was published and may have been chosen. Archive"
                        " it instead: answers keep it, new visitors no longer see it.",
                        option=option.name,
                    )
                )
        self.field_id._check_options_unreferenced(self)

    def _build_schema(self, langs):
        """The option as it is frozen into a version."""
        self.ensure_one()
        return {"key": self.key, "label": labels(self, "name", langs)}
