from ...tools.file_kind import KINDS, is_kind
from .base import FieldType, Invalid

MEGABYTE = 1024 * 1024
DEFAULT_MAX_FILES = 5
DEFAULT_MAX_MB = 10
# Phones and scanners write the one, administrators allow the other.
SAME_KIND = {"jpeg": "jpg"}


class Attachment(FieldType):
    """Files, limited in number, size and kind; the kind is read from the content (F3).

    A raw file has ``name``, ``size`` in bytes and ``head``, its first 2048 bytes (in the
    browser, which does not read files, ``head`` is absent and the name has to do).
    """

    key = "attachment"
    icon = "fa-paperclip"
    group = "special"
    settings = ("files",)
    can_be_typed_again = False
    is_wide = True
    required_code = "required_file"

    def parse(self, raw, field):
        if raw is None or raw == "" or raw == []:
            return None
        if not isinstance(raw, list) or not all(hasattr(each, "size") for each in raw):
            raise Invalid("not_a_file")
        files = raw
        limit = field.get("max_files") or DEFAULT_MAX_FILES
        if len(files) > limit:
            raise Invalid("too_many_files", max=limit)
        for file in files:
            self._check_file(file, field)
        return ", ".join(file.name for file in files)

    def _check_file(self, file, field):
        limit = field.get("max_mb") or DEFAULT_MAX_MB
        formats = field.get("formats") or sorted(KINDS)
        extension = file.name.rpartition(".")[2].lower()
        extension = SAME_KIND.get(extension, extension)
        if not file.size:
            raise Invalid("file_empty", name=file.name)
        if file.size > limit * MEGABYTE:
            raise Invalid("file_too_big", name=file.name, max=limit)
        if extension not in formats:
            raise Invalid("file_format", name=file.name, formats=", ".join(formats))
        if not is_kind(file.head, extension):
            raise Invalid("file_content", name=file.name, extension=extension)
