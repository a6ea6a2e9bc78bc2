"""The rule engine with forms and answers that nobody would think of."""

import datetime
import json
import string

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.addons.customer_forms import rules
from odoo.addons.customer_forms.rules.comparison import COMPARISONS
from odoo.addons.customer_forms.rules.conditions import OPERATORS
from odoo.addons.customer_forms.rules.formats import FORMATS

# The same examples every time: what fails here fails for everybody.
explored = settings(max_examples=100, derandomize=True, deadline=None, database=None)

TODAY = datetime.date(2026, 3, 5)
KEYS = ["a", "b", "c", "d", "constructor"]
ROW_KEYS = ["x", "y", "z"]
# Files have tests of their own; rows are made of sections.
TYPES = sorted(
    key
    for key, each in rules.FIELD_TYPES.items()
    if each.is_input and each.is_offered and key not in ("attachment", "region")
)

# What people type, and what nobody does.
TYPED = st.one_of(
    st.text(max_size=20),
    st.text("0123456789０５-/.: +¥,%年月日时T", max_size=20),
    st.sampled_from(
        ["yes", "k0", "k1", "13800001234", "2026-03-05", "2026-03-05T09:30", "a@b.cn"]
    ),
    st.integers(-9, 10**6).map(str),
)
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TYPED)
JSON = st.one_of(
    SCALARS,
    st.lists(SCALARS, max_size=4),
    st.lists(
        st.one_of(SCALARS, st.dictionaries(st.sampled_from([*ROW_KEYS, "?"]), SCALARS)),
        max_size=3,
    ),
    st.dictionaries(st.sampled_from(KEYS), SCALARS, max_size=3),
)
LIMITS = st.fixed_dictionaries(
    {},
    optional={
        "required": st.booleans(),
        "soft": st.booleans(),
        "min_length": st.integers(0, 5),
        "max_length": st.integers(1, 10),
        "format": st.sampled_from(sorted(FORMATS)),
        "pattern": st.sampled_from(["[a-z]+", "\\d{2}", "(", "(a|aa)+c"]),
        "min_value": st.integers(-5, 5),
        "max_value": st.integers(-5, 5),
        "min_choices": st.integers(0, 3),
        "max_choices": st.integers(0, 3),
        "earliest": st.sampled_from(["today", "today-3", "today+99999", "2026-01-01"]),
        "latest": st.sampled_from(["today", "today+3", "today-99999", "never"]),
        "tz": st.sampled_from(["UTC", "Asia/Shanghai", "Europe/Berlin"]),
    },
)
OPTIONS = [{"key": f"k{n}", "label": {"en_US": f"Option {n}"}} for n in range(3)]


def trees(keys):
    leaf = st.fixed_dictionaries(
        {
            "field": st.sampled_from(keys),
            "is": st.sampled_from(sorted(OPERATORS)),
            "value": st.one_of(SCALARS, st.lists(SCALARS, max_size=3)),
        }
    )
    return st.recursive(
        st.one_of(st.none(), leaf),
        lambda inner: st.fixed_dictionaries(
            {
                "match": st.sampled_from(["all", "any"]),
                "of": st.lists(inner, max_size=3),
            }
        ),
        max_leaves=4,
    )


@st.composite
def questions(draw, keys):
    return [
        {
            "key": key,
            "type": draw(st.sampled_from(TYPES)),
            "label": {"en_US": key},
            "options": OPTIONS,
            "condition": draw(trees(KEYS + ROW_KEYS)),
            "required_when": draw(trees(KEYS + ROW_KEYS)),
            **draw(LIMITS),
        }
        for key in draw(st.lists(st.sampled_from(keys), unique=True))
    ]


@st.composite
def schemas(draw):
    """A schema with a repeating section among the questions, or without."""
    page = {"title": {}, "internal": False, "fields": draw(questions(KEYS))}
    rows = {
        "title": {},
        "internal": False,
        "key": "rows",
        "repeat": {"min": draw(st.integers(0, 2)), "max": draw(st.integers(1, 3))},
        "fields": draw(questions(ROW_KEYS)),
    }
    asked = st.sampled_from(KEYS + ROW_KEYS)
    between = st.fixed_dictionaries(
        {
            "key": st.just("r"),
            "terms": st.lists(asked, min_size=1, max_size=3),
            "is": st.sampled_from(sorted(COMPARISONS)),
            "level": st.sampled_from(["error", "warning"]),
        },
        optional={"field": asked, "value": JSON},
    )
    sections = draw(st.permutations([page, rows][: draw(st.integers(1, 2))]))
    return {"sections": sections, "rules": draw(st.lists(between, max_size=2))}


RAW = st.dictionaries(st.sampled_from([*KEYS, "rows", "?"]), JSON, max_size=6)
ROWS = st.lists(st.dictionaries(st.sampled_from([*ROW_KEYS, "?"]), TYPED), max_size=4)


