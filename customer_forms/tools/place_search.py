"""Places found while somebody types: by their Chinese names, by pinyin or its initials."""

import functools
import re
import unicodedata

from pypinyin import lazy_pinyin

from . import region_names, regions

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
    """
    wanted = _plain(typed)
    if not wanted:
        return []
    found = []
    for place, (path, names) in enumerate(_index()):
        if any(name.startswith(wanted) for name in names) and _is_answer(path, depth):
            found.append((wanted not in names, path.count("/"), place, path))
    return [path for *_rank, path in sorted(found)[:MOST]]


def _is_answer(path, depth):
    return not regions.offered(path, depth) and regions.cut(path, depth) == path


def _plain(text):
    """Without blanks, signs and accents, in small letters."""
    bare = unicodedata.normalize("NFKD", text.lower().replace("ü", "v"))
    return NO_LETTER.sub("", bare)


@functools.cache
def _index():
    """Pairs of path and what people may type for it, by code."""
    return [(path, _names(path)) for path in regions.atlas().codes]


def _names(path):
    """A place as it is called alone, within its city, and in full."""
    written = path.split("/")
    spoken = [regions.short_name(name) for name in written]
    names = {"".join(written[-count:]) for count in (1, 2, 3)}
    for count in (1, 2, 3):
        said = "".join(spoken[-count:])
        names |= {said, _pinyin(spoken[-count:]), _pinyin(spoken[-count:], first=1)}
    return {_plain(name) for name in (*names, region_names.english(written[-1]))}


def _pinyin(names, first=None):
    """How names are read, or how their syllables begin."""
    syllables = [part for name in names for part in lazy_pinyin(name)]
    return "".join(syllable[:first] for syllable in syllables)
