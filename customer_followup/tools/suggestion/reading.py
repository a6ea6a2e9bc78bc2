"""What a text says of the status: which phrases stand in it, and whether they are meant.

See ``doubt.py`` for the words that speak against a phrase and ``scope.py`` for how far
they reach.
"""

from collections import defaultdict
from typing import NamedTuple

from . import clauses as clauses_of
from . import words as words_of
from .lexicon import Lexicon, find_phrase
from .phrase import CERTAIN
from .scope import against

ENOUGH = 2
# As much as somebody notes of a talk, and more; what is longer was pasted.
MOST_READ = 10000


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


class Reader:
    """Phrases ready to be searched for.

    :param phrases: iterable of :class:`~.phrase.Phrase`
    """

    def __init__(self, phrases):
        self.phrases = tuple(phrases)
        alternatives = {
            each for phrase in self.phrases for part in phrase.parts for each in part
        }
        stages = [phrase.rank for phrase in self.phrases if not phrase.is_final]
        self._furthest = max(stages, default=0)
        doubts = clauses_of.LISTS_OF_WORD.keys()
        self._lexicon = Lexicon(alternatives | doubts, whole=doubts)
        self._by_first = defaultdict(list)
        for number, phrase in enumerate(self.phrases):
            for alternative in phrase.parts[0]:
                self._by_first[alternative].append(number)

    def suggest(self, text):
        """What a text suggests.

        How it ended counts more than how far it was, certain words more than usual ones,
        and what is said last more than what was said before. Otherwise the furthest
        status is taken that is said and not only hinted at.

        :param str text: as typed
        :return: :class:`Suggestion`

        >>> from odoo.addons.customer_followup.tools.suggestion import Phrase
        >>> reader = Reader([Phrase.parse("同意 签/签约", "won", kind="won")])
        >>> reader.suggest("客户同意签约").outcome
        'won'
        >>> reader.suggest("客户没有同意签约").discounted[0].against
        '没有'
        >>> reader.suggest("如果客户同意签约").outcome is None
        True
        """
        normal = words_of.normalise(text)[:MOST_READ]
        by_clause = [
            (clause, self._read_clause(normal, clause))
            for clause in clauses_of.split(normal, self._lexicon)
        ]
        found = [
            each
            for each in _take_back(by_clause, self._furthest)
            if each.phrase.outcome
        ]
        counted = [each for each in found if not each.against]
        best = _best(counted)
        return Suggestion(
            best,
            tuple(each for each in counted if each.phrase.outcome == best)
            if best is not None
            else (),
            tuple(each for each in found if each.against),
        )

    def _read_clause(self, normal, clause):
        """Evidence in a clause, in its order; a longer phrase takes its words from
        shorter ones."""
        candidates = {
            number
            for alternative in clause.places
            for number in self._by_first.get(alternative, ())
        }
        found = []
        for number in sorted(candidates):
            phrase = self.phrases[number]
            indexes = find_phrase(phrase.parts, clause.places, clause.words)
            if indexes and not _breaks(indexes, clause.marks["HARMLESS"]):
                found.append((indexes, phrase))
        found.sort(
            key=lambda each: (
                len(each[0]),
                each[0][0] - each[0][-1],
                each[1].outcome is None,
                each[1].weight,
            ),
            reverse=True,
        )
        taken, kept = {}, []
        for indexes, phrase in found:
            text = "…".join(_runs(normal, clause.words, indexes))
            # What denies a longer phrase may be part of a shorter: 客户不买了.
            rivals = {taken[index] for index in indexes if index in taken}
            if all(rival and rival in text for rival in rivals):
                reason = phrase.outcome and against(clause, indexes, phrase)
                taken.update(dict.fromkeys(indexes, reason))
                kept.append((indexes, Evidence(phrase, text, reason)))
        kept.sort(key=lambda each: each[0][0])
        return [each for _indexes, each in kept]


def read(text, phrases):
    """What a text suggests, see :meth:`Reader.suggest`."""
    return Reader(phrases).suggest(text)


def _take_back(by_clause, furthest):
    """What is said to have ended is taken back by what follows a "but": agreed, but the
    terms are still open; was to sign, but did not come. Who says what he wants instead has
    refused a part only."""
    found, ends = [], []
    for clause, evidence in by_clause:
        for place in ends:
            if clause.turning and _contradicts(evidence, found[place]):
                found[place] = found[place]._replace(against=clause.turning)
            elif instead := _wanted_instead(evidence, found[place], furthest):
                found[place] = found[place]._replace(against=instead)
        for each in evidence:
            if each.phrase.is_final and not each.against:
                ends.append(len(found))
            found.append(each)
    return found


def _contradicts(evidence, end):
    if end.phrase.weight >= CERTAIN:
        return False
    return any(
        each.phrase.outcome == end.phrase.outcome
        if each.against
        else not each.phrase.is_final
        for each in evidence
    )


def _wanted_instead(evidence, end, furthest):
    """The words with which a customer who refused something says what he wants; of the
    furthest stage he speaks to say why: declined, too expensive."""
    if end.phrase.kind != "lost" or end.phrase.weight >= CERTAIN:
        return ""
    return next(
        (
            each.text
            for each in evidence
            if each.phrase.kind == "stage"
            and each.phrase.rank < furthest
            and not each.against
        ),
        "",
    )


def _best(counted):
    """The outcome to suggest, or None."""
    weights, surest = defaultdict(int), defaultdict(int)
    phrase_of, last = {}, {}
    for place, each in enumerate(counted):
        outcome = each.phrase.outcome
        weights[outcome] += each.phrase.weight
        surest[outcome] = max(surest[outcome], each.phrase.weight)
        phrase_of[outcome], last[outcome] = each.phrase, place

    def value(outcome):
        phrase, sure = phrase_of[outcome], surest[outcome]
        if phrase.is_final:
            return True, True, sure, last[outcome]
        return False, sure >= ENOUGH, phrase.rank, last[outcome]

    enough = [outcome for outcome in weights if weights[outcome] >= ENOUGH]
    return max(enough, key=value, default=None)


def _breaks(indexes, harmless):
    """Whether it takes a harmless expression to pieces: 要求 of 按要求."""
    inside = set(indexes)
    expressions = [set(range(mark.begin, mark.end)) for mark in harmless]
    return any(inside & each and not inside >= each for each in expressions)


def _runs(normal, words, indexes):
    """The text of words that follow each other, as they stand there."""
    start = previous = indexes[0]
    for index in [*indexes[1:], None]:
        if index is None or index != previous + 1:
            yield normal[words[start].start : words[previous].end]
            start = index
        previous = index
