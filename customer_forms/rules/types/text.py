import regex

from .base import FieldType, Invalid

# Seconds; a harmless pattern needs microseconds.
PATIENCE = 0.1


class Text(FieldType):
    """One line of text, with an optional format pattern (F3)."""

    key = "text"
    can_be_unique = True
    may_become = frozenset({"longtext"})
    default_max_length = 255

    def parse(self, raw, field):
        value = super().parse(raw, field)
        if value and "\n" in value:
            raise Invalid("not_text")
        return value

    def check(self, value, field, today):
        limit = field.get("max_length") or self.default_max_length
        if len(value) > limit:
            yield Invalid("too_long", max=limit, length=len(value))
            return
        if field.get("pattern") and not matches(field["pattern"], value):
            yield Invalid("pattern")


def matches(pattern, value):
    """Whether the whole of ``value`` has the format; False when that takes too long.

    ``regex`` can be stopped, which ``re`` cannot: an unlucky pattern and a patient
    visitor would otherwise hold a worker for hours.
    """
    try:
        return bool(regex.fullmatch(pattern, value, timeout=PATIENCE))
    except TimeoutError:
        return False


class LongText(Text):
    """Several lines of text with a character limit (F3)."""

    key = "longtext"
    can_be_unique = False
    is_wide = True
    may_become = frozenset({"text"})
    property_type = "text"
    default_max_length = 5000
    parse = FieldType.parse
