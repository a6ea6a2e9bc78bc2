"""Which answers a question can have, as far as conditions ask for them."""

from ..rules import FIELD_TYPES
from ..rules.types.base import Invalid

NUMBERS = {"integer", "decimal", "money", "rating"}
DAYS = {"date", "datetime"}
COMPARING = {"greater", "less", "at_least", "at_most"}
# Questions whose answers say nothing a condition could ask about.
NEVER_ASKED = {"statement", "number", "attachment", "rows"}
WITHOUT_VALUE = {"filled", "empty"}


def can_answer(leaf, kind, option_keys, schema):
    """Whether a question can have the answer that a leaf of a condition asks for.

    :param dict leaf: see ``rules/conditions.py``
    :param str kind: type of the question
    :param option_keys: keys of its options, archived ones too
    :param dict schema: what its type adds to the schema of the question
    :return: bool

    >>> can_answer({"is": "greater", "value": 5}, "integer", (), {})
    True
    >>> can_answer({"is": "greater", "value": "a"}, "text", (), {})
    False
    """
    if kind in NEVER_ASKED:
        return False
    if leaf["is"] in WITHOUT_VALUE:
        return True
    if leaf["is"] in COMPARING and kind not in NUMBERS | DAYS:
        return False
    value = leaf.get("value")
    if isinstance(value, list) != (leaf["is"] == "one_of"):
        return False
    values = value if isinstance(value, list) else [value]
    return bool(values) and all(
        _can_be(each, kind, option_keys, schema) for each in values
    )


def _can_be(value, kind, option_keys, schema):
    """Whether a question can be answered with ``value``, as the engine keeps it."""
    if FIELD_TYPES[kind].has_options:
        return value in option_keys
    if kind in NUMBERS:
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if kind == "consent":
        return value is True
    if not isinstance(value, str) or not value.strip():
        return False
    if kind not in DAYS:
        return True
    try:
        FIELD_TYPES[kind].parse(value, schema)
    except Invalid:
        return False
    return True
