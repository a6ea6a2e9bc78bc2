from typing import NamedTuple

HARMLESS, TOUCHES_ANSWERS, STRICTER = "harmless", "touches_answers", "stricter"


class Change(NamedTuple):
    """One thing that is different in a newer version of a form.

    :ivar str kind: which one, see ``models/version/change_words.py``
    :ivar str field: key of the question, None when it is about something else
    :ivar dict params: what the sentence says; texts as {language: text}
    :ivar str severity: ``harmless``; ``touches_answers``: what was answered is listed
        or counted otherwise now; ``stricter``: an answer that was taken may be refused
    """

    kind: str
    field: str
    params: dict
    severity: str


def text_changes(kind, known, names, before, after, field=None):
    """A ``Change`` for each text and each language in which it is another one.

    :param str kind: its kind
    :param dict known: what else its sentence says
    :param names: names of the texts
    :param dict before: entry of the old schema
    :param dict after: entry of the new schema
    :param str field: key of the question they belong to
    """
    for name in names:
        was, now = before.get(name) or {}, after.get(name) or {}
        for lang in sorted({*was, *now}):
            if was.get(lang) != now.get(lang):
                said = {
                    "text": name,
                    "lang": lang,
                    "was": was.get(lang) or "",
                    "now": now.get(lang) or "",
                }
                yield Change(kind, field, {**(known or {}), **said}, HARMLESS)
