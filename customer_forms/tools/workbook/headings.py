"""The headings of a sheet, and the table below them."""

import re
from typing import NamedTuple

from ...rules.types.base import halfwidth
from ..form_values import near_miss, shown
from .cells import read_text

# As XLSForm writes them; others by the name and the code that the database has.
LANGUAGES = {"en_US": ("English", "en"), "zh_CN": ("中文", "zh")}
OTHER_NAMES = {"chinese": "zh", "简体中文": "zh", "中文": "zh", "english": "en"}
CODE = re.compile(r"\(([a-z]{2,3}(?:[-_@][a-z0-9]+)*)\)\s*$")
# Headings of forms made elsewhere for what we have under another name.
ALIASES = {
    "caption": "label",
    "list": "list_name",
    "relevance": "relevant",
    "title": "form_title",
    "value": "name",
}


class Finding(NamedTuple):
    """Something to say about a place in a workbook; ``row`` and ``column`` may be None."""

    sheet: str
    row: int | None
    column: str | None
    code: str
    params: dict


class Row(NamedTuple):
    """A row of a table: its number, and its cells by (column, language)."""

    number: int
    cells: dict

    def get(self, column):
        """The value in a column without a language."""
        return self.cells.get((column, None))

    def texts(self, column):
        """The texts of a column in its languages, without the empty ones."""
        return {
            lang: text
            for (name, lang), value in self.cells.items()
            if name == column and lang and (text := read_text(value))
        }


class Table(NamedTuple):
    """The rows of a sheet, and the headings it has."""

    rows: list
    columns: set


def heading(column, lang, names):
    """The heading of a translated column.

    :param dict names: {language code: name} of the database

    >>> heading("label", "zh_CN", {}), heading("label", "fr_BE", {"fr_BE": "Français"})
    ('label::中文 (zh)', 'label::Français (fr-BE)')
    """
    name, short = LANGUAGES.get(lang, (names.get(lang, lang), lang.replace("_", "-")))
    return f"{column}::{name} ({short})"


def language_of(text, names):
    """The language that a heading, or the setting ``default_language``, names.

    :param dict names: {language code: name} of the database
    :return: its code, None for a language the database does not have

    >>> names = {"en_US": "English (US)", "zh_CN": "Chinese (Simplified) / 简体中文"}
    >>> language_of("中文 (zh)", names), language_of("english", names)
    ('zh_CN', 'en_US')
    """
    text = halfwidth(text).strip().lower()
    for code, name in names.items():
        if text in (name.lower(), code.lower()):
            return code
    coded = CODE.search(text)
    wanted = (coded[1] if coded else OTHER_NAMES.get(text, text)).replace("-", "_")
    for same in (lambda code: code, lambda code: code.split("_")[0]):
        for code in names:
            if same(code.lower()) == wanted:
                return code
    return None


def read_table(sheet, known, translated, names, main_lang, findings):
    """The rows of a sheet under the headings it has.

    :param Sheet sheet: see ``source.py``
    :param set known: the columns that are read
    :param set translated: those of them with a text for each language
    :param dict names: {language code: name} of the database
    :param str main_lang: language of headings that name none
    :param list findings: takes what is wrong with headings and cells
    :return: ``Table``
    """
    if not sheet.rows:
        return Table([], set())
    first, *rest = sheet.rows
    columns = {}
    for place, cell in enumerate(first[1]):
        said = read_text(cell.value)
        if said is None:
            continue
        column, code, params = _read_heading(said, known, translated, names, main_lang)
        if column and column in columns.values():
            code, params, column = "duplicate_column", {}, None
        if column:
            columns[place] = column
        elif code != "unused_column" or any(
            len(cells) > place and cells[place].value is not None for _n, cells in rest
        ):
            findings.append(Finding(sheet.title, first[0], shown(said), code, params))
    rows = []
    for number, cells in rest:
        for place, cell in enumerate(cells):
            if cell.problem and place in columns:
                name = columns[place][0]
                findings.append(Finding(sheet.title, number, name, cell.problem, {}))
        values = {columns[at]: cells[at].value for at in columns if at < len(cells)}
        if any(read_text(value) for value in values.values()):
            rows.append(Row(number, values))
    return Table(rows, {column for column, _lang in columns.values()})


def _read_heading(said, known, translated, names, main_lang):
    """A heading as ((column, language), None, None), or (None, code, params)."""
    name, colon, lang_name = halfwidth(said).partition(":")
    name = re.sub(r"[\s-]+", "_", name.strip().lower())
    name = ALIASES.get(name, name) if name not in known else name
    if name not in known:
        hint = near_miss(name, sorted(known))
        return None, "unknown_column" if hint else "unused_column", {"hint": hint}
    if name not in translated:
        return (name, None), None, None
    if not colon:
        return (name, main_lang), None, None
    lang = language_of(lang_name.lstrip(": "), names)
    if lang is None:
        return None, "unknown_language", {"known": ", ".join(sorted(names))}
    return (name, lang), None, None
