import re

from .base import FieldType, Invalid
from .integer import check_range, sample_number, typed_number

# Fifteen significant digits are what a browser, a spreadsheet and JSON agree on.
DECIMAL_NUMBER = re.compile(r"[+-]?[0-9]{1,11}(\.[0-9]{1,4})?")


class Decimal(FieldType):
    """A number with up to four decimals, with an optional range. ``1,200.5`` is 1200.5."""

    key = "decimal"
    is_statistical = True
    icon = "fa-percent"
    group = "number"
    sensitivities = ("amount",)
    settings = ("placeholder", "range", "soft")
    counts_as = frozenset({"money"})
    is_number = True
    property_type = "float"
    pattern = DECIMAL_NUMBER
    malformed_code = "not_a_decimal"

    def parse(self, raw, field):
        text = typed_number(raw)
        if not text:
            return None
        if not self.pattern.fullmatch(text):
            raise Invalid(self.malformed_code)
        return float(text)

    def sample(self, field, today):
        return sample_number(field)

    def check(self, value, field, today):
        yield from check_range(value, field)

    def to_raw(self, value, field):
        return f"{value:.4f}".rstrip("0").rstrip(".")

    def to_text(self, value, field, lang):
        return f"{value:,.4f}".rstrip("0").rstrip(".")
