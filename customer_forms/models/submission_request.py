import hashlib
import re
from typing import NamedTuple

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
