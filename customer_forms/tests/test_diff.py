"""Versions compared, in codes and in words (issue 3, F11)."""

import copy
import random

from odoo.tests import BaseCase, TransactionCase, tagged

from ..models.version.change_words import CHANGES, TEXTS, ChangeWords
from ..rules.diff import compare

FAX = {"key": "fax", "label": {"en_US": "Fax"}}
MAIL = {"key": "mail", "label": {"en_US": "E-mail"}}
IS_FAX = {"field": "by", "is": "equal", "value": "fax"}
AT_MOST = {
    "key": "sum",
    "terms": ["age"],
    "is": "at_most",
    "value": 9,
    "level": "error",
    "message": {},
}


def question(key, type_="text", **extra):
    return {
        "key": key,
        "type": type_,
        "label": {"en_US": key.capitalize()},
        "help": {},
        "placeholder": {},
        "required": False,
        "unique": False,
        "listed": False,
        "role": None,
        "condition": None,
        **extra,
    }


def section(title, *fields, **extra):
    return {
        "title": {"en_US": title},
        "description": {},
        "internal": False,
        "fields": list(fields),
        **extra,
    }


def schema(*sections, **extra):
    texts = {"name": {"en_US": "Form"}, "purpose": {}, "success_message": {}}
    return {**texts, "sections": list(sections), **extra}


BY = question("by", "select", options=[FAX, MAIL])
AGE = question("age", "integer", min_value=None, max_value=None)
NAME = question("name", max_length=None, pattern=None, pattern_message={})
FILE = question("file", "attachment", max_mb=10, max_files=5, formats=["jpg", "pdf"])
PLACE = question("place", "region", depth="city", foreign=True)
DAY = question("day", "date", default_today=False)
WANTS = question("wants", "multi", options=[FAX, MAIL])
BEFORE = schema(section("One", NAME, BY, AGE), section("Two", FILE, DAY, WANTS, PLACE))


def edited(key, **changes):
    """``BEFORE`` with other settings of one question."""
    after = copy.deepcopy(BEFORE)
    for each in after["sections"]:
        for field in each["fields"]:
            if field["key"] == key:
                field.update(changes)
    return after


ONE, TWO = BEFORE["sections"]
# (schema after, (kind, question, severity) of each change, the first sentence)
CASES = [
    (
        {**BEFORE, "name": {"en_US": "Form", "zh_CN": "表单"}},
        [("form_text", None, "harmless")],
        "The title of the form is new: “表单”.",
    ),
    (
        schema(ONE, TWO, section("Three", question("new", required=True))),
        [("section_added", None, "harmless"), ("field_added", "new", "stricter")],
        "The section “Three” is new.",
    ),
    (
        schema(ONE, TWO, section("Three", question("new"), internal=True)),
        [("section_added", None, "harmless"), ("field_added", "new", "harmless")],
        "The section “Three” is new.",
    ),
    (
        schema(ONE),
        [("section_removed", None, "harmless")]
        + [
            ("field_removed", key, "touches_answers")
            for key in ("file", "day", "wants", "place")
        ],
        "The section “Two” is gone.",
    ),
    (
        schema(TWO, ONE),
        [("section_moved", None, "harmless")],
        "The section “Two” stands in another place.",
    ),
    (
        schema({**ONE, "title": {"en_US": "First"}}, TWO),
        [("section_text", None, "harmless")],
        "The title of the section “First” changed from “One” to “First”.",
    ),
    (
        schema({**ONE, "internal": True}, TWO),
        [("section_internal", None, "harmless")],
        "The section “One” is for staff only now.",
    ),
    (
        schema(ONE, {**TWO, "key": "rows", "repeat": {"min": 1, "max": 5}}),
        [("section_repeats", None, "touches_answers")],
        "The section “Two” repeats now, once for each row.",
    ),
    (
        schema(section("One", BY, AGE, NAME), TWO),
        [("field_moved", "name", "harmless")],
        "“Name” stands in another place.",
    ),
    (
        schema(section("One", NAME, BY), section("Two", AGE, FILE, DAY, WANTS, PLACE)),
        [("field_to_section", "age", "harmless")],
        "“Age” is now in the section “Two”.",
    ),
    (
        edited("name", type="longtext"),
        [("field_retyped", "name", "touches_answers")],
        "“Name” is now of the type Long text; it was Text.",
    ),
    (
        edited("name", label={"en_US": "Who"}, help={"en_US": "In full"}),
        [("field_text", "name", "harmless")] * 2,
        "The wording of “Who” changed from “Name” to “Who”.",
    ),
    (
        edited("name", required=True),
        [("now_required", "name", "stricter")],
        "“Name” must now be filled in.",
    ),
    (
        edited("name", required_when=IS_FAX),
        [("required_when", "name", "stricter")],
        "“Name” must now be filled in when By is Fax.",
    ),
    (
        edited("name", unique=True),
        [("now_unique", "name", "stricter")],
        "The same answer to “Name” is now taken once only.",
    ),
    (
        edited("name", soft=True),
        [("now_soft", "name", "harmless")],
        "What is wrong with “Name” is now only pointed out.",
    ),
    (
        edited("age", min_value=0, max_value=5),
        [("min_value", "age", "stricter"), ("max_value", "age", "stricter")],
        "“Age” must now be 0 or more.",
    ),
    (
        edited("name", max_length=9, min_length=2, pattern="[A-Z]+", format="letters"),
        [
            (kind, "name", "stricter")
            for kind in ("min_length", "max_length", "pattern", "format")
        ],
        "“Name” now needs at least 2 characters.",
    ),
    (
        edited("file", max_mb=20, formats=["doc", "jpg", "pdf"]),
        [("max_mb", "file", "harmless"), ("formats", "file", "harmless")],
        "“File” now takes files of at most 20 MB.",
    ),
    (
        edited("file", max_files=1, formats=["pdf"]),
        [("max_files", "file", "stricter"), ("formats", "file", "stricter")],
        "“File” now takes at most 1 files.",
    ),
    (
        edited("day", earliest="today", default_today=True),
        [("now_default_today", "day", "harmless"), ("earliest", "day", "stricter")],
        "“Day” now begins with the present day.",
    ),
    (
        edited("day", condition=IS_FAX),
        [("condition", "day", "harmless")],
        "“Day” is now asked only when By is Fax.",
    ),
    (
        edited("place", depth="district", foreign=False),
        [("not_foreign", "place", "stricter"), ("depth", "place", "stricter")],
        "“Place” no longer takes regions of other countries.",
    ),
    (
        edited("by", options=[MAIL, {"key": "tel", "label": {"en_US": "Phone"}}]),
        [
            ("option_added", "by", "harmless"),
            ("option_removed", "by", "touches_answers"),
        ],
        "“By” now offers “Phone”.",
    ),
    (
        edited("by", options=[MAIL, FAX]),
        [("options_reordered", "by", "harmless")],
        "“By” offers its options in another order.",
    ),
    (
        edited("by", options=[{**FAX, "label": {"en_US": "Telefax"}}, MAIL]),
        [("option_text", "by", "harmless")],
        "The wording of an option of “By” changed from “Fax” to “Telefax”.",
    ),
    (
        edited("wants", min_choices=1, max_choices=2),
        [("min_choices", "wants", "stricter"), ("max_choices", "wants", "stricter")],
        "“Wants” now needs at least 1 choices.",
    ),
    (
        {**BEFORE, "rules": [AT_MOST]},
        [("rule_added", None, "stricter")],
        "A new rule compares answers: Age must be at most 9.",
    ),
    (
        {**BEFORE, "rules": [{**AT_MOST, "level": "warning"}]},
        [("rule_added", None, "harmless")],
        "A new rule compares answers: Age must be at most 9.",
    ),
    (
        edited("name", sensitivity="id"),
        [("now_sensitive", "name", "touches_answers")],
        "Answers to “Name” are encrypted and masked now (Identity number): they are found"
        " by the whole value only.",
    ),
    (
        edited("name", newfangled=1),
        [("field_setting", "name", "harmless")],
        "A setting of “Name” changed: newfangled.",
    ),
]


