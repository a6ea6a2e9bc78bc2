import re

from .base import FieldType, Invalid, clean, halfwidth

# Beyond 15 digits a browser, a spreadsheet and JSON no longer agree on the number.
WHOLE_NUMBER = re.compile(r"[+-]?[0-9]{1,15}")
# Of "1,200" and "1,234,567". In "1,5" it may be a decimal point: nobody guesses.
THOUSANDS = re.compile(r",(?=[0-9]{3}(?![0-9]))")


class Integer(FieldType):
    """A whole number, with an optional range. ``1,200`` is read as 1200."""

    key = "integer"
    is_statistical = True
    icon = "fa-hashtag"
    group = "number"
    sensitivities = ("amount",)
    settings = ("placeholder", "range", "soft")
    counts_as = frozenset({"decimal", "money"})
    can_be_unique = True
    is_number = True
    property_type = "integer"

    def parse(self, raw, field):
        text = typed_number(raw)
        if not text:
            return None
        if not WHOLE_NUMBER.fullmatch(text):
            raise Invalid("not_an_integer")
        return int(text)

    def sample(self, field, today):
        return sample_number(field)

    def check(self, value, field, today):
        yield from check_range(value, field)


def typed_number(raw):
    """A number as it was typed, without what only parts its digits."""
    return THOUSANDS.sub("", halfwidth(clean(raw)).replace(" ", ""))


def check_range(value, field):
    """Yield what breaks the ``min_value`` and ``max_value`` of a field."""
    if field.get("min_value") is not None and value < field["min_value"]:
        yield Invalid("too_small", min=field["min_value"])
    if field.get("max_value") is not None and value > field["max_value"]:
        yield Invalid("too_large", max=field["max_value"])


def sample_number(field):
    """A number within the range of a field, as a person types it."""
    number = max(10, field.get("min_value") or 10)
    if field.get("max_value") is not None:
        number = min(number, field["max_value"])
    return str(number)
