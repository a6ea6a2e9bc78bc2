"""What arrives: a filled page and its files."""

import hashlib
import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..tools.file_kind import HEAD_SIZE

UNNAMEABLE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
MAX_NAME, MAX_ENDING = 120, 10


class UploadedFile(NamedTuple):
    """A file as the rules and the attachment need it."""

    name: str
    size: int
    head: bytes
    content: bytes

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

    :ivar dict raw: field key -> text, list of option keys or list of ``UploadedFile``
    :ivar version: the ``customer.form.version`` that was shown; the current one when
        None
    :ivar str channel: value of ``customer.form.submission.channel``
    :ivar str client_uuid: made by the page; the same one again is the same submission
    :ivar dict extra: further values of the submission (``utm`` fields, ``lang``)
    """

    raw: dict
    version: Any = None
    channel: str = "link"
    client_uuid: str | None = None
    extra: dict = field(default_factory=dict)


@dataclass(eq=False)
class Entry:
    """A filled page on its way in: what was sent, and what the intake found.

    :ivar FilledForm filled: what was sent
    :ivar version: the ``customer.form.version`` it answers, in sudo
    :ivar submission: the ``customer.form.submission`` this is, in sudo; empty before
        it is kept
    :ivar Entry first: the first entry of the batch from the same page, itself mostly
    :ivar list asked: fields of the schema
    :ivar dict values: readable answers by key
    :ivar list issues: ``rules.Issue``, every broken rule
    :ivar dict unique: digests of the unique answers by key
    :ivar str content_digest: tells a resend from a change
    :ivar Exception error: why this cannot be kept
    """

    filled: FilledForm
    version: Any
    submission: Any
    first: "Entry" = None
    asked: list = field(default_factory=list)
    values: dict = field(default_factory=dict)
    issues: list = field(default_factory=list)
    unique: dict = field(default_factory=dict)
    content_digest: str = ""
    error: Exception | None = None

    def __post_init__(self):
        self.first = self.first or self


def file_digests(raw):
    """The files of a request: ``[[field key, name, SHA-256], ...]`` in the order sent.

    :param dict raw: as in ``rules.check``
    """
    return [
        [key, file.name, hashlib.sha256(file.content).hexdigest()]
        for key, value in sorted(raw.items())
        if isinstance(value, list)
        for file in value
        if isinstance(file, UploadedFile)
    ]
