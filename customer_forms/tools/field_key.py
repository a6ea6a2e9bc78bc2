import itertools
import re
import secrets

# Parameters of the page's own; and to Odoo ``answers.id`` is no question but the record.
RESERVED = {"csrf_token", "id", "self", "slug"}
KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")
OPTION_KEY = re.compile(r"[a-z0-9][a-z0-9_]{0,59}")


def free_key(label, prefix):
    """A storage key that reads like the label where it has Latin letters.

    :param str label: what the person sees
    :param str prefix: begins the key made of chance, for labels in other scripts
    :return: str that matches ``KEY``

    >>> free_key("Expected signing date", "field")
    'expected_signing_date'
    >>> free_key("ID", "field")
    'field_id'
    """
    key = re.sub(r"[^a-z0-9]+", "_", (label or "").lower()).strip("_")[:60]
    if key in RESERVED:
        key = f"{prefix}_{key}"
    return key if KEY.fullmatch(key) else f"{prefix}_{secrets.token_hex(4)}"


def unused_key(key, taken):
    """``key``, with a number behind it while it is taken; the result is taken then.

    :param str key: the wanted key
    :param set taken: keys in use; the returned one is added

    >>> taken = {"remarks", "remarks_2"}
    >>> unused_key("remarks", taken), unused_key("need", taken)
    ('remarks_3', 'need')
    """
    candidates = itertools.chain([key], (f"{key}_{n}" for n in itertools.count(2)))
    unused = next(each for each in candidates if each not in taken)
    taken.add(unused)
    return unused
