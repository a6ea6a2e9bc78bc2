"""An amount or a range of amounts as people say it, in Chinese and English (D3)."""

import re
import unicodedata
from typing import NamedTuple

UNITS = {
    "亿": 10**8,
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
    "万": 10**4,
    "w": 10**4,
    "千": 10**3,
    "k": 10**3,
    "thousand": 10**3,
    "百": 100,
    "m": 10**6,
    "million": 10**6,
}
DIGITS = str.maketrans("零一二两三四五六七八九", "01223456789")
CURRENCIES = re.compile(
    r"人民币|美元|欧元|元|块钱?|yuan|rmb|cny|usd|eur|dollars?|euros?|[¥$€£]"
)
# What makes a single amount the least, or the most.
LEAST = re.compile(
    r"以上|至少|不低于|不少于|起$|超过|[>≥+]|over|above|more than|at least|from|min"
)
MOST = re.compile(
    r"以内|以下|之内|不超过|不高于|最多|至多|[<≤]|under|below|less than|at most|up to"
    r"|within|max"
)
ROUGHLY = re.compile(
    r"大概|大约|约|左右|上下|预算|总共|一共|about|around|roughly|budget|total|approx\.?|ca\."
)
AMOUNT = (
    r"(\d+(?:\.\d+)?)\s*(亿|千万|百万|十万|万|千|百|million|thousand|[wkm](?![a-z]))?"
)
RANGE = re.compile(
    rf"(?:between\s+)?{AMOUNT}\s*(?:-|~|至|到|\bto\b|\band\b)\s*{AMOUNT}"
)
SINGLE = re.compile(AMOUNT)


class AmountRange(NamedTuple):
    """The least and the most somebody would pay; None for no bound."""

    least: float | None
    most: float | None


def parse_amounts(said):
    """What a text says of an amount.

    :param str said: as typed
    :return: :class:`AmountRange`, or None when it says nothing that can be read

    >>> parse_amounts("5-8 万")
    AmountRange(least=50000.0, most=80000.0)
    >>> parse_amounts("不超过￥120,000 元"), parse_amounts("at least 50k")
    (AmountRange(least=None, most=120000.0), AmountRange(least=50000.0, most=None))
    >>> parse_amounts("看情况") is None
    True
    """
    text = _plain(said)
    if found := RANGE.fullmatch(text):
        first, unit, second, second_unit = found.groups()
        # "5-8 万": the unit is said once for both.
        least, most = (
            _amount(first, unit or second_unit),
            _amount(second, second_unit),
        )
        return AmountRange(least, most) if least <= most else None
    is_least, is_most = bool(LEAST.search(text)), bool(MOST.search(text))
    # "不超过" has "超过" in it.
    is_least = is_least and not is_most
    bare = LEAST.sub(" ", MOST.sub(" ", text)).strip()
    if found := SINGLE.fullmatch(bare):
        amount = _amount(*found.groups())
        return AmountRange(None if is_most else amount, None if is_least else amount)
    return None


def _plain(said):
    """In one case and width, without currencies and what only makes it vague."""
    text = unicodedata.normalize("NFKC", said or "").lower()
    text = re.sub(r"[–—−―〜～]", "-", text)
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    text = ROUGHLY.sub(" ", CURRENCIES.sub(" ", text))
    text = re.sub(r"(?<![\d.])十万", "10万", text)
    text = re.sub(r"[零一二两三四五六七八九]+", lambda m: m[0].translate(DIGITS), text)
    return " ".join(text.strip(" .,;:，。：；").split())


def _amount(number, unit):
    return float(number) * UNITS.get(unit, 1)


def as_text(amounts):
    """A range as one text that ``parse_amounts`` reads again.

    >>> as_text(AmountRange(50000.0, 80000.0)), as_text(AmountRange(None, 1500.5))
    ('50000-80000', '≤1500.5')
    """
    least, most = (
        None if each is None else f"{each:.2f}".rstrip("0").rstrip(".")
        for each in amounts
    )
    if least == most:
        return least or ""
    if least is None:
        return f"≤{most}"
    return f"≥{least}" if most is None else f"{least}-{most}"
