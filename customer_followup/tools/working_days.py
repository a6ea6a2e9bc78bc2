"""Days on which somebody is at work."""

from datetime import timedelta

# Further than any holidays; a calendar without a working day has none to find.
FURTHEST = 30


def next_working_day(day, weekdays, holidays=()):
    """``day``, or the first working day after it.

    :param date day: the earliest
    :param weekdays: 0 for Monday; none when no day is known to be one
    :param holidays: pairs of the first and the last day

    >>> from datetime import date
    >>> saturday, week = date(2026, 11, 21), {0, 1, 2, 3, 4}
    >>> str(next_working_day(saturday, week))
    '2026-11-23'
    >>> str(next_working_day(saturday, week, [(date(2026, 11, 23), date(2026, 11, 24))]))
    '2026-11-25'
    >>> str(next_working_day(saturday, set()))
    '2026-11-21'
    """
    if not weekdays:
        return day
    for ahead in range(FURTHEST):
        each = day + timedelta(days=ahead)
        is_holiday = any(first <= each <= last for first, last in holidays)
        if each.weekday() in weekdays and not is_holiday:
            return each
    return day
