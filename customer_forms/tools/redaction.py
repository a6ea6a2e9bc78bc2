"""What people write by the way: numbers and addresses in free text, masked (V1).

What has the look of a phone number, an e-mail address or an identity card is masked
wherever it stands; names, places and amounts only where they are known.
"""

import re

import lxml.html
import phonenumbers
from stdnum.cn import ric

from . import masking, phone, sensitivity

# One character for one, so that what is found here stands at the same place there.
PLAIN = str.maketrans(
    {
        **{0xFF01 + number: 0x21 + number for number in range(94)},
        0x3000: " ",
        0x00A0: " ",
        "﹣": "-",
        "–": "-",
        "—": "-",
        "‑": "-",
    }
)
# From the beginning of a word only: a long one without @ would be read for each letter.
EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
ID_CARD = re.compile(r"(?<![0-9A-Za-z])\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx](?![0-9A-Za-z])")
MOBILE = re.compile(
    r"(?<![0-9A-Za-z])(?:(?:\+|00)?86[ -]?)?1[3-9]\d(?:[ .-]?\d){8}(?![0-9A-Za-z])"
)
NUMBER = re.compile(r"(?<![\d.])\d[\d,]*(?:\.\d+)?")
SOME_DIGITS = re.compile(r"(?:\d[ ()./-]{0,2}){7}")
# Amounts below are in every text.
SMALL = 100
LINKS = ("mailto:", "tel:", "sms:")


def redact(text, known=(), is_code=False):
    """A text with masks in the place of what is sensitive.

    :param str text: what somebody wrote
    :param known: (class, value) of what is known of the person it is about
    :param bool is_code: whether it is a number of ours, see ``redact_code``
    :return: str; the same when there is nothing sensitive in it

    >>> redact("电话13800001234，邮箱 wang.xm@example.com")
    '电话138****1234，邮箱 w***@example.com'
    >>> redact("１３８　００００　１２３４ or +49 30 12345678, 021-58886666 转 12")
    '138****1234 or +49****5678, ****6666 转 12'
    >>> redact("证号 11010519491231002X，订单 110105194912310021")
    '证号 **************002X，订单 110105194912310021'
    >>> redact("王小明 pays 120,000.00 (12万)", [("name", "王小明"), ("amount", 120000)])
    '王* pays **** (****)'
    >>> redact("Meet on 2026-11-22 at 10:30, C20260001, 138****1234, w***@example.com")
    'Meet on 2026-11-22 at 10:30, C20260001, 138****1234, w***@example.com'
    """
    plain = text.translate(PLAIN)
    found = sorted(
        {*_by_look(plain, is_code), *_by_value(plain, known)},
        key=lambda span: (span[0], -span[1]),
    )
    parts, end = [], 0
    for start, stop, mask in found:
        if start >= end:
            parts += [text[end:start], mask]
            end = stop
    return "".join([*parts, text[end:]])


def redact_code(text, known=()):
    """The same of a reference number, where any number may look like a landline.

    >>> redact_code("1012345678"), redact_code("SAP-13800001234")
    ('1012345678', 'SAP-138****1234')
    """
    return redact(text, known, is_code=True)


def redact_html(html, known=()):
    """The same for HTML: texts, titles and links; untouched when nothing is found.

    >>> redact_html('<p>Call <a href="tel:13800001234">138 0000 1234</a> &amp; go</p>')
    '<p>Call <a>138****1234</a> &amp; go</p>'
    """
    if not html or not html.strip():
        return html
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    changed = False
    for node in root.iter():
        if not isinstance(node.tag, str):
            continue
        for part in ("text", "tail"):
            before = getattr(node, part)
            after = redact(before, known) if before else before
            if after != before:
                setattr(node, part, after)
                changed = True
        changed |= _redact_attributes(node, known)
    if not changed:
        return html
    whole = lxml.html.tostring(root, encoding="unicode")
    return whole[len("<div>") : -len("</div>")]


