import datetime
import re

from ..days import check_days, sample_day
from .base import FieldType, Invalid, cell_text, clean, halfwidth

# As a date picker sends it, and as people write it: 2024-3-5, 2024/03/05, 2024.3.5, 2024年3月5日
WRITTEN_DATE = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
# What a spreadsheet puts behind a day.
MIDNIGHT = re.compile(r"[T ]0?0:00(:00)?$")
# Earlier or later dates are slips of the finger (0024-03-05) in a customer's data.
FIRST_YEAR, LAST_YEAR = 1900, 2199


class Date(FieldType):
    """A day, kept and shown as YYYY-MM-DD (F5)."""

    key = "date"
    is_statistical = True
    icon = "fa-calendar"
    group = "number"
    settings = ("today", "days", "soft")
    property_type = "date"

    def parse(self, raw, field):
        text = halfwidth(clean(raw))
        if not text:
            return None
        written = WRITTEN_DATE.fullmatch(text)
        if not written:
            raise Invalid("not_a_date")
        try:
            day = datetime.date(*(int(part) for part in written.groups()))
        except ValueError as error:
            raise Invalid("not_a_date") from error
        return day.isoformat()

    def check(self, value, field, today):
        if not FIRST_YEAR <= int(value[:4]) <= LAST_YEAR:
            yield Invalid("year_out_of_range", first=FIRST_YEAR, last=LAST_YEAR)
            return
        yield from check_days(value, field, today)

    def sample(self, field, today):
        return sample_day(field, today)

    def to_python(self, value):
        return datetime.date.fromisoformat(value)

    def read_text(self, text, field, lang):
        return MIDNIGHT.sub("", cell_text(text).strip())
