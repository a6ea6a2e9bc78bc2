"""Names of places for those who do not read Chinese, and of other countries.

Provinces have the names of ISO 3166-2:CN without their kind. The others are Hanyu
Pinyin, as Chinese law has it for maps (GB/T 28039), read by ``pypinyin``; its readings
are those of words, so characters that are read otherwise in names of places are in
``READINGS`` and ``SPECIAL``. Kinds and peoples (GB/T 3304) are translated.
"""

import functools

from babel import Locale, UnknownLocaleError

from .region_words import KINDS, PEOPLES, PROVINCES, READINGS, SPECIAL
from .regions import NATIONS, SUFFIX, atlas
from .sensitivity import looks_masked

# The countries of which the data of China speak.
CHINA = {"CN", "HK", "MO", "TW"}


@functools.cache
def english(name):
    """The name of a place of China in English, old names too.

    >>> [english(name) for name in ("浙江省", "杭州市", "西湖区", "西安市", "单县", "吕梁市")]
    ['Zhejiang', 'Hangzhou', 'Xihu District', "Xi'an", 'Shan County', 'Lüliang']
    >>> english("彭水苗族土家族自治县"), english("延边朝鲜族自治州")
    ('Pengshui Miao and Tujia Autonomous County', 'Yanbian Korean Autonomous Prefecture')
    >>> english("陕西省"), english("重庆市"), english("厦门市"), english("六安市")
    ('Shaanxi', 'Chongqing', 'Xiamen', "Lu'an")
    >>> english("****")
    '****'
    """
    if looks_masked(name):
        return name
    if known := PROVINCES.get(name) or SPECIAL.get(name):
        return known
    kind = SUFFIX.search(name)
    kind = kind[0] if kind else ""
    stem = name.removesuffix(kind)
    if len(stem) < 2 and len(kind) > 1:
        stem, kind = (
            name[:-1],
            name[-1],
        )  # a district called "mine", not a mine's district
    is_named_after = kind.startswith("自治") or stem.endswith("族")
    place = NATIONS.sub("", stem) if is_named_after else stem
    peoples = _peoples(stem.removeprefix(place))
    return " ".join(filter(None, [_pinyin(place, name), peoples, KINDS.get(kind)]))


def _pinyin(stem, name):
    """One word, capitalised, with an apostrophe where a syllable begins with a vowel."""
    from pypinyin import lazy_pinyin  # for readers of English only: it is large

    read = lazy_pinyin(name, v_to_u=True)[: len(stem)]
    syllables = [
        READINGS.get(sign, syllable) for sign, syllable in zip(stem, read, strict=True)
    ]
    word = "".join(
        f"'{syllable}" if number and syllable[0] in "aeo" else syllable
        for number, syllable in enumerate(syllables)
    )
    return word.capitalize()


def _peoples(text):
    """ "苗族土家族" as "Miao and Tujia"."""
    found = sorted(
        (text.find(chinese), word)
        for chinese, word in PEOPLES.items()
        if chinese in text
    )
    words = [word for _place, word in found]
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def readable(path, lang):
    """A kept path for a reader: Chinese as it is, others in English.

    >>> readable("浙江省/杭州市/西湖区", "zh_CN"), readable("浙江省/杭州市/西湖区", "en_US")
    ('浙江省/杭州市/西湖区', 'Zhejiang / Hangzhou / Xihu District')
    >>> readable("德国/Bayern", "en_US"), readable("德国/Bayern", "zh_CN")
    ('Germany / Bayern', '德国/Bayern')
    >>> readable("德国/Bayern", None)
    'Germany / Bayern'
    """
    if (lang or "").startswith("zh"):
        return path
    first, *inside = path.split("/")
    if code := country_code(first):
        return " / ".join([country_name(code, lang), *inside])
    return " / ".join(map(english, [first, *inside]))


def written(text):
    """The beginnings of the kept paths whose English reading contains ``text``.

    >>> written("zhejiang"), written("germany"), written("zhejiang / ning")
    (['浙江省'], ['德国'], ['浙江省/宁波市'])
    """
    wanted = text.lower()
    found = [
        name
        for name in _country_codes("zh")
        if wanted in readable(name, "en_US").lower()
    ]
    for english_path, path in paths_in_english().items():
        above = readable(path.rpartition("/")[0], "en_US").lower()
        if wanted in english_path and wanted not in above:
            found.append(path)
    return found


@functools.cache
def paths_in_english():
    """English reading, in small letters -> path, of every place of China."""
    return {readable(path, "en_US").lower(): path for path in atlas().codes}


def country_name(code, lang):
    """The name of a country by CLDR, or its code.

    >>> country_name("DE", "zh_CN"), country_name("DE", "en_US"), country_name("??", "en_US")
    ('德国', 'Germany', '??')
    """
    return _territories(lang).get(code, code)


def country_code(name):
    """The ISO 3166 code of a country other than China by its kept name, or None.

    >>> country_code("德国"), country_code("浙江省")
    ('DE', None)
    """
    return _country_codes("zh").get(name)


def find_country(text):
    """The kept name of a country other than China, by its Chinese name, its English name
    or its ISO 3166 code.

    :raises LookupError: when there is none

    >>> find_country("Germany"), find_country("德国"), find_country("de")
    ('德国', '德国', '德国')
    """
    wanted = text.strip()
    code = wanted.upper()
    for lang in ("zh", "en"):
        code = _country_codes(lang).get(wanted, code)
    if code not in _country_codes("zh").values():
        raise LookupError(text)
    return country_name(code, "zh")


@functools.cache
def _country_codes(lang):
    """Name -> code of the countries other than China."""
    return {
        name: code
        for code, name in _territories(lang).items()
        if len(code) == 2 and code not in CHINA | {"EU", "EZ", "UN", "QO", "ZZ"}
    }


@functools.cache
def _territories(lang):
    try:
        return Locale.parse(lang or "en").territories
    except (UnknownLocaleError, ValueError):
        return Locale("en").territories
