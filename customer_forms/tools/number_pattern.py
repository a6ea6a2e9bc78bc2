"""Number patterns such as ``C{year}{serial:04d}`` (F9)."""

import re
from typing import NamedTuple

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
SERIAL = re.compile(r"serial:0([1-9])d")
DATE_PARTS = {
    "year": ("year", "%(range_year)s"),
    "date": ("day", "%(range_year)s%(range_month)s%(range_day)s"),
}


class NumberPattern(NamedTuple):
    """A pattern in the terms of ``ir.sequence``.

    ``reset`` is ``year``, ``day`` or ``never``: how often the serial starts at 1 again.
    """

    prefix: str
    suffix: str
    padding: int
    reset: str


def parse(pattern):
    """Read a pattern: text, at most one of ``{year}`` and ``{date}``, one ``{serial:0Nd}``.

    :return: ``NumberPattern``
    :raises ValueError: when the pattern cannot be read; the reason is a code that
        ``messages.py`` puts into words

    >>> parse("C{year}{serial:04d}")
    NumberPattern(prefix='C%(range_year)s', suffix='', padding=4, reset='year')
    >>> parse("C{date}{serial:03d}").reset
    'day'
    """
    names = PLACEHOLDER.findall(pattern)
    serials = [SERIAL.fullmatch(name) for name in names if name.startswith("serial")]
    dates = [DATE_PARTS[name] for name in names if name in DATE_PARTS]
    if len(serials) != 1 or not serials[0]:
        raise ValueError("number_serial")
    if len(dates) > 1 or len(names) != len(serials) + len(dates):
        raise ValueError("number_placeholder")
    literal = PLACEHOLDER.sub("", pattern)
    if re.search(r"[{}%\s]", literal) or len(literal) > 20:
        raise ValueError("number_text")
    before, after = (
        PLACEHOLDER.sub(lambda name: DATE_PARTS[name[1]][1], part)
        for part in re.split(r"\{serial[^{}]*\}", pattern)
    )
    reset = dates[0][0] if dates else "never"
    return NumberPattern(before, after, int(serials[0][1]), reset)
