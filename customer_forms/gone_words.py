"""What erasing takes away, in words and numbers."""

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

KINDS = {
    "values": _lt("encrypted values: %(count)s"),
    "answers": _lt("answers (names, texts, contact data): %(count)s"),
    "fields": _lt("contact data and texts: %(count)s"),
    "files": _lt("files: %(count)s"),
    "changes": _lt("notes of corrections, emptied: %(count)s"),
    "messages": _lt("messages, emptied: %(count)s"),
    "activities": _lt("activities and meetings, emptied: %(count)s"),
    "digests": _lt("marks of unique answers: %(count)s"),
    "followups": _lt("notes of follow-ups, emptied: %(count)s"),
    "contacts": _lt("contacts, made anonymous: %(count)s"),
    "relations": _lt("relations to others: %(count)s"),
    "opportunities": _lt("opportunities, made anonymous: %(count)s"),
}


def gone_sentences(env, counts):
    """One sentence for each kind of thing.

    :param dict counts: {key of ``KINDS``: count}
    :return: list of str
    """
    sentences = []
    for kind, words in KINDS.items():
        if counts.get(kind):
            pattern = env._(words)
            sentences.append(pattern % {"count": counts[kind]})
    return sentences
