"""Values of a document to and from cells.

Reading never fails: what cannot be read is handed on as it stands, and
``form_document.check_document`` says what is wrong with it.
"""

import datetime
import re

from ...rules.types.base import halfwidth
from ..field_key import OPTION_KEY

# In a cell whose empty state stands for something else.
NOTHING = "-"
YES = {"yes", "y", "true", "true()", "1", "是", "√", "✓", "对", "x"}
NO = {"no", "n", "false", "false()", "0", "否", "不", "×"}
BETWEEN_NAMES = re.compile(r"[\n|]")


def read_text(value):
    """The text of a cell, None when it is empty: Excel turns 1 into 1.0 and days into
    dates.

    >>> read_text(1.0), read_text(" a "), read_text(datetime.datetime(2026, 1, 31))
    ('1', 'a', '2026-01-31')
    """
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime.datetime):
        is_day = value.time() == datetime.time()
        value = value.date() if is_day else value.replace(microsecond=0)
    text = str(value).replace("\r\n", "\n").replace("\r", "\n").strip()
    return text or None


def read_word(value):
    """A word that programs look at: full-width signs and capitals mean nothing.

    >>> read_word("Select One ｋｉｎｄ")
    'select one kind'
    """
    text = read_text(value)
    return " ".join(halfwidth(text).lower().split()) if text else None


def read_name(text):
    """The key that a name of a workbook stands for; forms made elsewhere have capitals.

    >>> read_name("First-Name"), read_name("first_name"), read_name("姓名")
    ('first_name', 'first_name', '姓名')
    """
    if OPTION_KEY.fullmatch(text):
        return text
    key = re.sub(r"[^a-z0-9_]+", "_", halfwidth(text).lower()).strip("_")[:60]
    return key if OPTION_KEY.fullmatch(key) else text


def read_flag(value):
    """True, False, or the text that is neither."""
    word = read_word(value)
    if word in YES:
        return True
    return False if word in NO else read_text(value)


def read_cell(value, setting):
    """What a cell says of a setting; the default when it is empty."""
    if setting.kind == "pattern":
        # Blanks matter in a pattern.
        return value if isinstance(value, str) and value else read_text(value)
    text = read_text(value)
    if text is None:
        return setting.default
    if text == NOTHING and setting.default is not None:
        return None
    return READERS.get(setting.kind, lambda cell: read_text(cell))(value)


def _read_number(value):
    text = read_text(value)
    try:
        number = float(halfwidth(text).replace(",", ""))
    except ValueError:
        return text
    return int(number) if number.is_integer() else number


def _read_names(value):
    names = [name.strip() for name in BETWEEN_NAMES.split(read_text(value))]
    return [{"name": name} for name in names if name]


def _read_day(value):
    word = read_word(value).replace(" ", "").replace("今天", "today")
    return word.replace("today()", "today").replace("/", "-")


def _read_choice(value):
    return re.sub(r"[\s-]+", "_", read_word(value))


READERS = {
    "flag": read_flag,
    "count": _read_number,
    "number": _read_number,
    "names": _read_names,
    "day": _read_day,
    "choice": _read_choice,
    "successor": lambda value: read_name(read_text(value)),
}


def to_cell(value, setting):
    """What to write into the cell of a setting; None leaves it empty."""
    if value == setting.default:
        return None
    if value is None:
        return NOTHING
    if setting.kind == "flag":
        return "yes" if value else "no"
    if setting.kind == "names":
        return "\n".join(each["name"] for each in value)
    return value
