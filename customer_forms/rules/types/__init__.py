"""One class per field type. A new type is a new module here, its twin in
``static/src/rules/types`` and its widget in ``views/field_types``; nothing else changes."""

from .attachment import Attachment
from .base import FieldType, Invalid
from .choice import Multi, Radio, Select
from .consent import Consent
from .date import Date
from .decimal import Decimal
from .email import Email
from .id_card import IdCard
from .integer import Integer
from .moment import Moment
from .money import Money
from .number import Number
from .phone import Phone
from .rating import Rating
from .region import Region
from .rows import Rows
from .statement import Statement
from .text import LongText, Text
from .url import Url
from .uscc import Uscc

# In the order in which they are offered; ``is_offered`` says which are.
FIELD_TYPES = {
    field_type.key: field_type
    for field_type in (
        Text(),
        LongText(),
        Select(),
        Radio(),
        Multi(),
        Date(),
        Moment(),
        Phone(),
        Email(),
        Url(),
        Integer(),
        Decimal(),
        Money(),
        Rating(),
        Attachment(),
        IdCard(),
        Uscc(),
        Region(),
        Consent(),
        Statement(),
        Number(),
        Rows(),
    )
}
