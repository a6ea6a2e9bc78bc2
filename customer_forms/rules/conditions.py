"""When a question applies: AND/OR trees over answers (F8).

A tree is ``{"match": "all" or "any", "of": [tree or leaf, ...]}``; a leaf is
``{"field": key, "is": operator, "value": what}``. Mirrored by ``conditions.js``.
"""

from .comparison import COMPARISONS, compare


def holds(tree, values):
    """Whether a condition is met.

    :param dict tree: see above; None for no condition
    :param values: mapping of answers so far, as the engine keeps them; hidden ones are
        not in it
    :return: bool

    >>> holds({"field": "kind", "is": "equal", "value": "company"}, {"kind": "company"})
    True
    >>> holds({"match": "any", "of": []}, {})
    False
    >>> holds({"field": "age", "is": "at_least", "value": 18}, {"age": "18"})
    False
    """
    if not tree:
        return True
    if "of" in tree:
        met = (holds(branch, values) for branch in tree["of"])
        return all(met) if tree["match"] == "all" else any(met)
    return OPERATORS[tree["is"]](values.get(tree["field"]), tree.get("value"))


def _equal(answer, value):
    """A list of picked options equals each of them."""
    if isinstance(answer, list):
        return any(compare(picked, value) == 0 for picked in answer)
    return compare(answer, value) == 0


def _ordered(operator):
    return lambda answer, value: COMPARISONS[operator](compare(answer, value))


def _contains(answer, value):
    """Part of a text, capital letters or not; one of the picked options."""
    if isinstance(answer, str) and isinstance(value, str):
        return value.lower() in answer.lower()
    return isinstance(answer, list) and _equal(answer, value)


def _one_of(answer, value):
    return isinstance(value, list) and any(_equal(answer, each) for each in value)


# An unanswered question is different from every value, and nothing else; the same goes
# for an answer of another kind than the value (a text is not less than a number).
OPERATORS = {
    "filled": lambda answer, value: answer is not None,
    "empty": lambda answer, value: answer is None,
    "equal": _equal,
    "different": lambda answer, value: not _equal(answer, value),
    "greater": _ordered("greater"),
    "less": _ordered("less"),
    "at_least": _ordered("at_least"),
    "at_most": _ordered("at_most"),
    "contains": _contains,
    "one_of": _one_of,
}
