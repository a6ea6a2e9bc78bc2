"""A form document as a workbook."""

import io

import xlsxwriter

from ..expression import print_condition, print_rule
from ..form_settings import FIELD, FORM, OPTION, RULE, SECTION, Setting
from .cells import to_cell
from .headings import heading
from .kinds import offered_words, written_kind

LONGEST_LIST = 255
WIDTHS = {"label": 34, "hint": 30, "type": 24, "relevant": 36, "rule": 36}
WIDTH = 16
LAST_ROW = 2000
# Always there, so that a person sees what can be said; others only where one is said.
CORE = ("type", "name", "label", "hint", "required", "relevant")


def write_workbook(document, names, main_lang, help_of, version="", has_all=False):
    """Write a form as an Excel file.

    :param dict document: a tidy document, see ``form_tidy.tidy``
    :param dict names: {language code: name} of the languages to have columns
    :param str main_lang: the language that comes first
    :param help_of: function(column) -> a comment for its heading, or nothing
    :param str version: what the file was made from, for people
    :param bool has_all: have a column for every setting, as a sample does
    :return: bytes
    """
    return _Writer(document, names, main_lang, help_of, has_all).write_file(version)


class _Writer:
    def __init__(self, document, names, main_lang, help_of, has_all):
        self.document = document
        self.names = names
        self.langs = [main_lang, *(lang for lang in names if lang != main_lang)]
        self.help_of = help_of
        self.has_all = has_all
        self.kinds = {
            field["key"]: field["type"]
            for section in document["sections"]
            for field in section["fields"]
        }

    def write_file(self, version):
        """:return: the file as bytes"""
        file = io.BytesIO()
        with xlsxwriter.Workbook(file, {"in_memory": True}) as workbook:
            self.workbook = workbook
            self.head = workbook.add_format(
                {"bold": True, "bg_color": "#E7E9ED", "bottom": 1, "valign": "top"}
            )
            self.body = workbook.add_format({"text_wrap": True, "valign": "top"})
            self.section = workbook.add_format(
                {"text_wrap": True, "valign": "top", "bg_color": "#F3F6F4"}
            )
            survey = self._survey_rows()
            self._sheet("survey", (*SECTION, *FIELD), survey, ("type", "name"))
            self._sheet("choices", OPTION, self._choice_rows(), ("list_name", "name"))
            # Here what nobody set is said too: there is one row only.
            plain = [each._replace(default=None) for each in FORM]
            settings = self._cells(self.document["form"], plain)
            settings["version"] = version or None
            columns = (*FORM, Setting("version", "line", "version"))
            self._sheet("settings", columns, [settings], (), has_all=True)
            if rules := self._rule_rows():
                self._sheet("rules", RULE, rules, ("name", "rule"), has_all=True)
        return file.getvalue()

    # ------------------------------------------------------------
    # Rows: {heading: value}
    # ------------------------------------------------------------

    def _cells(self, entry, known):
        """The cells of a record's settings."""
        cells = {}
        for setting in known:
            value = entry.get(setting.name, setting.default)
            if setting.column is None or setting.kind == "tree":
                continue
            if setting.kind == "texts":
                for lang in self.langs:
                    head = heading(setting.column, lang, self.names)
                    cells[head] = (value or {}).get(lang)
            else:
                cells[setting.column] = to_cell(value, setting)
        return cells

    def _survey_rows(self):
        rows = []
        for section in self.document["sections"]:
            word = "repeat" if section.get("is_repeating") else "group"
            rows.append(
                {
                    "type": f"begin_{word}",
                    "name": section["key"],
                    **self._cells(section, SECTION),
                }
            )
            rows += [self._question_row(field) for field in section["fields"]]
            rows.append({"type": f"end_{word}"})
        return rows

    def _question_row(self, field):
        word, appearance = written_kind(field["type"], field["key"])
        cells = self._cells(field, FIELD)
        if field.get("has_range"):
            # Zero is a limit here, not what nobody set.
            cells.update(
                {each: field.get(each, 0) for each in ("min_value", "max_value")}
            )
        if field.get("condition"):
            cells["relevant"] = print_condition(field["condition"], self.kinds)
        if field.get("required_condition"):
            column = "required_when" if field.get("is_required") else "required"
            cells[column] = print_condition(field["required_condition"], self.kinds)
        return {"type": word, "name": field["key"], "appearance": appearance, **cells}

    def _choice_rows(self):
        return [
            {
                "list_name": field["key"],
                "name": option["key"],
                **self._cells(option, OPTION),
            }
            for section in self.document["sections"]
            for field in section["fields"]
            for option in field.get("options") or ()
        ]

    def _rule_rows(self):
        return [
            {"name": rule["key"], "rule": print_rule(rule), **self._cells(rule, RULE)}
            for rule in self.document.get("rules") or ()
        ]

    # ------------------------------------------------------------
    # Sheets
    # ------------------------------------------------------------

    def _sheet(self, title, known, rows, first, has_all=False):
        sheet = self.workbook.add_worksheet(title)
        headings = self._headings(known, rows, first, has_all or self.has_all)
        for place, (head, column) in enumerate(headings.items()):
            sheet.write_string(0, place, head, self.head)
            sheet.set_column(place, place, WIDTHS.get(column, WIDTH))
            if comment := self.help_of(column):
                sheet.write_comment(0, place, comment, {"x_scale": 2, "y_scale": 1.2})
            self._offer(sheet, place, column, known)
        sheet.freeze_panes(1, len(first))
        for number, row in enumerate(rows, 1):
            is_section = str(row.get("type")).startswith(("begin_", "end_"))
            style = self.section if is_section else self.body
            for place, head in enumerate(headings):
                _write(sheet, number, place, row.get(head), style)

    def _headings(self, known, rows, first, has_all):
        """The columns of a sheet: {heading: column}."""
        used = {
            head for row in rows for head, value in row.items() if value is not None
        }
        headings = {head: head for head in first}
        order = [column for column in CORE if column not in headings]
        columns = {each.column: each for each in known if each.column}
        order = [column for column in order if column in columns]
        if any(row.get("appearance") for row in rows):
            order.append("appearance")
        order += [column for column in columns if column not in order]
        for column in order:
            setting = columns.get(column)
            if setting and setting.kind == "texts":
                heads = [heading(column, lang, self.names) for lang in self.langs]
            else:
                heads = [column]
            if has_all or column in (*CORE, "appearance") or used & set(heads):
                headings.update(dict.fromkeys(heads, column))
        return headings

    def _offer(self, sheet, place, column, known):
        """A list to choose from, which takes other values too."""
        setting = next((each for each in known if each.column == column), None)
        if column == "type":
            offered = offered_words()
        elif setting and setting.kind == "flag":
            offered = ["yes", "no"]
        else:
            offered = list(setting.choices) if setting else []
        if offered and len(",".join(offered)) <= LONGEST_LIST:
            sheet.data_validation(
                1,
                place,
                LAST_ROW,
                place,
                {"validate": "list", "source": offered, "show_error": False},
            )


def _write(sheet, row, column, value, style):
    """Text is text even where it looks like a formula."""
    if value is None:
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, style)
    else:
        sheet.write_number(row, column, value, style)
