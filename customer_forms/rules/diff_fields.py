"""What changed in one question."""

from .change import HARMLESS, STRICTER, TOUCHES_ANSWERS, Change, text_changes

TEXTS = ("label", "help", "placeholder", "pattern_message")
# Attributes that are either set or not: (when it is set now, when it no longer is).
SWITCHES = {
    "required": (("now_required", STRICTER), ("not_required", HARMLESS)),
    "unique": (("now_unique", STRICTER), ("not_unique_any_more", HARMLESS)),
    "soft": (("now_soft", HARMLESS), ("not_soft", STRICTER)),
    "listed": (("now_listed", HARMLESS), ("not_listed", HARMLESS)),
    "default_today": (("now_default_today", HARMLESS), ("not_default_today", HARMLESS)),
    "foreign": (("now_foreign", HARMLESS), ("not_foreign", STRICTER)),
}
# An answer has to be at least, or at most, this.
FLOORS = ("min_length", "min_choices", "min_value")
CEILINGS = ("max_length", "max_choices", "max_value", "max_mb", "max_files")
# What an answer has to look like: any other demand may refuse what was taken.
DEMANDS = ("pattern", "format", "earliest", "latest", "formats", "required_when")
DEPTHS = ("province", "city", "district")
# Attributes that are compared by their own functions, or are what a question is.
OWN = {"key", "type", "options", "condition", "depth", "sensitivity"}


def compare_field(before, after):
    """The changes of a question that both versions have.

    :param dict before: its entry in the old schema
    :param dict after: its entry in the new schema
    :return: iterable of ``Change``
    """
    key, known = after["key"], {"question": after["label"]}
    if before["type"] != after["type"]:
        types = {"was": before["type"], "now": after["type"]}
        yield Change("field_retyped", key, {**known, **types}, TOUCHES_ANSWERS)
    yield from text_changes("field_text", known, TEXTS, before, after, key)
    for name, (on, off) in SWITCHES.items():
        if bool(before.get(name)) != bool(after.get(name)):
            kind, severity = on if after.get(name) else off
            yield Change(kind, key, known, severity)
    yield from _compare_sensitivity(before, after, known)
    yield from _compare_limits(before, after, known)
    yield from _compare_demands(before, after, known)
    yield from _compare_depth(before, after, known)
    yield from _compare_condition(before, after, known)
    yield from _compare_options(before, after, known)
    yield from _other_changes(before, after, known)


def _compare_sensitivity(before, after, known):
    """Whether answers are encrypted: those given already are too, or no longer."""
    was, now = before.get("sensitivity"), after.get("sensitivity")
    if was != now:
        kind = "not_sensitive" if not now else "sensitivity" if was else "now_sensitive"
        said = {**known, **({"demand": now} if now else {})}
        yield Change(kind, after["key"], said, TOUCHES_ANSWERS)


def _compare_limits(before, after, known):
    for name in FLOORS + CEILINGS:
        was, now = before.get(name), after.get(name)
        if was == now:
            continue
        if now is None or (not now and name not in ("min_value", "max_value")):
            yield Change(f"no_{name}", after["key"], known, HARMLESS)
            continue
        step = 1 if name in FLOORS else -1
        is_stricter = was is None or (now - was) * step > 0
        severity = STRICTER if is_stricter else HARMLESS
        yield Change(name, after["key"], {**known, "limit": now}, severity)


def _compare_demands(before, after, known):
    for name in DEMANDS:
        was, now = before.get(name), after.get(name)
        if was == now:
            continue
        if not now:
            yield Change(f"no_{name}", after["key"], known, HARMLESS)
            continue
        eased = name == "formats" and set(now) >= set(was or ())
        said = {"tree": now} if name == "required_when" else {"demand": now}
        severity = HARMLESS if eased else STRICTER
        yield Change(name, after["key"], {**known, **said}, severity)


def _compare_depth(before, after, known):
    was, now = before.get("depth"), after.get("depth")
    if was and now and was != now:
        is_stricter = DEPTHS.index(now) > DEPTHS.index(was)
        severity = STRICTER if is_stricter else HARMLESS
        yield Change("depth", after["key"], {**known, "demand": now}, severity)


def _compare_condition(before, after, known):
    """When a question is asked: asked of more people, one that is required is stricter."""
    was, now = before.get("condition"), after.get("condition")
    if was != now:
        is_demanding = after.get("required") or after.get("required_when")
        severity = STRICTER if was and is_demanding else HARMLESS
        kind = "condition" if now else "no_condition"
        yield Change(kind, after["key"], {**known, "tree": now}, severity)


def _compare_options(before, after, known):
    was = {option["key"]: option for option in before.get("options") or ()}
    now = {option["key"]: option for option in after.get("options") or ()}
    key = after["key"]

    def option_change(kind, option, severity):
        said = {**known, "option": option["label"], "option_key": option["key"]}
        return Change(kind, key, said, severity)

    for option_key, option in now.items():
        if option_key not in was:
            yield option_change("option_added", option, HARMLESS)
            continue
        former = was[option_key]
        said = {**known, "option_key": option_key}
        yield from text_changes("option_text", said, ["label"], former, option, key)
        if {**former, "label": None} != {**option, "label": None}:
            yield option_change("option_setting", option, HARMLESS)
    for option_key, option in was.items():
        if option_key not in now:
            yield option_change("option_removed", option, TOUCHES_ANSWERS)
    kept = [option_key for option_key in was if option_key in now]
    if kept != [option_key for option_key in now if option_key in was]:
        yield Change("options_reordered", key, known, HARMLESS)


def _other_changes(before, after, known):
    """Attributes without a sentence of their own, of types yet to come."""
    said = {*TEXTS, *SWITCHES, *FLOORS, *CEILINGS, *DEMANDS, *OWN}
    for name in sorted({*before, *after} - said):
        if before.get(name) != after.get(name):
            setting = {**known, "setting": name}
            yield Change("field_setting", after["key"], setting, HARMLESS)
