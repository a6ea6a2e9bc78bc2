from .base import FieldType


class Number(FieldType):
    """The system number (F9): given on submission, never typed."""

    key = "number"
    icon = "fa-barcode"
    group = "special"
    is_input = False
    is_shown = False
