"""The sheet ``survey``: sections and their questions, one row each."""

from ..expression import ExpressionError, parse_condition, parse_constraint
from ..form_settings import FIELD, SECTION
from ..form_values import LARGEST_NUMBER, near_miss, shown
from .cells import read_cell, read_flag, read_name, read_text, read_word
from .headings import Finding
from .kinds import BEGIN, END, IMAGES, read_kind

# Told by more than a cell of their own.
OWN_WAY = {"type", "is_required", "is_repeating", "has_range", "min_value", "max_value"}


class SurveyReader:
    """Reads the rows of the sheet from the first to the last.

    ``sections`` is what the document gets, ``places`` where it came from:
    {path in the document: row number}.
    """

    def __init__(self, title, rows, lists, form_name, findings):
        self.title = title
        self.rows = rows
        self.lists = lists
        self.form_name = form_name
        self.findings = findings
        self.sections = []
        self.places = {}
        self.used_lists = set()
        self.expressions = []
        self.open_row = None
        self.section_condition = None

    def read_rows(self):
        """Read all rows; the result is in ``sections`` and ``places``."""
        for row in self.rows:
            kind = read_kind(row.get("type"), row.get("appearance"))
            if kind.word in BEGIN:
                self._begin(row, is_repeating=BEGIN[kind.word])
            elif kind.word in END:
                self._end(row)
            elif kind.problem:
                self._find(row, "type", kind.problem, **kind.params)
            else:
                self._read_question(row, kind)
        if self.open_row:
            self._find(self.open_row, "type", "section_not_ended")
        self._read_expressions()

    def _find(self, row, column, code, **params):
        self.findings.append(Finding(self.title, row.number, column, code, params))

    # ------------------------------------------------------------
    # Sections
    # ------------------------------------------------------------

    def _begin(self, row, is_repeating):
        if self.open_row:
            self._find(row, "type", "section_in_section")
            return
        self.open_row = row
        name = read_text(row.get("name"))
        self._add_section(
            {
                "key": read_name(name) if name else f"section_{row.number}",
                **self._settings(row, SECTION),
                "is_repeating": is_repeating,
            },
            row.number,
        )
        self.section_condition = row if read_text(row.get("relevant")) else None

    def _end(self, row):
        if not self.open_row:
            self._find(row, "type", "section_not_begun")
        self.open_row = self.section_condition = None

    def _add_section(self, section, number):
        self.places["sections", len(self.sections)] = number
        self.sections.append({**section, "fields": []})

    def _section_of(self, row):
        """The section that is open; questions outside any get one of their own."""
        last = self.sections[-1] if self.sections else None
        if not self.open_row and not (last and last.get("is_implicit")):
            key = f"section_{row.number}"
            implicit = {"key": key, "name": self.form_name, "is_implicit": True}
            self._add_section(implicit, row.number)
        return self.sections[-1]

    # ------------------------------------------------------------
    # Questions
    # ------------------------------------------------------------

    def _settings(self, row, known):
        values = {}
        for setting in known:
            if setting.name in OWN_WAY or setting.kind == "tree":
                continue
            if setting.kind == "texts":
                values[setting.name] = row.texts(setting.column)
            else:
                values[setting.name] = read_cell(row.get(setting.column), setting)
        return values

    def _read_question(self, row, kind):
        section = self._section_of(row)
        path = ("sections", len(self.sections) - 1, "fields", len(section["fields"]))
        self.places[path] = row.number
        name = read_text(row.get("name"))
        if not name and kind.type == "statement":
            name = f"note_{row.number}"
        field = {
            "key": read_name(name) if name else None,
            **self._settings(row, FIELD),
            "type": kind.type,
            "is_required": False,
            **self._range(row),
            "options": self._options(row, kind, path),
        }
        if read_word(row.get("type")) in ("image", "photo"):
            field["file_formats"] = IMAGES
        if (read_word(row.get("default")) or "").startswith("today()"):
            field["is_default_today"] = True
        elif read_text(row.get("default")):
            self._find(row, "default", "default_left_out")
        self._note_expressions(row, field)
        self._read_constraint(row, field)
        section["fields"].append(field)

    def _range(self, row):
        limits = {}
        for setting in FIELD:
            cell = row.get(setting.column)
            is_end = setting.name in ("min_value", "max_value")
            if is_end and read_text(cell) is not None:
                limits[setting.name] = read_cell(cell, setting)
        return _with_range(limits)

    def _read_constraint(self, row, field):
        constraint = read_text(row.get("constraint"))
        if not constraint:
            return
        try:
            limits = parse_constraint(constraint, field["type"])
        except ExpressionError as error:
            params = {**error.params, "grammar": "constraint"}
            self._find(row, "constraint", error.code, **params)
            return
        if {"min_value", "max_value"} & set(limits):
            field.update(_with_range(limits))
        field.update(limits)

    def _options(self, row, kind, path):
        """The choices of a question, a copy for each one that uses the list."""
        if kind.list is None:
            return []
        if kind.list not in self.lists:
            hint = near_miss(kind.list, list(self.lists))
            self._find(row, "type", "unknown_list", value=shown(kind.list), hint=hint)
            return []
        self.used_lists.add(kind.list)
        options = []
        for number, option in self.lists[kind.list]:
            self.places[(*path, "options", len(options))] = number
            options.append(dict(option))
        return options

    # ------------------------------------------------------------
    # Conditions: read when the types of all questions are known
    # ------------------------------------------------------------

    def _note_expressions(self, row, field):
        required = read_flag(row.get("required"))
        if isinstance(required, str) and "$" in required.replace("＄", "$"):
            self.expressions.append((row, field, "required_condition", "required"))
        elif required is not None:
            field["is_required"] = required
        if read_text(row.get("required_when")):
            self.expressions.append((row, field, "required_condition", "required_when"))
        field["condition"] = field["required_condition"] = None
        if self.section_condition:
            outer = (self.section_condition, field, "condition", "relevant")
            self.expressions.append(outer)
        if read_text(row.get("relevant")):
            self.expressions.append((row, field, "condition", "relevant"))

    def _read_expressions(self):
        kinds = {
            field["key"]: field["type"]
            for section in self.sections
            for field in section["fields"]
        }
        for row, field, name, column in self.expressions:
            try:
                tree = parse_condition(read_text(row.get(column)), kinds, read_name)
            except ExpressionError as error:
                params = {**error.params, "grammar": "condition"}
                self._find(row, column, error.code, **params)
                continue
            if field[name]:
                tree = {"match": "all", "of": [field[name], tree]}
            field[name] = tree
        for section in self.sections:
            section.pop("is_implicit", None)


def _with_range(limits):
    """A range has two ends: the one that nobody gave is as far as numbers go."""
    if not limits:
        return {"has_range": False, "min_value": 0, "max_value": 0}
    ends = {"min_value": -LARGEST_NUMBER, "max_value": LARGEST_NUMBER}
    return {"has_range": True, **ends, **limits}
