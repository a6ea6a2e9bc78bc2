"""A text as clauses, and what is said of each: asked, supposed, hearsay."""

from typing import NamedTuple

from . import doubt
from . import words as words_of
from .phrase import parse_words

LISTS = (
    "DENYING",
    "HARMLESS",
    "OPEN",
    "SUPPOSING",
    "SUPPOSING_FIRST",
    "PROVIDED",
    "HEARSAY",
    "UNCONFIRMED",
    "WISHING",
    "INTENDING",
    "WISHING_AFTER",
    "TOPIC_AFTER",
    "AFTERWARDS",
    "PLANNING",
    "DONE",
    "FORMER",
    "OTHERS",
)
DOUBTS = {name: parse_words(getattr(doubt, name)) for name in LISTS}
LISTS_OF_WORD = {}
for _name, _words in DOUBTS.items():
    for _word in _words:
        LISTS_OF_WORD.setdefault(_word, []).append(_name)
TURNING = frozenset(each[0] for each in parse_words(doubt.TURNING))
JOINING = frozenset(each[0] for each in parse_words(doubt.JOINING))
# More words nobody says in one breath: a text without any mark is read in pieces, as each
# word of a clause is compared with each other.
LONGEST = 80
# Chinese says the consequence of a condition with one of these.
THEN = frozenset("就再才便")


class Mark(NamedTuple):
    """A word of a list of ``doubt.py`` in a clause.

    :ivar int begin: index of its first word
    :ivar int end: index after its last word
    :ivar str text: as it is written
    """

    begin: int
    end: int
    text: str


class Clause(NamedTuple):
    """What is said on its own, between marks and turning words.

    :ivar list words: its words
    :ivar dict places: places of the phrases' words, see ``Lexicon.find``
    :ivar dict marks: of each list of ``doubt.py`` its :class:`Mark` here
    :ivar str turning: the word that turns away from what was said before, or ''
    :ivar str asked: what makes it a question, or ''
    :ivar str supposed: the word that makes it a condition or its consequence, or ''
    :ivar str hearsay: the word for which it is hearsay as a whole, or ''
    """

    words: list
    places: dict
    marks: dict
    turning: str = ""
    asked: str = ""
    supposed: str = ""
    hearsay: str = ""


def split(normal, lexicon):
    """The clauses of a normalised text, those of each sentence together.

    :param lexicon: :class:`~.lexicon.Lexicon` of all phrases
    """
    clauses = []
    for sentence in _sentences(lexicon.cut(words_of.split(normal))):
        clauses += _explain([_clause(normal, lexicon, *each) for each in sentence])
    return clauses


def _sentences(words):
    """Lists of (words, turning word, mark at the end) of each clause."""
    sentence, clause, turning = [], [], ""
    for word in words:
        text = word.text
        is_mark = text in words_of.CLAUSE_MARKS
        if not is_mark and text not in TURNING and text not in JOINING:
            clause.append(word)
            if len(clause) == LONGEST:
                sentence.append((clause, turning, ""))
                clause, turning = [], ""
            continue
        if clause:
            sentence.append((clause, turning, text))
            clause, turning = [], ""
        if text in TURNING:
            turning = text
        if text in words_of.SENTENCE_MARKS and sentence:
            yield sentence
            sentence, turning = [], ""
    if clause:
        sentence.append((clause, turning, ""))
    if sentence:
        yield sentence


def _clause(normal, lexicon, words, turning, end):
    places = lexicon.find(words)
    marks = {name: [] for name in LISTS}
    for alternative in places.keys() & LISTS_OF_WORD.keys():
        for begin, stop in places[alternative]:
            text = normal[words[begin].start : words[stop - 1].end]
            for name in LISTS_OF_WORD[alternative]:
                marks[name].append(Mark(begin, stop, text))
    for each in marks.values():
        each.sort()
    _leave_out_harmless(marks)
    return Clause(words, places, marks, turning, _asked(words, end))


def _leave_out_harmless(marks):
    """What stands within a harmless expression is not meant: 不 in 毫不犹豫."""
    harmless = marks["HARMLESS"]
    for name in LISTS:
        if harmless and name != "HARMLESS":
            marks[name] = [
                mark
                for mark in marks[name]
                if not any(
                    each.begin <= mark.begin and mark.end <= each.end
                    for each in harmless
                )
            ]


def _asked(words, end):
    """Asked by a mark, by a word at the end, or by saying both: 签不签, 定没定."""
    if end in words_of.QUESTION_MARKS:
        return end
    if words[-1].text in doubt.ASKING_LAST:
        return words[-1].text
    texts = [word.text for word in words]
    for before, text, after in zip(texts, texts[1:], texts[2:], strict=False):
        if text in ("不", "没") and before[0] == after[0]:
            return before + text + after
    return ""


def _explain(sentence):
    """What reaches over the clauses of a sentence: conditions and hearsay."""
    result, supposed, hearsay = [], "", ""
    for clause in sentence:
        marks = clause.marks
        first = _first(mark for mark in marks["SUPPOSING_FIRST"] if not mark.begin)
        own = _first(marks["SUPPOSING"])
        if marks["DONE"] and not own:
            supposed = ""
        own = own or supposed
        result.append(clause._replace(supposed=own or first, hearsay=hearsay))
        supposed = own or first
        hearsay = hearsay or _first(marks["HEARSAY"])
        # Chinese leaves "if" out too: 等批了, 我们再签.
        if supposed and supposed == first and words_of.is_chinese(first):
            following = sentence[len(result) : len(result) + 1]
            texts = {word.text for each in following for word in each.words}
            supposed = supposed if texts & THEN else ""
    return _look_back(result)


def _look_back(sentence):
    """What is said behind it: provided that, to be confirmed."""
    result = list(sentence)
    for place, clause in enumerate(sentence):
        provided = _first(mark for mark in clause.marks["PROVIDED"] if not mark.begin)
        if provided and place:
            result[place - 1] = result[place - 1]._replace(supposed=provided)
        doubted = _first(clause.marks["UNCONFIRMED"])
        if doubted:
            result[: place + 1] = [
                each._replace(hearsay=doubted) for each in result[: place + 1]
            ]
    return result


def _first(marks):
    return next((mark.text for mark in marks), "")
