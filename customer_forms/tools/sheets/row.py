"""What a row of a file answers."""

from typing import NamedTuple

from ...rules import FIELD_TYPES
from .layout import META, QUESTION
from .source import is_error


class ReadRow(NamedTuple):
    """A row as the rules take it.

    :ivar dict raw: as ``rules.check`` takes it
    :ivar dict meta: what else the row says: {name: text}
    :ivar list broken: columns (sheet, place) whose formula went wrong
    :ivar dict rows: section key -> [row number in its sheet], in the order of ``raw``
    """

    raw: dict
    meta: dict
    broken: list
    rows: dict


def read_record(texts, children, columns, fields, lang):
    """The answers of one submission.

    :param list texts: the cells of its row
    :param list children: rows of other sheets, see ``layout.records``
    :param list columns: ``matching.Column``
    :param dict fields: {target: (field, section key or None)}
    :param str lang: asked first where a cell has a label
    :return: ``ReadRow``
    """
    read = ReadRow({}, {}, [], {})
    by_sheet = {}
    for column in columns:
        by_sheet.setdefault(column.sheet, []).append(column)
    for target, text in _said(by_sheet.get(0, ()), texts, read, None):
        if target.startswith(QUESTION):
            field, _section = fields[target]
            read.raw[field["key"]] = _read(text, field, lang)
        else:
            read.meta[target.removeprefix(META)] = text
    for place, number, its_texts in children:
        answers, section = {}, None
        said = _said(by_sheet.get(place + 1, ()), its_texts, read, number)
        for target, text in said:
            if target.startswith(QUESTION):
                field, section = fields[target]
                answers[field["key"]] = _read(text, field, lang)
        if section:
            read.raw.setdefault(section, []).append(answers)
            read.rows.setdefault(section, []).append((place + 1, number))
    return read


def _said(columns, texts, read, number):
    """Targets with what their cells say, empty ones left out."""
    for column in columns:
        text = texts[column.place] if column.place < len(texts) else ""
        if not (text and column.target):
            continue
        if is_error(text):
            read.broken.append((column.sheet, number, column.target))
        else:
            yield column.target, text


def _read(text, field, lang):
    return FIELD_TYPES[field["type"]].read_text(text, field, lang)
