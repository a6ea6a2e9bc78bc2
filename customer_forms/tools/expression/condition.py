"""Conditions of the columns ``relevant`` and ``required``, as trees.

    condition   = one of: several "and", several "or"; parentheses join what belongs
    comparison  = ${name} (= != < > <= >=) value, either way round
    functions   = selected(${name}, 'option'), contains(${name}, 'text'),
                  one_of(${name}, 'a', 'b'), not(condition)
    value       = 'text', 50000, true(), date('2026-03-31'); '' for not answered

A tree is a group at its root, as the form builder makes it; ``tidy_tree`` brings any tree
into that shape.
"""

from ...rules import FIELD_TYPES
from ..askable import NUMBERS
from .tokens import ExpressionError, Reader, quoted

MAX_NESTING = 20
OPERATORS = {
    "=": "equal",
    "!=": "different",
    ">": "greater",
    "<": "less",
    ">=": "at_least",
    "<=": "at_most",
}
SIGNS = {operator: sign for sign, operator in OPERATORS.items()}
MIRRORED = {">": "<", "<": ">", ">=": "<=", "<=": ">="}
OPPOSITES = {
    "equal": "different",
    "different": "equal",
    "filled": "empty",
    "empty": "filled",
}
FUNCTIONS = {"selected": "equal", "contains": "contains", "one_of": "one_of"}
YES = {"yes", "true", "ok", "1", "是"}


def parse_condition(text, kinds, key_of=str):
    """The condition tree that an expression means.

    :param str text: the expression
    :param dict kinds: {key: type} of the questions, which tells how a value is meant
    :param key_of: the key that a name of the workbook stands for
    :return: dict
    :raises ExpressionError: when it cannot be read

    >>> parse_condition("${kind} = 'company'", {"kind": "radio"})
    {'match': 'all', 'of': [{'field': 'kind', 'is': 'equal', 'value': 'company'}]}
    """
    parser = _Parser(text, kinds, key_of)
    tree = parser.either()
    parser.reader.need("end")
    return tidy_tree(tree)


def print_condition(tree, kinds):
    """A condition tree as an expression.

    :param dict tree: a tidy tree, see ``tidy_tree``
    :param dict kinds: {key: type} of the questions
    :return: str

    >>> print_condition({"field": "agreed", "is": "equal", "value": True}, {})
    '${agreed} = true()'
    """
    if "of" not in tree:
        return _print_leaf(tree, kinds)
    joint = " and " if tree["match"] == "all" else " or "
    return joint.join(
        f"({text})" if "of" in branch else text
        for branch in tree["of"]
        for text in [print_condition(branch, kinds)]
    )


def tidy_tree(tree):
    """A tree of the same meaning: a group at the root, none of one below it.

    >>> leaf = {"field": "a", "is": "filled", "value": None}
    >>> tidy_tree({"match": "any", "of": [{"match": "all", "of": [leaf]}]})
    {'match': 'all', 'of': [{'field': 'a', 'is': 'filled'}]}
    """
    if not tree:
        return None
    tree = _without_groups_of_one(tree)
    return tree if "of" in tree else {"match": "all", "of": [tree]}


def _without_groups_of_one(tree):
    if "of" not in tree:
        said = tree.get("value") is not None
        return {name: tree[name] for name in tree if name != "value" or said}
    branches = [_without_groups_of_one(branch) for branch in tree["of"]]
    if len(branches) == 1:
        return branches[0]
    return {"match": tree["match"], "of": branches}


def _print_leaf(leaf, kinds):
    field, operator, value = f"${{{leaf['field']}}}", leaf["is"], leaf.get("value")
    if operator in ("filled", "empty"):
        return f"{field} {'!=' if operator == 'filled' else '='} ''"
    if kinds.get(leaf["field"]) == "multi" and operator in ("equal", "different"):
        text = f"selected({field}, {_print_value(value)})"
        return text if operator == "equal" else f"not({text})"
    if operator in SIGNS:
        return f"{field} {SIGNS[operator]} {_print_value(value)}"
    values = value if isinstance(value, list) else [value]
    return f"{operator}({', '.join([field, *map(_print_value, values)])})"


def _print_value(value):
    if value is True:
        return "true()"
    return quoted(value) if isinstance(value, str) else repr(value)


