"""What a form document says of its other questions: conditions, successors, rules."""

import math

from ..rules import FIELD_TYPES
from ..rules.conditions import OPERATORS
from .askable import DAYS, NUMBERS, WITHOUT_VALUE, can_answer
from .form_values import near_miss, shown
from .limits import is_day_limit

MAX_DEPTH = 6
MAX_LEAVES = 50
TREES = ("condition", "required_condition")


def check_references(questions, rules):
    """What is wrong with how questions and rules speak of each other.

    :param questions: list of (section path, section, path, field), in page order
    :param rules: list of (path, rule)
    :return: iterable of (path, code, params)
    """
    asked = _Questions(questions)
    for place, (section_path, _section, path, field) in enumerate(questions):
        for name in TREES:
            if field.get(name) is not None:
                tree = _Tree((*path, name), field[name])
                yield from tree.problems
                for leaf in tree.found:
                    yield from asked.check_leaf(leaf, section_path, place)
        yield from _check_successor(path, field, asked.by_key)
        options = field.get("options")
        options = options if isinstance(options, list) else []
        entries = [each for each in options if isinstance(each, dict)]
        by_key = {
            key: each for each in entries if isinstance(key := each.get("key"), str)
        }
        for index, option in enumerate(options):
            if isinstance(option, dict):
                yield from _check_successor((*path, "options", index), option, by_key)
    for path, rule in rules:
        yield from _check_rule(path, rule, asked)


class _Questions:
    """The questions that others may ask about."""

    def __init__(self, questions):
        self.by_key, self.places = {}, {}
        for place, (section_path, section, _path, field) in enumerate(questions):
            key = field.get("key")
            if isinstance(key, str) and key not in self.by_key:
                self.by_key[key] = field
                is_row = section.get("is_repeating") is True
                self.places[key] = place, section_path if is_row else None

    def kind(self, key):
        """The type of a question, None for one there is not or of no known type."""
        kind = self.by_key.get(key, {}).get("type") if isinstance(key, str) else None
        return kind if isinstance(kind, str) and kind in FIELD_TYPES else None

    def check_leaf(self, located, section_path, place):
        """A question can only depend on an answer that an earlier one can have."""
        path, leaf = located
        key = leaf["field"]
        if key not in self.by_key:
            hint = near_miss(key, list(self.by_key))
            return [(path, "unknown_question", {"key": shown(key), "hint": hint})]
        its_place, its_rows = self.places[key]
        if its_place >= place:
            return [(path, "later_question", {"key": key})]
        if its_rows not in (None, section_path):
            return [(path, "other_rows", {"key": key})]
        kind = self.kind(key)
        if kind is None:
            return []  # its unknown type was reported there
        options = self.by_key[key].get("options")
        keys = [
            each["key"]
            for each in (options if isinstance(options, list) else ())
            if isinstance(each, dict) and isinstance(each.get("key"), str)
        ]
        if can_answer(leaf, kind, keys, {}):
            return []
        value = leaf.get("value")
        if FIELD_TYPES[kind].has_options and leaf["is"] in ("equal", "different"):
            hint = near_miss(value, keys)
            params = {"key": key, "value": shown(value), "hint": hint}
            return [(path, "unknown_option", params)]
        return [(path, "never_answered", {"key": key, "value": shown(value)})]


class _Tree:
    """The leaves of a condition, and what is wrong with its shape."""

    def __init__(self, path, tree):
        self.path, self.found, self.problems = path, [], []
        self._walk(tree, 1)
        if len(self.found) > MAX_LEAVES:
            self._refuse("condition_too_big", max=MAX_LEAVES)

    def _refuse(self, code, **params):
        """One problem is enough: what was found of the tree so far says nothing."""
        self.problems, self.found = [(self.path, code, params)], []

    def _walk(self, tree, depth):
        if self.problems:
            return
        if depth > MAX_DEPTH:
            self._refuse("condition_too_deep", max=MAX_DEPTH)
        elif not isinstance(tree, dict):
            self._refuse("bad_condition")
        elif "of" in tree:
            branches = tree["of"]
            if tree.get("match") not in ("all", "any") or not (
                isinstance(branches, list) and branches and set(tree) == {"match", "of"}
            ):
                self._refuse("bad_condition")
                return
            for branch in branches[: MAX_LEAVES + 1]:
                self._walk(branch, depth + 1)
        else:
            self._read_leaf(tree)

    def _read_leaf(self, leaf):
        operator = leaf.get("is")
        if not isinstance(leaf.get("field"), str) or set(leaf) - {
            "field",
            "is",
            "value",
        }:
            self._refuse("bad_condition")
        elif not isinstance(operator, str) or operator not in OPERATORS:
            hint = near_miss(operator, list(OPERATORS))
            known = ", ".join(OPERATORS)
            self._refuse(
                "unknown_operator", value=shown(operator), known=known, hint=hint
            )
        elif operator in WITHOUT_VALUE and leaf.get("value") is not None:
            self._refuse("bad_condition")
        else:
            self.found.append((self.path, leaf))


def _check_successor(path, entry, by_key):
    """What took the place of a question or an option is another one of its kind."""
    successor = entry.get("successor")
    if isinstance(successor, str) and (
        successor not in by_key or successor == entry.get("key")
    ):
        hint = near_miss(successor, list(by_key))
        yield (
            (*path, "successor"),
            "unknown_successor",
            {
                "key": shown(successor),
                "hint": hint,
            },
        )


def _check_rule(path, rule, asked):
    """A rule adds up numbers, or compares two numbers or two dates."""
    terms, other = rule.get("terms"), rule.get("other_key")
    if (
        not isinstance(terms, list)
        or not terms
        or len(terms) > MAX_LEAVES
        or not all(isinstance(term, str) for term in terms)
    ):
        yield (*path, "terms"), "bad_terms", {}
        return
    mentioned = [("terms", term) for term in terms]
    if isinstance(other, str):
        mentioned.append(("other_key", other))
    kinds = set()
    for name, key in mentioned:
        kinds.add(asked.kind(key))
        if key not in asked.by_key:
            hint = near_miss(key, list(asked.by_key))
            yield (*path, name), "unknown_question", {"key": shown(key), "hint": hint}
        elif asked.by_key[key].get("active") is False:
            yield (*path, name), "archived_question", {"key": key}
    if None in kinds:
        return
    is_one_day = kinds <= DAYS and len(kinds) == 1 and len(terms) == 1
    if not (kinds <= NUMBERS or is_one_day):
        yield (*path, "terms"), "cannot_be_compared", {}
    elif not other and not _is_comparable(rule.get("value"), is_one_day):
        yield (*path, "value"), "compared_with_nothing", {}


def _is_comparable(value, is_day):
    if not isinstance(value, str):
        return False
    text = value.strip()
    if is_day:
        return is_day_limit(text) and not text.startswith("today")
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False
