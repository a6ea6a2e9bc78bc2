import re

from .base import FieldType, Invalid, clean, halfwidth

# http and https only: other schemes (javascript:, data:) are not addresses of pages.
SCHEME = re.compile(r"https?://", re.IGNORECASE)
HOST = (
    r"(?:[A-Za-z0-9\u0080-\uffff](?:[A-Za-z0-9\u0080-\uffff-]{0,61}"
    r"[A-Za-z0-9\u0080-\uffff])?\.)+[A-Za-z\u0080-\uffff]{2,63}"
)
ADDRESS = re.compile(rf"https?://{HOST}(?::[0-9]{{1,5}})?(?:[/?#][^\s<>\"]*)?")
MAX_LENGTH = 2000


class Url(FieldType):
    """The address of a web page; ``https://`` is added where it is left out."""

    key = "url"
    icon = "fa-link"
    group = "contact"
    settings = ("placeholder",)
    counts_as = frozenset({"text", "longtext"})
    can_be_unique = True

    def parse(self, raw, field):
        text = halfwidth(clean(raw))
        if not text:
            return None
        if not SCHEME.match(text):
            text = f"https://{text}"
        scheme, rest = text.split("://", 1)
        text = f"{scheme.lower()}://{rest}"
        if len(text) > MAX_LENGTH or not ADDRESS.fullmatch(text):
            raise Invalid("not_a_url")
        return text

    def sample(self, field, today):
        return "https://www.example.com"
