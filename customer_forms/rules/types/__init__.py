"""One class per field type. A new type is a new module here, its twin in
``static/src/rules/types`` and its widget in ``views/field_types``; nothing else changes."""

from .attachment import Attachment
from .base import FieldType, Invalid
from .choice import Multi, Radio, Select
from .date import Date
from .email import Email
from .integer import Integer
from .number import Number
from .phone import Phone
from .text import LongText, Text

FIELD_TYPES = {
    field_type.key: field_type
    for field_type in (
        Text(),
        LongText(),
        Select(),
        Radio(),
        Multi(),
        Date(),
        Phone(),
        Email(),
        Integer(),
        Attachment(),
        Number(),
    )
}
