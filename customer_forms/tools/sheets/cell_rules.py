"""What Excel can check of an answer, and how it shows one; the rules have the last word."""

import datetime

from ...rules import FIELD_TYPES
from ...rules.days import RELATIVE_DAY
from ...rules.types.base import localised
from ...rules.types.consent import TICKED
from ...rules.types.date import FIRST_YEAR, LAST_YEAR
from ...rules.types.rating import STARS

# Between the options in one cell.
SEPARATOR = "; "
AS_TEXT = {"num_format": "@"}
FORMATS = {
    "date": {"num_format": "yyyy-mm-dd"},
    "datetime": {"num_format": "yyyy-mm-dd hh:mm"},
    "integer": {"num_format": "0"},
    "money": {"num_format": "#,##0.00"},
    "decimal": {},
    "rating": {},
}
# Excel counts no further than that.
LARGEST = 999_999_999_999
FIRST_OF_EXCEL = datetime.date(1899, 12, 30)
LONGEST = 32_767


def cell_format(kind):
    """How Excel keeps the cells of a type: as texts where it would make a number of a
    phone or an identity card, whose ends it loses.

    >>> cell_format("id_card"), cell_format("decimal")
    ({'num_format': '@'}, {})
    """
    return FORMATS.get(kind, AS_TEXT)


def choices(field, lang):
    """The texts to choose from; none where several may be chosen: Excel's list takes one.

    >>> choices({"type": "rating"}, "en_US")
    ['1', '2', '3', '4', '5']
    """
    kind = field["type"]
    if kind == "rating":
        return [str(star) for star in range(1, STARS + 1)]
    if kind == "consent":
        return ["是" if lang.startswith("zh") else TICKED]
    if FIELD_TYPES[kind].has_options and kind != "multi":
        return [localised(option["label"], lang) for option in field["options"]]
    return []


def cell_rule(field):
    """The limits of a question as a rule of ``xlsxwriter``; None without any.

    >>> cell_rule({"type": "text", "max_length": 9})["maximum"]
    9
    """
    rule = RULES.get(field["type"])
    return rule(field) if rule else None


def _length(field):
    longest = FIELD_TYPES[field["type"]].default_max_length
    return {
        "validate": "length",
        "criteria": "between",
        "minimum": field.get("min_length") or 0,
        "maximum": min(field.get("max_length") or longest, LONGEST),
    }


def _characters(least, most):
    limits = {"criteria": "between", "minimum": least, "maximum": most}
    return lambda _field: {"validate": "length", **limits}


def _range(kind):
    def rule(field):
        least, most = field.get("min_value"), field.get("max_value")
        return {
            "validate": kind,
            "criteria": "between",
            "minimum": -LARGEST if least is None else least,
            "maximum": LARGEST if most is None else most,
        }

    return rule


def _days(field):
    first = datetime.date(FIRST_YEAR, 1, 1)
    last = datetime.date(LAST_YEAR, 12, 31)
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": _day(field.get("earliest"), first),
        "maximum": _day(field.get("latest"), last),
    }


def _day(written, otherwise):
    """A limit as Excel counts it: from the day the sheet is filled in, or in days.

    >>> _day("today-30", None), _day("2026-01-31", None)
    ('=TODAY()-30', 46053)
    """
    relative = RELATIVE_DAY.fullmatch(written or "")
    if relative:
        return f"=TODAY(){relative[1] or ''}"
    day = datetime.date.fromisoformat(written) if written else otherwise
    return (day - FIRST_OF_EXCEL).days


RULES = {
    "text": _length,
    "longtext": _length,
    "integer": _range("integer"),
    "decimal": _range("decimal"),
    "money": _range("decimal"),
    "date": _days,
    "phone": _characters(5, 30),
    # Both have 18 characters; people may write spaces between them.
    "id_card": _characters(18, 24),
    "uscc": _characters(18, 24),
}
