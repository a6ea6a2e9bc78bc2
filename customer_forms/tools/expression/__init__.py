"""Expressions of a workbook, in the manner of XLSForm, to and from what a document has.

Written for this suite; https://xlsform.org describes the manner. Supported are::

    condition:  ${kind} = 'company' and (${budget} > 50000 or selected(${needs}, 'buy'))
    rule:       ${first} + ${second} <= ${total}
    constraint: . >= 1 and . <= 10

See ``condition.py``, ``rule.py`` and ``constraint.py`` for each.
"""

from .condition import parse_condition, print_condition
from .constraint import parse_constraint
from .rule import parse_rule, print_rule
from .tokens import ExpressionError

__all__ = [
    "ExpressionError",
    "parse_condition",
    "parse_constraint",
    "parse_rule",
    "print_condition",
    "print_rule",
]
