"""The words of an expression."""

import re
from typing import NamedTuple

from ...rules.types.base import halfwidth
from ..coded_error import CodedError

MAX_LENGTH = 5000
# Texts in straight or typographic quotes; a quote in a text is written twice.
TEXT = re.compile(
    r"'((?:[^']|'')*)'|\"((?:[^\"]|\"\")*)\"|[‘’]([^‘’]*)[‘’]|[“”]([^“”]*)[“”]"
)
TOKEN = re.compile(
    r"\s*(?:\$\{\s*(?P<field>[^{}]+?)\s*\}"
    r"|(?P<number>-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<name>[^\W\d][\w-]*(?::[\w-]+)?)"
    r"|(?P<sign><=|>=|!=|≤|≥|≠|[=<>(),+.]))"
)
SIGNS = {"≤": "<=", "≥": ">=", "≠": "!="}


class ExpressionError(CodedError):
    """What an expression has that cannot be read."""


class Token(NamedTuple):
    """``kind`` is field, number, text, name, sign or end; ``text`` what it says."""

    kind: str
    text: str


def tokenise(text):
    """The tokens of an expression, an ``end`` behind them.

    Full-width signs, as Chinese input methods produce them, are read as plain ones.

    :raises ExpressionError: at the first sign that has no meaning

    >>> [token.text for token in tokenise("${a}＝‘b’")]
    ['a', '=', 'b', '']
    """
    if len(text) > MAX_LENGTH:
        raise ExpressionError("expression_too_long", max=MAX_LENGTH)
    tokens, start = [], 0
    for quoted in TEXT.finditer(text):
        tokens += _plain_tokens(text[start : quoted.start()])
        tokens.append(Token("text", _unquoted(quoted)))
        start = quoted.end()
    tokens += _plain_tokens(text[start:])
    return [*tokens, Token("end", "")]


def _unquoted(quoted):
    single, double, *typographic = quoted.groups()
    if single is not None:
        return single.replace("''", "'")
    if double is not None:
        return double.replace('""', '"')
    return next(each for each in typographic if each is not None)


def _plain_tokens(text):
    text = halfwidth(text).strip()
    tokens, start = [], 0
    while start < len(text):
        found = TOKEN.match(text, start)
        if not found:
            raise ExpressionError(
                "expression_unreadable", near=text[start:].strip()[:20]
            )
        kind = found.lastgroup
        tokens.append(Token(kind, SIGNS.get(found[kind], found[kind])))
        start = found.end()
    return tokens


def quoted(text):
    """A text as an expression writes it.

    >>> quoted("it's")
    "'it''s'"
    """
    return "'" + text.replace("'", "''") + "'"


class Reader:
    """Tokens, read one after the other."""

    def __init__(self, text):
        self.tokens = tokenise(text)
        self.place = 0

    @property
    def token(self):
        return self.tokens[self.place]

    def take(self):
        """The next token, which is then read."""
        token = self.token
        self.place = min(self.place + 1, len(self.tokens) - 1)
        return token

    def is_next(self, kind, *texts):
        """Whether the next token is of this kind, and one of ``texts`` if given."""
        token = self.token
        return token.kind == kind and (not texts or token.text.lower() in texts)

    def took(self, kind, *texts):
        """Take the next token if it is of this kind; tell whether it was."""
        is_next = self.is_next(kind, *texts)
        if is_next:
            self.take()
        return is_next

    def need(self, kind, *texts):
        """Take the next token, which has to be of this kind.

        :raises ExpressionError: where something else stands
        """
        if not self.is_next(kind, *texts):
            raise self.unexpected()
        return self.take()

    def unexpected(self):
        """The error for what stands next."""
        if self.token.kind == "end":
            return ExpressionError("expression_unfinished")
        return ExpressionError("expression_unexpected", near=self.token.text[:40])
