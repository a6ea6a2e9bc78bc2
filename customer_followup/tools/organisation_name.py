"""Names of organisations, as people write them, in one form (S8).

上海明德科技有限公司, 上海明德科技（有限公司） and 明德科技(上海)有限公司 are one name; 上海明德
may well be short for it. 北京分公司 is an office of its own, whatever the company is called.
"""

import functools
import re
import unicodedata
from typing import NamedTuple

from opencc import OpenCC

from odoo.addons.customer_forms.tools import region_names, regions

# What the law makes a company call itself says nothing of which one it is.
LEGAL_FORM = re.compile(
    r"股份有限公司|有限责任公司|有限公司|股份公司|责任公司|集团公司|总公司|公司|集团"
    r"|\(?(?:普通合伙|特殊普通合伙|有限合伙|个体工商户|个人独资)\)?"
)
LEGAL_WORDS = re.compile(
    r"\b(?:co|company|corp|corporation|inc|incorporated|ltd|limited|llc|llp|plc|gmbh|ag|kg"
    r"|sa|sarl|bv|nv|pty|pte|oy|ab|as|spa|srl|group|holdings?|the|and)\b"
)
# What many organisations of a kind are called: left out of the core of a name.
TRADE = re.compile(
    r"村民委员会|居民委员会|委员会|合作社|幼儿园|诊所|药店|药房|超市|饭店|宾馆|旅行社"
    r"|大学|学院|学校|中学|小学|医院|银行|分行|支行|分公司|工厂|酒店|事务所|研究院|研究所|协会|中心"
    r"|科技|技术|信息|网络|软件|电子|电器|贸易|商贸|实业|发展|工程|建筑|建设|投资|控股|管理|咨询|服务"
    r"|文化|传媒|广告|教育|医疗|生物|医药|制药|食品|餐饮|机械|设备|制造|化工|材料|能源|环保|物流|国际"
    r"|进出口|电商|供应链|智能|数据|产业|股份|机电|电气|光电|电力|通信|通讯|自动化|仪器|五金|模具|塑料"
    r"|橡胶|建材|钢材|家电|百货|美容|健身|酒业|茶业|包装|印刷|纺织|服装|服饰|家具|家居|装饰|汽车|旅游|园林|农业|地产|置业|物业|租赁|劳务|会展"
)
TRADE_WORDS = re.compile(
    r"\b(?:technology|technologies|tech|trading|trade|information|network|software"
    r"|electronics?|industry|industrial|industries|development|engineering|construction"
    r"|investment|management|consulting|services?|culture|media|education|medical"
    r"|pharma|pharmaceutical|foods?|machinery|equipment|manufacturing|chemical|materials?"
    r"|energy|logistics|international|import|export|china)\b"
)
# An office of a company: what stands between the name and these words is where.
BRANCH = re.compile(r"(?:分公司|支公司|分店|分行|支行|分部|办事处|营业部)$")
BRANCH_WORDS = re.compile(r"\b(\w+) (?:branch|office)$")
# A shop in brackets is one of several; the main one is called by what it is.
SHOP = re.compile(
    r"[(\[【〔]((?!旗舰|专卖|专营|总|本)[^)\]】〕]*(?:店|校区|院区|厂区))[)\]】〕]$"
)
# What German and Danish write as two letters where the keyboard has no other way.
TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "æ": "ae"})
OTHER_LETTERS = str.maketrans({"ł": "l", "đ": "d", "ı": "i"})
ACCENTED = re.compile(r"[\u00c0-\u024f\u1e00-\u1eff]")
SHORT_WORDS = {
    "assoc": "associates",
    "bros": "brothers",
    "intl": "international",
    "mfg": "manufacturing",
    "mgmt": "management",
    "natl": "national",
    "svcs": "services",
    "univ": "university",
}
SHORT_WORD = re.compile(rf"\b({'|'.join(SHORT_WORDS)})\b")
# University of Leeds, Leeds University.
SEAT_OF = re.compile(r"^(?:the )?(university|college|school|institute) of (\w[\w ]*)$")
# A shorter core says too little: 明 or ab is in many names.
LEAST_HAN, LEAST_LATIN = 2, 4
HAN = re.compile(r"[\u3400-\u9fff]")


class OrganisationName(NamedTuple):
    """``key``: equal for one name in all its spellings; ``core``: what is left without
    place and trade, '' where that is too little; ``city``: the place it begins with;
    ``branch``: which office of the company, '' for the company itself; ``named``: the
    name without place, legal form and office, in which spellings are compared; spaces
    only between Latin words."""

    key: str = ""
    core: str = ""
    city: str = ""
    branch: str = ""
    named: str = ""


