"""What a field of a form may be set to."""

import regex

from odoo import api, models
from odoo.exceptions import ValidationError

from ..rules.types.text import PATIENCE
from ..tools.file_kind import KINDS
from .field_key import KEY, RESERVED

# Text on which patterns that backtrack without end do so.
UNITS = ("a", "A", "0", "a0", "aA", " ", "一", "a ", "-")
PROBES = [unit * times + "!" for unit in UNITS for times in (40, 200)]
# A repetition of what ends in a repetition: quick on the server, but browsers have no
# time limit.
NESTED = regex.compile(r"[+*?}]\)[+*{]")


class CustomerFormField(models.Model):
    _inherit = "customer.form.field"

    @api.constrains("key")
    def _check_key(self):
        for field in self:
            if not KEY.fullmatch(field.key or "") or field.key in RESERVED:
                raise ValidationError(
                    self.env._(
                        "“%(key)s” cannot be a key. Use lower-case letters, digits and"
                        " underscores, beginning with a letter; these are taken:"
                        " %(reserved)s.",
                        key=field.key,
                        reserved=", ".join(sorted(RESERVED)),
                    )
                )

    @api.constrains("min_value", "max_value", "has_range")
    def _check_range(self):
        for field in self:
            if field.has_range and field.min_value > field.max_value:
                raise ValidationError(
                    self.env._(
                        "No number is at least %(min)s and at most %(max)s: check the"
                        " range of “%(field)s”.",
                        min=field.min_value,
                        max=field.max_value,
                        field=field.name,
                    )
                )

    @api.constrains("pattern")
    def _check_pattern(self):
        """The pattern can be read, and is quick on text made to make it slow."""
        for field in self.filtered("pattern"):
            try:
                if NESTED.search(field.pattern):
                    raise TimeoutError
                for probe in PROBES:
                    regex.fullmatch(field.pattern, probe, timeout=PATIENCE)
            except regex.error as error:
                raise ValidationError(
                    self.env._(
                        "The format of “%(field)s” is not a regular expression:"
                        " %(reason)s.",
                        field=field.name,
                        reason=error,
                    )
                ) from error
            except TimeoutError as error:
                raise ValidationError(
                    self.env._(
                        "The format of “%(field)s” takes too long to check. Avoid one"
                        " repetition inside another, such as (a+)+.",
                        field=field.name,
                    )
                ) from error

    @api.constrains("file_formats", "type")
    def _check_file_formats(self):
        for field in self.filtered(lambda field: field.type == "attachment"):
            unknown = set(field._formats()) - set(KINDS)
            if unknown:
                raise ValidationError(
                    self.env._(
                        "These file formats cannot be checked: %(unknown)s. Known ones"
                        " are %(known)s.",
                        unknown=", ".join(sorted(unknown)),
                        known=", ".join(KINDS),
                    )
                )
