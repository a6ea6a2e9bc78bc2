"""Rules between questions: sums and comparisons. Mirrored by ``form_rules.js``.

A rule is ``{"key", "terms": [field keys], "is": operator, "field": key or "value": what,
"level": "error" or "warning", "message": {lang: text}}`` with the operators of
``comparison.COMPARISONS``. One term may be of any type; several are added up.

- A question that is unanswered or hidden counts as nothing: 0 in a sum. With no answer on
  one of the two sides there is nothing to check; nor while an answer involved cannot be
  read.
- Sums are compared as ``comparison.compare`` says: 0.1 + 0.2 is 0.3.
- When everything involved is in one repeating section, each row is checked by itself.
  Otherwise a question of a repeating section counts as the sum over its rows. (A date in
  rows has no sum: it is compared row by row with what is outside.)
- What is broken stands at the last question involved that applies, in page order: in its
  row, at the section's key for a sum over rows.
"""

from .comparison import COMPARISONS, compare, total
from .types import FIELD_TYPES


def breaches(rule, page):
    """Where a rule is broken.

    :param dict rule: see above
    :param Level page: what was read
    :return: list of paths as in ``Issue.field``; empty where it is kept
    """
    places = _places(rule, page.fields)
    section = _section_row_by_row(places)
    if section:
        return [
            row.path + last
            for row in page.rows.get(section, ())
            if (last := _last(places, row))
            and _is_readable(places, [page, row])
            and not _is_kept(rule, row.visible, places)
        ]
    sections = dict.fromkeys(place for place, _field in places.values() if place)
    rows = [row for key in sections for row in page.rows.get(key, ())]
    if not _is_readable({**places, **sections}, [page, *rows]):
        return []
    answers = {key: _answer(key, place, page) for key, (place, _) in places.items()}
    if _is_kept(rule, answers, places):
        return []
    return [_last({place or key: None for key, (place, _) in places.items()}, page)]


def _places(rule, fields):
    """The questions involved, in page order: {key: (section of rows or None, field)}."""
    wanted = {*rule["terms"], rule.get("field")}
    places = {}
    for field in fields:
        inner = field["fields"] if FIELD_TYPES[field["type"]].has_rows else ()
        for key, place, each in (
            (field["key"], None, field),
            *((each["key"], field["key"], each) for each in inner),
        ):
            if key in wanted:
                places[key] = (place, each)
    return places


def _section_row_by_row(places):
    """The repeating section whose rows are checked one by one, if any."""
    sections = {place for place, _field in places.values()}
    inside = sections - {None}
    can_be_added = all(
        FIELD_TYPES[each["type"]].is_number for _, each in places.values()
    )
    if len(inside) == 1 and (None not in sections or not can_be_added):
        return inside.pop()
    return None


def _is_readable(keys, levels):
    return not any(key in level.unreadable for level in levels for key in keys)


def _answer(key, section, page):
    if section is None:
        return page.values.get(key)
    return total(row.values.get(key) for row in page.rows.get(section, ()))


def _is_kept(rule, answers, places):
    """Whether the two sides are as the rule wants them, or one of them says nothing."""
    terms = [answers.get(key) for key in rule["terms"]]
    ours = terms[0] if len(terms) == 1 else total(terms)
    other = answers.get(rule["field"]) if rule.get("field") else rule.get("value")
    if ours is None or other is None:
        return True
    if len(terms) == 1 and not rule.get("field"):
        _section, field = places[rule["terms"][0]]
        ours = FIELD_TYPES[field["type"]].comparable(ours, field)
    order = compare(ours, other)
    return order is None or COMPARISONS[rule["is"]](order)


def _last(keys, level):
    """The last of ``keys`` (in page order) that is asked on ``level``, if any."""
    asked = {field["key"] for field in level.applicable}
    return next((key for key in reversed(keys) if key in asked), None)
