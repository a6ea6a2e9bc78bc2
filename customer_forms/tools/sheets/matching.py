"""Which column of a file answers which question: by its name, never by its place."""

from typing import NamedTuple

from ...rules import FIELD_TYPES
from .layout import META, QUESTION, folded

# What the marks of required columns and explanations add to a heading.
ADDED = ("必填", "required")


class Column(NamedTuple):
    """A column of a file and what it answers.

    :ivar int sheet: place in the layout: 0 for the submissions, else one more than the
        place among the others
    :ivar int place: of the column in its sheet
    :ivar str target: ``q:<key of the question>``, ``m:<what else>`` or ''
    """

    sheet: int
    place: int
    target: str


def names_of_fields(fields):
    """The names by which questions are known: {folded name: target}, names of two
    questions left out.

    :param list fields: input fields of a schema, those in rows not among them
    """
    found = {}
    for names in (_labels, _keys):
        level = {}
        for field in fields:
            for name in names(field):
                level.setdefault(folded(name), set()).add(f"{QUESTION}{field['key']}")
        for name, targets in level.items():
            if name and len(targets) == 1:
                found.setdefault(name, *targets)
    return found


def _labels(field):
    return field["label"].values()


def _keys(field):
    return (field["key"],)


def match_columns(headings, targets, names, remembered=None):
    """The target of each column, '' for one that is not known.

    :param list headings: texts
    :param list targets: what columns name themselves, see ``SheetLayout``
    :param dict names: {folded name: target}
    :param dict remembered: {folded heading: target or ''}, what people chose before
    :return: list of str; a target stands once at most: further columns stay unmatched
    """
    known, taken, found = set(names.values()), set(), []
    for heading, target in zip(headings, targets, strict=True):
        name = folded(heading)
        chosen = target if target in known else None
        if chosen is None and remembered is not None:
            chosen = remembered.get(name)
        if chosen is None:
            chosen = names.get(name) or names.get(_bare(name)) or ""
        if chosen and (chosen not in known or chosen in taken):
            chosen = ""
        taken.add(chosen)
        found.append(chosen)
    return found


def _bare(name):
    for added in ADDED:
        name = name.removesuffix(added)
    return name


def may_be_imported(field):
    """Whether a cell can answer a question: not one that asks for files."""
    return field["type"] != "attachment" and FIELD_TYPES[field["type"]].is_input


def as_meta(name):
    """The target of what is no question.

    >>> as_meta("reference")
    'm:reference'
    """
    return f"{META}{name}"
