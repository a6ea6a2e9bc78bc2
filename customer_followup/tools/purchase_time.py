"""When somebody wants to buy, as people say it in Chinese and English (D3)."""

import re
import unicodedata
from datetime import date, timedelta
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

DAY = timedelta(days=1)
# Whoever says "urgent" waits for an answer within days.
URGENT_DAYS = 7
MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
HANZI = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6}
HANZI |= {"七": 7, "八": 8, "九": 9, "十": 10, "十一": 11, "十二": 12}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
ORDINALS |= {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
URGENT = re.compile(
    r"加急|紧急|急需|急用|着急|很急|特急|^急$|尽快|尽早|马上|立即|立刻|越快越好"
    r"|urgent|asap|as soon as possible|immediate|right away"
)
NOT_URGENT = re.compile(r"不(?:是很|太|着|紧)?急|not urgent|no hurry|no rush")
UNTIL = re.compile(
    r"之?前|以前|最迟|最晚|不晚于|截止|\bby\b|\bbefore\b|\bat the latest\b"
)
YEAR = r"(?:(?P<year>\d{4})年?|(?P<near>今年|本年|明年|后年|this year|next year))"
SEP = r"[\s/.\-,的]*(?:of\s+)?"


class Period(NamedTuple):
    """From the first to the last day somebody may buy."""

    first: date
    last: date
    is_urgent: bool = False


def parse_purchase_time(said, today):
    """The days a text about the time of a purchase means.

    A time without year is the next one that is not over.

    :param str said: as typed
    :param datetime.date today: the day it was said
    :return: :class:`Period`, or None when it says nothing that can be read

    >>> today = date(2026, 3, 5)
    >>> period = parse_purchase_time("Q3/2024", today)
    >>> str(period.first), str(period.last)
    ('2024-07-01', '2024-09-30')
    >>> parse_purchase_time("2026年三季度", today).last
    datetime.date(2026, 9, 30)
    >>> parse_purchase_time("urgent", today)
    Period(first=datetime.date(2026, 3, 5), last=datetime.date(2026, 3, 12), is_urgent=True)
    >>> parse_purchase_time("以后再说", today) is None
    True
    """
    text = _plain(said)
    is_urgent = bool(URGENT.search(text)) and not NOT_URGENT.search(text)
    found = []
    for pattern, build in PATTERNS:
        for match in pattern.finditer(text):
            try:
                found.append(build(match, today))
            except (ValueError, OverflowError):
                return None
        text = pattern.sub(" ", text)
    if not found:
        return Period(today, today + URGENT_DAYS * DAY, True) if is_urgent else None
    first, last = min(each[0] for each in found), max(each[1] for each in found)
    if UNTIL.search(text) and len(found) == 1:
        first = min(today, last)
    return Period(first, last, is_urgent)


def _plain(said):
    text = unicodedata.normalize("NFKC", said or "").strip().lower()
    text = re.sub(r"[–—−~〜～]", "-", text)
    return re.sub(
        r"(十[一二]?|[一二两三四五六七八九])(?=\s*(?:个?月|季|个?星期|周|天|日|号))",
        lambda match: str(HANZI[match[0]]),
        text,
    )


# ------------------------------------------------------------
# What each way of saying it means: (match, today) -> (first day, last day)
# ------------------------------------------------------------


def _year_of(match, today):
    """The year said, or None."""
    near = match["near"]
    if near:
        return today.year + {"明年": 1, "next year": 1, "后年": 2}.get(near, 0)
    return int(match["year"]) if match["year"] else None


def _months(match, today, month, count):
    """``count`` months from ``month`` of the year said, else of the next such year."""
    year = _year_of(match, today)
    first = date(year or today.year, month, 1)
    last = first + relativedelta(months=count) - DAY
    if not year and last < today:
        first, last = first + relativedelta(years=1), last + relativedelta(years=1)
        last = first + relativedelta(months=count) - DAY
    return first, last


def _day(match, today):
    year = _year_of(match, today)
    day = date(year or today.year, _month_of(match), int(match["day"]))
    if not year and day < today:
        day += relativedelta(years=1)
    return day, day


def _month_of(match):
    month = match["month"]
    return int(month) if month.isdigit() else MONTHS.index(month[:3]) // 3 + 1


def _month(match, today):
    first, last = _months(match, today, _month_of(match), 1)
    part = match.groupdict().get("part") or ""
    if part in ("初", "上旬"):
        return first, first + 9 * DAY
    if part == "中旬":
        return first + 10 * DAY, first + 19 * DAY
    return (first + 20 * DAY, last) if part else (first, last)


def _quarter(match, today):
    number = match["quarter"]
    quarter = ORDINALS[number] if number in ORDINALS else int(number)
    return _months(match, today, quarter * 3 - 2, 3)


def _half(match, today):
    is_first = match["half"] in ("上", "1", "first")
    return _months(match, today, 1 if is_first else 7, 6)


def _year(match, today):
    year = _year_of(match, today)
    return date(year, 1, 1), date(year, 12, 31)


def _year_end(match, today):
    return _months(match, today, 12, 1)


def _step(count, unit):
    if unit in ("天", "日", "day"):
        return relativedelta(days=count)
    if unit in ("周", "星期", "week"):
        return relativedelta(weeks=count)
    if unit in ("季度", "quarter"):
        return relativedelta(months=3 * count)
    return relativedelta(**{"years" if unit in ("年", "year") else "months": count})


def _within(match, today):
    count, unit = match["count"], match["unit"]
    if count in ("半", "half a"):
        return today, today + relativedelta(months=6)
    number = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "six": 6, "一": 1}
    return today, today + _step(number.get(count) or int(count), unit)


def _between(match, today):
    unit = match["unit"]
    low, high = (_step(int(match[name]), unit) for name in ("low", "high"))
    return today + low, today + high


