from .base import FieldType, Invalid, clean

STARS = 5


class Rating(FieldType):
    """One to five stars."""

    key = "rating"
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

    def to_text(self, value, field, lang):
        return "★" * value + "☆" * (STARS - value)
