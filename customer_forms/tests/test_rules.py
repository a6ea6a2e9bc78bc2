"""The rule engine, without a database (F3, F7)."""

import json
import time
from pathlib import Path
from types import SimpleNamespace

from odoo.tests import BaseCase, tagged

from .. import rules
from ..messages import MESSAGES

CASES = Path(__file__).parents[1] / "static" / "tests" / "rule_cases.json"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"
HEADS = {"pdf": b"%PDF-1.4", "jpg": JPEG, "peg": JPEG}


def load_cases():
    """Cases as the engine takes them: (name, field, raw, case)."""
    for number, case in enumerate(json.loads(CASES.read_text())["cases"]):
        field = {"key": "q", "label": {}, **case["field"]}
        field["options"] = [
            {"key": key, "label": {}} for key in field.get("options", ())
        ]
        raw = case["raw"]
        if field["type"] == "attachment":
            raw = [
                SimpleNamespace(**file, head=HEADS.get(file["name"][-3:].lower(), b""))
                for file in raw
            ]
        yield f"{number} {case['field']} {case['raw']!r}", field, raw, case


@tagged("-at_install", "post_install")
class TestRules(BaseCase):
    def test_shared_cases(self):
        for name, field, raw, case in load_cases():
            with self.subTest(name):
                verdict = rules.check([field], {"q": raw})
                self.assertEqual(
                    [issue.code for issue in verdict.issues], case.get("codes", [])
                )
                self.assertEqual(verdict.values.get("q"), case.get("value"))

    def test_shared_conditions(self):
        cases = json.loads(CASES.with_name("condition_cases.json").read_text())["cases"]
        self.assertGreater(len(cases), 25)
        for case in cases:
            with self.subTest(case):
                self.assertIs(rules.holds(case["tree"], case["values"]), case["holds"])

    def test_what_does_not_apply_is_neither_required_nor_kept(self):
        is_company = {"field": "kind", "is": "equal", "value": "company"}
        fields = [
            {"key": "kind", "type": "text", "label": {}},
            {"key": "code", "type": "text", "label": {}, "required": True}
            | {"condition": is_company},
            {"key": "after", "type": "text", "label": {}}
            | {"condition": {"field": "code", "is": "filled"}},
        ]
        verdict = rules.check(fields, {"kind": "person", "code": "x", "after": "y"})
        self.assertEqual(verdict.values, {"kind": "person"})
        self.assertFalse(verdict.issues)
        verdict = rules.check(fields, {"kind": "company"})
        self.assertEqual([issue.field for issue in verdict.issues], ["code"])

    def test_every_code_has_words(self):
        codes = {code for *_, case in load_cases() for code in case.get("codes", ())}
        self.assertGreater(len(codes), 20)
        self.assertLessEqual(codes, set(MESSAGES))

    def test_a_pattern_cannot_hold_a_worker(self):
        slow = {"key": "q", "type": "text", "label": {}, "pattern": "(a|aa)+c"}
        start = time.perf_counter()
        (issue,) = rules.check([slow], {"q": "a" * 200}).issues
        self.assertEqual(issue.code, "pattern")
        rules.check([slow], {"q": "a" * 100_000})
        self.assertLess(time.perf_counter() - start, 2)

    def test_unknown_keys_are_reported(self):
        field = {"key": "q", "type": "text", "label": {}}
        verdict = rules.check([field], {"q": "a", "admin": "1"})
        self.assertEqual(verdict.unknown, ["admin"])

    def test_a_file_is_what_it_contains_not_what_it_is_called(self):
        field = {"key": "q", "type": "attachment", "label": {}, "formats": ["pdf"]}
        program = SimpleNamespace(name="a.pdf", size=4, head=b"MZ\x90\x00")
        verdict = rules.check([field], {"q": [program]})
        self.assertEqual([issue.code for issue in verdict.issues], ["file_content"])

    def test_retired_fields_and_options_keep_their_definition(self):
        def schema(*fields):
            return {"sections": [{"internal": False, "fields": fields}]}

        def choice(*keys, **extra):
            options = [{"key": key, "label": {"en_US": key}} for key in keys]
            return {"key": "c", "type": "select", "label": {"en_US": "C"}} | {
                "options": options,
                **extra,
            }

        text = {"key": "t", "type": "text", "label": {"en_US": "T"}}
        first = rules.merge_definition([], schema(choice("a", "b"), text), "en_US")
        second = rules.merge_definition(first, schema(choice("b", "x")), "en_US")
        self.assertEqual([prop["name"] for prop in second], ["c", "t"])
        self.assertEqual(
            [key for key, _label in second[0]["selection"]], ["b", "x", "a"]
        )

    def test_canonical_json_does_not_depend_on_the_order_of_keys(self):
        self.assertEqual(
            rules.digest({"a": 1, "b": ["电话"]}), rules.digest({"b": ["电话"], "a": 1})
        )
