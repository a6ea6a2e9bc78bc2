import datetime
import re
from zoneinfo import ZoneInfo

from ..days import check_days, sample_day
from .base import FieldType, Invalid, clean, halfwidth
from .date import FIRST_YEAR, LAST_YEAR

# As a picker sends it (2026-03-05T09:30), and as people write it (2026/3/5 9:30)
WRITTEN_MOMENT = re.compile(
    r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?[T ]\s*"
    r"([0-9]{1,2}):([0-9]{2})(?::[0-9]{2})?"
)
KEPT_FORMAT = "%Y-%m-%d %H:%M:%S"


class Moment(FieldType):
    """A date and time, typed in the time zone of the form, kept in UTC as Odoo does."""

    key = "datetime"
    is_statistical = True
    icon = "fa-clock-o"
    group = "number"
    settings = ("days", "soft")
    property_type = "datetime"

    def parse(self, raw, field):
        text = halfwidth(clean(raw))
        if not text:
            return None
        written = WRITTEN_MOMENT.fullmatch(text)
        if not written:
            raise Invalid("not_a_datetime")
        try:
            local = datetime.datetime(
                *(int(part) for part in written.groups()), tzinfo=_zone(field)
            )
        except ValueError as error:
            raise Invalid("not_a_datetime") from error
        if not FIRST_YEAR <= local.year <= LAST_YEAR:
            raise Invalid("year_out_of_range", first=FIRST_YEAR, last=LAST_YEAR)
        return local.astimezone(datetime.timezone.utc).strftime(KEPT_FORMAT)

    def check(self, value, field, today):
        return check_days(self.comparable(value, field), field, today)

    def comparable(self, value, field):
        """The day it is in the zone of the form."""
        return self._local(value, field).date().isoformat()

    def sample(self, field, today):
        return f"{sample_day(field, today)}T10:00"

    def to_python(self, value):
        return datetime.datetime.fromisoformat(value)

    def to_raw(self, value, field):
        return self._local(value, field).strftime("%Y-%m-%dT%H:%M")

    def to_text(self, value, field, lang):
        return self._local(value, field).strftime("%Y-%m-%d %H:%M")

    def _local(self, value, field):
        kept = self.to_python(value).replace(tzinfo=datetime.timezone.utc)
        return kept.astimezone(_zone(field))


def _zone(field):
    return ZoneInfo(field.get("tz") or "UTC")