def _opposite(tree):
    """The tree that holds when the other does not.

    An unanswered question is neither less nor more than a value: those have no opposite.
    """
    if "of" in tree:
        match = "any" if tree["match"] == "all" else "all"
        return {"match": match, "of": [_opposite(branch) for branch in tree["of"]]}
    if tree["is"] not in OPPOSITES:
        raise ExpressionError("expression_not_opposite")
    return {**tree, "is": OPPOSITES[tree["is"]]}


class _Parser:
    def __init__(self, text, kinds, key_of):
        self.reader = Reader(text)
        self.kinds = kinds
        self.key_of = key_of
        self.nesting = 0

    def either(self):
        return self._group("or", "any", self._both)

    def _both(self):
        return self._group("and", "all", self._one)

    def _group(self, word, match, part):
        branches = [part()]
        while self.reader.took("name", word):
            branches.append(part())
        return branches[0] if len(branches) == 1 else {"match": match, "of": branches}

    def _one(self):
        reader = self.reader
        self.nesting += 1
        if self.nesting > MAX_NESTING:
            raise ExpressionError("condition_too_deep", max=MAX_NESTING)
        if reader.took("sign", "("):
            tree = self.either()
            reader.need("sign", ")")
        elif reader.took("name", "not"):
            reader.need("sign", "(")
            tree = _opposite(self.either())
            reader.need("sign", ")")
        elif reader.is_next("name", *FUNCTIONS):
            tree = self._function(reader.take().text.lower())
        else:
            tree = self._comparison()
        self.nesting -= 1
        return tree

    def _function(self, name):
        self.reader.need("sign", "(")
        key = self._field()
        values = []
        while self.reader.took("sign", ","):
            values.append(self._value(key))
        self.reader.need("sign", ")")
        if not values or (len(values) > 1 and name != "one_of"):
            raise ExpressionError("expression_function", name=name)
        value = values if name == "one_of" else values[0]
        return {"field": key, "is": FUNCTIONS[name], "value": value}

    def _comparison(self):
        if self.reader.is_next("field"):
            key = self._field()
            sign = self._sign()
            if self.reader.is_next("field"):
                raise ExpressionError("expression_two_questions")
            value = self._value(key)
        else:
            place = self.reader.place
            self._value(None)
            sign = self._sign()
            key = self._field()
            behind, self.reader.place = self.reader.place, place
            value = self._value(key)
            self.reader.place = behind
            sign = MIRRORED.get(sign, sign)
        if value == "" and sign in ("=", "!="):
            return {"field": key, "is": "empty" if sign == "=" else "filled"}
        return {"field": key, "is": OPERATORS[sign], "value": value}

    def _field(self):
        return self.key_of(self.reader.need("field").text)

    def _sign(self):
        return self.reader.need("sign", *OPERATORS).text

    def _value(self, key):
        """A value as an answer to question ``key`` is kept."""
        reader = self.reader
        if reader.is_next("name", "true", "false"):
            name = reader.take().text.lower()
            reader.need("sign", "(")
            reader.need("sign", ")")
            if name == "false":
                raise ExpressionError("expression_false")
            return True
        if reader.took("name", "date"):
            reader.need("sign", "(")
            text = reader.need("text").text
            reader.need("sign", ")")
            return text
        if not reader.is_next("text") and not reader.is_next("number"):
            raise reader.unexpected()
        return _as_answer(reader.take(), self.kinds.get(key), self.key_of)


def _as_answer(token, kind, key_of):
    """What people write for a value, as the answers of that type of question are."""
    text = token.text
    if not text:
        return ""
    if kind in NUMBERS or (kind is None and token.kind == "number"):
        try:
            return number_of(text)
        except ValueError:
            return text
    if kind == "consent" and text.lower() in YES:
        return True
    if kind and FIELD_TYPES[kind].has_options:
        return key_of(text)
    return text


def number_of(text):
    """The number in a text, whole where it is.

    >>> number_of("5"), number_of("0.5")
    (5, 0.5)
    """
    number = float(text)
    if not abs(number) < 1e15:  # neither too much for a form, nor "nan"
        raise ValueError(text)
    is_whole = number.is_integer() and text.lstrip("-").isdigit()
    return int(number) if is_whole else number
