"""The audit log: what is signed of an event, how signatures are chained and checked."""

from .anchors import Anchors
from .chain import EVENT_COLUMNS, event_mac, plain_details, seal_digest
from .verifier import Verifier
