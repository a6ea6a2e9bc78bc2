"""Where a customer is, as one value in its parts: what a new statement adds to what is
known, and what it says otherwise.

A place is a dict of those parts that are known; ``address`` is the sealed one, and may be the
whole path as a form gives it (浙江省/杭州市/西湖区).
"""

import re

# On the contact, for everybody; the sealed part is on the dossier.
PUBLIC = ("country_id", "state_id", "city", "street", "street2", "zip")
SEALED = "address"
PARTS = (*PUBLIC, SEALED)
# The same for all of a region.
REGION = ("country_id", "state_id", "city")
# What a value of this name is noted for: fields of the dossier.
ON_DOSSIER = ("country_id", "state_id", "city", SEALED)
NAME = "place"


def place_of(values):
    """The known parts, False when there is none.

    >>> place_of({"city": "杭州市", "street": "", "name": "x"})
    {'city': '杭州市'}
    >>> place_of({"city": False})
    False
    """
    return {part: values[part] for part in PARTS if values.get(part)} or False


def adds(known, said):
    """What is known with what ``said`` adds; the same when it adds nothing, and None where
    it says otherwise.

    >>> adds(False, {"city": "杭州市"})
    {'city': '杭州市'}
    >>> adds({"city": "杭州市", "street": "西湖区文三路"}, {"city": "杭州市", "street": "西湖区"})
    {'city': '杭州市', 'street': '西湖区文三路'}
    >>> adds({"city": "杭州市"}, {"city": "杭州 市", "address": "浙江省/杭州市/西湖区"})
    {'city': '杭州市', 'address': '浙江省/杭州市/西湖区'}
    >>> adds({"city": "杭州市", "street": "西湖区"}, {"city": "宁波市"}) is None
    True
    >>> adds({"city": "杭州市", "address": "文三路"}, {"address": "浙江省/杭州市/滨江区"}) is None
    True

    A street that somebody typed without its city is wherever the customer says he is.

    >>> adds({"address": "文三路"}, {"city": "杭州市", "street": "西湖区"})
    {'city': '杭州市', 'street': '西湖区', 'address': '文三路'}
    """
    known, said = known or {}, said or {}
    if any(
        known.get(part) and said.get(part) and not _same(known[part], said[part])
        for part in REGION
    ):
        return None
    mine, others = _detail(known), _detail(said)
    is_anywhere = not any(known.get(part) for part in REGION)
    if mine and others and others not in mine and not is_anywhere:
        return None
    new = PARTS if is_anywhere or not mine else REGION
    added = {part: said[part] for part in new if said.get(part) and not known.get(part)}
    together = {**known, **added}
    return {part: together[part] for part in PARTS if part in together}


def _detail(place):
    """Where in the city, to be compared."""
    path = [part.strip() for part in str(place.get(SEALED) or "").split("/")]
    texts = (place.get("street"), place.get("street2"), path[-1])
    return _compact("".join(text for text in texts if text))


def _same(one, other):
    return _compact(one) == _compact(other)


def _compact(value):
    return re.sub(r"[\W_]+", "", str(value)).casefold()
