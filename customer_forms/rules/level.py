from collections import ChainMap
from typing import Any, NamedTuple

from ..tools.vagueness import is_vague
from .conditions import holds
from .types import FIELD_TYPES, Invalid


class Kept(NamedTuple):
    """In place of what was typed: an answer that is kept already, and is not read again.
    Not every answer could be (of an identity card only the end is kept)."""

    value: Any


class Level:
    """The questions of the page, or those of one row of a repeating section.

    Everything is read before anything is judged: a question may be required because of
    a later one ("a phone number, or else an e-mail address").

    :ivar dict values: the readable answers by key
    :ivar dict rows: section key -> list of ``Level``, rows in which nothing was typed
        left out
    :ivar dict unreadable: field key -> ``Invalid``
    :ivar list applicable: the fields that are not hidden
    :ivar int number: the place of a row among the posted ones, from 0
    """

    number = None

    def __init__(self, fields, raw, findings, path="", outside=None):
        self.fields, self.path = fields, path
        self.values, self.rows, self.unreadable = {}, {}, {}
        self.applicable = []
        # What conditions see: a row's own answers first, then those around it.
        self.visible = (
            self.values if outside is None else ChainMap(self.values, outside)
        )
        self._raw, self._findings = raw, findings
        known = {field["key"] for field in fields}
        findings.unknown.extend(f"{path}{key}" for key in raw if key not in known)

    def read_answers(self):
        """Find the questions that apply, and their answers."""
        for field in self.fields:
            if not holds(field.get("condition"), self.visible):
                continue
            self.applicable.append(field)
            key = field["key"]
            field_type = FIELD_TYPES[field["type"]]
            raw = self._raw.get(key)
            try:
                kept = isinstance(raw, Kept)
                value = raw.value if kept else self._parse(field_type, raw, field)
            except Invalid as invalid:
                self.unreadable[key] = invalid
                continue
            if field_type.has_rows:
                value = self._read_rows(field, value or ())
            if value is not None:
                self.values[key] = value

    def _parse(self, field_type, raw, field):
        return field_type.parse(raw, field)

    def _read_rows(self, field, raw_rows):
        """The answers of each row of a repeating section, or None without any."""
        key = field["key"]
        rows = [
            type(self)(
                field["fields"],
                raw_row,
                self._findings,
                f"{self.path}{key}:{number}:",
                self.visible,
            )
            for number, raw_row in enumerate(raw_rows)
        ]
        for number, row in enumerate(rows):
            row.number = number
            row.read_answers()
        self.rows[key] = [row for row in rows if row.values or row.unreadable]
        return [row.values for row in self.rows[key]] or None

    def judge(self):
        """Note what cannot be read, is missing, or breaks a limit."""
        for field in self.applicable:
            key = field["key"]
            path = self.path + key
            if key in self.unreadable:
                self._findings.note(path, self.unreadable[key])
                continue
            for invalid in self.broken_limits(field):
                self._findings.note(path, invalid, is_warning=field.get("soft", False))
            if self._says_nothing(field):
                self._findings.note(path, Invalid("vague"), is_warning=True)
            for row in self.rows.get(key, ()):
                row.judge()

    def broken_limits(self, field):
        """The ``Invalid`` of each limit that the answer to ``field`` breaks."""
        field_type = FIELD_TYPES[field["type"]]
        value = self.values.get(field["key"])
        if value is not None:
            return field_type.check(value, field, self._findings.today)
        if self.is_required(field):
            return [field_type.missing(field)]
        return ()

    def _says_nothing(self, field):
        """Whether an answer that had to be given is there and says nothing."""
        value = self.values.get(field["key"])
        return (
            isinstance(value, str)
            and FIELD_TYPES[field["type"]].is_free_text
            and self.is_required(field)
            and is_vague(value)
        )

    def is_required(self, field):
        """Whether a question has to be answered, by what was answered so far."""
        required_when = field.get("required_when")
        return field.get("required") or (
            bool(required_when) and holds(required_when, self.visible)
        )


class KeptLevel(Level):
    """Answers that are kept already: they are judged anew, not parsed."""

    def _parse(self, field_type, raw, field):
        return None if raw is False else raw
