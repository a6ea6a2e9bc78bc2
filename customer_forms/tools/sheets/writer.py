"""The workbook to fill in: a column for each question, what Excel can check, an example."""

import io
import re
from typing import NamedTuple

import xlsxwriter

from ...rules import FIELD_TYPES, sample_answers
from ...rules.types.base import localised
from .cell_rules import SEPARATOR, cell_format, cell_rule, choices
from .layout import META, QUESTION

# Rows that have lists to choose from and limits.
LAST_ROW = 5_001
OPTIONS_SHEET = "options"
WIDTHS = {"longtext": 40, "region": 26, "id_card": 22, "uscc": 22, "email": 26}
WIDTH, LINK_WIDTH = 18, 9
NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\']")
TITLE_LENGTH = 31
# Excel shows no more of a comment without being asked.
COMMENT_SIZE = {"x_scale": 2, "y_scale": 1.6}
HEAD = {"bold": True, "valign": "top", "text_wrap": True, "bottom": 1}
COLOURS = {"required": "#F9DCC4", "optional": "#E7E9ED", "more": "#E3EDF7"}


class MetaColumn(NamedTuple):
    """A column that is no question.

    :ivar str name: as in its target
    :ivar str label: its heading
    :ivar str comment: what it is for
    :ivar str kind: of its cells: a field type
    :ivar list options: texts to choose from
    """

    name: str
    label: str
    comment: str
    kind: str = "text"
    options: list = []


class SampleWords(NamedTuple):
    """What the workbook says beside questions, in the language of the reader.

    :ivar str title: of the first sheet
    :ivar str instructions_title: of the sheet with the instructions
    :ivar list instructions: lines
    :ivar str example: what stands before the example
    :ivar MetaColumn link: the column that links sheets
    :ivar comment: function(field) -> what the heading of a question explains
    :ivar str not_listed: what Excel says of a text that is not in its list
    :ivar str not_allowed: what Excel says of another value it does not take
    """

    title: str
    instructions_title: str
    instructions: list
    example: str
    link: MetaColumn
    comment: object
    not_listed: str
    not_allowed: str


def write_sample(fields, meta, words, lang, today):
    """A workbook to fill in, an example in it.

    :param list fields: input fields of a schema that can be imported, in order
    :param list meta: ``MetaColumn``, behind the questions
    :param SampleWords words: what it says
    :param str lang: of labels
    :param datetime.date today: the day it is
    :return: bytes
    """
    return _SampleWriter(fields, meta, words, lang, today).write_file()


