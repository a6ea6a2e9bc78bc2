"""How a file that got out tells whose it was.

Each download of a copy has a secret of its own. It gives every row a mark, in a column
that is not shown, and puts the rows in an order that no other download has: a file
without the column, or printed, is still known by the order of its rows.
"""

import hashlib
import hmac
from collections import Counter
from itertools import combinations

MARK_LENGTH = 20
# More rows tell no more, and are compared with each other.
COMPARED = 200
# Of the pairs of rows, how many stand in the order of the download: half of them by
# chance. Fewer rows than these are in any order.
ALIKE, ENOUGH_ROWS = 0.9, 8


def row_mark(secret, row_id):
    """What stands in the hidden column.

    >>> row_mark("a", 1) == row_mark("a", 1), row_mark("a", 1) == row_mark("b", 1)
    (True, False)
    >>> len(row_mark("a", 1))
    20
    """
    return _digest(secret, f"mark/{row_id}")[:MARK_LENGTH]


def copy_order(secret, row_ids):
    """The rows in the order of this download.

    >>> copy_order("a", [1, 2, 3, 4]) == copy_order("a", [4, 3, 2, 1])
    True
    """
    return sorted(row_ids, key=lambda row_id: _digest(secret, f"order/{row_id}"))


def likeness(order, found):
    """How much the order of a file is that of a download: 1 for the same order, 0.5 by
    chance, 0 when too few of its rows can be told.

    :param list order: rows of the download, anything that can be compared
    :param list found: rows of the file, in its order

    >>> rows = list("abcdefghij")
    >>> likeness(rows, rows), likeness(rows, rows[::-1]), likeness(rows, ["a", "b"])
    (1.0, 0.0, 0)

    Rows that are alike tell nothing.

    >>> likeness(list("aabcdefghi"), list("abcdefghi"))
    1.0
    """
    counts = Counter(order)
    places = {row: place for place, row in enumerate(order) if counts[row] == 1}
    seen = [places[row] for row in found if row in places][:COMPARED]
    if len(seen) < ENOUGH_ROWS:
        return 0
    pairs = list(combinations(seen, 2))
    return sum(first < second for first, second in pairs) / len(pairs)


def _digest(secret, text):
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()
