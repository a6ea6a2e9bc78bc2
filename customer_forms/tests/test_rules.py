"""The rule engine, without a database (F3, F7)."""

import datetime
import json
import time
from pathlib import Path
from types import SimpleNamespace

from odoo.tests import BaseCase, tagged

from .. import rules
from ..messages import MESSAGES
from ..rules.comparison import COMPARISONS

CASES = Path(__file__).parents[1] / "static" / "tests"
TODAY = datetime.date(2026, 3, 5)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"
HEADS = {"pdf": b"%PDF-1.4", "jpg": JPEG, "peg": JPEG}


def read_cases(name):
    return json.loads((CASES / name).read_text())["cases"]


def read_field(written):
    """A field as the engine takes it; cases write their options as keys."""
    field = {"key": "q", "label": {}, **written}
    field["options"] = [{"key": key, "label": {}} for key in field.get("options", ())]
    if "fields" in field:
        field["fields"] = [read_field(inner) for inner in field["fields"]]
    return field


def load_cases():
    """Cases of single questions: (name, field, raw, case)."""
    for number, case in enumerate(read_cases("rule_cases.json")):
        raw = case["raw"]
        if case["field"]["type"] == "attachment" and isinstance(raw, list):
            raw = [
                SimpleNamespace(**file, head=HEADS.get(file["name"][-3:].lower(), b""))
                for file in raw
            ]
        name = f"{number} {case['field']} {case['raw']!r}"
        yield name, read_field(case["field"]), raw, case


def found(issues):
    """Issues as the cases write them."""
    return [f"{issue.field} {issue.code}" for issue in issues]


@tagged("-at_install", "post_install")
class TestRules(BaseCase):
    def test_shared_cases(self):
        for name, field, raw, case in load_cases():
            with self.subTest(name):
                verdict = rules.check([field], {"q": raw}, today=TODAY)
                self.assertEqual(
                    [issue.code for issue in verdict.issues], case.get("codes", [])
                )
                self.assertEqual(verdict.values.get("q"), case.get("value"))

    def test_shared_conditions(self):
        for case in read_cases("condition_cases.json"):
            with self.subTest(case):
                self.assertIs(rules.holds(case["tree"], case["values"]), case["holds"])

    def test_shared_forms(self):
        for case in read_cases("form_cases.json"):
            with self.subTest(case["name"]):
                verdict = rules.check(
                    [read_field(field) for field in case["fields"]],
                    case["raw"],
                    today=TODAY,
                    rules=case.get("rules", ()),
                )
                self.assertEqual(verdict.values, case.get("values", {}))
                self.assertEqual(found(verdict.issues), case.get("issues", []))
                self.assertEqual(found(verdict.warnings), case.get("warnings", []))
                self.assertEqual(verdict.unknown, case.get("unknown", []))
                if "params" in case:
                    first = [*verdict.issues, *verdict.warnings][0]
                    self.assertEqual(first.params, case["params"])

    def test_every_code_has_words(self):
        codes = {code for *_, case in load_cases() for code in case.get("codes", ())}
        codes |= {
            issue.split()[1]
            for case in read_cases("form_cases.json")
            for issue in case.get("issues", ())
        }
        codes |= {f"rule_{operator}" for operator in COMPARISONS}
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
