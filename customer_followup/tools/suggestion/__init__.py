"""The next status of a customer, suggested from a sentence somebody wrote (U3)."""

from .phrase import Phrase, PhraseError, group_name, parse_words
from .reading import Evidence, Reader, Suggestion, read

__all__ = [
    "Evidence",
    "Phrase",
    "PhraseError",
    "Reader",
    "Suggestion",
    "group_name",
    "parse_words",
    "read",
]
