from .base import FieldType


class Statement(FieldType):
    """A text between the questions; there is nothing to answer."""

    key = "statement"
    icon = "fa-paragraph"
    group = "special"
    is_input = False
    is_wide = True
