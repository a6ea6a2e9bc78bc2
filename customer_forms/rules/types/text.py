from functools import lru_cache

import regex

from ..formats import FORMATS
from .base import FieldType, Invalid

# Seconds; a harmless pattern needs microseconds.
PATIENCE = 0.1
# One for each ready format, and what own formats often ask for.
SAMPLES = (
    "Example",
    "示例",
    "215000",
    "ABC123",
    "AB1234",
    "A1234",
    "苏E12345",
    "a",
    "A",
    "1",
    "12-34",
)


class Text(FieldType):
    """One line of text, with an optional ready format or pattern (F3)."""

    key = "text"
    icon = "fa-font"
    sensitivities = ("name", "phone", "email", "id", "address")
    settings = ("placeholder", "length", "format", "soft")
    can_be_unique = True
    may_become = frozenset({"longtext"})
    default_max_length = 255
    has_lines = False
    is_free_text = True

    def parse(self, raw, field):
        value = super().parse(raw, field)
        if value is None:
            return None
        if "\n" in value and not self.has_lines:
            raise Invalid("not_text")
        if field.get("format") in FORMATS:
            value = FORMATS[field["format"]].tidy(value)
        # What only warns has a limit all the same.
        if len(value) > max(self._limit(field), self.default_max_length):
            raise Invalid("too_long", max=self._limit(field), length=len(value))
        return value or None

    def check(self, value, field, today):
        limit, least = self._limit(field), field.get("min_length") or 0
        if len(value) > limit:
            yield Invalid("too_long", max=limit, length=len(value))
            return
        if len(value) < least:
            yield Invalid("too_short", min=least, length=len(value))
        ready = FORMATS.get(field.get("format"))
        if ready and not ready.fits(value):
            yield Invalid(f"format_{field['format']}")
        if field.get("pattern") and not matches(field["pattern"], value):
            yield Invalid("pattern")

    def sample(self, field, today):
        limit, least = self._limit(field), field.get("min_length") or 1
        texts = (*(field.get("placeholder") or {}).values(), *SAMPLES)
        sized = [(text * least)[: max(least, min(len(text), limit))] for text in texts]
        fitting = (
            text
            for text in sized
            if not list(self.check(self.parse(text, field), field, today))
        )
        return next(fitting, sized[0])

    def _limit(self, field):
        return field.get("max_length") or self.default_max_length


def matches(pattern, value):
    """Whether the whole of ``value`` has the format; False when that takes too long.

    ``regex`` can be stopped, which ``re`` cannot: an unlucky pattern and a patient
    visitor would otherwise hold a worker for hours.
    """
    compiled = _compiled(pattern)
    try:
        return compiled is None or bool(compiled.fullmatch(value, timeout=PATIENCE))
    except TimeoutError:
        return False


@lru_cache(maxsize=512)
def _compiled(pattern):
    r"""The pattern, ``\d`` and ``\w`` as browsers mean them (ASCII).

    None for one that cannot be read: what nobody could comply with is no rule.
    """
    try:
        return regex.compile(pattern, regex.ASCII)
    except regex.error:
        return None


class LongText(Text):
    """Several lines of text with a character limit (F3)."""

    key = "longtext"
    icon = "fa-align-left"
    settings = ("placeholder", "length", "soft")
    can_be_unique = False
    is_wide = True
    has_lines = True
    may_become = frozenset({"text"})
    property_type = "text"
    default_max_length = 5000
