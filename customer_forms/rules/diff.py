"""What changed from one version of a form to the next.

``compare`` says it in codes; ``models/version/change_words.py`` has the sentences.
"""

from bisect import bisect_left

from .change import HARMLESS, STRICTER, TOUCHES_ANSWERS, Change, text_changes
from .diff_fields import compare_field
from .types import FIELD_TYPES

FORM_TEXTS = ("name", "purpose", "success_message")


def compare(old, new):
    """The changes that lead from one schema to another.

    :param dict old: the schema before
    :param dict new: the schema after
    :return: list of ``Change``, in the order of the page; empty when both say the same
    """
    pairs = pair_sections(old["sections"], new["sections"])
    return [
        *text_changes("form_text", None, FORM_TEXTS, old, new),
        *_compare_sections(pairs, old, new),
        *_compare_questions(pairs, old, new),
        *_compare_rules(old.get("rules", []), new.get("rules", [])),
        *_other_changes(old, new),
    ]


def schema_fields(schema):
    """Every entry of a schema's sections by key, statements too.

    :return: {field key: (section, field)}
    """
    return {
        field["key"]: (section, field)
        for section in schema["sections"]
        for field in section["fields"]
    }


# ------------------------------------------------------------
# Sections
# ------------------------------------------------------------


def pair_sections(before, after):
    """Which section of one schema is which of the other.

    Most sections have no key in a schema: the questions in them tell, else the title.

    :return: list of (section before, section after), each once; None for none
    """
    likeness = sorted(
        (
            (-score, there, here)
            for there, section in enumerate(before)
            for here, other in enumerate(after)
            if (score := _likeness(section, other, there == here))
        ),
    )
    partner = {}
    for _score, there, here in likeness:
        if there not in partner and here not in partner.values():
            partner[there] = here
    kept = {here: there for there, here in partner.items()}
    return [
        (before[kept[here]] if here in kept else None, section)
        for here, section in enumerate(after)
    ] + [
        (section, None) for there, section in enumerate(before) if there not in partner
    ]


def _likeness(one, other, is_same_place):
    """How sure it is that two sections are the same, 0 for not at all."""
    if one.get("key") and one.get("key") == other.get("key"):
        return 1000
    keys = {field["key"] for field in one["fields"]}
    shared = sum(field["key"] in keys for field in other["fields"])
    has_title = any(
        one["title"].get(lang) == title for lang, title in other["title"].items()
    )
    return 4 * shared + 2 * has_title + is_same_place if shared or has_title else 0


def _compare_sections(pairs, old, new):
    kept = [pair for pair in pairs if None not in pair]
    places = [_place(section, old["sections"]) for section, _same in kept]
    stayed = _longest_rising(places)
    for number, (before, after) in enumerate(pairs):
        title = {"section": (after or before)["title"]}
        if before is None:
            yield Change("section_added", None, title, HARMLESS)
        elif after is None:
            yield Change("section_removed", None, title, HARMLESS)
        else:
            if number not in stayed:
                yield Change("section_moved", None, title, HARMLESS)
            yield from text_changes(
                "section_text", title, ("title", "description"), before, after
            )
            yield from _section_settings(title, before, after)


def _section_settings(title, before, after):
    if after["internal"] and not before["internal"]:
        yield Change("section_internal", None, title, HARMLESS)
    elif before["internal"] and not after["internal"]:
        asks = any(field.get("required") for field in after["fields"])
        yield Change("section_public", None, title, STRICTER if asks else HARMLESS)
    rows, former = after.get("repeat"), before.get("repeat")
    if bool(rows) != bool(former):
        kind = "section_repeats" if rows else "section_not_repeated"
        yield Change(kind, None, title, TOUCHES_ANSWERS)
    elif rows and rows != former:
        is_stricter = rows["min"] > former["min"] or rows["max"] < former["max"]
        severity = STRICTER if is_stricter else HARMLESS
        yield Change("section_rows", None, {**title, **rows}, severity)


# ------------------------------------------------------------
# Questions
# ------------------------------------------------------------


def _compare_questions(pairs, old, new):
    """Questions that came, changed and went, those that moved said once each."""
    before, after = schema_fields(old), schema_fields(new)
    moved = _moved_within(pairs)
    same_section = {id(section): id(other) for other, section in pairs if section}
    for key, (section, field) in after.items():
        known = {"question": field["label"], "section": section["title"]}
        if key not in before:
            is_stricter = field.get("required") and not section["internal"]
            severity = STRICTER if is_stricter else HARMLESS
            yield Change("field_added", key, known, severity)
            continue
        former_section, former = before[key]
        if id(former_section) != same_section[id(section)]:
            yield Change("field_to_section", key, known, HARMLESS)
        elif key in moved:
            yield Change("field_moved", key, known, HARMLESS)
        yield from compare_field(former, field)
    for key, (_section, field) in before.items():
        if key not in after:
            has_answers = FIELD_TYPES[field["type"]].is_input
            severity = TOUCHES_ANSWERS if has_answers else HARMLESS
            yield Change("field_removed", key, {"question": field["label"]}, severity)


def _moved_within(pairs):
    """Keys of the questions that changed places within their section."""
    moved = set()
    for before, after in pairs:
        if before and after:
            places = {field["key"]: at for at, field in enumerate(before["fields"])}
            keys = [field["key"] for field in after["fields"] if field["key"] in places]
            stayed = _longest_rising([places[key] for key in keys])
            moved |= {key for at, key in enumerate(keys) if at not in stayed}
    return moved


# ------------------------------------------------------------
# Rules between answers
# ------------------------------------------------------------


def _compare_rules(before, after):
    former = {rule["key"]: rule for rule in before}
    for rule in after:
        was = former.pop(rule["key"], None)
        if was is None:
            yield Change("rule_added", None, {"rule": rule}, _weight(rule))
        elif was != rule:
            is_same_rule = {**was, "message": None} == {**rule, "message": None}
            severity = HARMLESS if is_same_rule else _weight(rule)
            yield Change("rule_changed", None, {"rule": rule}, severity)
    for rule in former.values():
        yield Change("rule_removed", None, {"rule": rule}, HARMLESS)
    order = [rule["key"] for rule in before]
    if sorted(order) == sorted(now := [rule["key"] for rule in after]) != order != now:
        yield Change("rules_reordered", None, {}, HARMLESS)


def _weight(rule):
    return HARMLESS if rule.get("level") == "warning" else STRICTER


# ------------------------------------------------------------
# Others
# ------------------------------------------------------------


def _other_changes(old, new):
    """Settings of the form that this module has no words for yet."""
    known = {*FORM_TEXTS, "sections", "rules"}
    for name in sorted({*old, *new} - known):
        if old.get(name) != new.get(name):
            yield Change("form_setting", None, {"setting": name}, HARMLESS)


def _place(section, sections):
    """Where a section is among the others; equal ones are told apart."""
    return next(at for at, other in enumerate(sections) if other is section)


def _longest_rising(numbers):
    """Positions of a longest rising series: what is not in it has moved.

    >>> sorted(_longest_rising([2, 0, 1, 3]))
    [1, 2, 3]
    """
    ends, at, previous = [], [], []
    for position, number in enumerate(numbers):
        length = bisect_left(ends, number)
        ends[length : length + 1] = [number]
        at[length : length + 1] = [position]
        previous.append(at[length - 1] if length else None)
    series, position = set(), at[-1] if at else None
    while position is not None:
        series.add(position)
        position = previous[position]
    return series
