"""What may be shown of a person to everybody (V1)."""

import re


def mask_name(name):
    """The first character and a star, for Chinese and other names alike.

    >>> mask_name("王小明")
    '王*'
    >>> mask_name("John Smith")
    'J*'
    >>> mask_name("")
    ''
    """
    name = (name or "").strip()
    return f"{name[0]}*" if name else ""


def mask_phone(number):
    """The first three and last four digits of a mobile; the last four of others.

    The country code of mainland China is not shown, as people do not dial it.

    >>> mask_phone("+8613800001234")
    '138****1234'
    >>> mask_phone("+862158886666")
    '****6666'
    >>> mask_phone("+493012345678")
    '+49****5678'

    What is no international number shows no beginning, and what is short nothing.

    >>> mask_phone("021-5888 6666"), mask_phone("12345"), mask_phone("王小明")
    ('****6666', '****', '****')
    """
    number = (number or "").partition(";")[0].strip()
    if re.fullmatch(r"\+861[0-9]{10}", number):
        return f"{number[3:6]}****{number[-4:]}"
    if not number:
        return ""
    if not re.fullmatch(r"\+[0-9]{10,15}", number):
        digits = re.sub(r"[\s()./-]+", "", number)
        is_number = re.fullmatch(r"[0-9]{8,}", digits)
        return f"****{digits[-4:]}" if is_number else "****"
    country = "" if number.startswith("+86") else number[:3]
    return f"{country}****{number[-4:]}"


def mask_email(address):
    """The first character of the mailbox, and the domain.

    >>> mask_email("wang.xm@example.com")
    'w***@example.com'
    """
    mailbox, at, domain = (address or "").rpartition("@")
    return f"{mailbox[:1]}***@{domain}" if at else ""


def mask_id(number):
    """The last four characters of an identity card or another number.

    >>> mask_id("11010519491231002X")
    '**************002X'

    Of a short number these would be most of it.

    >>> mask_id("1234567"), mask_id("12345678")
    ('****', '****5678')
    """
    number = (number or "").strip()
    if len(number) < 8:
        return "****" if number else ""
    return "*" * (len(number) - 4) + number[-4:]


def mask_address(address):
    """Province and city of a place, the first characters of another address.

    >>> mask_address("浙江省/杭州市/西湖区")
    '浙江省/杭州市/****'
    >>> mask_address("上海市/浦东新区"), mask_address("文三路 90 号 3 幢")
    ('上海市/****', '文三****')

    No place has a digit in its name or is longer than a line.

    >>> mask_address("文三路90号/3幢/501"), mask_address("Unit 4/90 High Street")
    ('文三****', 'Un****')
    """
    address = (address or "").strip()
    parts = address.split("/")
    if len(parts) > 1 and not any(map(_is_no_place, parts[:2])):
        return "/".join([*parts[: min(2, len(parts) - 1)], "****"])
    return f"{address[:2]}****" if address else ""


def _is_no_place(name):
    return len(name) > 40 or any(character.isdigit() for character in name)


def mask_amount(amount):
    """Nothing of an amount: its first digits say how rich somebody is.

    >>> mask_amount("120000.00")
    '****'
    """
    return "****" if amount else ""
