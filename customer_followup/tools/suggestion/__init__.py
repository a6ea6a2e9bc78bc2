"""The next status of a customer, suggested from a sentence somebody wrote (U3)."""

from .phrase import Phrase, PhraseError
from .reading import Evidence, Suggestion, read

__all__ = ["Evidence", "Phrase", "PhraseError", "Suggestion", "read"]
