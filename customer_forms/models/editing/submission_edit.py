"""A correction of a submission: what was said, what is said now, what speaks against it."""

from ... import rules
from ...rules.types.base import UNREADABLE
from ..answers.kept_answers import GivenMasks, kept_values, to_raw, to_text
from ..submission.submission_request import Entry, FilledForm

MAX_REASON = 1000


class Edit:
    """One correction, judged by the rules of the submission's own version.

    Answers that are not touched are taken as they are kept: they were judged when they
    were given, and are judged again only where a change concerns them.

    :ivar dict before: kept answers by key, sensitive ones in full; those of a repeating
        section a list of dicts
    :ivar Entry entry: the submission as it would be, for the same checks as a new one
    :ivar list changed: keys of the questions and repeating sections that change
    :ivar set typed: keys of those that were sent and differ from what is kept
    :ivar list unknown: keys the version does not ask
    :ivar dict classes: {key: class} of the sensitive answers
    """

    def __init__(self, submission, answers, reason, editable):
        self.submission, self.editable = submission, editable
        self.reason = UNREADABLE.sub("", reason).strip()[:MAX_REASON]
        version = submission.version_id
        asked = rules.input_fields(version.schema, with_internal=True)
        self.classes = submission.form_id._sensitive_keys()
        self.before = kept_values(submission, asked)
        self.reason = self._redacted_reason()
        self._masks = GivenMasks(self.classes)
        shown = kept_values(submission, asked, is_masked=True)
        raw, self.typed = {}, set()
        for field in asked:
            key = field["key"]
            kept = self.before.get(key)
            given = answers.get(key)
            if key in answers:
                given = self._masks.unmasked(field, given, kept, shown.get(key))
            if key in answers and given != to_raw(kept, field):
                raw[key] = given or None
                self.typed.add(key)
            elif kept is not None:
                raw[key] = _as_kept(kept, field)
        verdict = self._check(asked, raw)
        self.unknown = verdict.unknown
        self.entry = Entry(FilledForm(raw, version, "staff"), version, submission)
        self.entry.asked, self.entry.values = asked, verdict.values
        self.entry.row_numbers = verdict.row_numbers
        self.entry.issues, self.entry.warnings = verdict.issues, verdict.warnings
        self._numbers = self._other_numbers(asked, raw)
        self.changed = [
            field["key"]
            for field in asked
            if self.before.get(field["key"]) != verdict.values.get(field["key"])
            or field["key"] in self._numbers
        ]

    def _other_numbers(self, asked, raw):
        """Of which only the end is kept: what was typed is another number than what is
        there, though the end may be the same.

        :return: {key: (digest of the number before, of the number now)}
        """
        typed = {
            field["key"]: rules.FIELD_TYPES[field["type"]].full(raw[field["key"]])
            for field in asked
            if field["key"] in self.typed and field["key"] in self.before
            if rules.FIELD_TYPES[field["type"]].is_found_only
            and isinstance(raw[field["key"]], str)
        }
        if not typed:
            return {}
        vault = self.submission.env["customer.vault.value"]
        # Whether it is another one is told by what follows: as good as a search.
        vault.sudo(False)._count_typed(typed, dict.fromkeys(typed, "id"))
        known = self.submission._found_digests().get(self.submission, {})
        company = self.submission._sensitive_company()
        digests = {
            key: (known.get(key), vault._blind_digest_of(company, "id", number))
            for key, number in typed.items()
        }
        return {
            key: (before, now)
            for key, (before, now) in digests.items()
            if before and before != now
        }

    def _redacted_reason(self):
        """The reason is read by all who see the submission."""
        redaction = self.submission.env["customer.redaction"]
        return redaction._redact_reason(self.reason, self.submission)

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
        ones of answers or sections he changes. Masks that hide nothing come first."""
        kept = {
            field["key"]: _as_kept(self.before[field["key"]], field)
            for field in self.entry.asked
            if field["key"] in self.before
        }
        former = self._check(self.entry.asked, kept).issues
        return self._masks.issues + [
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
        """All that stands in the submission itself afterwards, by key; what is sealed
        and stays is given as its mask."""
        asked = {field["key"] for field in self.entry.asked}
        kept = self.submission.answers._values
        others = {key: kept[key] for key in kept if key not in asked}
        answers = self.entry.answers
        stays = self.classes.keys() & kept.keys() & answers.keys() - set(self.changed)
        return {**others, **answers, **{key: kept[key] for key in stays}}

    def kept_rows(self, key):
        """What the kept rows of a section answer now, where their own answers were not
        sent: {place in the section, from 0: answers}, without rows that say nothing."""
        numbers = self.entry.row_numbers.get(key, ())
        rows = self.entry.values.get(key, ())
        return {} if key in self.typed else dict(zip(numbers, rows, strict=True))

    def changes(self, lang):
        """Values of ``customer.form.change`` for what changes, texts in ``lang`` and what
        is sensitive masked."""
        return [
            {"field_key": field["key"], "old_text": old, "new_text": new}
            for field, was, now in self._changed_values()
            for old, new in [self._texts(field, was, now, lang)]
        ]

    def _texts(self, field, was, now, lang):
        """An answer before and after, sensitive ones masked. Nobody sees by two equal
        masks that one became another, so that is said."""
        old, new = (to_text(each, field, lang, self.classes) for each in (was, now))
        if new and old == new and not rules.FIELD_TYPES[field["type"]].has_rows:
            env = self.submission.with_context(lang=lang).env
            new = env._("%(mask)s (another one, masked alike)", mask=new)
        return old, new

    def audit_details(self):
        """What the audit log says of it: of a sensitive answer the masks, of every one
        digests by which it can be known again."""
        lang, changes = self.submission.env.lang or "en_US", []
        for field, was, now in self._changed_values():
            noted = {"name": field["key"]}
            if field["key"] in self.classes:
                noted["old"], noted["new"] = self._texts(field, was, now, lang)
            for place, (name, value) in enumerate((("old", was), ("new", now))):
                number = self._numbers.get(field["key"], ())[place : place + 1]
                noted[f"{name}_digest"] = self._digest(field["key"], value, *number)
            changes.append(noted)
        return {"changes": changes}

    def _changed_values(self):
        """(field, its answer before, its answer now) for what changes."""
        return [
            (field, self.before.get(field["key"]), self.entry.values.get(field["key"]))
            for field in self.entry.asked
            if field["key"] in self.changed
        ]

    def _digest(self, key, value, *number):
        if value is None:
            return False
        document = rules.canonical_json([self.submission.id, key, value, *number])
        vault = self.submission.env["customer.vault.value"]
        return vault._keyed_digest("edited answer", document)


def _as_kept(value, field):
    if not rules.FIELD_TYPES[field["type"]].has_rows:
        return rules.Kept(value)
    return [{key: rules.Kept(row[key]) for key in row} for row in value]
