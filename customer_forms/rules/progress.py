"""How far somebody is who is still filling a form in."""

from typing import NamedTuple

from .engine import Findings
from .level import Level
from .types import FIELD_TYPES


class Progress(NamedTuple):
    """:ivar int answered: questions with an answer, right or not
    :ivar int asked: questions that apply to what was answered so far
    :ivar list open_consents: keys of required consents that were not given
    """

    answered: int
    asked: int
    open_consents: list


def progress(fields, raw):
    """How far a page is filled in. Nothing is judged.

    :param list[dict] fields: the input fields of a schema
    :param dict raw: as ``check`` takes it
    :return: ``Progress``; a repeating section counts as one question
    """
    page = Level(fields, raw, Findings(None))
    page.read_answers()
    answered = [
        field["key"]
        for field in page.applicable
        if field["key"] in page.values or field["key"] in page.unreadable
    ]
    open_consents = [
        field["key"]
        for field in page.applicable
        if FIELD_TYPES[field["type"]].is_wording_the_answer
        and field["key"] not in page.values
        and page.is_required(field)
    ]
    return Progress(len(answered), len(page.applicable), open_consents)