@tagged("-at_install", "post_install")
class TestDiff(BaseCase):
    def test_cases(self):
        for after, expected, sentence in CASES:
            with self.subTest(sentence):
                changes = compare(BEFORE, after)
                self.assertEqual(
                    [(each.kind, each.field, each.severity) for each in changes],
                    expected,
                )

    def test_what_is_taken_back_is_no_longer_stricter(self):
        for after, expected, sentence in CASES:
            if all(severity == "stricter" for *_, severity in expected):
                with self.subTest(sentence):
                    back = {each.severity for each in compare(after, BEFORE)}
                    self.assertNotIn("stricter", back)

    def test_every_difference_is_said_and_sameness_is_not(self):
        # property: random walks through edited schemas
        chance = random.Random(19)  # noqa: S311 the same walk each time
        schemas = [BEFORE, *(after for after, *_ in CASES)]
        for _turn in range(300):
            one = self._mutated(chance, copy.deepcopy(chance.choice(schemas)))
            other = self._mutated(chance, copy.deepcopy(one))
            with self.subTest(one=one, other=other):
                self.assertEqual(compare(one, copy.deepcopy(one)), [])
                self.assertEqual(bool(compare(one, other)), one != other)
                self.assertEqual(bool(compare(other, one)), one != other)

    def _mutated(self, chance, after):
        for _step in range(chance.randrange(4)):
            sections = after["sections"]
            here, there = chance.choice(sections), chance.choice(sections)
            fields = here["fields"]
            field = chance.choice(fields) if fields else None
            match chance.randrange(6):
                case 0:
                    chance.shuffle(sections)
                case 1 if field:
                    fields.remove(field)
                    there["fields"].append(field)
                case 2 if field:
                    fields.remove(field)
                case 3 if field:
                    field[chance.choice(["label", "help"])] = {"zh_CN": "新"}
                case 4 if field:
                    field[chance.choice(["required", "soft", "odd"])] = True
                case 5 if field and field.get("options"):
                    chance.shuffle(field["options"])
        return after


@tagged("-at_install", "post_install")
class TestChangeWords(TransactionCase):
    def test_sentences(self):
        for after, expected, sentence in CASES:
            with self.subTest(sentence):
                words = ChangeWords(self.env, BEFORE, after)
                words.langs = {"en_US": "English"}
                sentences = [words.sentence(each) for each in compare(BEFORE, after)]
                self.assertEqual(len(sentences), len(expected))
                self.assertEqual(sentences[0], sentence)

    def test_every_kind_has_words(self):
        seen = set()
        for after, *_ in CASES:
            for one, other in [(BEFORE, after), (after, BEFORE)]:
                words = ChangeWords(self.env, one, other)
                for change in compare(one, other):
                    self.assertTrue(words.sentence(change))
                    seen.add(change.kind)
        self.assertGreater(len(seen & set(CHANGES)), 40)
        self.assertLessEqual({text.partition(".")[0] for text in TEXTS}, seen)

    def test_the_language_is_named_where_there_are_several(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        after, _changes, _sentence = CASES[0]
        words = ChangeWords(self.env, BEFORE, after)
        (change,) = compare(BEFORE, after)
        self.assertIn("in 简体中文", words.sentence(change))
