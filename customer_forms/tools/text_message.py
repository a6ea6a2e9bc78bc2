"""How long a text message is, as operators count it."""

import math

# Characters of GSM 03.38; those of its extension table count twice.
BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("\f^{}\\[~]|€")
# Characters of a message alone, and of each part of a longer one.
GSM_7, UCS_2 = (160, 153), (70, 67)


def measure(text):
    """The length of a text and the number of parts it is sent and paid in.

    One character that is not in the GSM alphabet, a Chinese one say, makes the whole
    message one of 70 characters.

    :return: (characters, parts)

    >>> measure("Hello"), measure("您好"), measure("")
    ((5, 1), (2, 1), (0, 0))
    >>> measure("a" * 160), measure("a" * 161), measure("€" * 80)
    ((160, 1), (161, 2), (160, 1))
    >>> measure("好" * 70), measure("好" * 71), measure("好" * 135)
    ((70, 1), (71, 2), (135, 3))
    >>> measure("a" * 70 + "’")
    (71, 2)
    """
    if not text:
        return 0, 0
    if all(each in BASIC or each in EXTENSION for each in text):
        length = sum(2 if each in EXTENSION else 1 for each in text)
        alone, joined = GSM_7
    else:
        # Emoji take two places.
        length = len(text.encode("utf-16-be")) // 2
        alone, joined = UCS_2
    return length, 1 if length <= alone else math.ceil(length / joined)