class _SampleWriter:
    def __init__(self, fields, meta, words, lang, today):
        self.fields, self.meta, self.words, self.lang = fields, meta, words, lang
        self.examples = sample_answers(fields, today)
        self.titles = {words.instructions_title, OPTIONS_SHEET}
        self.lists = []

    def write_file(self):
        """:return: the file as bytes"""
        file = io.BytesIO()
        settings = {"in_memory": True, "strings_to_formulas": False}
        with xlsxwriter.Workbook(file, {**settings, "strings_to_urls": False}) as book:
            self.book = book
            self.heads = {
                kind: book.add_format({**HEAD, "bg_color": colour})
                for kind, colour in COLOURS.items()
            }
            self.example_styles, self.styles = {}, {}
            plain = [each for each in self.fields if not _has_rows(each)]
            self._sheet(self.words.title, plain, self.meta, self.examples)
            for field in self.fields:
                if _has_rows(field):
                    title = localised(field["label"], self.lang)
                    (example,) = self.examples.get(field["key"], [{}])[:1]
                    self._sheet(title, field["fields"], [], example)
            self._instructions()
            self._options()
        return file.getvalue()

    # ------------------------------------------------------------
    # Sheets
    # ------------------------------------------------------------

    def _sheet(self, title, fields, meta, example):
        sheet = self.book.add_worksheet(self._title(title))
        link = self.words.link
        columns = [(f"{META}{link.name}", link.label, link.comment, "more", None)]
        columns += [self._question(field) for field in fields]
        columns += [
            (f"{META}{each.name}", each.label, each.comment, "more", each)
            for each in meta
        ]
        for place, (target, label, comment, kind, about) in enumerate(columns):
            sheet.write_string(0, place, label, self.heads[kind])
            sheet.write_string(1, place, target)
            if comment:
                sheet.write_comment(0, place, comment, COMMENT_SIZE)
            self._column(sheet, place, about)
        sheet.write_string(2, 0, self.words.example, self._example_style({}))
        for place, field in enumerate(fields, 1):
            text = self._example(field, example.get(field["key"]))
            style = self._example_style(cell_format(field["type"]))
            sheet.write_string(2, place, text, style)
        # The names of the questions: what is read when somebody changes the headings.
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_row(0, 32)
        sheet.freeze_panes(2, 1)
        # On paper: A4 across, as wide as it is.
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)

    def _question(self, field):
        label = localised(field["label"], self.lang)
        kind = "required" if field.get("required") else "optional"
        mark = " *" if field.get("required") else ""
        target = f"{QUESTION}{field['key']}"
        return target, f"{label}{mark}", self.words.comment(field), kind, field

    def _column(self, sheet, place, about):
        """Width, format and limits of the cells below a heading."""
        if about is None:
            sheet.set_column(place, place, LINK_WIDTH)
            return
        is_meta = isinstance(about, MetaColumn)
        field = {"type": about.kind} if is_meta else about
        texts = about.options if is_meta else choices(about, self.lang)
        width = WIDTHS.get(field["type"], WIDTH)
        sheet.set_column(place, place, width, self._style(cell_format(field["type"])))
        rule = self._list_rule(texts) if texts else cell_rule(field)
        if rule:
            message = self.words.not_listed if texts else self.words.not_allowed
            rule = {**rule, "error_message": message, "ignore_blank": True}
            if is_meta or field.get("soft"):
                rule["error_type"] = "warning"
            sheet.data_validation(2, place, LAST_ROW, place, rule)

    def _list_rule(self, texts):
        """A list of any length stands in a sheet of its own: in a rule it has 255
        characters, and commas part its texts."""
        self.lists.append(texts)
        column = xlsxwriter.utility.xl_col_to_name(len(self.lists) - 1)
        source = f"={OPTIONS_SHEET}!${column}$1:${column}${len(texts)}"
        return {"validate": "list", "source": source}

    def _instructions(self):
        sheet = self.book.add_worksheet(self._title(self.words.instructions_title))
        wrapped = self.book.add_format({"text_wrap": True, "valign": "top"})
        bold = self.book.add_format({"bold": True, "font_size": 14})
        sheet.set_column(0, 0, 100, wrapped)
        sheet.write_string(0, 0, self.words.instructions_title, bold)
        for number, line in enumerate(self.words.instructions, 2):
            sheet.write_string(number, 0, line, wrapped)

    def _options(self):
        sheet = self.book.add_worksheet(OPTIONS_SHEET)
        for column, texts in enumerate(self.lists):
            for row, text in enumerate(texts):
                sheet.write_string(row, column, text)
        sheet.hide()

    # ------------------------------------------------------------
    # Parts
    # ------------------------------------------------------------

    def _title(self, text):
        """A title that Excel takes and no other sheet has."""
        base = NOT_IN_TITLES.sub(" ", text).strip()[:TITLE_LENGTH] or "-"
        title, number = base, 1
        known = {each.casefold() for each in self.titles}
        while title.casefold() in known and title != self.words.instructions_title:
            number += 1
            title = f"{base[: TITLE_LENGTH - 4]} {number}"
        self.titles.add(title)
        return title

    def _example(self, field, raw):
        """A made-up answer as people write it."""
        if raw is None:
            return ""
        if FIELD_TYPES[field["type"]].has_options:
            keys = raw if isinstance(raw, list) else [raw]
            labels = {each["key"]: each["label"] for each in field["options"]}
            return SEPARATOR.join(localised(labels[key], self.lang) for key in keys)
        return str(raw).replace("T", " ") if field["type"] == "datetime" else str(raw)

    def _style(self, settings):
        return self._made(self.styles, settings)

    def _example_style(self, settings):
        look = {"italic": True, "font_color": "#8A8F98"}
        return self._made(self.example_styles, {**settings, **look})

    def _made(self, styles, settings):
        """Each look once: Excel has a limit, and the file grows with them."""
        key = tuple(sorted(settings.items()))
        if key not in styles:
            styles[key] = self.book.add_format({**settings, "valign": "top"})
        return styles[key]


def _has_rows(field):
    return FIELD_TYPES[field["type"]].has_rows