def _near(match, today):
    """This or the next week, month or quarter."""
    ahead = 1 if match["which"] in ("下", "下个", "next") else 0
    unit = match["unit"]
    if unit in ("周", "星期", "week"):
        first = today - today.weekday() * DAY + 7 * ahead * DAY
        return (first if ahead else today), first + 6 * DAY
    size = 3 if unit in ("季度", "quarter") else 1
    month = today.month if size == 1 else (today.month - 1) // 3 * 3 + 1
    first = today.replace(month=month, day=1) + relativedelta(months=size * ahead)
    last = first + relativedelta(months=size) - DAY
    return (first if ahead else today), last


def _month_end(_match, today):
    last = today.replace(day=1) + relativedelta(months=1) - DAY
    return today, last


def _some_day(match, today):
    days = {"今天": 0, "today": 0, "明天": 1, "tomorrow": 1, "后天": 2}[match[0]]
    return today + days * DAY, today + days * DAY


MONTH_NAME = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
NTH = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
NEAR = r"(?P<near>(?!))"  # a group that never matches, for patterns without it
NO_YEAR = r"(?P<year>(?!))?"
# The order matters: what was read is taken out before the next one looks.
PATTERNS = [
    (re.compile(pattern), build)
    for pattern, build in (
        (
            rf"(?P<year>\d{{4}})\s*[-/.年]\s*(?P<month>\d{{1,2}})\s*[-/.月]\s*"
            rf"(?P<day>\d{{1,2}})\s*[日号]?{NEAR}?",
            _day,
        ),
        (
            rf"(?:{YEAR})?(?P<month>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}})\s*[日号]",
            _day,
        ),
        (rf"\b{MONTH_NAME}\s+{NTH}\b(?!\d)(?:,?\s+{YEAR})?", _day),
        (rf"\b{NTH}\s+(?:of\s+)?{MONTH_NAME}(?:,?\s+{YEAR})?", _day),
        (rf"\bq(?P<quarter>[1-4]){SEP}{YEAR}", _quarter),
        (rf"{YEAR}{SEP}q(?P<quarter>[1-4])", _quarter),
        (rf"(?:{YEAR})?{SEP}第?\s*(?P<quarter>[1-4])\s*季度?", _quarter),
        (
            rf"\b(?P<quarter>{'|'.join(ORDINALS)})\s+quarter(?:{SEP}{YEAR})?",
            _quarter,
        ),
        (rf"\bq(?P<quarter>[1-4])\b{NO_YEAR}{NEAR}?", _quarter),
        (rf"(?:{YEAR})?{SEP}(?P<half>[上下])半年", _half),
        (rf"\bh(?P<half>[12]){SEP}{YEAR}", _half),
        (rf"{YEAR}{SEP}h(?P<half>[12])\b", _half),
        (rf"\b(?P<half>first|second)\s+half(?:{SEP}{YEAR})?", _half),
        (
            r"(?P<low>\d+)\s*-\s*(?P<high>\d+)\s*个?(?:的)?\s*"
            r"(?P<unit>月|周|星期|天|day|week|month|year)s?",
            _between,
        ),
        (
            r"(?P<count>\d+|一|半)\s*个?\s*(?P<unit>月|周|星期|天|日|年|季度)(?:之内|以内|内)",
            _within,
        ),
        (
            r"\b(?:within|in)\s+(?:the next\s+)?"
            r"(?P<count>\d+|an?|one|two|three|six|half a)\s+"
            r"(?P<unit>day|week|month|quarter|year)s?",
            _within,
        ),
        (
            rf"(?P<year>\d{{4}})\s*[-/.年]\s*(?P<month>1[0-2]|0?[1-9])(?!\d)\s*(?:月份?)?"
            rf"\s*(?P<part>初|上旬|中旬|下旬|底|末)?{NEAR}?",
            _month,
        ),
        (rf"\b(?P<month>1[0-2]|0?[1-9])\s*/\s*(?P<year>\d{{4}}){NEAR}?", _month),
        (
            rf"(?:{YEAR})?\s*(?P<month>1[0-2]|0?[1-9])\s*月份?"
            rf"\s*(?P<part>初|上旬|中旬|下旬|底|末)?",
            _month,
        ),
        # "We may buy" is no month.
        (
            rf"(?:^|(?<=in )|(?<=by )|(?<=before )|(?<=around )|(?<=until ))"
            rf"{MONTH_NAME}(?:,?\s+{YEAR})?",
            _month,
        ),
        (rf"\b{MONTH_NAME},?\s+{YEAR}", _month),
        (rf"(?:{YEAR})?\s*年?[底末](?<=年[底末])", _year_end),
        (rf"\bend of (?:the year|{YEAR})", _year_end),
        (
            r"(?P<which>这个?|本|下个?|this|next)\s*(?P<unit>周|星期|月|季度|week|month|quarter)",
            _near,
        ),
        (r"月[底末]|\bend of (?:the|this) month", _month_end),
        (r"今天|明天|后天|\btoday\b|\btomorrow\b", _some_day),
        (YEAR.replace(r"\d{4}", r"(?:19|20)\d{2}"), _year),
    )
]


# ------------------------------------------------------------
# Priority (D3)
# ------------------------------------------------------------


def priority_of(last, today):
    """How much a need presses: high within a month, medium within three, else low.

    :param datetime.date last: by when the customer wants to buy
    :param datetime.date today: now

    >>> [priority_of(date(2026, month, 5), date(2026, 3, 5)) for month in (4, 6, 7)]
    ['high', 'medium', 'low']
    """
    if last <= today + relativedelta(months=1):
        return "high"
    return "medium" if last <= today + relativedelta(months=3) else "low"
