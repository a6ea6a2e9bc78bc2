"""Texts made from what a visitor typed, without what identifies a person (V1)."""

import re

# Two or more groups of digits as people write phone, bank and identity numbers.
LONG_NUMBER = re.compile(r"\+?\d(?:[\s\-()]?\d){6,}[\dXx]?")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
ORGANISATION = re.compile(
    r"公司|集团|企业|工厂|厂$|银行|医院|学校|大学|学院|酒店|商行|中心|事务所|研究院|合作社"
    r"|\b(?:ltd|limited|inc|llc|corp|corporation|company|co|gmbh|ag|kg|sa|sarl|bv|plc"
    r"|pty|oy|ab|as|spa|srl|group|holdings?|university|hospital|bank)\b",
    re.IGNORECASE,
)


def guess_kind(name):
    """``company`` when the name is one of an organisation, else ``individual``.

    >>> guess_kind("上海明德有限公司"), guess_kind("王小明"), guess_kind("Rhein GmbH")
    ('company', 'individual', 'company')
    """
    return "company" if ORGANISATION.search(name or "") else "individual"


def industry_meant(label, names):
    """The one industry that people mean by a word of everyday: 零售 is in 批发和零售业.

    :param str label: what was answered
    :param names: names of industries
    :return: one of them, or None where none or several have the word

    >>> industry_meant("零售", ["批发和零售业", "制造业"])
    '批发和零售业'
    >>> industry_meant("服务业", ["居民服务业", "商务服务业"]) is None
    True
    """
    word = (label or "").strip().casefold().removesuffix("业")
    meant = [name for name in names if len(word) > 1 and word in name.casefold()]
    return meant[0] if len(meant) == 1 else None


def first_line(text, length=40, hidden=()):
    """The first line of a text, shortened, without numbers, addresses and names.

    :param str text: as typed
    :param int length: most characters of the result
    :param hidden: names to take out, e.g. the customer's
    :return: str, empty when nothing else was said

    >>> first_line("我是王小明, 电话 138 0000 1234, 要 20 台叉车", hidden=["王小明"])
    '我是…, 电话 …, 要 20 台叉车'
    """
    line = next(
        (part.strip() for part in (text or "").splitlines() if part.strip()), ""
    )
    for name in hidden:
        if name:
            line = line.replace(name, "…")
    line = LONG_NUMBER.sub("…", EMAIL.sub("…", line))
    if not re.search(r"\w", line):
        return ""
    return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"
