"""Which question or option may take the place of which."""

from odoo import api, models
from odoo.exceptions import ValidationError

from ...rules import FIELD_TYPES


class CustomerFormField(models.Model):
    _inherit = "customer.form.field"

    def write(self, vals):
        result = super().write(vals)
        if "successor_id" in vals:
            self.env.registry.clear_cache()  # _successions
        return result

    @api.constrains("successor_id", "type", "section_id")
    def _check_successor(self):
        """A successor asks the same of the same form, in answers of a fitting type."""
        fields_ = self.filtered("successor_id")
        if fields_ and fields_._has_cycle("successor_id"):
            raise ValidationError(
                self.env._("A question cannot take its own place, not even in the end.")
            )
        for field in fields_:
            if not field._can_be_succeeded_by(field.successor_id):
                raise ValidationError(
                    self.env._(
                        "“%(successor)s” cannot take the place of “%(field)s”: their"
                        " answers do not count as the same. Choose a question of this"
                        " form with answers of the same type.",
                        successor=field.successor_id.name,
                        field=field.name,
                    )
                )

    def _can_be_succeeded_by(self, other):
        """Whether answers to this question can count as answers to ``other``."""
        self.ensure_one()
        rows, others = (
            field.section_id if field.section_id.is_repeating else None
            for field in (self, other)
        )
        return (
            self != other
            and self.form_id == other.form_id
            and rows == others
            and FIELD_TYPES[self.type].is_input
            and FIELD_TYPES[self.type].can_count_as(other.type)
        )

    def _successor_candidates(self):
        """The questions still asked whose answers these can count for."""
        self.ensure_one()
        return self.form_id.section_ids.field_ids.filtered(
            lambda other: other.active and self._can_be_succeeded_by(other)
        )


class CustomerFormOption(models.Model):
    _inherit = "customer.form.option"

    def write(self, vals):
        result = super().write(vals)
        if "successor_id" in vals:
            self.env.registry.clear_cache()  # _successions
        return result

    @api.constrains("successor_id", "field_id")
    def _check_successor(self):
        options = self.filtered("successor_id")
        if options and options._has_cycle("successor_id"):
            raise ValidationError(
                self.env._("An option cannot take its own place, not even in the end.")
            )
        for option in options:
            if option.successor_id.field_id != option.field_id:
                raise ValidationError(
                    self.env._(
                        "“%(option)s” can only be replaced by an option of the same"
                        " question.",
                        option=option.name,
                    )
                )
