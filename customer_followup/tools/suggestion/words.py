"""A sentence as words: Chinese by a dictionary, other languages by their letters."""

import functools
import re
import unicodedata
from typing import NamedTuple

import rjieba
import snowballstemmer

CHINESE = r"\u3400-\u9fff"
PIECES = re.compile(
    rf"(?P<chinese>[{CHINESE}]+)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)"
    r"|(?P<number>\d[\d.,]*)"
    r"|(?P<mark>[^\w\s])"
)
# Marks between things that are said on their own.
CLAUSE_MARKS = frozenset(",.;:!?、，。；：！？…()（）—")
QUESTION_MARKS = frozenset("?？")


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
        else:
            words.append(Word(found, start, piece.end()))
    return words


def _english(found, start):
    end = start + len(found)
    found = found.replace("’", "'")
    if found.endswith("n't"):
        verb = {"won't": "will", "can't": "can"}.get(found, found[:-3])
        return [Word(stem(verb), start, end - 3), Word("not", end - 3, end)]
    return [Word(stem(found.partition("'")[0]), start, end)]


def stem(word):
    """An English word without its ending; other words as they are.

    >>> stem("signed"), stem("agrees"), stem("签约")
    ('sign', 'agre', '签约')
    """
    return _stemmer().stemWord(word)
