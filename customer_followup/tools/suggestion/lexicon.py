"""Where words and phrases stand in a clause."""

from collections import defaultdict

from .phrase import END, NUMBER
from .words import is_chinese, word_set

# Other words that may stand between two parts of a phrase; words of little meaning are
# not counted, up to a limit.
GAP = 3
LONGEST_GAP = 8
LIGHT = word_set(
    """
了 的 地 得 过 着 把 给 我 我们 他 她 他们 我司 咱们 对方 客户 一 一份 一个 一下 一套
份 个 套 台 件 那 那份 这 这个 今天 昨天 昨晚 刚 刚刚 已 已经 也 都 又 就 最终 最后
终于 还 跟 和 与 再 张 王 李 总 经理
the a an our your their his her its my to of for with by on in at and us them him me
we they he she it be have been just also now today yesterday
"""
)
# What these deny stands right behind them.
NEGATORS = word_set("不 没 没有 未 无 not no never")
# What may follow the last word of a clause.
TRAILING = word_set(
    """
了 的 啊 呀 啦 哈 下来 出来 回来 过来 过去 出去 上来 完 好 成 掉 today yesterday now
"""
)
# What Chinese puts after a verb to say that it is done: 签好, 付完, 谈妥.
COMPLEMENTS = frozenset("好完妥成定掉下过了上出到齐清回走给")
# What stands between the two parts of a verb: 拍了板, 盖完章, 报个价.
BETWEEN = frozenset("了完好过个下一")
# 未签约, 已报价: one word in the dictionary, two in the sentence.
NUMERALS = frozenset("两二三四五六七八九十百千万几")
PREFIXES = frozenset("不没未无已刚先")
LONG = 3
# 还没, 并不: what denies is a word of its own.
DENIALS = frozenset(a + b for a in "还并都也" for b in "没不未")


class Lexicon:
    """All words that phrases consist of, found in a clause at once.

    :param alternatives: iterable of tuples of words
    :param whole: of these those that are never cut
    """

    def __init__(self, alternatives, whole=()):
        self._whole = {each[0] for each in whole}
        self._by_start = defaultdict(set)
        self._chinese = set()
        for alternative in alternatives:
            first = alternative[0]
            if is_chinese(first):
                self._chinese.add(first)
                first = first[0]
            self._by_start[first].add(alternative)

    def cut(self, words):
        """Words of the dictionary that consist of ours are cut: 签合同, 未签约."""
        result = []
        for word in words:
            parts = self._parts(word.text) if is_chinese(word.text) else 0
            if parts:
                middle = word.start + parts
                result.append(word._replace(text=word.text[:parts], end=middle))
                result.append(word._replace(text=word.text[parts:], start=middle))
            else:
                result.append(word)
        return result

    def _parts(self, text):
        """Where to cut a word, or 0."""
        known = self._chinese
        if text in DENIALS:
            return 1
        if text in self._whole:
            return 0
        if text[0] in PREFIXES and text[1:] in known:
            return 1
        if len(text) >= LONG:
            for middle in range(len(text) - 1, 0, -1):
                if text[:middle] in known and text[middle:] in known:
                    return middle
        return 0

    def find(self, words):
        """:return: places (begin, end) of alternatives in a clause, by alternative"""
        found = defaultdict(list)
        for begin, word in enumerate(words):
            text = word.text
            first = text[0] if is_chinese(text) else text
            for alternative in self._by_start.get(first, ()):
                self._note(found, alternative, words, begin)
            if _is_number(text):
                for alternative in self._by_start.get(NUMBER, ()):
                    self._note(found, alternative, words, begin)
        found[(END,)].append((len(words), len(words)))
        return found

    @staticmethod
    def _note(found, alternative, words, begin):
        end = _match(alternative, words, begin)
        if end is not None:
            found[alternative].append((begin, end))


def _is_number(text):
    """20, 五十, 两台; 一 is left out: 一下, 一起."""
    return text[0].isdigit() or (text[0] in NUMERALS and len(text) <= LONG)


def _match(alternative, words, begin):
    """The index after the words of an alternative that begins here, or None."""
    index = begin
    for wanted in alternative:
        if index >= len(words):
            return None
        text = words[index].text
        if wanted == text or (wanted == NUMBER and _is_number(text)):
            index += 1
        elif is_chinese(wanted):
            index = _match_chinese(wanted, words, index)
            if index is None:
                return None
        else:
            return None
    return index


def _match_chinese(wanted, words, index):
    """Chinese has no spaces: what is written as one may be several words of the sentence,
    but begins and ends where words do (签 is not found in 签证), or with a complement."""
    place, between = 0, 0
    may_part = len(wanted) == 2 and wanted[0] not in PREFIXES
    while index < len(words):
        for letter in words[index].text:
            if place < len(wanted) and letter == wanted[place]:
                place += 1
            elif place == len(wanted) and letter in COMPLEMENTS:
                continue
            elif may_part and place == 1 and letter in BETWEEN and between < 2:
                between += 1
            else:
                return None
        index += 1
        if place == len(wanted):
            return index
    return None


def find_phrase(parts, places, words):
    """Where a phrase stands: the narrowest place of the first that fits.

    :param parts: of the phrase
    :param places: what :meth:`Lexicon.find` found
    :param words: of the clause
    :return: list of indexes of the words it consists of, or None
    """
    columns = []
    for part in parts:
        column = sorted({place for each in part for place in places.get(each, ())})
        if not column:
            return None
        columns.append(column)
    ways = [[place] for place in columns[0]]
    for column in columns[1:]:
        ways = _extend(ways, column, words)
    if not ways:
        return None
    best = min(ways, key=_width)
    return [index for begin, end in best for index in range(begin, end)]


def _width(way):
    """The closest first, of these the one with most words: 不想…买 before 不…买."""
    words = sum(end - begin for begin, end in way)
    return way[-1][1] - way[0][0] - words, -words, way[0][0]


def _extend(ways, column, words):
    """Of the ways that end at one word the closest is kept: more would not help."""
    by_end = {}
    for way in ways:
        for place in column:
            if place[0] >= way[-1][1] and _is_near(words, way[-1][1], place[0]):
                longer = [*way, place]
                by_end[place] = min(by_end.get(place, longer), longer, key=_width)
    return list(by_end.values())


def _is_near(words, begin, end):
    between = words[begin:end]
    if words[begin - 1].text in NEGATORS:
        return all(word.text in LIGHT for word in between)
    if end == len(words):
        return all(word.text in TRAILING for word in between)
    gap = 1 if _is_number(words[end].text) else GAP
    heavy = sum(word.text not in LIGHT for word in between)
    return heavy <= gap and len(between) <= LONGEST_GAP
