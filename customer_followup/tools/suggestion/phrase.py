"""Phrases as an administrator writes them: parts in order, alternatives of each."""

import re
from functools import lru_cache
from typing import NamedTuple

from . import words as words_of

MAX_PARTS = 5
NUMBER = "#"
END = "$"
GROUP = "@"
CERTAIN = 3
FINAL = frozenset({"won", "lost"})


class PhraseError(ValueError):
    """What is written is no phrase.

    :ivar str code: ``empty``, ``long``, ``mark`` or ``group``
    :ivar str detail: the group that nobody knows
    """

    def __init__(self, code, detail=""):
        super().__init__(code)
        self.code = code
        self.detail = detail


class Phrase(NamedTuple):
    """A phrase to search for.

    :ivar tuple parts: for each part its alternatives, each a tuple of words
    :ivar outcome: what it suggests; anything hashable, None for nothing
    :ivar int weight: 1 a hint, 2 the usual, 3 certain
    :ivar str kind: ``won`` and ``lost`` need certainty: nobody has won what he hopes for;
        ``fact`` must have been done, ``stage`` may be wished too; ``none`` only takes its
        words from other phrases
    :ivar int rank: how far the outcome is; of several the furthest is suggested
    :ivar key: of the record it was made from
    """

    parts: tuple
    outcome: object
    weight: int = 2
    kind: str = "stage"
    rank: int = 0
    key: object = None

    @property
    def is_final(self):
        """Whether it says how it ended."""
        return self.kind in FINAL

    @classmethod
    def parse(cls, text, outcome, groups=(), **values):
        """A phrase from its text: parts divided by spaces, alternatives by ``/``; ``_``
        joins words that follow each other, ``#`` stands for a number, ``$`` for the end
        of the clause and ``@name`` for the words of a group.

        :param groups: alternatives by name, see :func:`parse_words`
        :param values: the other fields
        :raises PhraseError: for a text that is no phrase

        >>> Phrase.parse("agree/accept sign/go_with", "won").parts
        ((('agre',), ('accept',)), (('sign',), ('go', 'with')))
        >>> Phrase.parse("@yes 签合同", "won", {"yes": (("同意",),)}).parts
        ((('同意',),), (('签合同',),))
        """
        parts = tuple(
            tuple(_alternatives(part, groups))
            for part in words_of.normalise(text).split()
        )
        if not parts or not all(parts):
            raise PhraseError("empty")
        if len(parts) > MAX_PARTS:
            raise PhraseError("long")
        return cls(parts, outcome, **values)


def parse_words(text):
    """The words of a group, divided by spaces or ``/``.

    :return: tuple of alternatives
    :raises PhraseError: for a text that has none

    >>> parse_words("sign go_with")
    (('sign',), ('go', 'with'))
    """
    found = tuple(
        _alternative(each)
        for each in re.split(r"[\s/]+", words_of.normalise(text))
        if each
    )
    if not found:
        raise PhraseError("empty")
    return found


def group_name(text):
    """How a group is called in phrases."""
    return words_of.normalise(text).strip()


def _alternatives(part, groups):
    for each in part.split("/"):
        if each.startswith(GROUP):
            if each[1:] not in groups:
                raise PhraseError("group", each[1:])
            yield from groups[each[1:]]
        elif each:
            yield _alternative(each)


# Phrases are read anew whenever Odoo forgets what it had cached, and their words are few.
@lru_cache(maxsize=8192)
def _alternative(text):
    if text not in (NUMBER, END) and re.search(r"[^\w'’\-]", text):
        raise PhraseError("mark")
    return tuple(words_of.stem(word) for word in re.split("[_-]", text) if word)
