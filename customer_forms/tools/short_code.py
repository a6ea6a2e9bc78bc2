"""Short codes that people read off paper and type."""

import secrets

# Without 0 and o, 1, i and l: nobody has to guess which one it is.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 7


def new_code():
    """A code by chance: 27 thousand million there are.

    >>> code = new_code()
    >>> len(code), set(code) <= set(ALPHABET)
    (7, True)
    """
    return "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))


def clean_code(text):
    """What somebody typed, as a code; empty when it cannot be one.

    >>> clean_code(" AB3-cd4x ")
    'ab3cd4x'
    >>> clean_code("0000000")
    ''
    """
    code = text.strip().lower().replace("-", "")
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""
