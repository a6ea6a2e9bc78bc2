"""A workbook as a form document, with what is wrong with it by sheet, row and column."""

from typing import NamedTuple

from ..expression import ExpressionError, parse_rule
from ..form_document import check_document
from ..form_settings import FIELD, FORM, FORMAT, OPTION, RULE, SECTION
from ..form_values import near_miss, shown
from .cells import read_cell, read_name, read_text, read_word
from .headings import Finding, Table, language_of, read_table
from .source import read_sheets
from .survey import SurveyReader

SHEETS = ("survey", "choices", "settings", "rules")
# Read beside the columns of settings.
MORE_COLUMNS = {
    "survey": {"type", "name", "appearance", "constraint", "default"},
    "choices": {"list_name", "name"},
    "settings": {"default_language", "form_id", "version"},
    "rules": {"name", "rule"},
}
BY_SHEET = {
    "survey": (*SECTION, *FIELD),
    "choices": OPTION,
    "settings": FORM,
    "rules": RULE,
}
# Where a document has what several columns, or one for several settings, tell.
OTHER_COLUMNS = {
    "key": "name",
    "type": "type",
    "options": "type",
    "is_repeating": "type",
    "has_range": "min_value",
    "terms": "rule",
    "operator": "rule",
    "other_key": "rule",
    "value": "rule",
}


class Reading(NamedTuple):
    """What was read: the document, and ``Finding`` for what is wrong or left out."""

    document: dict
    findings: list


def read_workbook(content, names, title="", published=None):
    """Read a form from an Excel file.

    :param bytes content: the file
    :param dict names: {language code: name} of the database, the source language first
    :param str title: stands for the form's title when the file has none
    :param dict published: see ``form_document.check_document``
    :return: ``Reading``
    :raises FileProblem: when the file cannot be read at all
    """
    return _Reader(read_sheets(content), names, title).read_form(published)


