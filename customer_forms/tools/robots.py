"""What tells robots from people, without a database."""

import hashlib
import ipaddress
import re

# Seconds for one question that must be answered, beside those for the whole page.
SECONDS_PER_QUESTION = 0.3
MOST_SECONDS = 10
MANY_LINKS = 3
LINK = re.compile(r"https?://|\bwww\.|\[url\b|<a\s", re.IGNORECASE)
# Equal long texts are no accident; equal choices are.
LONG_TEXT = 20
# A browser's work: so many puzzles, each of so many zero bits. Eight small ones take about
# as long every time, a single large one may take three times as long as usual.
PUZZLES = 8
LEAST_BITS, MOST_BITS = 13, 17
NUMBER = re.compile(r"[0-9]{1,10}")


def least_seconds(base, required):
    """How long anybody takes for a page; 0 when that is not asked.

    :param float base: seconds for a page without questions that must be answered
    :param int required: how many questions must be answered

    >>> least_seconds(1, 0), least_seconds(1, 4), least_seconds(1, 500)
    (1, 2, 10)
    >>> least_seconds(0, 4)
    0
    """
    return min(int(base * (1 + SECONDS_PER_QUESTION * required)), MOST_SECONDS)


def network_of(address):
    """What stands for the network of a visitor: a household or a company has one IPv4
    address, or 2^64 of IPv6.

    >>> network_of("203.0.113.7"), network_of("::ffff:203.0.113.7")
    ('203.0.113.7', '203.0.113.7')
    >>> network_of("2001:db8:1:2:3:4:5:6")
    '2001:db8:1:2::/64'
    >>> network_of("nonsense")
    'nonsense'
    """
    try:
        known = ipaddress.ip_address((address or "").partition("%")[0])
    except ValueError:
        return address or ""
    if known.version == 4:
        return str(known)
    if known.ipv4_mapped:
        return str(known.ipv4_mapped)
    return str(ipaddress.ip_network((known, 64), strict=False))


def count_links(texts):
    """How many links there are in what was typed.

    >>> count_links(["See https://a.example and www.b.example", "no link: www"])
    2
    """
    return sum(len(LINK.findall(text)) for text in texts)


def bits_for(busy):
    """How hard the puzzles are for somebody from whose network so many came in an hour.

    >>> bits_for(0), bits_for(50), bits_for(100), bits_for(10_000)
    (13, 14, 15, 17)
    """
    return min(LEAST_BITS + (busy // 50).bit_length(), MOST_BITS)


def is_worked(challenge, bits, numbers):
    """Whether these numbers solve the puzzles of a page.

    :param str challenge: signed text of the page
    :param int bits: how many leading zero bits SHA-256 must have
    :param list numbers: texts, one for each puzzle
    """
    if len(numbers) != PUZZLES or not all(map(NUMBER.fullmatch, numbers)):
        return False
    return all(
        zero_bits(f"{challenge}{place}:{number}") >= bits
        for place, number in enumerate(numbers)
    )


def zero_bits(text):
    """How many bits at the beginning of its SHA-256 are zero.

    >>> zero_bits("abc"), zero_bits("9")
    (0, 3)
    """
    digest = hashlib.sha256(text.encode()).digest()
    return 256 - int.from_bytes(digest, "big").bit_length()
