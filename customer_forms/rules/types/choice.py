from .base import FieldType, Invalid, clean, localised


class Select(FieldType):
    """One option of a list."""

    key = "select"
    may_become = frozenset({"radio"})
    property_type = "selection"
    required_code = "required_choice"
    has_options = True

    def parse(self, raw, field):
        key = clean(raw)
        if not key:
            return None
        if key not in option_keys(field):
            raise Invalid("unknown_option")
        return key

    def to_property(self, field, lang):
        return {
            **super().to_property(field, lang),
            "selection": [
                [option["key"], localised(option["label"], lang)]
                for option in field["options"]
            ],
        }

    def to_text(self, value, field, lang):
        return option_label(field, value, lang)


class Radio(Select):
    """One option, all of them in sight."""

    key = "radio"
    is_choice_list = True
    is_wide = True
    may_become = frozenset({"select"})


class Multi(FieldType):
    """Any number of options."""

    key = "multi"
    is_choice_list = True
    is_wide = True
    property_type = "tags"
    required_code = "required_choice"
    has_options = True

    def parse(self, raw, field):
        raw = [raw] if raw is None or isinstance(raw, str) else raw
        if not isinstance(raw, list):
            raise Invalid("not_text")
        picked = [clean(key) for key in raw]
        picked = [key for key in dict.fromkeys(picked) if key]
        if set(picked) - set(option_keys(field)):
            raise Invalid("unknown_option")
        return picked or None

    def to_property(self, field, lang):
        return {
            **super().to_property(field, lang),
            "tags": [
                [option["key"], localised(option["label"], lang), 0]
                for option in field["options"]
            ],
        }

    def to_text(self, value, field, lang):
        return ", ".join(option_label(field, key, lang) for key in value)


def option_keys(field):
    return [option["key"] for option in field["options"]]


def option_label(field, key, lang):
    """The label of option ``key``, or the key itself when the field lost it."""
    for option in field["options"]:
        if option["key"] == key:
            return localised(option["label"], lang)
    return key
