"""Requests that no browser sends to a public form, made from a seed."""

import random
import string
from urllib.parse import quote_from_bytes

BOUNDARY = b"fuzzedboundary"
MAX_QUERY = 8000
TEXTS = [
    *(
        "",
        " ",
        "0",
        "-1",
        "1,200",
        "3.5",
        "1e999",
        "nan",
        "-inf",
        "9" * 400,
        "٣",
        "１２",
    ),
    *("2026-03-05", "2026-02-30", "0000-00-00", "9999-12-31", "10000-01-01"),
    *("2026-03-05T10:00", "0001-01-01T00:00", "9999-12-31T23:59", "24:61"),
    *("yes", "no", "true", "None", "null", "[]", "{}", '["a"]', "a", "b", "zz"),
    *("13800001234", "+86 138 0000 1234", "+", "tel:110", "ann@example.com", "a@b@c"),
    *("https://example.com", "javascript:alert(1)", "http://[::1", "//", "file:///"),
    *("360426199101010071", "91350100M000100Y43", "X" * 18, "浙江省/杭州市/"),
    *("330106", "德国/Bayern", "Germany/", "/", "//" * 99, "西湖区", "北京市/北京市"),
    *("<script>alert(1)</script>", "%(name)s", "{0.__class__}", "{{7*7}}", "%s%n", "%"),
    *("'; DROP TABLE customer_form; --", "\\", "\\u0000", "../../etc/passwd", "=1+1"),
    *(
        "a\x00b",
        "\x00",
        "\x1b[31m",
        "\u202eabc",
        "\ufeff",
        "e\u0301",
        "😀" * 9,
        "\r\n.\r\n",
    ),
]
NAMES = [
    *(
        "self",
        "slug",
        "args",
        "kwargs",
        "cls",
        "__class__",
        "__init__",
        "_posted",
        "id",
    ),
    *("csrf_token", "_version", "_uuid", "_method", "debug", "answers", "number"),
    *("rows:0:x", "rows:0:item", "rows:00:item", "rows:-1:item", "rows:999999:item"),
    *("rows", "rows:", "rows::", "rows:0", "rows:0:", "rows:0:item:0", "rows:٣:item"),
    *("rows:1e3:item", ":0:item", ":::", "rows:" + "9" * 5000 + ":item", "text:0:item"),
    *("rows:0:rows:0:item", "rows:0:number", "rows:0:internal", "rows:0:self"),
    *(
        "",
        " ",
        "\x00",
        "a\x00b",
        "a\r\nb: c",
        'a"; filename="x',
        "答案",
        "😀",
        "x" * 9000,
    ),
    *("text[]", "text[0]", "text.0", "TEXT", " text", "text ", "internal", "statement"),
]
FILES = [
    (b"x.pdf", b"%PDF-1.4\n%%EOF\n"),
    (b"x.pdf", b"not a pdf"),
    (b"", b""),
    (b"x", b""),
    (b"../../x.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40),
    (b"x.png\x00.pdf", b"\xff\xd8\xff\xe0broken"),
    (b"\xff\xfe.zip", b"PK\x03\x04" + b"\x00" * 30),
    ("报价单.xlsx".encode(), b"PK\x03\x04garbage"),
    (b"a" * 3000 + b".pdf", b"%PDF-1.4\n%%EOF\n"),
    (b"CON", b"MZ\x90\x00"),
]
CONTENT_TYPES = [
    *("text/plain", "application/json", "application/xml", "application/octet-stream"),
    *("", "nonsense", "application/x-www-form-urlencoded; charset=utf-16"),
    *("application/x-www-form-urlencoded; charset=nonsense", "multipart/form-data"),
    *("multipart/form-data; boundary=", "multipart/mixed; boundary=x"),
    "multipart/form-data; boundary=" + "x" * 500,
]
ACCEPTS = [
    "application/json",
    "text/html",
    "*/*",
    "",
    "text/html;q=abc",
    ",,;",
    "x" * 500,
]
UUIDS = ["00000000-0000-4000-8000-00000000000a", "x", "", "0" * 36, "\x00"]
VERSIONS = ["1", "2", "0", "-1", "99999999", "999999999999", "abc", "１", "", "1.0"]


class Fuzzer:
    """An endless supply of strange requests to one form.

    :param int seed: the same seed makes the same requests
    :param dict hidden: hidden inputs of the page, as a browser would send them
    :param list valid: ``{name: [texts]}`` that the form takes
    """

    def __init__(self, seed, hidden, valid):
        self.random = random.Random(seed)  # noqa: S311  nothing secret
        self.hidden = hidden
        self.valid = valid

    def request(self):
        """The next one.

        :return: (method, query, body, headers)
        """
        fields, files = self._fields(), self._files()
        if self._chance(5):
            # Odoo's own server fails on a longer address before it looks for a route.
            query = self._urlencoded(fields)[:MAX_QUERY].decode()
            return "GET", query, b"", self._headers("")
        if files or self._chance(40):
            body, content_type = (
                self._multipart(fields, files),
                (f"multipart/form-data; boundary={BOUNDARY.decode()}"),
            )
        else:
            body, content_type = (
                self._urlencoded(fields),
                "application/x-www-form-urlencoded",
            )
        if self._chance(5):
            content_type = self.random.choice(CONTENT_TYPES)
        if self._chance(4):
            body = self._damaged(body)
        return "POST", "", body, self._headers(content_type)

    # ------------------------------------------------------------
    # What is said
    # ------------------------------------------------------------

    def _fields(self):
        """Pairs of name and text: those of a filled page, with some changes."""
        fields = [(name, text) for name, texts in self.valid.items() for text in texts]
        for _change in range(self.random.choice([0, 1, 1, 1, 2, 4, 12])):
            self.random.choice([self._replace, self._drop, self._add, self._double])(
                fields
            )
        if self._chance(1):
            name = self._name()
            fields += [
                (f"{name}{n}", "x") for n in range(self.random.choice([99, 5000]))
            ]
        self.random.shuffle(fields)
        return self._technical() + fields

    def _technical(self):
        fields = dict(self.hidden)
        fields["_uuid"] = (
            f"{self.random.getrandbits(32):08x}-0000-4000-8000-000000000000"
        )
        if self._chance(10):
            fields["_version"] = self.random.choice(VERSIONS)
        if self._chance(10):
            fields["_uuid"] = self.random.choice(UUIDS)
        if self._chance(3):
            fields["csrf_token"] = self.random.choice(["é" * 51, self._text()])
        if self._chance(2):
            del fields[self.random.choice(list(fields))]
        return list(fields.items())

    def _replace(self, fields):
        if fields:
            place = self.random.randrange(len(fields))
            fields[place] = (fields[place][0], self._text())

    def _drop(self, fields):
        if fields:
            del fields[self.random.randrange(len(fields))]

    def _add(self, fields):
        fields.append((self._name(), self._text()))

    def _double(self, fields):
        if fields:
            name, _text = self.random.choice(fields)
            fields += [(name, self._text())] * self.random.choice([1, 3, 200])

    def _name(self):
        if self._chance(15):
            return "".join(self.random.choices(string.printable, k=12))
        return self.random.choice([*NAMES, *self.valid])

    def _text(self):
        if self._chance(3):
            return self.random.choice(["x", "汉", "\n", "9", "\u0301"]) * 200_000
        if self._chance(10):
            return "".join(map(chr, self.random.choices(range(0xD800), k=20)))
        return self.random.choice(TEXTS)

    def _files(self):
        """Triples of field name, file name and content, mostly none."""
        if not self._chance(20):
            return []
        return [
            (self._name(), *self.random.choice(FILES))
            for _file in range(self.random.choice([1, 1, 2, 30]))
        ]

    # ------------------------------------------------------------
    # How it is sent
    # ------------------------------------------------------------

    def _urlencoded(self, fields):
        return b"&".join(
            quote_from_bytes(self._encoded(name), safe="").encode()
            + b"="
            + quote_from_bytes(self._encoded(text), safe="").encode()
            for name, text in fields
        )

    def _multipart(self, fields, files):
        parts = [
            b'--%s\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
            % (BOUNDARY, self._encoded(name), self._encoded(text))
            for name, text in fields
        ]
        parts += [
            b'--%s\r\nContent-Disposition: form-data; name="%s"; filename="%s"\r\n'
            b"Content-Type: application/pdf\r\n\r\n%s\r\n"
            % (BOUNDARY, self._encoded(name), file_name, content)
            for name, file_name, content in files
        ]
        return b"".join(parts) + b"--%s--\r\n" % BOUNDARY

    def _encoded(self, text):
        """UTF-8, now and then broken."""
        encoded = text.encode(errors="replace")
        return encoded + b"\xff\xc3(\xed\xa0\x80" if self._chance(1) else encoded

    def _damaged(self, body):
        if not body or self._chance(30):
            return b""
        place = self.random.randrange(len(body))
        noise = self.random.randbytes(9)
        return self.random.choice([body[:place], body[:place] + noise + body[place:]])

    def _headers(self, content_type):
        # Scripts are answered much faster than browsers, which get a whole page.
        accept = ACCEPTS[0] if self._chance(80) else self.random.choice(ACCEPTS)
        headers = {"Accept": accept}
        return {**headers, "Content-Type": content_type} if content_type else headers

    def _chance(self, percent):
        return self.random.random() * 100 < percent
