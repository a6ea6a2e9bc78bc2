"""The limits of a field, and what they may be set to."""

import regex

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...rules import FIELD_TYPES
from ...tools.field_key import KEY, RESERVED
from ...tools.file_kind import KINDS
from ...tools.limits import check_pattern, is_day_limit


class CustomerFormField(models.Model):
    _inherit = "customer.form.field"

    is_soft = fields.Boolean(
        string="Only Warn",
        help="An answer that is missing or breaks a limit is pointed out, but may be sent"
        " all the same.",
    )

    is_default_today = fields.Boolean(string="Today by Default")
    earliest = fields.Char(
        help="The first day that is taken: today, today+7, today-30 or 2026-01-31.",
    )
    latest = fields.Char(
        help="The last day that is taken: today, today+7, today-30 or 2026-01-31.",
    )

    min_length = fields.Integer(string="Minimum Characters")
    max_length = fields.Integer(string="Maximum Characters")
    format = fields.Selection(
        [
            ("letters", "Letters"),
            ("digits", "Digits"),
            ("letters_digits", "Letters and digits"),
            ("capitals_digits", "Capital letters and digits"),
            ("chinese", "Chinese characters"),
            ("chinese_letters", "Chinese characters and letters"),
            ("postcode", "Postcode of China"),
            ("plate", "Licence plate of China"),
        ],
        string="Ready Format",
    )
    pattern = fields.Char(
        string="Own Format",
        help="A regular expression the whole answer must match, such as [A-Z]{2}\\d+.",
    )
    pattern_message = fields.Char(
        string="Format Message",
        translate=True,
        help="What to say when an answer does not have the format.",
    )

    has_range = fields.Boolean(string="Limited Range")
    min_value = fields.Float(string="Minimum", digits=(16, 4))
    max_value = fields.Float(string="Maximum", digits=(16, 4))
    min_choices = fields.Integer(string="Minimum Choices")
    max_choices = fields.Integer(string="Maximum Choices")

    max_size_mb = fields.Integer(string="Maximum MB per File", default=10)
    max_files = fields.Integer(string="Maximum Files", default=5)
    file_formats = fields.Char(
        string="Formats",
        default="pdf,doc,docx,jpg,png",
        help="File name endings that are accepted, separated by commas.",
    )

    region_depth = fields.Selection(
        [
            ("province", "Province"),
            ("city", "Province and city"),
            ("district", "Province, city and district"),
        ],
        string="Asks For",
        default="district",
    )
    has_foreign = fields.Boolean(string="Other Countries")

    _limits_positive = models.Constraint(
        "CHECK (min_length >= 0 AND max_length >= 0 AND min_choices >= 0"
        " AND max_choices >= 0 AND max_size_mb >= 0 AND max_files >= 0)",
        "A limit cannot be negative.",
    )

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

    @api.constrains("sensitivity", "type")
    def _check_sensitivity(self):
        """Nobody believes an answer protected that is not."""
        classes = dict(self._fields["sensitivity"]._description_selection(self.env))
        types = dict(self._fields["type"]._description_selection(self.env))
        for field in self:
            possible = ("none", *FIELD_TYPES[field.type].sensitivities)
            if field.sensitivity and field.sensitivity not in possible:
                raise ValidationError(
                    self.env._(
                        "“%(field)s” is of the type %(type)s: its answers cannot be"
                        " sensitive as %(class)s.",
                        field=field.name,
                        type=types[field.type],
                        **{"class": classes[field.sensitivity]},
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

    @api.constrains("min_length", "max_length", "min_choices", "max_choices")
    def _check_counts(self):
        for field in self:
            for least, most in [
                (field.min_length, field.max_length),
                (field.min_choices, field.max_choices),
            ]:
                if most and least > most:
                    raise ValidationError(
                        self.env._(
                            "“%(field)s” asks for at least %(least)s and at most"
                            " %(most)s. Correct one of them.",
                            field=field.name,
                            least=least,
                            most=most,
                        )
                    )

    @api.constrains("earliest", "latest")
    def _check_days(self):
        for field in self:
            for day in filter(None, (field.earliest, field.latest)):
                if not is_day_limit(day):
                    raise ValidationError(
                        self.env._(
                            "“%(day)s” is not a day. Write today, today+7, today-30 or a"
                            " date such as 2026-01-31.",
                            day=day,
                        )
                    )

    @api.constrains("pattern")
    def _check_pattern(self):
        """The pattern can be read, and is quick on text made to make it slow."""
        for field in self.filtered("pattern"):
            try:
                check_pattern(field.pattern)
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
