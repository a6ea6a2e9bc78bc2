"""Rules between questions, such as ``${first} + ${second} <= ${total}``."""

from .condition import OPERATORS, SIGNS
from .tokens import ExpressionError, Reader, quoted


def parse_rule(text, key_of=str):
    """What the document says of a rule.

    :param str text: questions with + between them, a comparison, and a question, a number
        or a date in quotes
    :param key_of: the key that a name of the workbook stands for
    :return: dict with ``terms``, ``operator``, ``other_key`` and ``value``
    :raises ExpressionError: when it cannot be read

    >>> parse_rule("${first} + ${second} <= ${total}")["terms"]
    ['first', 'second']
    """
    reader = Reader(text)
    terms = [key_of(reader.need("field").text)]
    while reader.took("sign", "+"):
        terms.append(key_of(reader.need("field").text))
    operator = OPERATORS[reader.need("sign", *OPERATORS).text]
    rule = {"terms": terms, "operator": operator, "other_key": None, "value": None}
    if reader.is_next("field"):
        rule["other_key"] = key_of(reader.take().text)
        if reader.is_next("sign", "+"):
            raise ExpressionError("expression_sum_left")
    elif reader.is_next("number") or reader.is_next("text"):
        rule["value"] = reader.take().text
    else:
        raise reader.unexpected()
    reader.need("end")
    return rule


def print_rule(rule):
    """A rule of the document as an expression.

    >>> print_rule({"terms": ["end"], "operator": "greater", "value": "2026-01-31"})
    "${end} > '2026-01-31'"
    """
    terms = " + ".join(f"${{{key}}}" for key in rule["terms"])
    if rule.get("other_key"):
        compared = f"${{{rule['other_key']}}}"
    else:
        compared = _print_value(rule.get("value") or "")
    return f"{terms} {SIGNS[rule['operator']]} {compared}"


def _print_value(text):
    """A number bare, anything else in quotes: each is read as it was."""
    try:
        tokens = Reader(text).tokens
    except ExpressionError:
        return quoted(text)
    is_number = len(tokens) == 2 and tokens[0] == ("number", text)
    return text if is_number else quoted(text)
