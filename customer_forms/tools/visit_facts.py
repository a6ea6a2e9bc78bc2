"""What a visit says of one question, in one number.

Parts, from the lowest bit: SEEN, ANSWERED, GONE (it applied once and does no more), four
bits for how many times an error was shown, and above them tenths of seconds of attention.
``static/src/visits/facts.js`` packs them.

Attention only grows and stands on top, so the greater of two numbers is the later one:
reports that come twice or in another order leave the same, whoever is first.
"""

SEEN, ANSWERED, GONE = 1, 2, 4
ERRORS, TIME = 16, 256
MAX_ERRORS = 15
# Half an hour at one question: then nobody is there.
MAX_TENTHS = 18_000
LARGEST = MAX_TENTHS * TIME + TIME - 1


def places(asked):
    """Where the fact of each question stands in the list a visit keeps.

    :param list asked: fields of a version, as ``rules.input_fields`` gives them
    :return: {key: place}
    """
    return {field["key"]: place for place, field in enumerate(asked)}


def in_places(facts, place_by_key):
    """Facts as they came from a browser, in the order they are kept; what cannot be is
    dropped.

    >>> in_places({"b": 3, "x": 1, "a": "?"}, {"a": 0, "b": 1})
    [0, 3]
    >>> in_places({"a": 10**12, "b": -1}, {"a": 0, "b": 1}) == [LARGEST, 0]
    True
    """
    kept = [0] * len(place_by_key)
    for key, fact in facts.items():
        if key in place_by_key and type(fact) is int:
            kept[place_by_key[key]] = min(max(fact, 0), LARGEST)
    return kept


def errors(fact):
    """How many times an error was shown.

    >>> errors(3 * ERRORS + SEEN)
    3
    """
    return fact % TIME // ERRORS


# Times to fill are kept by the power of this they are nearest to, so that the middle one of
# many months is found from counts, to 3 percent.
STEP = 1.05


def middle(counts):
    """The median of times, from how many there are near each power of ``STEP``.

    :param dict counts: exponent -> how many
    :return: seconds; None without any

    >>> middle({}), round(middle({0: 1, 71: 3, 150: 2}))
    (None, 32)
    """
    total, passed = sum(counts.values()), 0
    for exponent, count in sorted(counts.items()):
        passed += count
        if 2 * passed >= total:
            return STEP**exponent
    return None
