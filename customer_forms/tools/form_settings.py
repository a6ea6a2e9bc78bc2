"""What a form document says of each record: the settings, what they may hold, and the
column of the workbook they stand in. The models' own fields, told to plain Python."""

from typing import NamedTuple

from ..rules import FIELD_TYPES
from .answer_role import TYPES_BY_ROLE
from .sensitivity import CLASSES

FORMAT = "customer-form/1"
LARGEST_COUNT = 1_000_000
OFFERED = tuple(key for key, each in FIELD_TYPES.items() if each.is_offered)


class Setting(NamedTuple):
    """One setting of a record.

    ``kind`` is a key of ``form_values.KINDS``. ``column`` is the heading in a workbook,
    None for a setting that other columns tell. An empty cell stands for ``default``.
    """

    name: str
    kind: str
    column: str | None = None
    default: object = None
    choices: tuple = ()
    most: int = LARGEST_COUNT


def _yes_no(name, column, default=False):
    return Setting(name, "flag", column, default)


def _count(name, column=None, default=0, most=LARGEST_COUNT):
    return Setting(name, "count", column or name, default, most=most)


def _choice(name, column, *choices, default=None):
    return Setting(name, "choice", column, default, choices)


FORM = (
    Setting("name", "texts", "form_title"),
    Setting("purpose", "texts", "purpose"),
    Setting("success_message", "texts", "success_message"),
    Setting(
        "number_pattern", "number_pattern", "number_pattern", "C{year}{serial:04d}"
    ),
    _yes_no("has_auto_accept", "accept_at_once", True),
    _yes_no("has_editing", "corrections"),
    _yes_no("has_completion_check", "hold_back_incomplete", True),
    _yes_no("has_pages", "section_by_section", True),
    _yes_no("has_drafts", "completed_later", True),
    _count("draft_days", "keep_drafts_days", 30, most=366),
    _count("visitor_edit_days", "visitors_correct_days", most=366),
    _yes_no("has_receipt", "receipt", True),
    _count("retention_months", "keep_months", most=1200),
    _choice(
        "submit_access",
        "filled_in_by",
        "anyone",
        "signed_in",
        "departments",
        "invited",
        default="anyone",
    ),
    Setting("department_ids", "names", "departments", []),
    _choice("paper_logo", "paper_logo", "company", "own", "none"),
    _choice("paper_size", "paper_size", "a4", "a5", "letter"),
    _choice("paper_font", "paper_letters", "small", "normal", "large"),
    _choice("paper_columns", "paper_columns", "1", "2"),
    _choice("paper_line", "paper_line", "yes", "no"),
    _choice("paper_hints", "paper_hints", "yes", "no"),
    _choice("paper_qr", "paper_qr", "yes", "no"),
    Setting("paper_header", "texts", "paper_header"),
    Setting("paper_footer", "texts", "paper_footer"),
)
SECTION = (
    Setting("name", "texts", "label"),
    Setting("description", "texts", "hint"),
    _yes_no("is_internal", "staff_only"),
    Setting("is_repeating", "flag", None, False),
    _count("min_rows", most=200),
    _count("max_rows", default=20, most=200),
    Setting("see_department_ids", "names", "seen_by", []),
    Setting("edit_department_ids", "names", "edited_by", []),
)
FIELD = (
    Setting("name", "texts", "label"),
    Setting("type", "choice", None, None, OFFERED),
    Setting("help_text", "texts", "hint"),
    Setting("placeholder", "texts", "placeholder"),
    _yes_no("is_required", "required"),
    Setting("required_condition", "tree", "required_when"),
    Setting("condition", "tree", "relevant"),
    _choice("role", "meaning", *TYPES_BY_ROLE),
    _choice("sensitivity", "sensitive", "none", *CLASSES),
    _yes_no("is_listed", "listed"),
    _yes_no("is_unique", "unique"),
    _yes_no("is_soft", "only_warn"),
    _yes_no("is_indexed", "indexed"),
    _yes_no("is_default_today", "default_today"),
    Setting("earliest", "day", "earliest"),
    Setting("latest", "day", "latest"),
    _count("min_length"),
    _count("max_length"),
    _choice(
        "format",
        "format",
        "letters",
        "digits",
        "letters_digits",
        "capitals_digits",
        "chinese",
        "chinese_letters",
        "postcode",
        "plate",
    ),
    Setting("pattern", "pattern", "pattern"),
    Setting("pattern_message", "texts", "constraint_message"),
    Setting("has_range", "flag", None, False),
    Setting("min_value", "number", "min_value", 0),
    Setting("max_value", "number", "max_value", 0),
    _count("min_choices"),
    _count("max_choices"),
    _count("max_size_mb", "max_mb", 10),
    _count("max_files", default=5),
    Setting("file_formats", "file_formats", "file_formats", "pdf,doc,docx,jpg,png"),
    _choice(
        "region_depth", "asks_for", "province", "city", "district", default="district"
    ),
    _yes_no("has_foreign", "other_countries"),
    _yes_no("active", "active", True),
    Setting("successor", "successor", "replaced_by"),
)
OPTION = (
    Setting("name", "texts", "label"),
    _yes_no("active", "active", True),
    Setting("successor", "successor", "replaced_by"),
)
RULE = (
    Setting("terms", "terms"),
    _choice(
        "operator",
        None,
        "equal",
        "different",
        "greater",
        "less",
        "at_least",
        "at_most",
        default="equal",
    ),
    Setting("other_key", "key"),
    Setting("value", "line"),
    _choice("level", "level", "error", "warning", default="error"),
    Setting("message", "texts", "message"),
)
