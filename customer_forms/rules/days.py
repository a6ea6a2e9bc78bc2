"""The first and the last day a question takes; mirrored by ``days.js``."""

import datetime
import re

from .types.base import Invalid

RELATIVE_DAY = re.compile(r"today([+-][0-9]{1,5})?")
WRITTEN_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def limit_day(written, today):
    """The day a limit means, as ISO text; None for no limit.

    :param str written: ``today``, ``today+7``, ``today-30`` or ``2026-01-31``
    :param datetime.date today: the day it is

    >>> limit_day("today-5", datetime.date(2026, 3, 5))
    '2026-02-28'
    """
    relative = RELATIVE_DAY.fullmatch(written or "")
    if relative:
        days = datetime.timedelta(days=int(relative[1] or 0))
        return (today + days).isoformat()
    return written if WRITTEN_DAY.fullmatch(written or "") else None


def check_days(day, field, today):
    """Yield what breaks the ``earliest`` and ``latest`` of a field.

    :param str day: ISO text
    """
    earliest = limit_day(field.get("earliest"), today)
    latest = limit_day(field.get("latest"), today)
    if earliest and day < earliest:
        yield Invalid("too_early", earliest=earliest)
    if latest and day > latest:
        yield Invalid("too_late", latest=latest)


def sample_day(field, today):
    """A day within the limits of a field, today if it is.

    >>> sample_day({"earliest": "today+7"}, datetime.date(2026, 3, 5))
    '2026-03-12'
    """
    day = max(today.isoformat(), limit_day(field.get("earliest"), today) or "")
    return min(day, limit_day(field.get("latest"), today) or day)
