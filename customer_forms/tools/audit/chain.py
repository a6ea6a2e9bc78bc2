"""Events signed one by one, and chained: HMAC-SHA256 (RFC 2104) over canonical JSON."""

import json

from ...rules import canonical_json
from ..vault.cipher import derive, digest

# What an event is; the rest of its row says how it is kept.
SIGNED = (
    "uuid",
    "company_id",
    "kind",
    "user_id",
    "res_model",
    "res_id",
    "record_name",
    "owner_id",
    "team_id",
    "reason",
    "details",
)
EVENT_COLUMNS = ("id", "occurred_at", "mac", *SIGNED)


def plain_details(details):
    """Details as the database gives them back: numbers with a point as text, as
    PostgreSQL may write them otherwise, and no character that it does not keep.

    >>> plain_details({1: 0.10, "rows": 12, "text": "a\\x00b"})
    {'1': '0.1', 'rows': 12, 'text': 'ab'}
    """
    text = json.dumps(details or {}, default=str).replace("\\u0000", "")
    return json.loads(text, parse_float=str)


def event_document(values):
    """What is signed of an event.

    :param dict values: columns of the event, as PostgreSQL gives them
    :return: dict; times as text with microseconds, nothing as None
    """
    document = {name: values.get(name) or None for name in SIGNED}
    document["details"] = values.get("details") or {}
    moment = values["occurred_at"]
    document["occurred_at"] = moment.isoformat(timespec="microseconds")
    return document


def event_mac(secret, values):
    """The signature of one event: only who has the keyring makes it.

    :param bytes secret: the index secret of the keyring
    :return: str, 64 hexadecimal digits
    """
    return digest(derive(secret, "audit/event"), canonical_json(event_document(values)))


def seal_digest(secret, seal):
    """The signature of one entry of a chain, which holds the one before it.

    :param dict seal: company_id, sequence, event_id, event_mac, is_signed, previous
    """
    names = ("company_id", "sequence", "event_id", "event_mac", "is_signed", "previous")
    document = {name: seal[name] for name in names}
    return digest(derive(secret, "audit/chain"), canonical_json(document))
