"""Ready formats of text answers (F3); mirrored by ``formats.js``.

Message codes are ``format_`` and the key of the format.
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import regex

from .types.base import halfwidth


class Format(NamedTuple):
    """A pattern the whole of a tidied text matches, and how it is tidied before."""

    pattern: regex.Pattern
    tidy: Callable = halfwidth

    def fits(self, value):
        """Whether a tidied value has the format."""
        return bool(self.pattern.fullmatch(value))


def _without(characters, text):
    return characters.sub("", halfwidth(text).upper())


# The first two digits name the province: codes in use by China Post.
POSTCODE = (
    r"(?:0[1-7]|1[0-356]|2[0-7]|3[0-6]|4[0-7]|5[1-7]|6[1-7]|7[0-5]|8[013-6])[0-9]{4}"
)
# GA 36-2018: province, authority, then five characters, the last of which may name a
# special use; new-energy vehicles have six, with a letter for the drive at one end.
# There is no I and no O.
PLATE = (
    "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z]"
    "(?:[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳]"
    "|[A-HJK][A-HJ-NP-Z0-9][0-9]{4}|[0-9]{5}[A-HJK])"
)

FORMATS = {
    "letters": Format(regex.compile("[A-Za-z]+")),
    "digits": Format(regex.compile("[0-9]+")),
    "letters_digits": Format(regex.compile("[A-Za-z0-9]+")),
    "capitals_digits": Format(regex.compile("[A-Z0-9]+")),
    # With the dot between the parts of names: 阿卜杜拉·买买提
    "chinese": Format(regex.compile(r"[\p{Script=Han}·]+")),
    "chinese_letters": Format(regex.compile(r"[\p{Script=Han}·A-Za-z]+")),
    "postcode": Format(
        regex.compile(POSTCODE), partial(_without, regex.compile(r"\s"))
    ),
    "plate": Format(
        regex.compile(PLATE), partial(_without, regex.compile(r"[\s·•.-]"))
    ),
}
