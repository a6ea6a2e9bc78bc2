"""When reminders are due (A1); no database."""

from datetime import date

from odoo.tests import BaseCase, tagged

from ..tools import schedule

MONDAY = 0
# anchor (last contact), today, latest due date given before -> expected
EARLIEST = [
    ("the day after the contact", (1, 5), (1, 5), None, (1, 6)),
    ("today when the contact is long ago", (1, 5), (3, 2), None, (3, 2)),
    ("after the reminder given last", (1, 5), (1, 5), (1, 9), (1, 10)),
    ("a late reminder does not hold up", (3, 1), (3, 2), (2, 20), (3, 2)),
    ("a contact noted for tomorrow counts", (3, 3), (3, 2), None, (3, 4)),
]
# rule, anchor, today -> expected, with the weekday of 2026 beside it
DUE = [
    (
        "two days after",
        lambda a, f: schedule.after_days(a, 2, f),
        (1, 5),
        (1, 5),
        (1, 7),
    ),
    ("daily", lambda a, f: schedule.after_days(a, 1, f), (1, 5), (1, 5), (1, 6)),
    ("overdue", lambda a, f: schedule.after_days(a, 2, f), (1, 5), (2, 1), (2, 1)),
    ("over new year", lambda a, f: schedule.after_days(a, 2, f), (12, 30), (12, 30), 1),
    (
        "next Monday",
        lambda _, f: schedule.on_weekday(MONDAY, f),
        (1, 6),
        (1, 6),
        (1, 12),
    ),
    (
        "today is Monday",
        lambda _, f: schedule.on_weekday(MONDAY, f),
        (1, 6),
        (1, 12),
        (1, 12),
    ),
    (
        "done on Monday",
        lambda _, f: schedule.on_weekday(MONDAY, f),
        (1, 12),
        (1, 12),
        (1, 19),
    ),
    ("Sunday", lambda _, f: schedule.on_weekday(6, f), (1, 5), (1, 5), (1, 11)),
    ("month end", lambda _, f: schedule.on_month_end(f), (1, 5), (1, 5), (1, 31)),
    ("February", lambda _, f: schedule.on_month_end(f), (2, 3), (2, 3), (2, 28)),
    (
        "on the last day",
        lambda _, f: schedule.on_month_end(f),
        (4, 2),
        (4, 30),
        (4, 30),
    ),
    (
        "done on the last day",
        lambda _, f: schedule.on_month_end(f),
        (4, 30),
        (4, 30),
        (5, 31),
    ),
]


def day(value):
    """(month, day) of 2026; a single number is a day of January 2027."""
    return date(2027, 1, value) if isinstance(value, int) else date(2026, *value)


@tagged("-at_install", "post_install")
class TestSchedule(BaseCase):
    def test_earliest(self):
        for label, anchor, today, last, expected in EARLIEST:
            with self.subTest(label):
                found = schedule.earliest(day(anchor), day(today), last and day(last))
                self.assertEqual(found, day(expected))

    def test_due_dates(self):
        for label, due, anchor, today, expected in DUE:
            with self.subTest(label):
                first = schedule.earliest(day(anchor), day(today))
                self.assertEqual(due(day(anchor), first), day(expected))

    def test_leap_year(self):
        self.assertEqual(schedule.on_month_end(date(2028, 2, 1)), date(2028, 2, 29))
