"""People to be invited, one on each line, as somebody pasted them."""

import re
from typing import NamedTuple

from ..rules.types.email import ADDRESS, MAX_LENGTH
from . import phone

# What stands between the cells of a line.
SEPARATORS = re.compile(r"[,;\t|，；、]")
SOMETHING_AT = re.compile(r"[^\s<>\"'()]*@[^\s<>\"'()]*")
DIGITS = re.compile(r"\+?[0-9０-９][0-9０-９\s().-]{5,}[0-9０-９]")
CHINESE_MOBILE = re.compile(r"\+861[3-9][0-9]{9}")
CHINESE = re.compile(r"\+86")
WRAPPING = " \t<>\"'“”"


class Line(NamedTuple):
    """One person as typed.

    :ivar int number: of the line, from 1
    :ivar str problem: what is wrong with it: ``bad_email``, ``bad_phone``,
        ``not_mobile``, ``no_address``; '' for nothing
    """

    number: int
    name: str = ""
    email: str = ""
    phone: str = ""
    problem: str = ""


def read_lines(text):
    """People in a text, in any order of name, e-mail and mobile.

    Empty lines and a heading count as lines and are no people.

    :param str text: as pasted from a list, a mail or a spreadsheet
    :return: list of ``Line``

    >>> read_lines("王小明, wang@x.cn\\nLi Lei <li@x.cn>\\n\\n138 0000 1234\\tHan Meimei")
    ... # doctest: +NORMALIZE_WHITESPACE
    [Line(number=1, name='王小明', email='wang@x.cn', phone='', problem=''),
     Line(number=2, name='Li Lei', email='li@x.cn', phone='', problem=''),
     Line(number=4, name='Han Meimei', email='', phone='+8613800001234', problem='')]
    >>> [each.problem for each in read_lines("a@b\\n010-88886666\\n123456789012345678")]
    ['bad_email', 'not_mobile', 'bad_phone']
    >>> [each.number for each in read_lines("姓名,邮箱\\n王小明,w@x.cn")]
    [2]
    >>> read_lines("王小明,w@x.cn\\n李雷")[1].problem
    'no_address'
    """
    lines = []
    for number, written in enumerate(text.splitlines(), 1):
        if not written.strip(f"{WRAPPING},;，；、|"):
            continue
        line = _read_line(number, written)
        is_heading = not lines and number == 1 and line.problem == "no_address"
        if not (is_heading and SEPARATORS.search(written)):
            lines.append(line)
    return lines


def _read_line(number, written):
    names, found = [], {"email": "", "phone": ""}
    problem = ""
    for cell in SEPARATORS.split(written):
        for pattern, kind, read in (
            (SOMETHING_AT, "email", read_email),
            (DIGITS, "phone", read_mobile),
        ):
            match = pattern.search(cell)
            if match and not found[kind]:
                cell = f"{cell[: match.start()]} {cell[match.end() :]}"
                found[kind], wrong = read(match[0])
                problem = problem or wrong
        names.append(cell.strip(WRAPPING))
    if not problem and not any(found.values()):
        problem = "no_address"
    return Line(number, " ".join(filter(None, names)), problem=problem, **found)


def read_email(text):
    """An address as it is kept, and what is wrong with it.

    >>> read_email("A@X.cn"), read_email("a@b")
    (('A@x.cn', ''), ('', 'bad_email'))
    """
    text = text.strip()
    if len(text) > MAX_LENGTH or ".." in text or not ADDRESS.fullmatch(text):
        return "", "bad_email"
    mailbox, _at, domain = text.rpartition("@")
    return f"{mailbox}@{domain.lower()}", ""


def read_mobile(text):
    """A number that takes text messages, and what is wrong with it.

    >>> read_mobile("138-0000-1234"), read_mobile("021 58886666"), read_mobile("12")
    (('+8613800001234', ''), ('', 'not_mobile'), ('', 'bad_phone'))
    """
    try:
        number = phone.normalise(text)
    except ValueError:
        return "", "bad_phone"
    is_chinese = CHINESE.match(number)
    if ";" in number or (is_chinese and not CHINESE_MOBILE.fullmatch(number)):
        return "", "not_mobile"
    return number, ""
