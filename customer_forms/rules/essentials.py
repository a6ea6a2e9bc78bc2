"""What a page of an earlier version lacks so much that it has to be asked for."""

from .schema import input_fields
from .types import FIELD_TYPES
from .types.base import localised


def missing_essentials(old, new, lang, with_internal=False):
    """Questions that everybody must answer now and that the older page did not ask.

    A consent counts as another question when its wording is another one: it was not
    given to these words.

    :param dict old: schema of the page that was filled in
    :param dict new: schema of the current version
    :param str lang: language of the page
    :param bool with_internal: include the sections only staff may fill
    :return: list of field keys, ``section`` keys for repeating sections that are new
    """
    before = {field["key"]: field for field in _questions(old, with_internal)}
    missing = []
    for field in _questions(new, with_internal):
        is_demanded = field.get("required") and not (
            field.get("condition") or field.get("soft")
        )
        known = before.get(field["key"])
        if is_demanded and not (known and _asks_the_same(known, field, lang)):
            missing.append(field["key"])
    return missing


def _questions(schema, with_internal):
    """The questions of a page, those of repeating sections after their section."""
    for field in input_fields(schema, with_internal=with_internal):
        yield field
        yield from field.get("fields", ())


def _asks_the_same(before, after, lang):
    is_wording_the_answer = FIELD_TYPES[after["type"]].is_wording_the_answer
    return not is_wording_the_answer or localised(before["label"], lang) == localised(
        after["label"], lang
    )
