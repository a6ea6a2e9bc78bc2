"""Whether a form document can become a form: everything that is wrong, at once.

Plain Python: the builder, JSON files and workbooks are checked by it before a record is
touched. The document itself is described in ``models/builder/customer_form_document.py``.
"""

from typing import NamedTuple

from ..rules import FIELD_TYPES
from . import form_settings as settings
from .field_key import KEY, OPTION_KEY, RESERVED
from .form_references import check_references
from .form_values import check_value, near_miss, shown
from .sensitivity import CLASSES

MAX_QUESTIONS = 200
MAX_OPTIONS = 500
MAX_SECTIONS = 100
MAX_RULES = 200
# (least, most) of one question or section that have to agree; no most means no limit.
LIMITS = (
    ("min_length", "max_length"),
    ("min_choices", "max_choices"),
    ("min_rows", "max_rows"),
)


class Problem(NamedTuple):
    """One thing wrong with a document.

    :ivar path: where, such as ``("sections", 0, "fields", 3, "type")``
    :ivar code: key of ``document_messages.MESSAGES``
    :ivar params: what its sentence says
    """

    path: tuple
    code: str
    params: dict


def check_document(document, published=None):
    """Everything that is wrong with a form document.

    :param document: anything JSON can hold
    :param dict published: {key: type} of the questions of the form it is for that were
        published, as ``customer.form._published_types`` gives it
    :return: list of ``Problem``, in the order of the document
    """
    return _Check(document, published or {}).run()


