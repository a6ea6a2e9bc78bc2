from .base import FieldType, Invalid, clean

TICKED = "yes"


class Consent(FieldType):
    """A box to tick; the wording agreed to is the label in the version (V5)."""

    key = "consent"
    property_type = "boolean"
    required_code = "required_consent"
    is_wide = True
    has_own_label = True

    def parse(self, raw, field):
        text = clean(raw)
        if text not in ("", TICKED):
            raise Invalid("unknown_option")
        return True if text else None

    def to_text(self, value, field, lang):
        return "✓" if value else ""
