"""Telephone numbers: read what people type, keep E.164."""

import re
import unicodedata

import phonenumbers

# Spaces, dots, slashes and brackets people put between digits, and every kind of dash.
SEPARATORS = re.compile(r"[\s().\u00b7/\-\u2010-\u2015\u2212\u30fc\uff0d]+")
# "ext. 12", "转12", "#12", "x12" at the end
EXTENSION = re.compile(r"(?:ext|extension|x|#|转|分机)([0-9]{1,6})$", re.IGNORECASE)


def significant(text):
    """The digits of a number, a leading ``+`` and a trailing ``;ext``.

    >>> significant("+86 (138) 0000-1234")
    '+8613800001234'
    >>> significant("０２１－５８８８６６６６转12")
    '02158886666;12'
    """
    compact = SEPARATORS.sub("", unicodedata.normalize("NFKC", text))
    return EXTENSION.sub(r";\1", compact)


def domestic(digits):
    """The number within mainland China, or None when it names another country.

    >>> domestic("+8613800001234")
    '13800001234'
    >>> domestic("+4930123456") is None
    True
    """
    for prefix in ("+86", "0086"):
        if digits.startswith(prefix):
            rest = digits[len(prefix) :]
            return rest if rest[:1] in ("0", "1", "4", "8") else f"0{rest}"
    if digits.startswith(("+", "00")):
        return None
    return digits


def normalise(text, region="CN"):
    """A number as E.164, with ``;ext=`` and the extension when there is one.

    :param str text: as typed
    :param str region: ISO 3166 code of the country of numbers without country code
    :return: str, for example ``+8613800001234``
    :raises ValueError: when no such number can exist (libphonenumber's numbering plans)

    >>> normalise("138 0000 1234")
    '+8613800001234'
    >>> normalise("0049 30 12345678")
    '+493012345678'
    """
    digits, _, extension = significant(text).partition(";")
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException as error:
        raise ValueError(str(error)) from error
    if not phonenumbers.is_possible_number(number):
        raise ValueError("no such number")
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{e164};ext={extension}" if extension else e164


def readable(e164):
    """A kept number as people dial it in China: national digits, or ``+`` and country.

    >>> readable("+8613800001234")
    '13800001234'
    >>> readable("+862158886666;ext=12")
    '021-58886666 #12'
    >>> readable("+493012345678")
    '+49 30 12345678'
    """
    number, _, extension = e164.partition(";ext=")
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return e164
    if parsed.country_code == 86:
        text = phonenumbers.format_number(
            parsed, phonenumbers.PhoneNumberFormat.NATIONAL
        )
        text = text.replace(" ", "" if number.startswith("+861") else "-", 1)
        text = text.replace(" ", "")
    else:
        text = phonenumbers.format_number(
            parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL
        )
    return f"{text} #{extension}" if extension else text
