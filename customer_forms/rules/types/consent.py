from .base import FieldType, Invalid, cell_text, clean, halfwidth

TICKED = "yes"
# What people write into a cell or a box. A plain x is either: it is asked again.
YES = {"yes", "y", "true", "1", "on", "是", "同意", "√", "✓", "✔", "☑"}
NO = {"no", "n", "false", "0", "off", "否", "不同意", "×", "✗", "☐"}


class Consent(FieldType):
    """A box to tick; the wording agreed to is the label in the version (V5)."""

    key = "consent"
    is_statistical = True
    icon = "fa-check-square-o"
    group = "special"
    property_type = "boolean"
    required_code = "required_consent"
    is_wide = True
    has_own_label = True
    is_wording_the_answer = True

    def parse(self, raw, field):
        text = clean(raw)
        if text not in ("", TICKED):
            raise Invalid("unknown_option")
        return True if text else None

    def read_text(self, text, field, lang):
        written = halfwidth(cell_text(text)).strip().casefold()
        if written in YES:
            return TICKED
        return "" if written in NO else written

    def sample(self, field, today):
        return TICKED

    def to_raw(self, value, field):
        return TICKED

    def to_text(self, value, field, lang):
        return "✓" if value else ""
