"""When a question applies: AND/OR trees over earlier answers (F8).

A tree is ``{"match": "all" or "any", "of": [tree or leaf, ...]}``; a leaf is
``{"field": key, "is": operator, "value": what}``. Mirrored by ``conditions.js``.
"""


def holds(tree, values):
    """Whether a condition is met.

    :param dict tree: see above; None for no condition
    :param dict values: answers so far, as the engine keeps them; hidden ones are not in it
    :return: bool

    >>> holds({"field": "kind", "is": "equal", "value": "company"}, {"kind": "company"})
    True
    >>> holds({"match": "any", "of": []}, {})
    False
    """
    if not tree:
        return True
    if "of" in tree:
        met = (holds(branch, values) for branch in tree["of"])
        return all(met) if tree["match"] == "all" else any(met)
    return OPERATORS[tree["is"]](values.get(tree["field"]), tree.get("value"))


def _equal(answer, value):
    return value in answer if isinstance(answer, list) else answer == value


def _greater(answer, value):
    return answer is not None and answer > value


def _less(answer, value):
    return answer is not None and answer < value


# An unanswered question is not greater, not less, and different from every value.
OPERATORS = {
    "filled": lambda answer, value: answer is not None,
    "empty": lambda answer, value: answer is None,
    "equal": _equal,
    "different": lambda answer, value: answer is None or not _equal(answer, value),
    "greater": _greater,
    "less": _less,
}