def check(schema, raw):
    fields = rules.input_fields(schema)
    return rules.check(fields, raw, today=TODAY, rules=schema["rules"])


@explored
@given(schemas(), RAW)
def test_nothing_that_is_sent_raises(schema, raw):
    verdict = check(schema, raw)
    json.dumps(verdict)
    assert verdict == check(schema, raw)


@explored
@given(schemas(), RAW, ROWS)
def test_what_is_found_has_a_place_on_the_page(schema, raw, rows):
    verdict = check(schema, {**raw, "rows": rows})
    fields = rules.input_fields(schema)
    places = {field["key"] for field in fields}
    for number in range(len(rows)):
        places |= {f"rows:{number}:{each['key']}" for each in rules.row_fields(schema)}
    assert {issue.field for issue in verdict.issues + verdict.warnings} <= places
    assert not set(verdict.unknown) & places


@explored
@given(schemas(), RAW, ROWS)
def test_hidden_questions_have_no_answer(schema, raw, rows):
    verdict = check(schema, {**raw, "rows": rows})
    _assert_hidden_is_unanswered(rules.input_fields(schema), verdict.values, {})


def _assert_hidden_is_unanswered(fields, values, before):
    for field in fields:
        key = field["key"]
        if key not in values:
            continue
        assert rules.holds(field["condition"], before)
        for row in values[key] if field["type"] == "rows" else ():
            _assert_hidden_is_unanswered(field["fields"], row, dict(before))
        before[key] = values[key]


@explored
@given(schemas(), RAW, ROWS)
def test_without_required_and_limits_nothing_is_missing(schema, raw, rows):
    for section in schema["sections"]:
        for field in section["fields"]:
            field.update(required=False, required_when=None)
    codes = {issue.code for issue in check(schema, {**raw, "rows": rows}).issues}
    assert not codes & {"required", "required_choice", "required_consent"}


@explored
@given(trees(KEYS), st.dictionaries(st.sampled_from(KEYS), JSON))
def test_conditions_are_met_or_not(tree, values):
    assert rules.holds(tree, values) in (True, False)


# ----------------------------------------------------------------
# What is written can be read again
# ----------------------------------------------------------------

WORDS = st.text(string.ascii_letters + "王小明 ", min_size=1, max_size=10).filter(
    lambda word: word.strip() and word == word.strip()
)
VALUES = {
    "text": WORDS,
    "longtext": WORDS,
    "date": st.dates(datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)).map(
        datetime.date.isoformat
    ),
    # Shanghai's clocks have stood still since 1991: each time is there once.
    "datetime": st.datetimes(
        datetime.datetime(1992, 1, 1), datetime.datetime(2199, 12, 30)
    ).map(lambda moment: moment.strftime("%Y-%m-%d %H:%M:00")),
    "phone": st.one_of(
        st.integers(0, 10**8 - 1).map(lambda number: f"+86138{number:08d}"),
        st.sampled_from(["+862158886666;ext=12", "+493012345678", "+442079460958"]),
    ),
    "email": st.from_regex(r"[a-z0-9.]{1,5}x@[a-z]{2,8}\.cn", fullmatch=True).filter(
        lambda address: ".." not in address
    ),
    "url": st.from_regex(r"https://[a-z]{2,8}\.cn/[a-z0-9]{0,9}", fullmatch=True),
    "integer": st.integers(-(10**15) + 1, 10**15 - 1),
    "decimal": st.integers(-(10**15) + 1, 10**15 - 1).map(lambda n: n / 10**4),
    "money": st.integers(-(10**15) + 1, 10**15 - 1).map(lambda n: n / 10**2),
    "rating": st.integers(1, 5),
    "uscc": st.just("91110000600037341L"),
    "consent": st.just(True),
}


@explored
@given(st.data())
def test_what_is_written_can_be_read_again(data):
    key = data.draw(st.sampled_from(sorted(VALUES)))
    value = data.draw(VALUES[key])
    field = {"key": "q", "type": key, "tz": "Asia/Shanghai", "max_length": 100}
    field_type = rules.FIELD_TYPES[key]
    text = field_type.to_text(value, field, "en_US")
    assert field_type.parse(field_type.read_text(text, field, "en_US"), field) == value


@explored
@given(
    st.lists(WORDS, min_size=1, max_size=5, unique_by=lambda word: word.casefold()),
    st.sampled_from(["select", "radio", "multi"]),
    st.data(),
)
def test_options_are_read_by_their_labels(labels, key, data):
    options = [
        {"key": f"key_{n}", "label": {"zh_CN": label}} for n, label in enumerate(labels)
    ]
    field = {"key": "q", "type": key, "options": options}
    field_type = rules.FIELD_TYPES[key]
    keys = st.sampled_from([option["key"] for option in options])
    is_list = key == "multi"
    value = data.draw(st.lists(keys, min_size=1, unique=True) if is_list else keys)
    text = field_type.to_text(value, field, "zh_CN")
    assert field_type.parse(field_type.read_text(text, field, "en_US"), field) == value
