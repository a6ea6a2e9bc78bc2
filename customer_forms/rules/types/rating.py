import re

from .base import FieldType, Invalid, cell_text, clean, halfwidth

STARS = 5
STARS_ONLY = re.compile("[★☆]+")
UNIT = re.compile(r"\s*(?:星|分|stars?|/\s*5)$", re.IGNORECASE)


class Rating(FieldType):
    """One to five stars."""

    key = "rating"
    is_statistical = True
    icon = "fa-star-o"
    group = "choice"
    settings = ("soft",)
    counts_as = frozenset({"integer", "decimal"})
    property_type = "integer"
    is_number = True
    required_code = "required_choice"
    is_choice_list = True

    def parse(self, raw, field):
        text = clean(raw)
        if not text:
            return None
        if text not in {str(star) for star in range(1, STARS + 1)}:
            raise Invalid("not_a_rating", max=STARS)
        return int(text)

    def read_text(self, text, field, lang):
        written = halfwidth(cell_text(text)).strip()
        if STARS_ONLY.fullmatch(written):
            return str(written.count("★"))
        return UNIT.sub("", written)

    def sample(self, field, today):
        return str(STARS - 1)

    def to_text(self, value, field, lang):
        return "★" * value + "☆" * (STARS - value)
