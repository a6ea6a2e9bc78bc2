"""What a form document would change in another one."""

from typing import NamedTuple

from . import form_settings as settings

LEVELS = ("section", "question", "option", "rule")


class Changes(NamedTuple):
    """``added`` and ``gone`` are lists of (level, entry), ``changed`` of (level, entry,
    names of its settings); the form's own settings are in ``form``."""

    form: list
    added: list
    gone: list
    changed: list


def compare_documents(before, after):
    """What is different in ``after``.

    :param dict before: a tidy document, see ``form_tidy.tidy``
    :param dict after: a tidy document
    :return: ``Changes``
    """
    old, new = _entries(before), _entries(after)
    changed = []
    for place in old.keys() & new.keys():
        names = _differing(old[place], new[place], _known(place))
        if names:
            changed.append((place, names))
    order = {place: number for number, place in enumerate(new)}
    return Changes(
        _differing(before["form"], after["form"], settings.FORM),
        [(place[0], new[place]) for place in new if place not in old],
        [(place[0], old[place]) for place in old if place not in new],
        [
            (place[0], new[place], names)
            for place, names in sorted(changed, key=lambda each: order[each[0]])
        ],
    )


def count_entries(document):
    """How many of each there are: {"section": 2, "question": 9, "option": 12, "rule": 0}."""
    levels = [place[0] for place in _entries(document)]
    return {level: levels.count(level) for level in LEVELS}


def _known(place):
    by_level = {
        "section": settings.SECTION,
        "question": settings.FIELD,
        "option": settings.OPTION,
        "rule": settings.RULE,
    }
    return by_level[place[0]]


def _entries(document):
    """Every record by what it is known by: {(level, key, ...): entry}."""
    entries = {}
    for section in document["sections"]:
        entries["section", section["key"]] = section
        for field in section["fields"]:
            entries["question", field["key"]] = field
            for option in field.get("options") or ():
                entries["option", field["key"], option["key"]] = option
    for rule in document.get("rules") or ():
        entries["rule", rule["key"]] = rule
    return entries


def _differing(old, new, known):
    """Names of the settings that ``new`` gives another value."""
    return [
        setting.name
        for setting in known
        if setting.name in new and new[setting.name] != old.get(setting.name)
    ]
