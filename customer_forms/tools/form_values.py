"""What the settings of a form document may hold: one function for each kind.

Each takes a value that JSON can hold and its ``Setting``, and yields ``(code, params)``
for what is wrong with it; ``document_messages.py`` has the sentences.
"""

import difflib
import math

import regex

from ..rules.types.base import UNREADABLE
from . import number_pattern
from .field_key import KEY
from .file_kind import KINDS as FILE_KINDS
from .limits import check_pattern, is_day_limit

MAX_TEXT = 10_000
MAX_PATTERN = 500
MAX_NAMES = 100
# Beyond it the database keeps no four decimals.
LARGEST_NUMBER = 999_999_999_999


def check_value(value, setting):
    """What is wrong with the value of a setting.

    :param value: anything JSON can hold; None where nothing is set
    :param Setting setting: see ``form_settings.py``
    :return: iterable of (code, params)
    """
    if value is None and setting.kind not in ("flag", "count", "number"):
        return ()
    return KINDS[setting.kind](value, setting)


def near_miss(word, known):
    """The one of ``known`` that ``word`` was probably meant to be, or None.

    >>> near_miss("selct", ["select", "radio"])
    'select'
    """
    word = word.lower() if isinstance(word, str) else ""
    return next(iter(difflib.get_close_matches(word[:60], known, 1, 0.72)), None)


def is_number(value):
    """Whether ``value`` is a number, which true, NaN and infinity are not."""
    return (
        isinstance(value, (int, float))
        and not isinstance(value, bool)
        and abs(value) <= LARGEST_NUMBER
        and math.isfinite(value)
    )


def shown(value):
    """A value as a message quotes it: short.

    >>> shown("a" * 50)
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…'
    """
    text = value if isinstance(value, str) else repr(value)
    text = UNREADABLE.sub("�", text)
    return text if len(text) <= 40 else f"{text[:39]}…"


def _texts(value, _setting):
    if not isinstance(value, dict):
        yield "not_texts", {}
        return
    for lang, text in value.items():
        if not isinstance(text, str) or UNREADABLE.search(text):
            yield "not_text", {"lang": shown(lang)}
        elif len(text) > MAX_TEXT:
            yield "text_too_long", {"max": MAX_TEXT}


def _line(value, _setting):
    if not isinstance(value, str) or UNREADABLE.search(value):
        yield "not_text", {}
    elif len(value) > MAX_TEXT:
        yield "text_too_long", {"max": MAX_TEXT}


def _flag(value, _setting):
    if not isinstance(value, bool):
        yield "not_a_flag", {"value": shown(value)}


def _count(value, setting):
    is_count = is_number(value) and value == int(value)
    if not is_count or not 0 <= value <= setting.most:
        yield "not_a_count", {"value": shown(value), "max": setting.most}


def _number(value, _setting):
    if not is_number(value):
        yield "not_a_number", {"value": shown(value)}


def _choice(value, setting):
    if value not in setting.choices:
        yield (
            "not_a_choice",
            {
                "value": shown(value),
                "known": ", ".join(setting.choices),
                "hint": near_miss(value, setting.choices),
            },
        )


def _key(value, _setting):
    if not isinstance(value, str) or not KEY.fullmatch(value):
        yield "bad_key", {"value": shown(value)}


def _day(value, _setting):
    if not isinstance(value, str) or not is_day_limit(value):
        yield "not_a_day", {"value": shown(value)}


def _names(value, _setting):
    is_list = isinstance(value, list) and len(value) <= MAX_NAMES
    if not is_list or not all(
        isinstance(each, dict)
        and isinstance(each.get("name"), str)
        and not UNREADABLE.search(each["name"])
        for each in value
    ):
        yield "not_names", {}


def _pattern(value, _setting):
    if not isinstance(value, str) or len(value) > MAX_PATTERN:
        yield "bad_pattern", {"reason": shown(value)}
        return
    try:
        check_pattern(value)
    except TimeoutError:
        yield "slow_pattern", {}
    # RecursionError and others too: any text may stand here.
    except (
        regex.error,
        ValueError,
        OverflowError,
        RecursionError,
        MemoryError,
    ) as error:
        yield "bad_pattern", {"reason": shown(str(error))}


def _number_pattern(value, _setting):
    if not isinstance(value, str) or UNREADABLE.search(value):
        yield "not_text", {}
        return
    try:
        number_pattern.parse(value)
    except ValueError as error:
        yield str(error), {}


def _file_formats(value, _setting):
    if not isinstance(value, str):
        yield "not_text", {}
        return
    endings = [each.strip() for each in value.lower().replace(".", "").split(",")]
    unknown = sorted({each for each in endings if each} - set(FILE_KINDS))
    if unknown:
        yield (
            "unknown_file_format",
            {"unknown": shown(", ".join(unknown)), "known": ", ".join(FILE_KINDS)},
        )


KINDS = {
    "texts": _texts,
    "line": _line,
    "flag": _flag,
    "count": _count,
    "number": _number,
    "choice": _choice,
    "key": _key,
    "successor": _line,
    "day": _day,
    "names": _names,
    "pattern": _pattern,
    "number_pattern": _number_pattern,
    "file_formats": _file_formats,
    # Of their own: ``form_references.py`` reads them with the whole form in sight.
    "tree": lambda value, setting: (),
    "terms": lambda value, setting: (),
}
