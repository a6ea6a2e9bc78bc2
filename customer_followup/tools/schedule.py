"""When the next reminder of a rule is due: dates in, a date out."""

import calendar
from datetime import timedelta

DAY = timedelta(days=1)


def earliest(anchor, today, last_due=None):
    """The first day a new reminder may be due.

    It comes after the last contact and after every reminder the rule has given
    before, and never lies in the past.

    :param datetime.date anchor: day of the last contact
    :param datetime.date today: in the time zone of the person reminded
    :param last_due: due day of the rule's latest reminder, or None

    >>> from datetime import date
    >>> earliest(date(2026, 3, 2), date(2026, 3, 2))
    datetime.date(2026, 3, 3)
    >>> earliest(date(2026, 1, 1), date(2026, 3, 2))
    datetime.date(2026, 3, 2)
    """
    return max(today, anchor + DAY, (last_due or anchor) + DAY)


def after_days(anchor, days, first):
    """``days`` after the last contact, but not before ``first``.

    >>> from datetime import date
    >>> after_days(date(2026, 3, 2), 2, date(2026, 3, 3))
    datetime.date(2026, 3, 4)
    """
    return max(anchor + days * DAY, first)


def on_weekday(weekday, first):
    """The first such weekday (Monday is 0) from ``first`` on.

    >>> from datetime import date
    >>> on_weekday(0, date(2026, 3, 3))
    datetime.date(2026, 3, 9)
    """
    return first + (weekday - first.weekday()) % 7 * DAY


def on_month_end(first):
    """The last day of the month of ``first``.

    >>> from datetime import date
    >>> on_month_end(date(2028, 2, 3))
    datetime.date(2028, 2, 29)
    """
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])
