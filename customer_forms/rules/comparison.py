"""How two answers compare; mirrored by ``comparison.js``, to the last bit."""

# Questions take at most four decimals: what differs by less is the same number written
# twice (0.1 + 0.2 and 0.3). Beyond a trillion a float has no four decimals left.
SMALLEST_STEP = 0.0001
PRECISION = 5e-16


def compare(left, right):
    """How ``left`` stands to ``right``.

    Numbers compare with numbers, texts (and dates, which are kept as ISO text) with
    texts by code points, and true with true. Numbers are equal when they differ by less
    than half of the smallest step a question takes, or by less than 5e-16 of the greater.

    :return: -1, 0 or 1; None when they cannot be compared

    >>> compare(0.1 + 0.2, 0.3), compare("2026-01-31", "2026-02-01"), compare("7", 7)
    (0, -1, None)
    """
    if is_number(left) and is_number(right):
        difference = float(left) - float(right)
        tolerance = max(SMALLEST_STEP / 2, max(abs(left), abs(right)) * PRECISION)
        return 0 if abs(difference) < tolerance else _sign(difference)
    if isinstance(left, str) and isinstance(right, str):
        return (left > right) - (left < right)
    if isinstance(left, bool) and isinstance(right, bool):
        return 0 if left is right else None
    return None


def is_number(value):
    """Whether ``value`` counts; true and false do not.

    >>> is_number(1.5), is_number(True), is_number("1")
    (True, False, False)
    """
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def total(values):
    """The sum of the numbers among ``values``, or None without any.

    Added one by one from the left: newer Pythons' ``sum`` compensates for rounding,
    which browsers do not.

    >>> total([1, None, 0.5]), total(["a", None])
    (1.5, None)
    """
    numbers = [float(value) for value in values if is_number(value)]
    if not numbers:
        return None
    added = 0.0
    for number in numbers:
        added += number
    return added


def _sign(number):
    return 1 if number > 0 else -1


# operator -> whether it holds for what ``compare`` returns
COMPARISONS = {
    "equal": lambda order: order == 0,
    "different": lambda order: order != 0,
    "greater": lambda order: order == 1,
    "less": lambda order: order == -1,
    "at_least": lambda order: order in (0, 1),
    "at_most": lambda order: order in (0, -1),
}
