"""Pages of one line of time that is put together from many sources."""

from datetime import datetime, time
from typing import NamedTuple

SEPARATOR = "|"


class Position(NamedTuple):
    """Where a page ends; entries are ordered by all three, newest first."""

    when: datetime
    source: str
    id: int

    @classmethod
    def read(cls, text):  # pylint: disable=method-required-super
        """:raises ValueError: for what ``__str__`` never wrote"""
        when, source, res_id = text.split(SEPARATOR)
        return cls(datetime.fromisoformat(when), source, int(res_id))

    def __str__(self):
        return SEPARATOR.join([self.when.isoformat(), self.source, str(self.id)])


def merge(entries_by_source, limit):
    """The newest entries of all sources.

    :param dict entries_by_source: source -> list of entries, newest first, each a dict
        with ``when`` (date or date and time) and ``id``
    :param int limit: most entries of a page
    :return: (entries, :class:`Position` of the last one, or None when there are no more)

    >>> first, second = datetime(2026, 3, 1, 9), datetime(2026, 3, 2, 9)
    >>> page, end = merge({"a": [{"when": first, "id": 1}], "b": [{"when": second, "id": 7}]}, 1)
    >>> page[0]["id"], str(end)
    (7, '2026-03-02T09:00:00|b|7')
    """
    placed = [
        (Position(_moment(entry["when"]), source, entry["id"]), entry)
        for source, entries in entries_by_source.items()
        for entry in entries
    ]
    placed.sort(key=lambda pair: pair[0], reverse=True)
    shown = placed[:limit]
    end = shown[-1][0] if len(placed) > limit else None
    return [entry for _position, entry in shown], end


def _moment(when):
    if isinstance(when, datetime):
        return when.replace(microsecond=0)
    return datetime.combine(when, time.min)
