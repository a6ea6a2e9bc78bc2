"""Websites that may show a page in a frame, as Content-Security-Policy names them."""

from urllib.parse import urlsplit

SCHEMES = {"http", "https"}


class NotAnOrigin(ValueError):
    """A line that names no website.

    :ivar str line: as it was typed
    """

    def __init__(self, line):
        super().__init__(line)
        self.line = line


def parse(text):
    """The origins of a text with one on each line, each once, in the order typed.

    Names in other scripts become punycode, as browsers send them; a path, a wildcard or
    anything else that is not the name of one website is refused.

    >>> parse("https://WWW.Example.com/  \\n\\nhttp://localhost:8080")
    ['https://www.example.com', 'http://localhost:8080']
    >>> parse("https://例子.中国")
    ['https://xn--fsqu00a.xn--fiqs8s']
    >>> parse("https://example.com/shop")
    Traceback (most recent call last):
    odoo.addons.customer_forms.tools.origins.NotAnOrigin: https://example.com/shop
    """
    origins = []
    for line in (text or "").splitlines():
        if line.strip():
            origin = _origin(line.strip())
            if origin not in origins:
                origins.append(origin)
    return origins


def _origin(line):
    try:
        parts = urlsplit(line)
        host = (parts.hostname or "").encode("idna").decode()
        port = parts.port
    except ValueError:  # UnicodeError is one
        raise NotAnOrigin(line) from None
    is_plain = parts.path in ("", "/") and not (
        parts.query or parts.fragment or parts.username or parts.password
    )
    if parts.scheme not in SCHEMES or not is_plain or not _is_host(host):
        raise NotAnOrigin(line)
    return f"{parts.scheme}://{host}" + (f":{port}" if port else "")


def _is_host(host):
    return bool(host) and all(
        label and label.replace("-", "").isalnum() and label.isascii()
        for label in host.split(".")
    )
