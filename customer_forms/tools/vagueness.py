"""Answers that are there and say nothing (S6): "无", "test", "......", "xxx"."""

import re
import unicodedata

# Said by people who were made to answer. Whole answers only: "无锡" is a town and
# "test bench" a product. Lower case, without spaces and punctuation.
SAYING_NOTHING = {
    # English
    *(
        "na",
        "none",
        "nil",
        "null",
        "nothing",
        "idk",
        "dontknow",
        "idontknow",
        "notsure",
        "unknown",
        "whatever",
        "anything",
        "tbd",
        "tba",
        "asabove",
        "test",
        "testing",
        "asdf",
        "qwerty",
        "blah",
        "dunno",
    ),
    # Chinese
    *(
        "无",
        "没有",
        "没",
        "暂无",
        "暂时没有",
        "不知道",
        "不清楚",
        "不详",
        "未知",
        "待定",
        "未定",
        "随便",
        "都行",
        "都可以",
        "看情况",
        "再说",
        "以后再说",
        "同上",
        "同前",
        "略",
        "保密",
        "不方便",
        "不便透露",
        "测试",
        "嗯",
        "哦",
    ),
}
# The same letter again and again: "xxx", "哈哈哈". Not digits: room 888 is a room.
REPEATED = re.compile(r"([^\d])\1{2,}")


def is_vague(text):
    """Whether a text that had to be given says nothing.

    :param str text: an answer
    :return: bool

    >>> [is_vague(text) for text in ("无", "N/A", "……", "xxxx", "待定。", "不 知道")]
    [True, True, True, True, True, True]
    >>> [is_vague(text) for text in ("无锡", "叉车两台", "AAA Ltd", "test bench", "888")]
    [False, False, False, False, False]
    """
    plain = "".join(
        character
        for character in unicodedata.normalize("NFKC", text).casefold()
        if unicodedata.category(character)[0] in "LN"
    )
    return not plain or plain in SAYING_NOTHING or REPEATED.fullmatch(plain) is not None
