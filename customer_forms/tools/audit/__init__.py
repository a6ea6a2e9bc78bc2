"""The audit log: what is signed of an event, and how signatures are chained."""

from .chain import event_document, event_mac, plain_details, seal_digest
