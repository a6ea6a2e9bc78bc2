"""What the limits of a question may be set to."""

import datetime
import functools
import json
import re
import subprocess
import sys

import regex

from ..rules.types.text import PATIENCE

# Text on which patterns that backtrack without end do so.
UNITS = ("a", "A", "0", "a0", "aA", " ", "一", "a ", "-")
PROBES = [
    (unit * times)[:255] + end
    for unit in UNITS
    for times in (40, 255)
    for end in ("", "!")
]
# Killed by its own limit when it is slow; what ``re`` cannot read, it cannot judge.
TRIAL = """
import json, re, resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (1, 1))
pattern, probes = json.load(sys.stdin)
try:
    for probe in probes:
        re.fullmatch(pattern, probe, re.ASCII)
except re.error:
    pass
"""
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
    it slow: here, and in a browser, which has no time limit.

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
    if _is_slow_in_browsers(pattern):
        raise TimeoutError


@functools.lru_cache(maxsize=256)
def _is_slow_in_browsers(pattern):
    """Whether plain backtracking, as browsers do it, takes more than a second.

    ``re`` backtracks as they do and cannot be stopped: it runs in a process of its own,
    whose time on the processor is limited, so that a busy machine refuses nothing.
    """
    tried = subprocess.run(  # noqa: S603 the program is our own, the pattern its input
        [sys.executable, "-I", "-c", TRIAL],
        input=json.dumps([pattern, PROBES]).encode(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    return tried.returncode < 0
