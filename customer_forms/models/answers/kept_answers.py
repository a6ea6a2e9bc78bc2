"""The answers of a kept submission: for the rules, on a page, in a note."""

from ... import rules
from ...rules.types.base import localised
from ...tools.sensitivity import looks_masked, mask
from .answered_mixin import UNKNOWN

# In a row that is sent back: the place the row had among the kept ones, from 0.
KEPT_ROW = "_kept"


def kept_values(submission, asked, is_masked=False):
    """What a submission answers to the fields ``asked``, by key; as the rules keep it.

    Sensitive answers are in full for the engine (superuser mode), for a user where he
    sees them so. Rows are searched for: the cache may have those that another user sees.

    :param bool is_masked: give the masks of all sensitive answers
    """
    rows = submission.env["customer.form.row"].search(
        [("submission_id", "=", submission.id)], order="sequence"
    )
    (kept,) = _answers_of(submission, is_masked)
    answers_by_row = dict(zip(rows, _answers_of(rows, is_masked), strict=True))
    rows_by_key = rows.grouped("section_key")
    values = {}
    for field in asked:
        key = field["key"]
        if _has_rows(field):
            value = [answers_by_row[row] for row in rows_by_key.get(key, ())]
        else:
            value = kept.get(key)
        if value is not None and value != []:
            values[key] = value
    return values


def _answers_of(records, is_masked):
    """What each record answers, in the order of the records."""
    if is_masked:
        opened = {}
    elif records.env.su:
        opened = records._open_values()
    else:
        opened = {record.id: record.opened_values or {} for record in records}
    answers = []
    for record in records:
        values = {**record.answers._values, **opened.get(record.id, {})}
        answers.append(
            {
                key: values[key]
                for key in values
                if values[key] is not None and values[key] is not False
            }
        )
    return answers


def to_raw(value, field):
    """What is typed to give ``value``, rows as dicts; None for nothing, the mask for one.

    :return: as ``rules.check`` takes it
    """
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


def to_text(value, field, lang, classes=None):
    """An answer as a person reads it, rows as one line each; False for none.

    :param dict classes: {key: class} of the answers to mask
    """
    if value is None:
        return False
    classes = classes or {}
    field_type = rules.FIELD_TYPES[field["type"]]
    if field_type.has_rows:
        return "\n".join(
            "; ".join(
                f"{localised(each['label'], lang)}:"
                f" {to_text(row[each['key']], each, lang, classes)}"
                for each in field["fields"]
                if each["key"] in row
            )
            for row in value
        )
    if field["key"] in classes:
        return mask(classes[field["key"]], value) or UNKNOWN
    return value if looks_masked(value) else field_type.to_text(value, field, lang)


class GivenMasks:
    """Reads what a page sends that was shown masks: a mask that comes back stands for the
    answer it hides, and is never kept itself.

    :ivar list issues: ``rules.Issue``, one for each mask that hides nothing
    """

    def __init__(self, classes):
        self._classes, self.issues = classes, []

    def unmasked(self, field, given, kept, shown, path=""):
        """What was sent, without masks.

        :param dict field: of the schema
        :param given: what was sent for it
        :param kept: its answer in full, None without one
        :param shown: its answer with masks
        :param str path: of the row it stands in
        :return: as ``rules.check`` takes it
        """
        if _has_rows(field) and isinstance(given, list):
            return [
                self._unmasked_row(field, row, number, kept or (), shown or ())
                if isinstance(row, dict)
                else row
                for number, row in enumerate(given)
            ]
        is_sensitive = field["key"] in self._classes
        if not (is_sensitive and isinstance(given, str) and looks_masked(given)):
            return given
        if given.strip() != str(shown) and given != self._as_typed(kept, field):
            name = f"{path}{field['key']}"
            self.issues.append(rules.Issue(name, "masked", {"value": given[:40]}))
        return self._as_typed(kept, field)

    def _as_typed(self, kept, field):
        return to_raw(kept, field)

    def _unmasked_row(self, field, given, number, kept, shown):
        """A row says which one it was; else it is the one that stood in its place."""
        given = dict(given)
        place = str(given.pop(KEPT_ROW, number))
        place = int(place) if place.isdecimal() and int(place) < len(kept) else None
        full = {} if place is None else kept[place]
        masked = {} if place is None else shown[place]
        path = f"{field['key']}:{number}:"
        inner = {each["key"]: each for each in field["fields"]}
        return {
            key: self.unmasked(
                inner[key], given[key], full.get(key), masked.get(key), path
            )
            if key in inner
            else given[key]
            for key in given
        }


def mask_issues(answered, classes):
    """What speaks against answers that are masks, as a copied list has them.

    :param answered: iterable of ``submission_request.Answered``, as they were sent
    :param dict classes: {key: class} of what is sensitive
    :return: list of ``rules.Issue``
    """
    return [
        rules.Issue(each.path, "masked", {"value": each.value[:40]})
        for each in answered
        if each.field["key"] in classes
        and looks_masked(each.value)
        and not rules.FIELD_TYPES[each.field["type"]].is_found_only
    ]


def _has_rows(field):
    return rules.FIELD_TYPES[field["type"]].has_rows
