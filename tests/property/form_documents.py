"""Random form documents that are right."""

from hypothesis import strategies as st

from odoo.addons.customer_forms.rules import FIELD_TYPES
from odoo.addons.customer_forms.rules.conditions import OPERATORS
from odoo.addons.customer_forms.tests.form_documents import LANGS, rule
from odoo.addons.customer_forms.tools import form_settings as settings
from odoo.addons.customer_forms.tools.askable import can_answer
from odoo.addons.customer_forms.tools.form_tidy import tidy

_LETTERS = st.characters(exclude_categories=["Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp"])
_WORDS = st.one_of(
    st.text(_LETTERS, min_size=1, max_size=20),
    st.sampled_from(["=1+1", "it's", '"quoted"', "a\nb", "_x0041_", "1.0", "- ", "是"]),
)
_TEXTS = st.dictionaries(st.sampled_from(list(LANGS)), _WORDS, max_size=2)
_KINDS = st.sampled_from(settings.OFFERED)
_VALUES = {
    "flag": lambda setting: st.booleans(),
    "texts": lambda setting: _TEXTS,
    "count": lambda setting: st.integers(0, 50),
    "choice": lambda setting: st.sampled_from(setting.choices),
    "day": lambda setting: st.sampled_from([None, "today", "today+7", "2026-01-31"]),
    "number": lambda setting: st.sampled_from([0, 1, -3, 0.5, 99999999999.1234]),
    "pattern": lambda setting: st.sampled_from([None, "[A-Z]+ ", "a'b", "1"]),
    "file_formats": lambda setting: st.sampled_from([None, "pdf", setting.default]),
    "names": lambda setting: st.lists(
        st.sampled_from([{"name": "East"}, {"name": "西部, 一组"}]), unique_by=str
    ),
    "number_pattern": lambda setting: st.sampled_from(
        ["C{year}{serial:04d}", "{serial:03d}"]
    ),
}


@st.composite
def documents(draw):
    """Documents without problems, tidy as a workbook keeps them."""
    form = _random_entry(draw, settings.FORM)
    sections, earlier = [], []
    for number in range(draw(st.integers(0, 3))):
        made = {"key": f"section_{number}", **_random_entry(draw, settings.SECTION)}
        made["min_rows"], made["max_rows"] = 0, draw(st.integers(1, 200))
        made["fields"] = []
        for place in range(draw(st.integers(0, 4))):
            field = _random_question(draw, f"q{number}_{place}", earlier, made)
            made["fields"].append(field)
            earlier.append((made, field))
        sections.append(made)
    found = {
        "format": settings.FORMAT,
        "form": form,
        "sections": sections,
        "rules": _random_rules(draw, [field for _section, field in earlier]),
    }
    return tidy(found)


def _random_entry(draw, known, **said):
    values = {}
    for setting in known:
        is_plain = setting.kind in _VALUES and draw(st.integers(0, 3)) == 0
        default = {} if setting.kind == "texts" else setting.default
        values[setting.name] = (
            draw(_VALUES[setting.kind](setting)) if is_plain else default
        )
    values["name"] = draw(
        _TEXTS.filter(lambda texts: any(map(str.strip, texts.values())))
    )
    for least, most in (("min_length", "max_length"), ("min_choices", "max_choices")):
        if least in values:
            values[least] = min(values[least], values[most])
    if "earliest" in values:
        values["latest"] = None
    if "max_value" in values:
        values["max_value"] = max(values["max_value"], values["min_value"])
    return {**values, **said}


def _random_question(draw, key, earlier, owner):
    kind = draw(_KINDS)
    options = []
    if FIELD_TYPES[kind].has_options:
        names = draw(
            st.lists(st.sampled_from(["a", "b", "1", "2_x"]), min_size=1, unique=True)
        )
        options = [
            {"key": name, **_random_entry(draw, settings.OPTION)} for name in names
        ]
    field = {
        "key": key,
        **_random_entry(draw, settings.FIELD, type=kind),
        "options": options,
    }
    possible = ("none", *FIELD_TYPES[kind].sensitivities)
    field["sensitivity"] = draw(st.none() | st.sampled_from(possible))
    askable = [
        each
        for its_section, each in earlier
        if not its_section["is_repeating"] or its_section is owner
    ]
    if askable and draw(st.booleans()):
        for name in ("condition", "required_condition"):
            field[name] = draw(st.none() | _trees(askable))
    return field


def _trees(askable):
    leaves = st.sampled_from(askable).flatmap(_leaves)
    return st.recursive(
        leaves,
        lambda trees: st.builds(
            lambda match, of: {"match": match, "of": of},
            st.sampled_from(["all", "any"]),
            st.lists(trees, min_size=1, max_size=3),
        ),
        max_leaves=5,
    )


def _leaves(field):
    keys = [each["key"] for each in field["options"]]
    values = st.sampled_from([*keys, "it's", "1", "2026-01-31", 5, -0.5, True])
    leaf = st.builds(
        lambda operator, value, values: {
            "field": field["key"],
            "is": operator,
            **(
                {}
                if operator in ("filled", "empty")
                else {"value": values if operator == "one_of" else value}
            ),
        },
        st.sampled_from(list(OPERATORS)),
        values,
        st.lists(values, min_size=1, max_size=3),
    )
    filled = {"field": field["key"], "is": "filled"}
    if not can_answer(filled, field["type"], keys, {}):
        return st.nothing()
    return leaf.map(
        lambda made: made if can_answer(made, field["type"], keys, {}) else filled
    )


def _random_rules(draw, fields):
    numbers = [
        field["key"]
        for field in fields
        if field["type"] in ("integer", "money") and field["active"]
    ]
    if not numbers or not draw(st.booleans()):
        return []
    terms = draw(st.lists(st.sampled_from(numbers), min_size=1, max_size=3))
    other = draw(st.none() | st.sampled_from(numbers))
    value = None if other else draw(st.sampled_from(["100.0", "-5", "1e3", " 7"]))
    said = {
        "other_key": other,
        "value": value and value.strip(),
        "message": draw(_TEXTS),
    }
    return [rule("rule_1", terms, draw(st.sampled_from(["equal", "at_most"])), **said)]
