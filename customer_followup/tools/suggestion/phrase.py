"""Phrases as an administrator writes them: parts in order, alternatives of each."""

import re
from typing import NamedTuple

from . import words as words_of

# Other words that may stand between two parts of a phrase.
GAP = 3
MAX_PARTS = 5
NUMBER = "#"
# What Chinese puts after a verb to say that it is done: 签好, 付完, 谈妥.
COMPLEMENTS = frozenset("好完妥成定掉下过了上出到齐清回")


class PhraseError(ValueError):
    """What is written is no phrase.

    :ivar str code: ``empty``, ``long`` or ``mark``
    """

    def __init__(self, code):
        super().__init__(code)
        self.code = code


class Phrase(NamedTuple):
    """A phrase to search for.

    :ivar tuple parts: for each part its alternatives, each a tuple of words
    :ivar outcome: what it suggests; anything hashable
    :ivar int weight: 1 a hint, 2 the usual, 3 certain
    :ivar bool is_final: whether it needs certainty: nobody has won what he hopes for
    :ivar key: of the record it was made from
    """

    parts: tuple
    outcome: object
    weight: int = 2
    is_final: bool = False
    key: object = None

    @classmethod
    def parse(cls, text, outcome, weight=2, is_final=False, key=None):
        """A phrase from its text: parts divided by spaces, alternatives by ``/``; ``_``
        joins words that follow each other, ``#`` stands for a number.

        :raises PhraseError: for a text that is no phrase

        >>> Phrase.parse("agree/accept sign/go_with", "won").parts
        ((('agre',), ('accept',)), (('sign',), ('go', 'with')))
        >>> Phrase.parse("同意 签合同", "won").parts
        ((('同意',),), (('签合同',),))
        """
        parts = tuple(
            tuple(_alternative(each) for each in part.split("/") if each)
            for part in words_of.normalise(text).split()
        )
        if not parts or not all(parts):
            raise PhraseError("empty")
        if len(parts) > MAX_PARTS:
            raise PhraseError("long")
        return cls(parts, outcome, weight, is_final, key)


def _alternative(text):
    if text != NUMBER and re.search(r"[^\w'’\-]", text):
        raise PhraseError("mark")
    return tuple(words_of.stem(word) for word in text.split("_") if word)


def find(phrase, clause):
    """Where a phrase stands in a clause.

    :param clause: list of :class:`~.words.Word`
    :return: list of indexes of the words it consists of, or None

    >>> clause = words_of.split("客户终于同意了下周签合同")
    >>> [clause[i].text for i in find(Phrase.parse("同意 签合同", 1), clause)]
    ['同意', '签合同']
    """
    for start in range(len(clause)):
        found = _find_from(phrase.parts, clause, start, gap=0)
        if found:
            return found
    return None


def _find_from(parts, clause, start, gap):
    for begin in range(start, min(start + gap, len(clause) - 1) + 1):
        for alternative in parts[0]:
            end = _match(alternative, clause, begin)
            if end is None:
                continue
            here = list(range(begin, end))
            if len(parts) == 1:
                return here
            rest = _find_from(parts[1:], clause, end, GAP)
            if rest:
                return here + rest
    return None


def _match(alternative, clause, begin):
    """The index after the words of an alternative that begins here, or None.

    Chinese has no spaces: what is written as one may be several words of the sentence,
    but begins and ends where words do (签 is not found in 签证), or with a complement.
    """
    index = begin
    for wanted in alternative:
        rest = wanted
        if wanted == NUMBER and index < len(clause) and clause[index].text[0].isdigit():
            index, rest = index + 1, ""
        while rest:
            word = clause[index].text if index < len(clause) else ""
            if word.startswith(rest) and word[len(rest) :] in COMPLEMENTS:
                rest = ""
            elif word and rest.startswith(word):
                rest = rest[len(word) :]
            else:
                return None
            index += 1
    return index
