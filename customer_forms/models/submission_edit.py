"""A correction of a submission: what was said, what is said now, what speaks against it."""

from .. import rules
from ..rules.types.base import UNREADABLE, localised
from ..tools.sensitivity import looks_masked
from .submission_request import Entry, FilledForm

MAX_REASON = 1000


class Edit:
    """One correction, judged by the rules of the submission's own version.

    Answers that are not touched are taken as they are kept: they were judged when they
    were given, and are judged again only where a change concerns them.

    :ivar dict before: kept answers by key; those of a repeating section a list of dicts
    :ivar Entry entry: the submission as it would be, for the same checks as a new one
    :ivar list changed: keys of the questions and repeating sections that change
    :ivar set typed: keys of those that were sent and differ from what is kept
    :ivar list unknown: keys the version does not ask
    """

    def __init__(self, submission, answers, reason, editable):
        self.submission, self.editable = submission, editable
        self.reason = UNREADABLE.sub("", reason).strip()[:MAX_REASON]
        version = submission.version_id
        asked = rules.input_fields(version.schema, with_internal=True)
        self.before = kept_values(submission, asked)
        raw, self.typed = {}, set()
        for field in asked:
            key = field["key"]
            kept = self.before.get(key)
            if key in answers and answers[key] != to_raw(kept, field):
                raw[key] = answers[key] or None
                self.typed.add(key)
            elif kept is not None:
                raw[key] = _as_kept(kept, field)
        verdict = self._check(asked, raw)
        self.unknown = verdict.unknown
        self.entry = Entry(FilledForm(raw, version, "staff"), version, submission)
        self.entry.asked, self.entry.values = asked, verdict.values
        self.entry.row_numbers = verdict.row_numbers
        self.entry.issues, self.entry.warnings = verdict.issues, verdict.warnings
        self.changed = [
            field["key"]
            for field in asked
            if self.before.get(field["key"]) != verdict.values.get(field["key"])
        ]

    def _check(self, asked, raw):
        return rules.check(
            asked,
            raw,
            today=self.submission.form_id._company_today(),
            rules=self.submission.version_id.schema.get("rules", ()),
        )

    # ------------------------------------------------------------
    # Judging
    # ------------------------------------------------------------

    def blocking_issues(self):
        """Broken rules the editor has to do with: new ones in what he may edit, and old
        ones of answers or sections he changes."""
        kept = {
            field["key"]: _as_kept(self.before[field["key"]], field)
            for field in self.entry.asked
            if field["key"] in self.before
        }
        former = self._check(self.entry.asked, kept).issues
        return [
            issue
            for issue in self.entry.issues
            if self._involved(issue) & self.editable
            and (issue not in former or self._is_touched(issue))
        ]

    def _involved(self, issue):
        """Keys of the questions and repeating sections an issue is about."""
        if issue.code != "rule":
            return {issue.field.partition(":")[0]}
        keys = {*issue.params["terms"], issue.params["other"]}
        return {
            field["key"]
            for field in self.entry.asked
            for name in (
                field["key"],
                *(each["key"] for each in field.get("fields", ())),
            )
            if name in keys
        }

    def _is_touched(self, issue):
        """Whether an answer of an issue changes, or any in the section of a missing one."""
        involved = self._involved(issue)
        if involved & set(self.changed):
            return True
        if involved & set(self.before):
            return False
        return any(
            involved & keys and keys & set(self.changed)
            for _section, keys in self._sections()
        )

    def needs_reason(self):
        """Whether a reason is missing: only what nobody had answered for the staff yet is
        completed without one."""
        internal = {
            key
            for section, keys in self._sections()
            if section["internal"]
            for key in keys
        }
        return not self.reason and any(
            key in self.before or key not in internal for key in self.changed
        )

    def _sections(self):
        """Pairs of a section of the version and the keys in it."""
        for section in self.submission.version_id.schema["sections"]:
            keys = {field["key"] for field in section["fields"]}
            yield section, keys | {section.get("key")}

    # ------------------------------------------------------------
    # Keeping
    # ------------------------------------------------------------

    def answers(self):
        """All that stands in the submission itself afterwards, by key."""
        asked = {field["key"] for field in self.entry.asked}
        kept = self.submission.answers._values
        others = {key: kept[key] for key in kept if key not in asked}
        return {**others, **self.entry.answers}

    def kept_rows(self, key):
        """What the kept rows of a section answer now, where their own answers were not
        sent: {place in the section, from 0: answers}, without rows that say nothing."""
        numbers = self.entry.row_numbers.get(key, ())
        rows = self.entry.values.get(key, ())
        return {} if key in self.typed else dict(zip(numbers, rows, strict=True))

    def changes(self, lang):
        """Values of ``customer.form.change`` for what changes, texts in ``lang``."""
        return [
            {
                "field_key": field["key"],
                "old_text": _to_text(self.before.get(field["key"]), field, lang),
                "new_text": _to_text(self.entry.values.get(field["key"]), field, lang),
            }
            for field in self.entry.asked
            if field["key"] in self.changed
        ]


def kept_values(submission, asked):
    """What a submission answers to the fields ``asked``, by key; as the rules keep it.
    Sensitive answers are in full for the engine, for a user where he sees them so.

    Rows are searched for: the cache may have those that another user sees.
    """
    kept = _answered_of(submission)
    rows_by_key = (
        submission.env["customer.form.row"]
        .search([("submission_id", "=", submission.id)], order="sequence")
        .grouped("section_key")
    )
    values = {}
    for field in asked:
        key = field["key"]
        if rules.FIELD_TYPES[field["type"]].has_rows:
            rows = rows_by_key.get(key, ())
            value = [_answered_of(row) for row in rows]
        else:
            value = kept.get(key)
        if value is not None and value != []:
            values[key] = value
    return values


def to_raw(value, field):
    """What is typed to give ``value``, rows as dicts; None for nothing."""
    if value is None:
        return None
    field_type = rules.FIELD_TYPES[field["type"]]
    if not field_type.has_rows:
        return value if looks_masked(value) else field_type.to_raw(value, field)
    return [
        {
            each["key"]: to_raw(row[each["key"]], each)
            for each in field["fields"]
            if each["key"] in row
        }
        for row in value
    ]


def _as_kept(value, field):
    if not rules.FIELD_TYPES[field["type"]].has_rows:
        return rules.Kept(value)
    return [{key: rules.Kept(row[key]) for key in row} for row in value]


def _to_text(value, field, lang):
    if value is None:
        return False
    field_type = rules.FIELD_TYPES[field["type"]]
    if not field_type.has_rows:
        return field_type.to_text(value, field, lang)
    return "\n".join(
        "; ".join(
            f"{localised(each['label'], lang)}: {_to_text(row[each['key']], each, lang)}"
            for each in field["fields"]
            if each["key"] in row
        )
        for row in value
    )


def _answered_of(record):
    is_engine = record.env.su
    opened = record._open_values()[record.id] if is_engine else record.opened_values
    values = {**record.answers._values, **(opened or {})}
    return {
        key: values[key]
        for key in values
        if values[key] is not None and values[key] is not False
    }
