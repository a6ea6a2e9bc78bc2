"""Places found while somebody types: by their Chinese names, by pinyin or its initials."""

import functools
import re
import unicodedata

from pypinyin import Style, lazy_pinyin, pinyin

from . import region_names, region_words, regions

MOST = 9
NO_LETTER = re.compile(r"[^a-z\u4e00-\u9fff]+")


def find_places(typed, depth):
    """Places whose name begins so: exact names first, then higher levels.

    :param str typed: the beginning of a name: ``杭州``, ``hangzhou``, ``hz``, ``hzxh``
    :param str depth: ``province``, ``city`` or ``district``: where the answer ends
    :return: list of paths that are an answer, nine at most

    >>> find_places("hangzhouxihu", "district"), find_places("hzxh", "district")[0]
    (['浙江省/杭州市/西湖区'], '浙江省/杭州市/西湖区')
    >>> find_places("杭州", "city"), find_places("beijing", "city")
    (['浙江省/杭州市'], ['北京市'])
    >>> find_places("杭州西", "district"), find_places("", "city")
    (['浙江省/杭州市/西湖区'], [])
    >>> find_places("lhasa", "city"), find_places("xihu d", "district")[0]
    (['西藏自治区/拉萨市'], '辽宁省/本溪市/溪湖区')
    """
    wanted = _plain(typed)
    if not wanted:
        return []
    found = []
    for place, path, names in _index(wanted[0]):
        if any(name.startswith(wanted) for name in names) and _is_answer(path, depth):
            found.append((wanted not in names, path.count("/"), place, path))
    return [path for *_rank, path in sorted(found)[:MOST]]


def _is_answer(path, depth):
    return not regions.offered(path, depth) and regions.cut(path, depth) == path


@functools.lru_cache(maxsize=1024)
def _index(first):
    """Places by code: their number, their path and what people may type for them that
    begins with this sign. Reading all names aloud takes a second, which nobody waits for
    who has typed one letter; those of one letter are read in a moment.
    """
    found = []
    for place, path in enumerate(regions.atlas().codes):
        if names := _names(path.split("/"), first):
            found.append((place, path, names))
    return found


def _names(written, first):
    """A place as it is called alone, within its city, and in full: those that begin so."""
    names = set()
    for start, name in enumerate(written):
        if first in _first_signs(name):
            spoken = [regions.short_name(each) for each in written[start:]]
            names |= {"".join(written[start:]), "".join(spoken)}
            names |= {_pinyin(spoken), _pinyin(spoken, first=1)}
    if first in _first_signs(written[-1]):
        names.add(region_names.english(written[-1]))
    return {name for name in map(_plain, names) if name.startswith(first)}


@functools.cache
def _first_signs(name):
    """With what people may begin to type a name: its first character, the letters of all
    readings of this, and that of an English name which is no pinyin."""
    known = region_words.PROVINCES.get(name) or region_words.SPECIAL.get(name) or ""
    return {name[0], known[:1].lower(), *_first_letters(name[0])}


@functools.cache
def _first_letters(sign):
    readings = pinyin(sign, style=Style.NORMAL, heteronym=True)[0]
    return {
        reading[0] for reading in (*readings, region_words.READINGS.get(sign, sign))
    }


def _plain(text):
    """Without blanks, signs and accents, in small letters."""
    bare = unicodedata.normalize("NFKD", text.lower().replace("ü", "v"))
    return NO_LETTER.sub("", bare)


def _pinyin(names, first=None):
    """How names are read, or how their syllables begin."""
    syllables = [part for name in names for part in _read(name)]
    return "".join(syllable[:first] for syllable in syllables)


@functools.cache
def _read(name):
    return lazy_pinyin(name)
