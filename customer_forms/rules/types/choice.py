import re

from .base import FieldType, Invalid, cell_text, clean, halfwidth, localised

# Between options in one cell; a group, so that ``split`` keeps them.
SEPARATORS = re.compile(r"([,;，；、\n])")


class Select(FieldType):
    """One option of a list."""

    key = "select"
    is_statistical = True
    icon = "fa-caret-square-o-down"
    group = "choice"
    settings = ("soft",)
    may_become = frozenset({"radio"})
    counts_as = frozenset({"multi"})
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

    def read_text(self, text, field, lang):
        written = cell_text(text)
        return _keys_by_label(field, lang).get(_folded(written), written)

    def to_property(self, field, lang):
        return {
            **super().to_property(field, lang),
            "selection": [
                [option["key"], localised(option["label"], lang)]
                for option in field["options"]
            ],
        }

    def sample(self, field, today):
        return next(iter(option_keys(field)), None)

    def to_text(self, value, field, lang):
        return option_label(field, value, lang)


class Radio(Select):
    """One option, all of them in sight."""

    key = "radio"
    icon = "fa-dot-circle-o"
    group = "choice"
    is_choice_list = True
    is_wide = True
    may_become = frozenset({"select"})


class Multi(FieldType):
    """Any number of options."""

    key = "multi"
    is_statistical = True
    icon = "fa-check-square"
    group = "choice"
    settings = ("choices", "soft")
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

    def check(self, value, field, today):
        least, most = field.get("min_choices"), field.get("max_choices")
        if least and len(value) < least:
            yield Invalid("too_few_choices", min=least, count=len(value))
        if most and len(value) > most:
            yield Invalid("too_many_choices", max=most, count=len(value))

    def read_text(self, text, field, lang):
        """Labels or keys, with one of ``SEPARATORS`` between them; labels may have such
        signs too."""
        keys = _keys_by_label(field, lang)
        reach = 1 + max((len(SEPARATORS.findall(label)) for label in keys), default=0)
        # pieces of text and, between them, separators
        parts = SEPARATORS.split(cell_text(text))
        picked, start = [], 0
        while start < len(parts):
            for end in range(start + 2 * reach - 1, start, -2):
                label = "".join(parts[start:end])
                if _folded(label) in keys or end == start + 1:
                    picked.append(keys.get(_folded(label), label.strip()))
                    start = end + 1
                    break
        return [key for key in picked if key]

    def to_raw(self, value, field):
        return list(value)

    def to_property(self, field, lang):
        return {
            **super().to_property(field, lang),
            "tags": [
                [option["key"], localised(option["label"], lang), 0]
                for option in field["options"]
            ],
        }

    def sample(self, field, today):
        return option_keys(field)[: max(1, field.get("min_choices") or 1)]

    def to_text(self, value, field, lang):
        return ", ".join(option_label(field, key, lang) for key in value)


def _keys_by_label(field, lang):
    """Option keys by what a sheet may call them: the label in its language, in another
    one, or the key itself; in this order where one means two options."""
    options = field["options"]
    names = [(localised(option["label"], lang), option["key"]) for option in options]
    for option in options:
        names += [(label, option["key"]) for label in option["label"].values()]
    names += [(option["key"], option["key"]) for option in options]
    found = {}
    for name, key in names:
        if _folded(name):
            found.setdefault(_folded(name), key)
    return found


def _folded(label):
    """A label without what makes no difference to a reader."""
    return halfwidth(label).strip().casefold()


def option_keys(field):
    return [option["key"] for option in field["options"]]


def option_label(field, key, lang):
    """The label of option ``key``, or the key itself when the field lost it."""
    for option in field["options"]:
        if option["key"] == key:
            return localised(option["label"], lang)
    return key
