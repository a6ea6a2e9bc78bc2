"""Classes of what is known of a person: how each is masked and found again (V1, V2)."""

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from . import masking, phone

LAST = 4


class Sensitivity(NamedTuple):
    """What a class of values has in common.

    ``mask`` makes what everybody may see, ``normal`` the form in which equal values are
    equal: '' for what is no value of the class. ``has_last_four``: whether the last four
    characters can be searched for.
    """

    mask: Callable
    normal: Callable
    has_last_four: bool = False


def _normal_phone(text):
    try:
        return phone.normalise(text).partition(";")[0]
    except ValueError:
        return ""


def _mask_phone(text):
    """Of a number as people type it, too."""
    return masking.mask_phone(text if text[:1] == "+" else _normal_phone(text) or text)


def _compact(text):
    """Letters and digits without spaces and signs, in one case."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()


def _normal_email(text):
    text = unicodedata.normalize("NFKC", text).strip().casefold()
    return text if "@" in text else ""


def _normal_amount(text):
    number = unicodedata.normalize("NFKC", text).replace(",", "").strip()
    try:
        return f"{float(number):.2f}"
    except ValueError:
        return ""


CLASSES = {
    "name": Sensitivity(masking.mask_name, _compact),
    "phone": Sensitivity(_mask_phone, _normal_phone, has_last_four=True),
    "email": Sensitivity(masking.mask_email, _normal_email),
    "id": Sensitivity(masking.mask_id, _compact, has_last_four=True),
    "address": Sensitivity(masking.mask_address, _compact),
    "amount": Sensitivity(masking.mask_amount, _normal_amount),
}

# In place of a class: many answers sealed as one text. Nobody searches for it, and there
# is no mask of it.
DOCUMENT = "document"

# What the mask of a class is explained with.
EXAMPLES = {
    "name": "王小明",
    "phone": "+8613800001234",
    "email": "wang.xm@example.com",
    "id": "11010519491231002X",
    "address": "浙江省/杭州市/西湖区",
    "amount": "120000",
}


def mask(sensitivity, value):
    """What everybody may see of a value.

    :param str sensitivity: key of ``CLASSES``
    :param value: text or number; nothing is masked as ''

    >>> mask("phone", "+8613800001234"), mask("amount", 120000.0), mask("name", None)
    ('138****1234', '****', '')
    >>> mask("phone", "138 0000 1234"), mask("phone", "12345")
    ('138****1234', '****')
    """
    return CLASSES[sensitivity].mask(_text(value)) if _text(value) else ""


def normal(sensitivity, value):
    """The form in which equal values of a class are equal; '' for what is none.

    >>> normal("phone", "138 0000 1234"), normal("phone", "Wang")
    ('+8613800001234', '')
    >>> normal("name", " John  SMITH"), normal("email", "A@B.cn ")
    ('johnsmith', 'a@b.cn')
    >>> normal("amount", "120,000") == normal("amount", 120000.0)
    True
    """
    if sensitivity == DOCUMENT:
        return ""
    return CLASSES[sensitivity].normal(_text(value))


def last_four(sensitivity, value):
    """The last four characters of what may be searched by them, else ''.

    >>> last_four("phone", "+8613800001234"), last_four("name", "Wang Xiaoming")
    ('1234', '')
    """
    if sensitivity == DOCUMENT:
        return ""
    each = CLASSES[sensitivity]
    return each.normal(_text(value))[-LAST:] if each.has_last_four else ""


def looks_masked(value):
    """Whether a text is a mask rather than a value: nobody's name or number has a star.

    >>> looks_masked("王*"), looks_masked("王小明")
    (True, False)
    """
    return isinstance(value, str) and "*" in value


def _text(value):
    return "" if value is None or value is False else str(value)
