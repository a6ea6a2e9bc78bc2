"""Texts with ``{name}`` and the like in them."""

import re

from markupsafe import Markup, escape

# What an invitation may say.
NAMES = ("name", "form", "link", "deadline", "company", "unsubscribe")
WRITTEN = re.compile(rf"\{{({'|'.join(NAMES)})\}}")
# "Hello {name}," is "Hello," to somebody without a name, "{name}，您好" is "您好".
NOBODY = re.compile(r"\{name\}[，、]\s*|\s*\{name\}")
PARAGRAPH = re.compile(r"<(p|li|h[1-6]|div)\b[^>]*>(?:(?!</?\1\b).)*?</\1>", re.DOTALL)
LINK_ALONE = re.compile(
    r"<p\b[^>]*>(?:\s|&nbsp;|<br\s*/?>)*\{link\}(?:\s|&nbsp;|<br\s*/?>)*</p>"
)
UNKNOWN = re.compile(r"\{([A-Za-z_]*)\}")


def unknown_names(text):
    """Names in braces that mean nothing.

    >>> unknown_names("Hello {name}, {nmae}")
    ['nmae']
    """
    return [name for name in UNKNOWN.findall(text or "") if name not in NAMES]


def fill_text(text, values):
    """A plain text with values; a line about a deadline that there is not is left out.

    >>> fill_text("Hello {name}, see {link}", {"name": "", "link": "x"})
    'Hello, see x'
    >>> fill_text("{name}，您好\\n请于{deadline}前", {"name": "王"})
    '王，您好'
    """
    if not values.get("name"):
        text = NOBODY.sub("", text)
    lines = text.splitlines()
    if not values.get("deadline"):
        lines = [line for line in lines if "{deadline}" not in line]
    return WRITTEN.sub(lambda found: str(values.get(found[1]) or ""), "\n".join(lines))


def fill_html(html, values):
    """The same for HTML. Values are text and are escaped; a link becomes one.

    A paragraph of nothing but ``{link}`` becomes what ``values["button"]`` is.

    >>> str(fill_html("<p>Hi {name}</p><p>{deadline}</p>", {"name": "<b>"}))
    '<p>Hi &lt;b&gt;</p>'
    >>> str(fill_html("<p>{link}</p>", {"link": "u", "button": Markup("<a>Go</a>")}))
    '<a>Go</a>'
    >>> str(fill_html('<p>See {link}, <a href="{link}">or</a></p>', {"link": "u"}))
    '<p>See <a href="u">u</a>, <a href="u">or</a></p>'
    """
    html = str(html)
    if not values.get("name"):
        html = NOBODY.sub("", html)
    if not values.get("deadline"):
        html = PARAGRAPH.sub(
            lambda found: "" if "{deadline}" in found[0] else found[0], html
        )
    if button := values.get("button"):
        html = LINK_ALONE.sub(lambda _found: str(button), html)

    def fill(found):
        value = values.get(found[1]) or ""
        is_in_tag = html.rfind("<", 0, found.start()) > html.rfind(
            ">", 0, found.start()
        )
        if found[1] in ("link", "unsubscribe") and value and not is_in_tag:
            return str(Markup('<a href="%s">%s</a>') % (value, value))
        return str(escape(value))

    return Markup(WRITTEN.sub(fill, html))  # noqa: S704  # values are escaped above