def _redact_attributes(node, known):
    changed = False
    for name in ("href", "title", "alt"):
        before = node.get(name)
        if not before:
            continue
        is_link = name == "href"
        if is_link and not before.lower().startswith(LINKS):
            continue
        after = redact(before, known)
        if after != before:
            changed = True
            if is_link:
                del node.attrib[name]
            else:
                node.set(name, after)
    return changed


def _by_look(plain, is_code=False):
    """Yield (start, stop, mask) of what nobody needs to know the person for."""
    for match in EMAIL.finditer(plain) if "@" in plain else ():
        yield *match.span(), masking.mask_email(match[0])
    for match in ID_CARD.finditer(plain):
        number = re.sub(r"[ -]", "", match[0])
        if ric.calc_check_digit(number) == number[-1].upper():
            yield *match.span(), masking.mask_id(number)
    for match in MOBILE.finditer(plain):
        yield *match.span(), _phone_mask(match[0])
    if not is_code and SOME_DIGITS.search(plain):
        for match in phonenumbers.PhoneNumberMatcher(plain, "CN"):
            number = f"+{match.number.country_code}{match.number.national_number}"
            end = match.start + len(re.match(r"[+\d ()./-]*\d", match.raw_string)[0])
            yield match.start, end, masking.mask_phone(number)


def _phone_mask(text):
    try:
        return masking.mask_phone(phone.normalise(text))
    except ValueError:
        return f"****{text[-4:]}"


def _by_value(plain, known):
    """Yield (start, stop, mask) of what is known of this person."""
    folded = plain.lower()
    digits = re.sub(r"\D", "", folded)
    for class_, value in known:
        if not _may_be_in(folded, digits, class_, str(value)):
            continue
        mask = sensitivity.mask(class_, value)
        if class_ == "amount":
            yield from _amounts(plain, value, mask)
        else:
            for pattern in _patterns(class_, str(value)):
                for match in re.finditer(pattern, folded):
                    yield *match.span(), mask


def _may_be_in(folded, digits, class_, value):
    """Whether it is worth looking for the value: of thousands, few are in a text."""
    if class_ == "amount":
        return bool(digits)
    value = value.translate(PLAIN).lower().strip()
    if class_ == "phone":
        number = re.sub(r"\D", "", value.partition(";")[0])
        return number[-8:] in digits
    places = {value, value.rpartition("/")[2]}
    return any(re.split(r"[\s/]+", place)[0] in folded for place in places)


def _patterns(class_, value):
    """Regular expressions of the ways people write a value."""
    value = value.translate(PLAIN).lower().strip()
    if class_ == "phone":
        digits = re.sub(r"\D", "", value.partition(";")[0].removeprefix("+86"))
        # People leave out the area code.
        for part in {digits, digits[-8:]} if len(digits) > 6 else ():
            yield rf"(?<!\d){r'[ ()./-]{0,2}'.join(part)}(?!\d)"
        return
    if class_ == "address":
        last = value.rpartition("/")[2]
        yield from (_spaced(each) for each in {value, last} if len(each) > 4)
    elif len(value) > 1:
        yield _spaced(value)


def _spaced(value):
    """The value however it is spaced, and not inside a longer word."""
    body = r"[\s/]*".join(re.escape(word) for word in re.split(r"[\s/]+", value))
    return rf"(?<![a-z0-9]){body}(?![a-z0-9])" if value.isascii() else body


def _amounts(plain, value, mask):
    try:
        amount = float(value)
    except (TypeError, ValueError):
        return
    if amount < SMALL:
        return
    for match in NUMBER.finditer(plain):
        stop = match.end()
        written = float(match[0].replace(",", ""))
        if plain[stop : stop + 1] == "万":
            written, stop = written * 10000, stop + 1
        if abs(written - amount) < 0.005:
            yield match.start(), stop, mask
