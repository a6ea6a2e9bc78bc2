"""What a change means for the answers that are kept already."""

import datetime
from collections import Counter

from .conditions import holds
from .diff import schema_fields
from .engine import Findings
from .form_rules import breaches
from .level import KeptLevel
from .schema import input_fields

# kind of ``Change`` -> the attribute it is about, where that has another name
ATTRIBUTES = {
    "condition": "condition",
    "no_condition": "condition",
    "not_foreign": "foreign",
    "not_soft": "soft",
    "now_required": "required",
}


class Recheck:
    """Counts the submissions that each change concerns.

    :param dict old: the schema before
    :param dict new: the schema after
    :param list changes: what ``diff.compare`` found between them
    :param datetime.date today: the day where the form's company is
    :ivar list counts: for each change how many of the submissions given to ``add`` lose
        a question or an option, or would not pass any more
    """

    def __init__(self, old, new, changes, today=None):
        self.changes = changes
        self.counts = [0] * len(changes)
        self._today = today or datetime.date.today()
        # What is gone is still answered: the old questions and the new ones.
        before, after = schema_fields(old), schema_fields(new)
        self._before = {key: field for key, (_section, field) in before.items()}
        self._after = {key: field for key, (_section, field) in after.items()}
        self._asked = input_fields(new, with_internal=True)
        self._given = {
            change.field: Counter() for change in changes if change.kind == "now_unique"
        }

    def add(self, values):
        """Count one submission.

        :param dict values: its answers by key, rows as lists of dicts
        """
        known = {field["key"] for field in self._asked}
        page = KeptLevel(
            self._asked,
            {key: values[key] for key in values if key in known},
            Findings(self._today),
        )
        page.read_answers()
        levels = [page, *(row for rows in page.rows.values() for row in rows)]
        rows = [row for each in values.values() if _is_rows(each) for row in each]
        for number, change in enumerate(self.changes):
            is_concerned = getattr(self, f"_is_{change.kind}", self._is_refused)
            self.counts[number] += is_concerned(change, levels, [values, *rows])

    # ------------------------------------------------------------
    # Whether a submission is concerned
    # ------------------------------------------------------------

    def _is_field_removed(self, change, _levels, answers):
        return any(_is_answered(given.get(change.field)) for given in answers)

    _is_field_retyped = _is_field_removed
    _is_now_sensitive = _is_not_sensitive = _is_sensitivity = _is_field_removed

    def _is_option_removed(self, change, _levels, answers):
        option = change.params["option_key"]
        return any(
            option in given if isinstance(given, list) else option == given
            for given in (each.get(change.field) for each in answers)
        )

    def _is_now_unique(self, change, _levels, answers):
        """Whether an earlier one has the same answer."""
        given = answers[0].get(change.field)
        if not _is_answered(given):
            return False
        text = str(given).casefold()
        self._given[change.field][text] += 1
        return self._given[change.field][text] > 1

    def _is_rule_added(self, change, levels, _answers):
        is_stricter = change.severity == "stricter"
        return is_stricter and bool(breaches(change.params["rule"], levels[0]))

    _is_rule_changed = _is_rule_added

    def _is_refused(self, change, levels, _answers):
        """Whether an answer breaks what is demanded now, and would not without this
        change. Others may have to do with it: what only warned is an error now."""
        if change.severity != "stricter" or change.field not in self._before:
            return False
        name = ATTRIBUTES.get(change.kind, change.kind)
        after = self._after[change.field]
        without = {**after, name: self._before[change.field].get(name)}
        return any(
            self._broken(after, level) - self._broken(without, level)
            for level in levels
            if any(field["key"] == change.field for field in level.fields)
        )

    def _broken(self, field, level):
        """Codes of the limits that refuse the answer to ``field``."""
        if field.get("soft") or not holds(field.get("condition"), level.visible):
            return set()
        return {invalid.code for invalid in level.broken_limits(field)}


def _is_answered(value):
    return value is not None and value is not False


def _is_rows(value):
    return isinstance(value, list) and any(isinstance(row, dict) for row in value)
