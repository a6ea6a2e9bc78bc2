"""Ends and times of relations."""

import re

KEY = re.compile(r"^([dcu])(\d{1,18})$")


def overlaps(first, second):
    """Whether two relations hold on one day; an empty date has no limit.

    :param first: has ``date_from`` and ``date_to``, dates or False
    :param second: the same

    >>> from datetime import date
    >>> from types import SimpleNamespace as Times
    >>> old = Times(date_from=date(2025, 1, 1), date_to=date(2025, 6, 30))
    >>> overlaps(old, Times(date_from=date(2025, 7, 1), date_to=False))
    False
    >>> overlaps(old, Times(date_from=False, date_to=date(2025, 1, 1)))
    True
    """
    return _begins_in(first, second) and _begins_in(second, first)


def _begins_in(first, second):
    return (
        not first.date_from or not second.date_to or first.date_from <= second.date_to
    )


def parse_key(key):
    """(letter, id) of what the picture calls ``d12``: a dossier, a contact person or a
    user; None for anything else.

    >>> parse_key("c5"), parse_key("x1"), parse_key("d1;"), parse_key(None)
    (('c', 5), None, None, None)
    """
    found = KEY.match(key) if isinstance(key, str) else None
    return found and (found[1], int(found[2]))


def times_of(record):
    """From when to when something was so, as the client reads days.

    >>> from datetime import date
    >>> from types import SimpleNamespace as Times
    >>> times_of(Times(date_from=date(2025, 1, 1), date_to=False))
    {'since': '2025-01-01', 'until': False}
    """
    return {
        "since": record.date_from and record.date_from.isoformat(),
        "until": record.date_to and record.date_to.isoformat(),
    }
