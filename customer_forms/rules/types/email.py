import re

from .base import FieldType, Invalid, clean, halfwidth

# What mail servers accept in practice: a local part without spaces, a domain with a dot.
# Lengths from RFC 5321, 4.5.3.1.
ADDRESS = re.compile(
    r"[^\s@<>(),;:\"\[\]]{1,64}@"
    r"(?:[A-Za-z0-9\u0080-\uffff](?:[A-Za-z0-9\u0080-\uffff-]{0,61}[A-Za-z0-9\u0080-\uffff])?\.)+"
    r"[A-Za-z\u0080-\uffff]{2,63}"
)
MAX_LENGTH = 254


class Email(FieldType):
    """An e-mail address; the domain is kept in lower case."""

    key = "email"
    icon = "fa-envelope-o"
    group = "contact"
    sensitivities = ("email",)
    default_sensitivity = "email"
    settings = ("placeholder",)
    can_be_unique = True
    may_become = frozenset({"text", "longtext"})

    def parse(self, raw, field):
        text = halfwidth(clean(raw))
        if not text:
            return None
        if len(text) > MAX_LENGTH or ".." in text or not ADDRESS.fullmatch(text):
            raise Invalid("not_an_email")
        local, domain = text.rsplit("@", 1)
        return f"{local}@{domain.lower()}"

    def sample(self, field, today):
        return "name@example.com"
