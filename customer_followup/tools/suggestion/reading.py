"""What a text says of the status: which phrases stand in it, and whether they are meant.

See ``doubt.py`` for the words that speak against a phrase.
"""

from collections import defaultdict
from typing import NamedTuple

from . import words as words_of
from .doubt import DENYING, SUPPOSING, TURNING, WISHING
from .phrase import find

# How many words before a phrase a word still denies it, as in NegEx.
SCOPE = 5
ENOUGH = 2


class Evidence(NamedTuple):
    """A phrase that was found.

    :ivar Phrase phrase: the phrase
    :ivar str text: the words of the sentence that made it
    :ivar str against: the word for which it does not count, or ''
    """

    phrase: object
    text: str
    against: str = ""


class Suggestion(NamedTuple):
    """What was found in a text.

    :ivar outcome: what it suggests, or None
    :ivar tuple evidence: phrases that led to it
    :ivar tuple discounted: phrases that were found and do not count
    """

    outcome: object = None
    evidence: tuple = ()
    discounted: tuple = ()


def read(text, phrases):
    """What a text suggests.

    The outcome with the greatest weight is taken; what is said last settles a tie. A
    longer phrase takes its words from shorter ones.

    :param str text: as typed
    :param phrases: iterable of :class:`~.phrase.Phrase`
    :return: :class:`Suggestion`

    >>> from odoo.addons.customer_followup.tools.suggestion import Phrase
    >>> signs = Phrase.parse("同意 签/签约", "won", is_final=True)
    >>> read("客户同意签约", [signs]).outcome
    'won'
    >>> read("客户没有同意签约", [signs]).discounted[0].against
    '没有'
    >>> read("如果客户同意签约", [signs]).outcome is None
    True
    """
    normal = words_of.normalise(text)
    found = []
    for clause in _clauses(words_of.split(normal)):
        found += _read_clause(normal, clause, phrases)
    counted = [each for each in found if not each.against]
    weights, last = defaultdict(int), {}
    for place, each in enumerate(counted):
        weights[each.phrase.outcome] += each.phrase.weight
        last[each.phrase.outcome] = place
    best = max(weights, key=lambda each: (weights[each], last[each]), default=None)
    if best is not None and weights[best] < ENOUGH:
        best = None
    return Suggestion(
        best,
        tuple(each for each in counted if each.phrase.outcome == best),
        tuple(each for each in found if each.against),
    )


class _Clause(NamedTuple):
    words: list
    is_asked: bool


def _clauses(words):
    """What is said on its own, between marks and turning words."""
    clause = []
    for word in words:
        if word.text in words_of.CLAUSE_MARKS or word.text in TURNING:
            if clause:
                yield _Clause(clause, word.text in words_of.QUESTION_MARKS)
            clause = []
        else:
            clause.append(word)
    if clause:
        yield _Clause(clause, clause[-1].text in ("吗", "么", "呢"))


def _read_clause(normal, clause, phrases):
    """Evidence in a clause, in its order; longer phrases come first to the words."""
    places = []
    for phrase in phrases:
        indexes = find(phrase, clause.words)
        if indexes:
            places.append((indexes, phrase))
    places.sort(key=lambda place: (len(place[0]), place[1].weight), reverse=True)
    taken, found = set(), []
    for indexes, phrase in places:
        if taken.isdisjoint(indexes):
            taken.update(indexes)
            found.append((indexes, phrase))
    found.sort(key=lambda place: place[0][0])
    return [
        Evidence(
            phrase,
            "…".join(_runs(normal, clause.words, indexes)),
            _against(clause, indexes, phrase),
        )
        for indexes, phrase in found
    ]


def _runs(normal, words, indexes):
    """The text of words that follow each other, as they stand there."""
    start = previous = indexes[0]
    for index in [*indexes[1:], None]:
        if index is None or index != previous + 1:
            yield normal[words[start].start : words[previous].end]
            start = index
        previous = index


def _against(clause, indexes, phrase):
    """The word for which a phrase in this clause does not count, or ''."""
    words = clause.words
    inside = set(indexes)
    near = [
        words[index].text
        for index in range(max(0, indexes[0] - SCOPE), indexes[-1])
        if index not in inside
    ]
    before = [word.text for word in words[: indexes[0]]]
    for text in near:
        if text in DENYING:
            return text
    for text in before:
        if text in SUPPOSING or (phrase.is_final and text in WISHING):
            return text
    return "?" if clause.is_asked and phrase.is_final else ""
