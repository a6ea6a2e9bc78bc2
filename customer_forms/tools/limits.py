"""What the limits of a question may be set to."""

import datetime
import re

import regex

from ..rules.types.text import PATIENCE

# Text on which patterns that backtrack without end do so.
UNITS = ("a", "A", "0", "a0", "aA", " ", "一", "a ", "-")
PROBES = [unit * times + "!" for unit in UNITS for times in (40, 200)]
# A repetition of what ends in a repetition: quick on the server, but browsers have no
# time limit.
NESTED = regex.compile(r"[+*?}]\)[+*{]")
RELATIVE_DAY = re.compile(r"today([+-][0-9]{1,5})?")


def is_day_limit(text):
    """Whether ``text`` names a day as ``earliest`` and ``latest`` take it.

    >>> is_day_limit("today+7"), is_day_limit("2026-02-30")
    (True, False)
    """
    if RELATIVE_DAY.fullmatch(text):
        return True
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def check_pattern(pattern):
    """Make sure that a regular expression can be read, and is quick on text made to make
    it slow.

    :raises regex.error: when it cannot be read
    :raises TimeoutError: when it is slow

    >>> check_pattern("(a+)+")
    Traceback (most recent call last):
    TimeoutError
    """
    if NESTED.search(pattern):
        raise TimeoutError
    for probe in PROBES:
        regex.fullmatch(pattern, probe, timeout=PATIENCE)
