"""A form document in the shape in which it leaves the database."""

import copy

from ..rules import FIELD_TYPES
from . import form_settings as settings
from .expression.condition import tidy_tree


def portable(document):
    """The document without what means nothing elsewhere: ids of departments, and options
    of a question that no longer has a choice.

    :param dict document: as ``customer.form._to_document`` gives it
    :return: dict, a copy
    """
    document = copy.deepcopy(document)
    for entry, known in _records(document):
        for setting in known:
            if setting.kind == "names" and setting.name in entry:
                entry[setting.name] = [
                    {"name": each["name"]} for each in entry[setting.name] or ()
                ]
        if entry.get("options") and not FIELD_TYPES[entry["type"]].has_options:
            entry["options"] = []
    return document


def tidy(document):
    """The same form in one shape: what a workbook can say, and says.

    Texts without blanks around them, conditions with a group at the root and none of one
    below, no range where none is set, no value where a rule compares with a question.

    :param dict document: a document without problems
    :return: dict, a copy
    """
    document = portable(document)
    for entry, known in _records(document):
        for setting in known:
            value = entry.get(setting.name)
            if setting.kind == "texts":
                entry[setting.name] = tidy_texts(value)
            elif setting.kind == "tree":
                entry[setting.name] = tidy_tree(value)
        if "has_range" in entry and not entry["has_range"]:
            entry.update(min_value=0, max_value=0)
        if entry.get("other_key"):
            entry["value"] = None
    return document


def tidy_texts(texts):
    """Texts as a workbook keeps them.

    >>> tidy_texts({"en_US": " Phone ", "zh_CN": ""})
    {'en_US': 'Phone'}
    """
    plain = {
        lang: text.replace("\r\n", "\n").replace("\r", "\n").strip()
        for lang, text in (texts or {}).items()
    }
    return {lang: text for lang, text in plain.items() if text}


def _records(document):
    """Every record of a document with its settings: [(dict, settings)]."""
    yield document["form"], settings.FORM
    for section in document["sections"]:
        yield section, settings.SECTION
        for field in section["fields"]:
            yield field, settings.FIELD
            for option in field.get("options") or ():
                yield option, settings.OPTION
    for rule in document.get("rules") or ():
        yield rule, settings.RULE
