"""What the page shows on which a submission is corrected."""

from .. import rules
from ..models.answers.kept_answers import KEPT_ROW, kept_values, to_raw
from ..models.submission.customer_form_submission_read import text_of
from ..rules.types.base import localised
from ..tools.sensitivity import looks_masked


class EditPage:
    """The answers of a submission as one user may see and correct them.

    :ivar list sections: sections of the schema, as far as they are corrected
    :ivar list lines: (section title, [(question, answer)]) of what is seen only
    :ivar dict raw: answers as they are typed, masks where this user sees no more
    :ivar dict kept: the masks by path: sent back, they stand for what is kept
    :ivar list rules: rules between questions that are all on the page
    """

    def __init__(self, submission, replied_keys=None):
        """
        :param submission: the ``customer.form.submission``, as its user; in sudo for the
            person who sent it, who sees masks
        :param set replied_keys: what that person may answer anew
        """
        self.env = submission.env
        is_reply = replied_keys is not None
        self.lang = self.env.lang or "en_US"
        # sudo: who may correct a submission may know what its version asks
        submission_sudo = submission.sudo()
        self.schema = submission_sudo.version_id.schema
        asked = rules.input_fields(self.schema, with_internal=True)
        self.editable = replied_keys if is_reply else submission._editable_keys()
        self._classes = submission_sudo.form_id._sensitive_keys()
        self._all = kept_values(submission_sudo, asked)
        self._seen = kept_values(submission, asked, is_masked=is_reply)
        self.raw = {
            field["key"]: self._raw(field)
            for field in asked
            if field["key"] in self.editable & set(self._seen)
            and rules.FIELD_TYPES[field["type"]].can_be_typed_again
        }
        self.kept = dict(self._masks())
        self._masked_keys = {path.rpartition(":")[2] for path in self.kept}
        self._on_page = {
            name
            for field in asked
            if field["key"] in self.editable
            for name in (
                field["key"],
                *(each["key"] for each in field.get("fields", ())),
            )
        }
        self.sections = [
            section
            for section in map(self._editable_part, self.schema["sections"])
            if section["fields"]
        ]
        self.lines = [] if is_reply else self._seen_lines(submission)
        self.rules = [
            rule
            for rule in self.schema.get("rules", ())
            if {*rule["terms"], *filter(None, [rule.get("field")])} <= self._on_page
        ]

    # ------------------------------------------------------------
    # What is shown
    # ------------------------------------------------------------

    def _raw(self, field):
        """What is typed into a field; each row tells which of the kept ones it is."""
        raw = to_raw(self._seen[field["key"]], field)
        if not rules.FIELD_TYPES[field["type"]].has_rows:
            return raw
        return [{**row, KEPT_ROW: str(place)} for place, row in enumerate(raw)]

    def _masks(self):
        """(path, mask) of the sensitive answers that are corrected."""
        for key, value in self.raw.items():
            if key in self._classes and looks_masked(value):
                yield key, value
            for place, row in enumerate(value if isinstance(value, list) else ()):
                for inner in self._classes.keys() & dict(row).keys():
                    if looks_masked(row[inner]):
                        yield f"{key}:{place}:{inner}", row[inner]

    # ------------------------------------------------------------
    # What is corrected
    # ------------------------------------------------------------

    def fields(self):
        """The fields that are corrected, in the order of the page."""
        return rules.input_fields({"sections": self.sections}, with_internal=True)

    def _editable_part(self, section):
        """A section with only the questions that are corrected and may apply."""
        is_whole = "repeat" in section and section["key"] in self.editable
        fields = [
            self._field(field)
            for field in section["fields"]
            if is_whole or field["key"] in self.editable
        ]
        return {
            **section,
            "fields": [field for field in fields if field["condition"] != NEVER],
        }

    def _field(self, field):
        """A field of the schema, its conditions settled as far as they ask for what is
        not on the page. One whose answer is not shown again stays unless replaced."""
        field = {**field, "condition": self._settled(field.get("condition"))}
        if "required_when" in field:
            field["required_when"] = self._settled(field["required_when"])
        if field["key"] in self._masked_keys:
            masked = self.env._(
                "Masked: leave it as it is to keep it, or type all of a new answer."
            )
            told = localised(field["help"], self.lang) if field["help"] else ""
            field["help"] = {self.lang: f"{told} {masked}".strip()}
        kept = self._seen.get(field["key"])
        field_type = rules.FIELD_TYPES[field["type"]]
        if kept is not None and not field_type.can_be_typed_again:
            text = field_type.to_text(kept, field, self.lang)
            stays = self.env._("Kept: %(answer)s. Leave empty to keep it.", answer=text)
            field |= {"required": False, "help": {self.lang: stays}}
            field.pop("required_when", None)
        return field

    def _settled(self, tree):
        """A condition without its questions that are not on the page: these are answered,
        and their answers may be hidden from the user. Of one whose answer may be masked
        it says whether it is met by what is kept."""
        if not tree:
            return None
        if "of" in tree:
            return {**tree, "of": [self._settled(branch) for branch in tree["of"]]}
        if tree["field"] in self._on_page and tree["field"] in self._classes:
            return {**tree, "kept": rules.holds(tree, self._all)}
        if tree["field"] in self._on_page:
            return tree
        return ALWAYS if rules.holds(tree, self._all) else NEVER

    # ------------------------------------------------------------
    # What is seen only
    # ------------------------------------------------------------

    def _seen_lines(self, submission):
        """See ``lines``; empty sections left out."""
        shown = {
            record: record.opened_values or {}
            for records in (submission, submission.row_ids)
            for record in records
        }
        answered = [
            each
            for each in submission._answered(shown)
            if each.path.partition(":")[0] not in self.editable
        ]
        lines = []
        for section in self.schema["sections"]:
            keys = {field["key"] for field in section["fields"]}
            shown = [
                (localised(each.field["label"], self.lang), text_of(each, self.lang))
                for each in answered
                if each.field["key"] in keys
            ]
            if shown:
                lines.append((localised(section["title"], self.lang), shown))
        return lines


ALWAYS = {"match": "all", "of": []}
NEVER = {"match": "any", "of": []}
