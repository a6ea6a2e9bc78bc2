import re

from .base import FieldType, Invalid


class Text(FieldType):
    """One line of text, with an optional format pattern (F3)."""

    key = "text"
    may_become = frozenset({"longtext"})
    default_max_length = 255

    def check(self, value, field):
        limit = field.get("max_length") or self.default_max_length
        if len(value) > limit:
            yield Invalid("too_long", max=limit, length=len(value))
        if field.get("pattern") and not re.fullmatch(field["pattern"], value):
            yield Invalid("pattern")


class LongText(Text):
    """Several lines of text with a character limit (F3)."""

    key = "longtext"
    is_wide = True
    may_become = frozenset({"text"})
    property_type = "text"
    default_max_length = 5000
