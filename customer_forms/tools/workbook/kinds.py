"""The column ``type``: our field types, XLSForm's words for them, and what starts and ends
a section."""

from typing import NamedTuple

from ...rules import FIELD_TYPES
from ..form_settings import OFFERED
from ..form_values import near_miss, shown
from .cells import read_word

SELECTS = {"select_one": "radio", "select_multiple": "multi"}
# How we write a type, where XLSForm has a word for it; and its column ``appearance``.
WRITTEN = {
    "radio": ("select_one", None),
    "select": ("select_one", "minimal"),
    "multi": ("select_multiple", None),
    "longtext": ("text", "multiline"),
    "attachment": ("file", None),
    "statement": ("note", None),
}
READ = {
    **{kind: kind for kind in OFFERED},
    **SELECTS,
    "select1": "radio",
    "dropdown": "select",
    "string": "text",
    "int": "integer",
    "file": "attachment",
    "image": "attachment",
    "photo": "attachment",
    "note": "statement",
    "acknowledge": "consent",
    "trigger": "consent",
}
BY_APPEARANCE = {
    ("radio", "minimal"): "select",
    ("radio", "autocomplete"): "select",
    ("radio", "dropdown"): "select",
    ("text", "multiline"): "longtext",
}
IMAGES = "jpg,png"
BEGIN = {"begin_group": False, "begin_repeat": True}
END = {"end_group", "end_repeat"}
# What Excel or the phone would note by itself; there is nothing to fill in.
METADATA = {
    "audit",
    "deviceid",
    "end",
    "phonenumber",
    "simserial",
    "start",
    "start_geopoint",
    "subscriberid",
    "today",
    "username",
}
UNSUPPORTED = {
    "audio",
    "barcode",
    "calculate",
    "csv_external",
    "geopoint",
    "geoshape",
    "geotrace",
    "hidden",
    "range",
    "rank",
    "select_multiple_from_file",
    "select_one_from_file",
    "time",
    "video",
    "xml_external",
}


class Kind(NamedTuple):
    """What a cell of the column ``type`` says.

    ``word`` is a key of ``BEGIN``, one of ``END`` or empty; ``type`` a field type; ``list``
    the name of its choices; ``problem`` a message code.
    """

    word: str = ""
    type: str | None = None
    list: str | None = None
    problem: str | None = None
    params: dict | None = None


def read_kind(value, appearance):
    """What the cells ``type`` and ``appearance`` of a row say.

    >>> read_kind("select_one kind", None)[1:3]
    ('radio', 'kind')
    >>> read_kind("selct_one kind", None).params["hint"]
    'select_one'
    """
    words = (read_word(value) or "").replace("-", "_").split()
    if len(words) > 1 and words[0] in ("begin", "end", "select"):
        words[:2] = [f"{words[0]}_{words[1]}"]
    word = words[0] if words else ""
    if word in BEGIN or word in END:
        return Kind(word=word)
    if word in METADATA or word in UNSUPPORTED:
        code = "metadata_left_out" if word in METADATA else "unsupported_type"
        return Kind(problem=code, params={"value": word})
    kind = READ.get(word)
    if not kind:
        known = [*READ, *BEGIN, *END]
        params = {"value": shown(str(value)), "hint": near_miss(word, known)}
        return Kind(problem="unknown_type" if word else "missing_type", params=params)
    looks = (read_word(appearance) or "").split()
    for look in looks:
        kind = BY_APPEARANCE.get((kind, look), kind)
    if not FIELD_TYPES[kind].has_options:
        return Kind(type=kind)
    if len(words) < 2:
        return Kind(type=kind, problem="missing_list", params={"value": word})
    # The list by its own letters, which ``words`` has lost.
    return Kind(type=kind, list=str(value).split()[-1])


def written_kind(kind, list_name):
    """A field type as the columns ``type`` and ``appearance`` have it.

    >>> written_kind("select", "kind"), written_kind("phone", "phone")
    (('select_one kind', 'minimal'), ('phone', None))
    """
    word, appearance = WRITTEN.get(kind, (kind, None))
    if FIELD_TYPES[kind].has_options:
        word = f"{word} {list_name}"
    return word, appearance


def offered_words():
    """What the list of a ``type`` cell offers."""
    words = [WRITTEN.get(kind, (kind,))[0] for kind in OFFERED]
    return list(dict.fromkeys([*words, *BEGIN, *sorted(END)]))
