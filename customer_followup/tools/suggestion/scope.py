"""Why a phrase that stands in a clause does not count."""

from . import doubt
from .clauses import Mark
from .phrase import CERTAIN
from .words import is_chinese

# How many words before a phrase a word still denies it, as in NegEx.
SCOPE = 5
# What was denied before them is over.
ENDING = frozenset(["终于", "后来", "已经", "已", "final", "eventu", "afterward"])


def against(clause, indexes, phrase):
    """The word for which a phrase in this clause does not count, or ''.

    :param clause: :class:`~.clauses.Clause`
    :param indexes: of the words the phrase consists of
    :param phrase: :class:`~.phrase.Phrase`
    """
    place = _Place(clause, indexes)
    found = (
        place.denied()
        or clause.hearsay
        or place.before("HEARSAY")
        or place.before("OPEN")
        or clause.supposed
        or place.others_do()
    )
    if not found and (phrase.is_final or phrase.kind == "fact"):
        found = (
            place.before("WISHING")
            or place.after("WISHING_AFTER")
            or place.directly_after("TOPIC_AFTER")
            or clause.asked
        )
    if not found and phrase.is_final:
        found = place.before("FORMER") or place.directly_after("AFTERWARDS")
    if not found and phrase.kind == "lost" and phrase.weight < CERTAIN:
        found = place.we_do()
    if not found and phrase.kind == "won":
        found = place.before("INTENDING") or place.of_others()
    if not found and phrase.kind == "fact" and not clause.marks["DONE"]:
        found = place.before("PLANNING")
    return found


class _Place:
    """Where a phrase stands, and what stands around it.

    :param clause: :class:`~.clauses.Clause`
    :param indexes: of the words the phrase consists of
    """

    def __init__(self, clause, indexes):
        self.clause = clause
        self.inside = set(indexes)
        self.begin, self.end = indexes[0], indexes[-1] + 1

    def _marks(self, name):
        """Those that do not end in the phrase: 不一定买 is more than 不买."""
        for mark in self.clause.marks[name]:
            if mark.end - 1 not in self.inside:
                yield mark

    def before(self, name):
        """A word of the list before the phrase or between its parts."""
        return _text(mark for mark in self._marks(name) if mark.end < self.end)

    def after(self, name):
        return _text(mark for mark in self._marks(name) if mark.begin >= self.end)

    def directly_after(self, name):
        """A word of the list behind the phrase, 了 apart."""
        words, ends = self.clause.words, {self.end}
        while max(ends) < len(words) and words[max(ends)].text in ("了", "的"):
            ends.add(max(ends) + 1)
        return _text(mark for mark in self._marks(name) if mark.begin in ends)

    def denied(self):
        """A denying word near before the phrase or between its parts."""
        reach = self.begin - SCOPE
        for index in range(self.begin - 1, max(reach, 0) - 1, -1):
            if self.clause.words[index].text in ENDING:
                reach = index
                break
        return _text(
            mark
            for mark in self._marks("DENYING")
            if (reach <= mark.end - 1 and mark.end < self.end)
            # The budget is not there.
            or (mark.begin == self.end and not is_chinese(mark.text))
        )

    def others_do(self):
        """Somebody else of whom it is said: he stands before it as who does it."""
        words = self.clause.words
        for mark in self._marks("OTHERS"):
            if mark.end > self.begin:
                continue
            near = {word.text for word in words[max(0, mark.begin - 2) : mark.begin]}
            between = {word.text for word in words[mark.end : self.begin]}
            if near.isdisjoint(doubt.TOWARDS) and between.isdisjoint(doubt.OURS):
                return mark.text
        return ""

    def of_others(self):
        """Somebody else named right behind it: signed, our competitor."""
        words = self.clause.words
        for mark in self._marks("OTHERS"):
            between = {word.text for word in words[self.end : mark.begin]}
            if 0 <= mark.begin - self.end <= 2 and between.isdisjoint(doubt.TOWARDS):
                return mark.text
        return ""

    def we_do(self):
        """We, who do not lose ourselves as a customer."""
        words = self.clause.words
        for index in range(self.begin - 1, max(self.begin - 3, 0) - 1, -1):
            if words[index].text in doubt.OURS:
                is_object = index and words[index - 1].text in doubt.TO_US
                return "" if is_object else words[index].text
        return ""


def _text(marks):
    """Of the mark that stands last: the nearest."""
    last = max(marks, key=lambda mark: mark.end, default=Mark(0, 0, ""))
    return last.text
