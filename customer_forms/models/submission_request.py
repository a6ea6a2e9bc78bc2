import hashlib
from typing import NamedTuple

from ..tools.file_kind import HEAD_SIZE


class UploadedFile(NamedTuple):
    """A file as the rules and the attachment need it."""

    name: str
    size: int
    head: bytes
    content: bytes

    @classmethod
    def of(cls, name, content):
        """From its name and its bytes."""
        return cls(name, len(content), content[:HEAD_SIZE], content)


def fingerprint(raw):
    """What was sent, as JSON-ready data: files by the SHA-256 of their content.

    :param dict raw: as in ``rules.check``
    :return: dict, equal for two requests that say the same
    """
    return {
        key: [
            [file.name, hashlib.sha256(file.content).hexdigest()]
            if isinstance(file, UploadedFile)
            else file
            for file in (value if isinstance(value, list) else [value])
        ]
        for key, value in raw.items()
        if value
    }