class _Reader:
    def __init__(self, sheets, names, title):
        self.names = names
        self.title = title
        self.findings = []
        self.places = {}
        self.sheets = self._find_sheets(sheets)
        self.main_lang = next(iter(names))

    def read_form(self, published):
        settings = self._table("settings")
        form = self._read_form(settings)
        lists = self._read_choices()
        rows = self._table("survey").rows
        survey = SurveyReader("survey", rows, lists, form["name"], self.findings)
        survey.read_rows()
        for path, number in survey.places.items():
            self.places[path] = ("choices" if "options" in path else "survey", number)
        self._find_unused(lists.keys() - survey.used_lists, lists)
        document = {
            "format": FORMAT,
            "form": form,
            "sections": survey.sections,
            "rules": self._read_rules(),
        }
        if not survey.sections and not self.findings:
            self._find("survey", None, None, "no_questions")
        self._check(document, published)
        return Reading(document, self._sorted())

    def _find(self, sheet, row, column, code, **params):
        self.findings.append(Finding(sheet, row, column, code, params))

    # ------------------------------------------------------------
    # Sheets
    # ------------------------------------------------------------

    def _find_sheets(self, sheets):
        found, others = {}, []
        for sheet in sheets:
            name = read_word(sheet.title) or ""
            if name in SHEETS and name not in found:
                found[name] = sheet._replace(title=name)
            else:
                others.append(sheet.title)
        for title in others:
            missing = [name for name in SHEETS if name not in found]
            if hint := near_miss(title.strip(), missing):
                self._find(shown(title), None, None, "unknown_sheet", hint=hint)
        if "survey" not in found:
            self._find("survey", None, None, "missing_sheet")
        return found

    def _table(self, name):
        if name not in self.sheets:
            return Table([], set())
        known = {each.column for each in BY_SHEET[name] if each.column}
        translated = {each.column for each in BY_SHEET[name] if each.kind == "texts"}
        return read_table(
            self.sheets[name],
            known | MORE_COLUMNS[name],
            translated,
            self.names,
            self.main_lang,
            self.findings,
        )

    # ------------------------------------------------------------
    # Settings, choices, rules
    # ------------------------------------------------------------

    def _read_form(self, table):
        """What the sheet says of the form; what has no column stays as it is."""
        row = table.rows[0] if table.rows else None
        form = {}
        if row:
            self.places["form",] = ("settings", row.number)
            self._read_main_language(row)
        for each in table.rows[1:]:
            self._find("settings", each.number, None, "more_settings")
        for setting in FORM:
            if row and setting.column in table.columns:
                form[setting.name] = (
                    row.texts(setting.column)
                    if setting.kind == "texts"
                    else read_cell(row.get(setting.column), setting)
                )
        if not form.get("name"):
            form["name"] = {self.main_lang: self.title} if self.title else {}
        return form

    def _read_main_language(self, row):
        """Forms made elsewhere say in which language columns are that name none."""
        said = read_text(row.get("default_language"))
        lang = language_of(said, self.names) if said else None
        if lang and lang != self.main_lang:
            for name, at in list(row.cells):
                if at == self.main_lang:
                    row.cells.setdefault((name, lang), row.cells.pop((name, at)))
            self.main_lang = lang

    def _read_choices(self):
        """The lists of choices: {list name: [(row number, option)]}."""
        lists = {}
        for row in self._table("choices").rows:
            list_name = read_text(row.get("list_name"))
            name = read_text(row.get("name"))
            if not list_name:
                self._find("choices", row.number, "list_name", "missing_list_name")
                continue
            option = {"key": read_name(name) if name else None}
            for setting in OPTION:
                option[setting.name] = (
                    row.texts(setting.column)
                    if setting.kind == "texts"
                    else read_cell(row.get(setting.column), setting)
                )
            lists.setdefault(list_name, []).append((row.number, option))
        return lists

    def _find_unused(self, names, lists):
        """Lists that no question names; while one names none, it may be meant there."""
        unread = {"missing_list", "unknown_list", "unknown_type"}
        if not any(finding.code in unread for finding in self.findings):
            for name in names:
                row, said = lists[name][0][0], shown(name)
                self._find("choices", row, "list_name", "unused_list", value=said)

    def _read_rules(self):
        rules = []
        for row in self._table("rules").rows:
            try:
                rule = parse_rule(read_text(row.get("rule")) or "", read_name)
            except ExpressionError as error:
                params = {**error.params, "grammar": "rule"}
                self._find("rules", row.number, "rule", error.code, **params)
                continue
            name = read_text(row.get("name"))
            self.places["rules", len(rules)] = ("rules", row.number)
            level = next(each for each in RULE if each.name == "level")
            rules.append(
                {
                    "key": read_name(name) if name else f"rule_{row.number}",
                    **rule,
                    "level": read_cell(row.get("level"), level),
                    "message": row.texts("message"),
                }
            )
        return rules

    # ------------------------------------------------------------
    # What is wrong with the whole
    # ------------------------------------------------------------

    def _check(self, document, published):
        """Add what the document's own check finds, at the cells it came from."""
        reported = {finding[:3] for finding in self.findings}
        for problem in check_document(document, published):
            place = self._place(problem.path)
            if place not in reported:
                self._find(*place, problem.code, **problem.params)
                reported.add((*place, problem.code))

    def _place(self, path):
        """(sheet, row, column) of a path in the document."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.places:
                sheet, number = self.places[path[:length]]
                rest = path[length] if len(path) > length else None
                return sheet, number, self._column(sheet, rest)
        return ("settings" if path[:1] == ("form",) else "survey"), None, None

    def _column(self, sheet, name):
        for setting in BY_SHEET[sheet]:
            if setting.name == name and setting.column:
                return setting.column
        return OTHER_COLUMNS.get(name)

    def _sorted(self):
        """Each finding once (lists may be used twice), in the order of the workbook."""
        order = {sheet: place for place, sheet in enumerate(SHEETS)}
        unique = []
        for finding in self.findings:
            if finding not in unique:
                unique.append(finding)
        return sorted(
            unique, key=lambda each: (order.get(each.sheet, -1), each.row or 0)
        )