def organisation_name(text):
    """The parts of a name by which it is compared.

    >>> organisation_name("上海明德科技有限公司")[:3]
    ('明德科技@上海', '明德', '上海')
    >>> organisation_name("明德科技 （上海） 有限责任公司").key
    '明德科技@上海'
    >>> organisation_name("ＡＣＭＥ Co., Ltd.") == organisation_name("acme")
    True
    >>> organisation_name("臺北宏達電子有限公司") == organisation_name("台北宏达电子")
    True
    >>> organisation_name("Shanghai Mingde Technology Co., Ltd.")[:3]
    ('mingdetechnology@上海', 'mingde', '上海')
    >>> organisation_name("明德科技有限公司北京分公司")[:4]
    ('明德科技/北京', '明德', '', '北京')
    >>> organisation_name("Bäckerei Schröder GmbH") == organisation_name("Baeckerei Schroeder")
    True
    >>> organisation_name("Smith & Bros. Mfg") == organisation_name(
    ...     "Smith and Brothers Manufacturing Co"
    ... )
    True
    >>> organisation_name("明德书店（西湖店）")[:1], organisation_name("明德（旗舰店）").branch
    (('明德书店/西湖店',), '')
    >>> organisation_name("上海科技有限公司").core, organisation_name("有限公司").key
    ('', '有限公司')
    """
    plain = _plain(text)
    whole, branch = _without_branch(plain)
    name, city = _without_city(whole)
    bare = _without_form(name)
    letters, core = _letters(bare), _letters(TRADE_WORDS.sub(" ", TRADE.sub("", bare)))
    key = (
        f"{letters}@{city}" if letters and city else letters or city or _letters(plain)
    )
    least = LEAST_HAN if HAN.search(core) else LEAST_LATIN
    return OrganisationName(
        f"{key}/{branch}" if branch else key,
        core if len(core) >= least else "",
        city,
        branch,
        letters if HAN.search(letters) else " ".join(bare.split()),
    )


def words_of(text):
    """The words of a name but for its legal form.

    >>> words_of("The Acme Tradng Co., Limited")
    ['acme', 'tradng']
    """
    return _without_form(_plain(text)).split()


def _plain(text):
    """One way to write each letter: half width, small, simplified, without accents; and
    each word in full."""
    narrow = unicodedata.normalize("NFKC", text or "").casefold().strip()
    if HAN.search(narrow):
        return _simplified().convert(narrow)
    plain = ACCENTED.sub(
        lambda letter: unicodedata.normalize("NFKD", letter[0])[0],
        narrow.translate(TWO_LETTERS).translate(OTHER_LETTERS),
    )
    plain = SHORT_WORD.sub(lambda word: SHORT_WORDS[word[0]], plain)
    return SEAT_OF.sub(r"\2 \1", plain)


@functools.cache
def _simplified():
    return OpenCC("t2s")


def _without_branch(text):
    """The name of the company, and which office of it this is."""
    shop = SHOP.search(text)
    if shop:
        return text[: shop.start()].rstrip(), _letters(shop[1])
    words = _spaced(text).strip()
    latin = BRANCH_WORDS.search(words)
    if latin:
        place = latin[1]
        return words[: latin.start()], _cities().get(place, place)
    office = BRANCH.search(words)
    if not office:
        return text, ""
    before = words[: office.start()].rstrip()
    forms = [form.end() for form in re.finditer("公司|银行", before)]
    if forms:
        place = _letters(before[forms[-1] :])
        return before[: forms[-1]], short_place(place) or office[0]
    for length in range(min(_longest(), len(before) - 1), 1, -1):
        city = _cities().get(before[-length:])
        if city:
            return before[:-length], city
    return before, office[0]


def _spaced(text):
    """Signs between letters as spaces, so that words have an end."""
    return re.sub(r"[^\w]+", " ", text)


def _without_form(name):
    return LEGAL_WORDS.sub(" ", LEGAL_FORM.sub("", _spaced(name)))


def _letters(text):
    return re.sub(r"[\W_]+", "", text)


def _without_city(text):
    """The name without the place it begins with or has in brackets, and that place."""
    for bracket in re.finditer(r"[(\[【〔]([^)\]】〕]*)[)\]】〕]", text):
        city = _cities().get(_letters(bracket[1]))
        if city:
            return text[: bracket.start()] + text[bracket.end() :], city
    words = text.split(maxsplit=1)
    if len(words) == 2 and words[0] in _cities() and not HAN.match(words[0]):
        return words[1], _cities()[words[0]]
    for length in range(min(_longest(), len(text)), 1, -1):
        city = _cities().get(text[:length])
        if city and length < len(text):
            rest, below = _without_city(text[length:])
            return rest, below or city
    return text, ""


@functools.cache
def _longest():
    return max(len(name) for name in _cities() if HAN.match(name))


@functools.cache
def _cities():
    """Provinces and cities as names begin with them, in Chinese and pinyin:
    {"上海市": "上海", "上海": "上海", "shanghai": "上海"}."""
    atlas = regions.atlas()
    cities = {}
    for path in [
        *atlas.inside[""],
        *(p for each in atlas.inside[""] for p in atlas.inside[each]),
    ]:
        if path.count("/") and path.split("/")[0] in regions.municipalities():
            continue
        name = path.rpartition("/")[2]
        short = short_place(name)
        for each in (name, short, region_names.english(name).casefold()):
            cities.setdefault(each, short)
    return cities


def short_place(name):
    """A province or city as people call it.

    >>> short_place("上海市"), short_place("浙江省/杭州市"), short_place("内蒙古自治区")
    ('上海', '杭州', '内蒙古')
    """
    last = (name or "").rpartition("/")[2]
    bare = regions.SUFFIX.sub("", last)
    names = (regions.NATIONS.sub("", bare), bare, last)
    return next(name for name in names if len(name) > 1 or name == last)
