"""What a file is, by its content (libmagic), not by its name."""

import magic

# File name extension -> media types libmagic reports for it. Word and Excel files are
# containers (OLE, ZIP): with few bytes at hand libmagic names the container.
_ZIP = "application/zip"
_OLE = ("application/x-ole-storage", "application/CDFV2")
KINDS = {
    "pdf": ("application/pdf",),
    "doc": ("application/msword", *_OLE),
    "docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _ZIP,
    ),
    "xls": ("application/vnd.ms-excel", *_OLE),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _ZIP),
    "jpg": ("image/jpeg",),
    "png": ("image/png",),
    "gif": ("image/gif",),
    "webp": ("image/webp",),
    "txt": ("text/plain", "text/csv"),
    "csv": ("text/csv", "text/plain", "application/csv"),
}
# Enough for libmagic to know every kind above.
HEAD_SIZE = 2048


def is_kind(head, extension):
    """Whether the beginning of a file fits its extension.

    :param bytes head: the first ``HEAD_SIZE`` bytes
    :param str extension: lower case, without dot
    :return: bool; False for an extension that ``KINDS`` does not have

    >>> is_kind(b"%PDF-1.7 ...", "pdf")
    True
    >>> is_kind(b"MZ\\x90\\x00 a program", "pdf")
    False
    """
    return magic.from_buffer(head, mime=True) in KINDS.get(extension, ())
