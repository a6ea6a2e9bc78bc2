"""Judges what faults have done to submissions."""

from collections import Counter
from typing import NamedTuple


class Kept(NamedTuple):
    """A submission in the database; texts, empty for what it has not."""

    page: str
    number: str
    state: str
    customer: str
    opportunity: str


def wrongs_of(sent, kept, customers, opportunities):
    """Compare what visitors were told with what is there.

    :param list sent: identifiers of pages that were acknowledged
    :param list kept: the submissions that are there, see ``Kept``
    :param set customers: all that were made meanwhile
    :param set opportunities: likewise
    :return: {what is wrong: [where]}
    """
    pages = [each.page for each in kept]
    with_customers = [each.customer for each in kept]
    with_opportunities = [each.opportunity for each in kept]
    wrongs = {
        "lost": set(sent) - set(pages),
        "never acknowledged": set(pages) - set(sent),
        "kept twice": _repeated(pages),
        "number given twice": _repeated(each.number for each in kept),
        "half done": {
            each.page for each in kept if each.state != "accepted" or "" in each
        },
        "customer of two": _repeated(with_customers),
        "customer of nobody": customers - set(with_customers),
        "opportunity of two": _repeated(with_opportunities),
        "opportunity of nobody": opportunities - set(with_opportunities),
    }
    return {what: sorted(where) for what, where in wrongs.items() if where}


def _repeated(texts):
    return {text for text, count in Counter(texts).items() if text and count > 1}
