import re

from stdnum.cn import uscc

from .base import FieldType, Invalid, clean, halfwidth

LENGTH = 18
CHARACTERS = re.compile(r"[0-9]{8}[0-9A-HJ-NPQRTUWXY]{10}")
# Spaces and every kind of dash people put between groups.
SEPARATORS = re.compile(r"[\s\-\u2010-\u2015\u2212]")


class Uscc(FieldType):
    """A unified social credit code of mainland China, check digit by GB 32100-2015."""

    key = "uscc"
    icon = "fa-building-o"
    group = "contact"
    sensitivities = ("id",)
    settings = ("placeholder",)
    counts_as = frozenset({"text", "longtext"})
    can_be_unique = True

    def parse(self, raw, field):
        text = SEPARATORS.sub("", halfwidth(clean(raw))).upper()
        if not text:
            return None
        if len(text) != LENGTH:
            raise Invalid("uscc_length", expected=LENGTH, count=len(text))
        if not CHARACTERS.fullmatch(text):
            raise Invalid("uscc_characters")
        if uscc.calc_check_digit(text[:-1]) != text[-1]:
            raise Invalid("uscc_checksum")
        return text

    def sample(self, field, today):
        return "91350100M000100Y43"
