"""What arrives: a filled page and its files."""

import hashlib
import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ...rules import FIELD_TYPES
from ...tools.file_kind import HEAD_SIZE
from ...tools.found_only import FoundOnly
from ...tools.page_opening import STAFF_CHANNELS

UNNAMEABLE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
MAX_NAME, MAX_ENDING = 120, 10


class UploadedFile(NamedTuple):
    """A file as the rules and the attachment need it.

    :ivar int attachment_id: of one that was kept with an unfinished entry, 0 for one that
        was sent now
    """

    name: str
    size: int
    head: bytes
    content: bytes
    attachment_id: int = 0

    @classmethod
    def of(cls, name, content):
        """From the name a browser sent and the bytes.

        The name is cut to its last part and to what a file system takes, and loses the
        characters that no name has.
        """
        name = UNNAMEABLE.sub("", name).replace("\\", "/").rpartition("/")[2].strip()
        stem, dot, ending = name.rpartition(".")
        name = f"{stem[: MAX_NAME - len(ending)]}{dot}{ending[:MAX_ENDING]}"
        return cls(name, len(content), content[:HEAD_SIZE], content)


@dataclass(eq=False)
class FilledForm:
    """One filled page, as ``customer.form._submit_many`` takes it.

    :ivar dict raw: field key -> text, list of option keys or list of ``UploadedFile``;
        section key -> list of such dicts, for a repeating section
    :ivar version: the ``customer.form.version`` that was shown; the current one when
        None
    :ivar str channel: value of ``customer.form.submission.channel``
    :ivar str client_uuid: made by the page; the same one again is the same submission
    :ivar dict extra: further values of the submission (``utm`` fields, ``lang``)
    :ivar bool confirmed: whether what only warns has been read and found right; pages
        ask the person
    :ivar list signs: what speaks for a robot, ``{"code", "params"}``; None where nobody
        looked: for what came without a page, and for staff
    :ivar Opening opening: how the page was opened, as far as it was: see
        ``page_opening``. None for what came without a page
    :ivar bool is_known_by_content: whether the same answers are the same submission,
        wherever they come from; it gets its ``client_uuid`` from them then
    """

    raw: dict
    version: Any = None
    channel: str = "link"
    client_uuid: str | None = None
    extra: dict = field(default_factory=dict)
    confirmed: bool = True
    opening: Any = None
    is_known_by_content: bool = False
    signs: list | None = None

    @property
    def is_staff(self):
        """Whether staff fill it in, with their sections."""
        return self.channel in STAFF_CHANNELS


class Answered(NamedTuple):
    """One answer of a filled page or of a kept submission.

    ``path`` names its question as the page does: ``section:row:field`` in a row. ``row``
    is the row it is kept in: section key and place on the way in, a
    ``customer.form.row`` when read; empty for an answer that is not in a row.
    ``is_masked``: the value is the mask of a sensitive answer.
    """

    path: str
    field: dict
    value: Any
    raw: Any
    row: Any
    is_masked: bool = False


@dataclass(eq=False)
class Entry:
    """A filled page on its way in: what was sent, and what the intake found.

    :ivar FilledForm filled: what was sent
    :ivar version: the ``customer.form.version`` it answers, in sudo
    :ivar submission: the ``customer.form.submission`` this is, in sudo; empty before
        it is kept
    :ivar Entry first: the first entry of the batch from the same page, itself mostly
    :ivar list asked: fields of the schema
    :ivar dict values: readable answers by key; those of a repeating section are a list
        of dicts
    :ivar dict row_numbers: section key -> the place each kept row had on the page
    :ivar list issues: ``rules.Issue``, every broken rule
    :ivar list warnings: ``rules.Issue``, those that hold nobody up
    :ivar dict unique: digests of the unique answers by path
    :ivar str content_digest: tells a resend from a change
    :ivar list signs: what speaks for a robot, found in the answers too
    :ivar Exception error: why this cannot be kept
    """

    filled: FilledForm
    version: Any
    submission: Any
    first: "Entry" = None
    asked: list = field(default_factory=list)
    values: dict = field(default_factory=dict)
    row_numbers: dict = field(default_factory=dict)
    issues: list = field(default_factory=list)
    warnings: list = field(default_factory=list)
    unique: dict = field(default_factory=dict)
    content_digest: str = ""
    signs: list = field(default_factory=list)
    error: Exception | None = None

    def __post_init__(self):
        self.first = self.first or self

    @property
    def is_new(self):
        """Whether this is to become a submission of its own."""
        return self.first is self and not self.submission

    @property
    def answers(self):
        """The answers that stand in the submission itself, by key, to be kept."""
        full = self.full_values()
        return {
            field_["key"]: full[field_["key"]]
            for field_ in self.asked
            if field_["key"] in full and not _has_rows(field_)
        }

    def full_values(self):
        """The answers with what is only to be found again: numbers of identity cards are
        sealed, of ``values`` they have the end alone."""
        full = dict(self.values)
        for asked in self.asked:
            key = asked["key"]
            if key not in full:
                continue
            raw = self.filled.raw.get(key)
            if not _has_rows(asked):
                full[key] = _found_again(asked, full[key], raw)
                continue
            rows = zip(full[key], self.row_numbers[key], strict=True)
            full[key] = [
                {
                    field_["key"]: _found_again(
                        field_, row[field_["key"]], raw[number].get(field_["key"])
                    )
                    for field_ in asked["fields"]
                    if field_["key"] in row
                }
                for row, number in rows
            ]
        return full

    @property
    def kept_warnings(self):
        """The rules that only warn, as the submission keeps them."""
        return [issue._asdict() for issue in self.warnings] or False

    def answered(self):
        """Every answer, those in rows too, in the order of the page.

        :return: iterator of ``Answered``
        """
        raw = self.filled.raw
        for asked in self.asked:
            key = asked["key"]
            if key not in self.values:
                continue
            if not _has_rows(asked):
                yield Answered(key, asked, self.values[key], raw.get(key), None)
                continue
            for place, number in enumerate(self.row_numbers[key]):
                row, raw_row = self.values[key][place], raw[key][number]
                for field_ in asked["fields"]:
                    name = field_["key"]
                    if name in row:
                        path, given = f"{key}:{number}:{name}", raw_row.get(name)
                        yield Answered(path, field_, row[name], given, (key, place))


def _found_again(field_, value, raw):
    field_type = FIELD_TYPES[field_["type"]]
    if field_type.is_found_only and isinstance(raw, str):
        return FoundOnly(field_type.full(raw))
    return value


def _has_rows(field_):
    return FIELD_TYPES[field_["type"]].has_rows


def file_digests(raw, path=""):
    """The files of a request: ``[[path, name, SHA-256], ...]`` in the order sent.

    :param dict raw: as in ``rules.check``
    :param str path: before the keys of ``raw``
    """
    digests = []
    for key, value in sorted(raw.items()):
        for number, item in enumerate(value if isinstance(value, list) else ()):
            if isinstance(item, UploadedFile):
                content_digest = hashlib.sha256(item.content).hexdigest()
                digests.append([f"{path}{key}", item.name, content_digest])
            elif isinstance(item, dict):
                digests += file_digests(item, f"{path}{key}:{number}:")
    return digests


def sent_files(raw):
    """Every ``UploadedFile`` of a request, those in rows too.

    :param dict raw: as in ``rules.check``
    """
    for value in raw.values():
        for item in value if isinstance(value, list) else ():
            if isinstance(item, UploadedFile):
                yield item
            elif isinstance(item, dict):
                yield from sent_files(item)
