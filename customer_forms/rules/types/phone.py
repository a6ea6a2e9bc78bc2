import re

from ...tools import phone
from .base import FieldType, Invalid, clean

MOBILE_LENGTH = 11
# As ``phone.significant`` leaves it.
WRITTEN_NUMBER = re.compile(r"\+?[0-9]+(;[0-9]{1,6})?")
# Country code and number, 15 digits at most (ITU-T E.164).
INTERNATIONAL = re.compile(r"(?:\+|00)[0-9]{8,15}(;[0-9]{1,6})?")


class Phone(FieldType):
    """A telephone number, kept as E.164 (F7).

    Without a country code it is read as a number of mainland China: a mobile has 11
    digits and begins with 13-19 (Ministry of Industry and Information Technology,
    numbering plan 2017), a landline has an area code.
    """

    key = "phone"
    icon = "fa-phone"
    group = "contact"
    sensitivities = ("phone",)
    default_sensitivity = "phone"
    settings = ("placeholder",)
    can_be_unique = True
    may_become = frozenset({"text", "longtext"})

    def parse(self, raw, field):
        text = clean(raw)
        if not text:
            return None
        digits = phone.significant(text)
        if not WRITTEN_NUMBER.fullmatch(digits):
            raise Invalid("phone_characters")
        domestic = phone.domestic(digits)
        if domestic is not None:
            self._check_domestic(domestic)
        elif not INTERNATIONAL.fullmatch(digits):
            raise Invalid("phone_international")
        try:
            return phone.normalise(text)
        except ValueError as error:
            raise Invalid("phone_invalid") from error

    def _check_domestic(self, number):
        number = number.partition(";")[0]
        if number.startswith("1"):
            if len(number) != MOBILE_LENGTH:
                raise Invalid(
                    "phone_mobile_length", expected=MOBILE_LENGTH, count=len(number)
                )
            if number[1] not in "3456789":
                raise Invalid("phone_mobile_prefix")
        elif re.fullmatch(r"[2-9][0-9]{6,7}", number):
            raise Invalid("phone_area_code")
        elif not re.fullmatch(r"0[0-9]{9,11}|[48]00[0-9]{7}", number):
            raise Invalid("phone_invalid")

    def sample(self, field, today):
        return "138 0000 1234"

    def to_raw(self, value, field):
        return phone.readable(value)

    def to_text(self, value, field, lang):
        return phone.readable(value)
