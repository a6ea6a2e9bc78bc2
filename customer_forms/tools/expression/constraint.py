"""The column ``constraint`` of forms made elsewhere: limits joined by "and".

    . >= 1 and . <= 10          string-length(.) <= 20       count-selected(.) <= 3
    . <= today()                regex(., '[A-Z]+')

Our own workbooks have a column for each limit instead.
"""

from .condition import MIRRORED, number_of
from .tokens import ExpressionError, Reader

COUNTED = {
    "string-length": ("min_length", "max_length"),
    "count-selected": ("min_choices", "max_choices"),
}
SIGNS = ("<", ">", "<=", ">=", "=")


def parse_constraint(text, kind):
    """The limits that a constraint sets, as the document has them.

    :param str text: the constraint
    :param str kind: type of the question
    :return: dict of settings of a field
    :raises ExpressionError: when it says something no setting does

    >>> parse_constraint(". >= 1 and . <= 10", "integer")
    {'min_value': 1, 'max_value': 10}
    """
    reader = Reader(text)
    limits = {}
    while True:
        is_enclosed = reader.took("sign", "(")
        limits.update(_limit(reader, kind))
        if is_enclosed:
            reader.need("sign", ")")
        if not reader.took("name", "and"):
            break
    reader.need("end")
    return limits


def _limit(reader, kind):
    if reader.took("name", "regex"):
        reader.need("sign", "(")
        reader.need("sign", ".")
        reader.need("sign", ",")
        pattern = reader.need("text").text
        reader.need("sign", ")")
        return {"pattern": pattern.removeprefix("^").removesuffix("$")}
    if reader.is_next("name", *COUNTED):
        names = COUNTED[reader.take().text.lower()]
        reader.need("sign", "(")
        reader.need("sign", ".")
        reader.need("sign", ")")
        return _bounds(names, _sign(reader), _number(reader), 1)
    if reader.took("sign", "."):
        sign = _sign(reader)
        value = _day_or_number(reader, kind)
    else:
        value = _day_or_number(reader, kind)
        sign = _sign(reader)
        sign = MIRRORED.get(sign, sign)
        reader.need("sign", ".")
    if isinstance(value, str):
        return _bounds(("earliest", "latest"), sign, value, None)
    step = 1 if kind in ("integer", "rating") else None
    return _bounds(("min_value", "max_value"), sign, value, step)


def _bounds(names, sign, value, step):
    """Both limits, or the one that ``sign`` sets.

    ``< 10`` is ``<= 9`` where values go by steps; where they do not, it cannot be said.
    """
    least, most = names
    if sign in ("<", ">"):
        if step is None:
            raise ExpressionError("constraint_strict")
        value += step if sign == ">" else -step
    return {
        name: value
        for name, signs in ((least, (">", ">=", "=")), (most, ("<", "<=", "=")))
        if sign in signs
    }


def _sign(reader):
    return reader.need("sign", *SIGNS).text


def _number(reader):
    text = reader.need("number").text
    try:
        return number_of(text)
    except ValueError as error:
        raise ExpressionError("expression_unexpected", near=text) from error


def _day_or_number(reader, kind):
    if kind not in ("date", "datetime"):
        return _number(reader)
    if reader.took("name", "today", "now"):
        reader.need("sign", "(")
        reader.need("sign", ")")
        return f"today{_days(reader)}"
    if reader.took("name", "date"):
        reader.need("sign", "(")
        text = reader.need("text").text
        reader.need("sign", ")")
        return text
    return reader.need("text").text


def _days(reader):
    """The days after or before today: ``+ 7`` or ``-30``."""
    if reader.took("sign", "+"):
        return f"+{reader.need('number').text}"
    is_less = reader.is_next("number") and reader.token.text.startswith("-")
    return reader.take().text if is_less else ""
