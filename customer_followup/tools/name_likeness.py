"""Names of organisations that differ in a letter or two: a slip, or another company? (S8)

宏达科枝 is 宏达科技 with a slip: nobody is called so. 宏大科技 is probably another company, even
if the two sound alike; 第一医院 and 第二医院 certainly are two.
"""

import functools
import re
from zlib import crc32

from pypinyin import lazy_pinyin
from rapidfuzz.distance import OSA, Levenshtein

from .organisation_name import HAN, organisation_name, words_of
from .suggestion.words import split

# A shorter name has too little in it to be told from another. From the second length on,
# two letters may differ.
LEAST_HAN, LONG_HAN = 4, 9
LEAST_LATIN, LONG_LATIN = 6, 12
# What only the beginning of a long name is indexed by.
BEGINNING = 6
# They count: with another one, it is another one.
COUNTING = re.compile(r"[0-9〇零一二三四五六七八九十百千甲乙丙丁戊东西南北]")
# Part of the core of a name that may differ in a slip of the hand. huaxin and huaxing are
# two names, sunrise and sunrize are one.
SLIP_HAN, SLIP_LATIN = 1 / 5, 1 / 7
# So many letters make most Chinese names their own; what comes after the next is not it.
OWN = 2
DOUBLE = re.compile(r"(.)\1")
# How close two names are, as ``comparison`` weighs it.
NEAR, SOUND, TRADE, FAR = "near_name", "sound_name", "similar_name", "far_name"


def spellings(named):
    """Numbers of which two names that may be one have one in common, as text.

    A name with one letter left out, for each letter: whichever letter is wrong, missing,
    too many or swapped with its neighbour, without it the names are equal (the method of
    FastSS and SymSpell). Of a short Chinese name the first two letters are left out only
    by their sound: another letter there is another firm, of which there are hundreds. Of
    long names, in which two letters may differ, the same of the beginning. An index of
    these numbers finds them however many names there are.

    >>> bool({*spellings("宏达科技").split()} & {*spellings("宏达科枝").split()})
    True
    >>> bool({*spellings("宏达科技").split()} & {*spellings("宏大科技").split()})
    True
    >>> bool({*spellings("宏达科技").split()} & {*spellings("宏远科技").split()})
    False
    >>> spellings("宏达")
    ''
    """
    named = named.replace(" ", "")
    if not _allowed(named):
        return ""
    if _allowed(named) > 1:
        beginning = named[:BEGINNING]
        said = {f"{each}…" for each in (beginning, *_with_one_left_out(beginning))}
        said |= _with_one_left_out(named)
    elif HAN.search(named):
        own, rest = named[:OWN], named[OWN:]
        said = {f"{own}{each}" for each in _with_one_left_out(rest)}
        said.add(" ".join((*lazy_pinyin(own), rest)))
    else:
        said = _with_one_left_out(named)
    return " ".join(sorted(str(crc32(each.encode())) for each in {named, *said}))


def _with_one_left_out(text):
    return {text[:place] + text[place + 1 :] for place in range(len(text))}


def _allowed(named):
    """In how many letters a name may differ, and still be thought of."""
    least, long = (
        (LEAST_HAN, LONG_HAN) if HAN.search(named) else (LEAST_LATIN, LONG_LATIN)
    )
    return (len(named) >= least) + (len(named) >= long)


def likeness(one, other):
    """How close two names are: NEAR, SOUND, TRADE, FAR, or '' for names that are not.

    :param str one: ``OrganisationName.named``
    :param str other: the same of another one

    >>> likeness("宏达科技", "宏达科枝"), likeness("宏达科技", "宏大科技")
    ('near_name', 'sound_name')
    >>> likeness("宏达科技", "宏远科技"), likeness("第一医院", "第二医院")
    ('far_name', '')
    >>> likeness("acme trading", "acme tradng"), likeness("宏达科技", "明德贸易")
    ('near_name', '')
    """
    letters = one.replace(" ", ""), other.replace(" ", "")
    most = min(map(_allowed, letters))
    distance = OSA.distance(*letters, score_cutoff=most)
    if one == other or distance > most or _counts_on(one, other):
        return ""
    return _by_core(*sorted((one, other)))


@functools.lru_cache(maxsize=4096)
def _by_core(one, other):
    """Where the difference is tells what it is: a word of the trade that is no word is a
    slip, a letter of what makes the name its own may be another name."""
    short, long = sorted((_core(one), _core(other)), key=len)
    if len(long) - len(short) > 1 and long.startswith(short):
        return TRADE if _is_made_of_words(long.removeprefix(short)) else NEAR
    if HAN.search(one) and one[: OWN + 1] == other[: OWN + 1]:
        is_trade = _is_made_of_words(one[OWN:]) and _is_made_of_words(other[OWN:])
        return TRADE if is_trade else NEAR
    if not HAN.search(one) and DOUBLE.sub(r"\1", short) == DOUBLE.sub(r"\1", long):
        return NEAR
    distance = OSA.distance(short, long)
    if distance <= (SLIP_HAN if HAN.search(short) else SLIP_LATIN) * len(short):
        return NEAR
    if distance == 1 and len(short) == len(long):
        is_heard = lazy_pinyin(short) == lazy_pinyin(long)
        return SOUND if is_heard else FAR
    return FAR


def _core(named):
    return organisation_name(named).core or named


def _is_made_of_words(text):
    """Whether the dictionary knows it, e.g. 机床; 科枝 it does not."""
    return bool(HAN.search(text)) and all(len(word.text) > 1 for word in split(text))


def _counts_on(one, other):
    """Whether what differs only counts: 一厂 and 二厂, Studio 54 and 55."""
    return any(
        COUNTING.search(one[step.src_start : step.src_end])
        or COUNTING.search(other[step.dest_start : step.dest_end])
        for step in Levenshtein.opcodes(one, other)
        if step.tag != "equal"
    )


def difference(one, other):
    """What people look at to see it: the parts in which two names differ, with the letter
    before, or whole words.

    :param str one: a name as it is written
    :param str other: another one
    :return: (part, part)

    >>> difference("宏达科技有限公司", "宏達科枝(有限公司)")
    ('科技', '科枝')
    >>> difference("Acme Trading Ltd", "Acme Tradng Limited")
    ('trading', 'tradng')
    """
    if not HAN.search(one + other):
        mine, others = words_of(one), words_of(other)
        return (
            " ".join(word for word in mine if word not in others),
            " ".join(word for word in others if word not in mine),
        )
    mine, others = organisation_name(one).named, organisation_name(other).named
    steps = [each for each in Levenshtein.opcodes(mine, others) if each.tag != "equal"]
    if not steps:
        return "", ""
    first, last = steps[0], steps[-1]
    before = 1 if min(first.src_start, first.dest_start) else 0
    after = 0 if before else 1
    return (
        mine[first.src_start - before : last.src_end + after],
        others[first.dest_start - before : last.dest_end + after],
    )
