"""Visits counted together: a day of one channel, or a year of a form."""

from collections import Counter, defaultdict

from ...tools import visit_facts

COUNTS = ("opened", "started", "finished", "corrected")
# Of one question: how many visits saw it, stopped there, had an error shown, sent the form
# with it on the page, of these without an answer, gave it any time, and tenths of seconds.
PARTS = ("seen", "left", "corrected", "asked", "empty", "timed", "tenths")


class VisitTally:
    """Counts that can be added up: of visits, and of days of them.

    :ivar Counter counts: COUNTS
    :ivar Counter fills: times from opening to sending, see ``visit_facts.STEP``
    :ivar Counter sections: the furthest section -> visits that came no further
    :ivar questions: place -> Counter of PARTS
    """

    def __init__(self):
        self.counts = Counter()
        self.fills = Counter()
        self.sections = Counter()
        self.questions = defaultdict(Counter)

    def add(self, kind, row):
        """Add a row of ``customer.form.visit._count``, without its dimensions."""
        getattr(self, f"_add_{kind}")(*row)

    def _add_counts(self, *counts):
        self.counts.update(dict(zip(COUNTS, counts, strict=True)))

    def _add_fills(self, exponent, count):
        self.fills[int(exponent)] += count

    def _add_sections(self, section, count):
        self.sections[section] += count

    def _add_left(self, place, count):
        self.questions[place]["left"] += count

    def _add_questions(self, place, flags, is_finished, is_timed, count, tenths):
        if not flags & visit_facts.SEEN or flags & visit_facts.GONE:
            return
        question = self.questions[place]
        question["seen"] += count
        question["corrected"] += count if visit_facts.errors(flags) else 0
        if is_finished:
            question["asked"] += count
            question["empty"] += 0 if flags & visit_facts.ANSWERED else count
        if is_timed:
            question["timed"] += count
            question["tenths"] += tenths

    def merge(self, other):
        """Add the counts of another tally to these."""
        self.counts.update(other.counts)
        self.fills.update(other.fills)
        self.sections.update(other.sections)
        for place, parts in other.questions.items():
            self.questions[place].update(parts)

    @classmethod
    def of_document(cls, document):
        """What ``to_document`` gave."""
        tally = cls()
        tally.counts.update(dict(zip(COUNTS, document["counts"], strict=True)))
        for name in ("fills", "sections"):
            numbered = {int(key): count for key, count in document[name].items()}
            getattr(tally, name).update(numbered)
        for place, parts in document["questions"].items():
            tally.questions[int(place)].update(dict(zip(PARTS, parts, strict=True)))
        return tally

    def to_document(self):
        """As JSON, to be kept."""
        return {
            "counts": [self.counts[name] for name in COUNTS],
            "fills": {str(key): count for key, count in self.fills.items()},
            "sections": {str(key): count for key, count in self.sections.items()},
            "questions": {
                str(place): [parts[name] for name in PARTS]
                for place, parts in self.questions.items()
            },
        }