class _Check:
    """One pass over a document. What has the wrong shape is reported and left out."""

    def __init__(self, document, published):
        self.document = document
        self.published = published
        self.problems = []
        self.keys = set()

    def run(self):
        if not isinstance(self.document, dict):
            self._add((), "not_an_object")
            return self.problems
        if self.document.get("format") != settings.FORMAT:
            self._add(("format",), "unknown_format", known=settings.FORMAT)
        known = {"format", "form", "sections", "rules"}
        self._check_unknown((), self.document, known)
        self._check_form()
        questions = self._check_sections()
        rules = self._entries((), self.document, "rules", MAX_RULES)
        self._check_rules(rules)
        for path, code, params in check_references(questions, rules):
            self._add(path, code, **params)
        return self.problems

    def _add(self, path, code, **params):
        self.problems.append(Problem(path, code, params))

    # ------------------------------------------------------------
    # Shape
    # ------------------------------------------------------------

    def _entries(self, path, owner, name, most, is_needed=False):
        """The dicts of a list: [(path, dict)]."""
        listed = owner.get(name)
        if listed is None and not is_needed:
            return []
        if not isinstance(listed, list):
            self._add((*path, name), "not_a_list")
            return []
        if len(listed) > most:
            self._add((*path, name), f"too_many_{name}", max=most, count=len(listed))
            return []
        entries = []
        for index, each in enumerate(listed):
            if isinstance(each, dict):
                entries.append(((*path, name, index), each))
            else:
                self._add((*path, name, index), "not_an_object")
        return entries

    def _check_unknown(self, path, entry, known):
        for name in entry:
            if name not in known:
                hint = near_miss(name, sorted(known))
                self._add(
                    (*path, shown(name)), "unknown_setting", name=shown(name), hint=hint
                )

    def _check_settings(self, path, entry, known, extra=()):
        names = {setting.name for setting in known}
        self._check_unknown(path, entry, names.union(extra))
        for setting in known:
            if setting.name in entry:
                for code, params in check_value(entry[setting.name], setting):
                    self._add((*path, setting.name), code, **params)
        for least, most in LIMITS:
            self._check_order(path, entry, least, most, entry.get(most))
        if entry.get("has_range") is True:
            self._check_order(path, entry, "min_value", "max_value", True)
        self._check_days(path, entry)

    def _check_order(self, path, entry, least, most, is_limited):
        low, high = entry.get(least), entry.get(most)
        comparable = all(isinstance(each, (int, float)) for each in (low, high))
        if is_limited and comparable and low > high:
            self._add((*path, least), "contradiction", least=low, most=high)

    def _check_days(self, path, entry):
        low, high = entry.get("earliest"), entry.get("latest")
        is_fixed = all(
            isinstance(each, str) and each[:1].isdigit() for each in (low, high)
        )
        if is_fixed and low > high:
            self._add((*path, "earliest"), "contradiction", least=low, most=high)

    def _check_label(self, path, entry):
        texts = entry.get("name")
        if texts is None or (
            isinstance(texts, dict)
            and not any(
                isinstance(text, str) and text.strip() for text in texts.values()
            )
        ):
            self._add((*path, "name"), "missing_label")

    def _check_key(self, path, entry, taken, pattern=KEY, is_shared=True):
        """Report a key that cannot be one; return it if it can."""
        key = entry.get("key")
        path = (*path, "key")
        if key is None or key == "":
            self._add(path, "missing_key")
        elif not isinstance(key, str) or not pattern.fullmatch(key):
            self._add(path, "bad_key", value=shown(key))
        elif is_shared and key in RESERVED:
            self._add(path, "reserved_key", value=key)
        elif key in taken:
            self._add(path, "duplicate_key", value=key)
        else:
            taken.add(key)
            return key
        return None

    # ------------------------------------------------------------
    # Records
    # ------------------------------------------------------------

    def _check_form(self):
        form = self.document.get("form")
        if not isinstance(form, dict):
            self._add(("form",), "not_an_object")
            return
        self._check_settings(("form",), form, settings.FORM)
        self._check_label(("form",), form)

    def _check_sections(self):
        """Check sections and questions; return [(section path, section, path, field)]."""
        questions, count = [], 0
        sections = self._entries((), self.document, "sections", MAX_SECTIONS, True)
        for path, section in sections:
            self._check_settings(path, section, settings.SECTION, ("key", "fields"))
            self._check_label(path, section)
            if (key := self._check_key(path, section, self.keys)) in self.published:
                self._add((*path, "key"), "published_key", value=key)
            if section.get("max_rows") == 0:
                self._add((*path, "max_rows"), "not_a_count", value="0", max=200)
            fields = self._entries(path, section, "fields", MAX_QUESTIONS, True)
            count += len(fields)
            questions += [(path, section, *each) for each in fields]
        if count > MAX_QUESTIONS:
            self._add(("sections",), "too_many_fields", max=MAX_QUESTIONS, count=count)
            return []
        for _path, _section, path, field in questions:
            self._check_field(path, field)
        return questions

    def _check_field(self, path, field):
        extra = ("key", "options")
        self._check_settings(path, field, settings.FIELD, extra)
        self._check_label(path, field)
        key = self._check_key(path, field, self.keys)
        kind = field.get("type")
        if kind is None:
            self._add((*path, "type"), "missing_type")
        elif key in self.published:
            self._check_published(path, kind, self.published[key])
        field_type = FIELD_TYPES.get(kind) if isinstance(kind, str) else None
        if field_type:
            self._check_sensitivity(path, field, field_type)
        options = self._entries(path, field, "options", MAX_OPTIONS)
        if field_type and field_type.has_options and not options:
            self._add((*path, "options"), "missing_options")
        elif field_type and options and not field_type.has_options:
            self._add((*path, "options"), "needless_options", type=kind)
        taken = set()
        for option_path, option in options:
            self._check_settings(option_path, option, settings.OPTION, ("key",))
            self._check_label(option_path, option)
            self._check_key(option_path, option, taken, OPTION_KEY, is_shared=False)

    def _check_published(self, path, kind, published):
        """A published type changes only to one that keeps answers as they are."""
        if kind != published and kind not in FIELD_TYPES[published].may_become:
            self._add((*path, "type"), "published_type", type=published)

    def _check_sensitivity(self, path, field, field_type):
        """Nobody believes an answer protected that is not."""
        chosen = field.get("sensitivity")
        known = ("none", *field_type.sensitivities)
        if isinstance(chosen, str) and chosen in CLASSES and chosen not in known:
            self._add(
                (*path, "sensitivity"),
                "other_sensitivity",
                type=field_type.key,
                value=chosen,
                known=", ".join(known),
            )

    def _check_rules(self, rules):
        taken = set()
        for path, rule in rules:
            self._check_settings(path, rule, settings.RULE, ("key",))
            self._check_key(path, rule, taken, is_shared=False)
