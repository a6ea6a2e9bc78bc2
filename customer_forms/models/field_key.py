import re
import secrets

KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")


def free_key(label, prefix):
    """A storage key that reads like the label where it has Latin letters.

    :param str label: what the person sees
    :param str prefix: begins the key made of chance, for labels in other scripts
    :return: str that matches ``KEY``

    >>> free_key("Expected signing date", "field")
    'expected_signing_date'
    """
    key = re.sub(r"[^a-z0-9]+", "_", (label or "").lower()).strip("_")[:60]
    return key if KEY.fullmatch(key) else f"{prefix}_{secrets.token_hex(4)}"
