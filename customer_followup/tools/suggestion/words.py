"""A sentence as words: Chinese by a dictionary, other languages by their letters."""

import functools
import re
import unicodedata
from typing import NamedTuple

import rjieba
import snowballstemmer

CHINESE = r"\u3400-\u9fff"
LETTERS = rf"(?:(?![{CHINESE}])[^\W\d_])+"
PIECES = re.compile(
    rf"(?P<chinese>[{CHINESE}]+)"
    # People divide Chinese clauses by a space, and sentences by a line.
    rf"|(?P<gap>\n|(?<=[{CHINESE}])[^\S\n]+(?=[{CHINESE}]))"
    rf"|(?P<word>{LETTERS}(?:['’]{LETTERS})?)"
    r"|(?P<number>\d[\d.,]*)"
    r"|(?P<mark>[^\w\s])"
)
# Marks between things that are said on their own.
CLAUSE_MARKS = frozenset(",.;:!?、，。；：！？…()（）—\n ")
QUESTION_MARKS = frozenset("?？")
SENTENCE_MARKS = frozenset(".;!?。；！？…\n")
# Verbs whose forms no ending tells; "sent" stays: "send the offer" is still to be done.
IRREGULAR = {
    "bought": "buy",
    "chose": "choos",
    "chosen": "choos",
    "went": "go",
    "gone": "go",
    "goe": "go",
    "paid": "pay",
    "gave": "give",
    "given": "give",
    "got": "get",
    "gotten": "get",
    "took": "take",
    "taken": "take",
    "said": "say",
    "told": "tell",
    "made": "make",
    "built": "build",
    "came": "come",
    "met": "meet",
    "left": "leav",
    "lost": "lose",
    "fell": "fall",
    "fallen": "fall",
    "found": "find",
    "spoke": "speak",
    "spoken": "speak",
    "had": "have",
    "has": "have",
    "is": "be",
    "are": "be",
    "was": "be",
    "were": "be",
    "been": "be",
}
SHORT = {"ll": "will", "d": "would", "ve": "have", "re": "be"}


class Word(NamedTuple):
    """A word of a sentence.

    :ivar str text: as it is compared: an English word by its stem
    :ivar int start: where it begins in the sentence as it was normalised
    :ivar int end: where it ends
    """

    text: str
    start: int
    end: int


@functools.cache
def _dictionary():
    """Loaded when the first sentence is read: 0.2 s and some 60 MB in each process."""
    return rjieba.Jieba()


@functools.cache
def _stemmer():
    return snowballstemmer.stemmer("english")


def is_chinese(text):
    """Whether a word is Chinese."""
    return "\u3400" <= text[0] <= "\u9fff"


def word_set(text):
    """Words divided by spaces."""
    return frozenset(text.split())


def normalise(text):
    """The text in which words are searched: one width, one case.

    >>> normalise("已签ＯＫ")
    '已签ok'
    """
    return unicodedata.normalize("NFKC", text or "").lower()


def split(text):
    """The words of a normalised text in order; English negations apart.

    >>> [word.text for word in split("客户不同意签合同")]
    ['客户', '不', '同意', '签合同']
    >>> [word.text for word in split("they didn't agree")]
    ['they', 'did', 'not', 'agre']
    """
    words = []
    for piece in PIECES.finditer(text):
        start, found = piece.start(), piece.group()
        if piece.lastgroup == "chinese":
            # Without guessing new words: it makes names of 王总说.
            words += [
                Word(word, start + begin, start + end)
                for word, begin, end in _dictionary().tokenize(found, hmm=False)
            ]
        elif piece.lastgroup == "word":
            words += _english(found, start)
        elif found == "-":
            continue
        elif piece.lastgroup == "gap":
            words.append(Word("\n" if "\n" in found else " ", start, piece.end()))
        else:
            words.append(Word(found, start, piece.end()))
    return words


def _english(found, start):
    end = start + len(found)
    found = found.replace("’", "'")
    if found == "cannot":
        found = "can't"
    if found.endswith("n't"):
        verb = {"won't": "will", "can't": "can"}.get(found, found[:-3])
        return [Word(stem(verb), start, end - 3), Word("not", end - 3, end)]
    verb, _mark, short = found.partition("'")
    split_at = start + len(verb)
    words = [Word(stem(verb), start, end)]
    if short in SHORT:
        words = [Word(stem(verb), start, split_at)]
        words.append(Word(SHORT[short], split_at, end))
    return words


def stem(word):
    """An English word without its ending; other words as they are.

    >>> stem("signed"), stem("agrees"), stem("签约")
    ('sign', 'agre', '签约')
    """
    word = _stemmer().stemWord(word)
    return IRREGULAR.get(word, word)
