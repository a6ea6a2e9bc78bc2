"""What is wrong with a form document is said at once, and nothing makes the check fail."""

import re

from odoo.tests import BaseCase, TransactionCase, tagged

from ..document_messages import MESSAGES, sentence
from ..models.builder import customer_form_document as model
from ..rules import FIELD_TYPES
from ..tools import form_settings
from ..tools.form_document import check_document
from .form_documents import document, option, question, rule, section

IS_COMPANY = {"field": "kind", "is": "equal", "value": "company"}
TWO = ("person", "company")


def leaf(field, operator, *value):
    return {"field": field, "is": operator, **({"value": value[0]} if value else {})}


@tagged("-at_install", "post_install")
class TestFormDocument(BaseCase):
    def _codes(self, *fields, rules=(), published=None, **said):
        found = check_document(
            document(section("about", *fields), rules=rules, **said), published
        )
        return [problem.code for problem in found]

    def test_a_form_without_problems(self):
        self.assertEqual(
            self._codes(
                question("kind", "radio", TWO),
                question("code", condition=IS_COMPANY),
                question("sum", "money"),
                rules=[rule("limit", ["sum"], "at_most", value="100")],
            ),
            [],
        )

    def test_everything_wrong_is_found_at_once(self):
        found = check_document(
            document(
                section(
                    "first",
                    question("kind", "selct"),
                    question("kind", "radio", TWO),
                    question("Bad key", "radio"),
                    question("code", "text", TWO, name={}),
                ),
                number_pattern="C{year}",
            )
        )
        self.assertEqual(
            {(problem.path, problem.code) for problem in found},
            {
                (("form", "number_pattern"), "number_serial"),
                (("sections", 0, "fields", 0, "type"), "not_a_choice"),
                (("sections", 0, "fields", 1, "key"), "duplicate_key"),
                (("sections", 0, "fields", 2, "key"), "bad_key"),
                (("sections", 0, "fields", 2, "options"), "missing_options"),
                (("sections", 0, "fields", 3, "name"), "missing_label"),
                (("sections", 0, "fields", 3, "options"), "needless_options"),
            },
        )
        self.assertEqual(found[1].params["hint"], "select")

    def test_settings_of_a_question(self):
        for said, code in [
            ({"is_requird": True}, "unknown_setting"),
            ({"is_required": "yes"}, "not_a_flag"),
            ({"min_length": -1}, "not_a_count"),
            ({"min_length": 1.5}, "not_a_count"),
            ({"min_length": True}, "not_a_count"),
            ({"min_length": 9, "max_length": 3}, "contradiction"),
            ({"min_choices": 9, "max_choices": 3}, "contradiction"),
            ({"has_range": True, "min_value": 2, "max_value": 1}, "contradiction"),
            ({"earliest": "2026-02-01", "latest": "2026-01-01"}, "contradiction"),
            ({"min_value": float("inf")}, "not_a_number"),
            ({"earliest": "tomorrow"}, "not_a_day"),
            ({"format": "letter"}, "not_a_choice"),
            ({"pattern": "["}, "bad_pattern"),
            ({"pattern": "(a+)+"}, "slow_pattern"),
            ({"pattern": "a" * 501}, "bad_pattern"),
            ({"file_formats": "pdf,exe"}, "unknown_file_format"),
            ({"name": "Phone"}, "not_texts"),
            ({"name": {"en_US": "a\0b"}}, "not_text"),
            ({"name": {"en_US": "a" * 10_001}}, "text_too_long"),
            ({"key": "csrf_token"}, "reserved_key"),
            ({"key": "id"}, "reserved_key"),
            ({"key": None}, "missing_key"),
            ({"type": None}, "missing_type"),
            ({"successor": "other"}, "unknown_successor"),
            ({"successor": "asked"}, "unknown_successor"),
            ({"sensitivity": "names"}, "not_a_choice"),
            ({"sensitivity": "amount"}, "other_sensitivity"),
            ({"options": {}}, "not_a_list"),
            ({"options": [1]}, "not_an_object"),
        ]:
            with self.subTest(**said):
                self.assertIn(code, self._codes({**question("asked"), **said}))

    def test_conditions(self):
        deep = leaf("kind", "filled")
        for _level in range(7):
            deep = {"match": "all", "of": [deep]}
        for tree, code in [
            (leaf("knd", "equal", "company"), "unknown_question"),
            (leaf("late", "filled"), "later_question"),
            (leaf("asked", "filled"), "later_question"),
            (leaf("kind", "equal", "compny"), "unknown_option"),
            (leaf("kind", "greater", "company"), "never_answered"),
            (leaf("kind", "equals", "company"), "unknown_operator"),
            (leaf("size", "equal", "5"), "never_answered"),
            (leaf("size", "one_of", 5), "never_answered"),
            (leaf("size", "equal", [5]), "never_answered"),
            (leaf("note", "filled"), "never_answered"),
            (leaf("kind", "filled", 1), "bad_condition"),
            (leaf(1, "filled"), "bad_condition"),
            ({"match": "none", "of": [IS_COMPANY]}, "bad_condition"),
            ({"match": "all", "of": []}, "bad_condition"),
            ({"match": "all", "of": [[]]}, "bad_condition"),
            ("kind = company", "bad_condition"),
            (deep, "condition_too_deep"),
            ({"match": "all", "of": [IS_COMPANY] * 51}, "condition_too_big"),
        ]:
            for name in ("condition", "required_condition"):
                with self.subTest(tree=tree, name=name):
                    codes = self._codes(
                        question("kind", "radio", TWO),
                        question("size", "integer"),
                        question("note", "statement"),
                        question("asked", **{name: tree}),
                        question("late"),
                    )
                    self.assertEqual(codes, [code])

    def test_answers_in_rows_are_known_in_their_row_only(self):
        rows = section("rows", question("kind", "radio", TWO), is_repeating=True)
        inside = question("inside", condition=IS_COMPANY)
        rows["fields"].append(inside)
        self.assertFalse(check_document(document(rows)))
        outside = section("more", question("outside", condition=IS_COMPANY))
        (problem,) = check_document(document(rows, outside))
        self.assertEqual(problem.code, "other_rows")

    def test_rules(self):
        for terms, said, code in [
            ([], {"value": "1"}, "bad_terms"),
            ("first", {"value": "1"}, "bad_terms"),
            (["nobody"], {"value": "1"}, "unknown_question"),
            (["frst"], {"other_key": "start"}, "unknown_question"),
            (["name"], {"value": "1"}, "cannot_be_compared"),
            (["start", "start"], {"value": "2026-01-31"}, "cannot_be_compared"),
            (["first"], {"other_key": "start"}, "cannot_be_compared"),
            (["first"], {"other_key": "gone"}, "archived_question"),
            (["first"], {}, "compared_with_nothing"),
            (["first"], {"value": "inf"}, "compared_with_nothing"),
            (["start"], {"value": "31.1.2026"}, "compared_with_nothing"),
            (["first"], {"value": "1", "level": "fatal"}, "not_a_choice"),
        ]:
            with self.subTest(terms=terms, **said):
                codes = self._codes(
                    question("first", "money"),
                    question("start", "date"),
                    question("name"),
                    question("gone", "money", active=False),
                    rules=[rule("rule_1", terms, "equal", **said)],
                )
                self.assertEqual(codes, [code])

    def test_what_was_published_keeps_its_type(self):
        published = {"kind": "radio", "code": "text"}
        self.assertEqual(
            self._codes(question("kind", "select", TWO), published=published), []
        )
        self.assertEqual(
            self._codes(question("code", "integer"), published=published),
            ["published_type"],
        )
        (problem,) = check_document(document(section("code")), published)
        self.assertEqual(problem.code, "published_key")

    def test_a_form_has_an_end(self):
        many = [question(f"q{number}") for number in range(201)]
        self.assertEqual(self._codes(*many), ["too_many_fields"])
        options = [option(f"o{number}") for number in range(501)]
        codes = self._codes({**question("kind", "radio"), "options": options})
        self.assertIn("too_many_options", codes)

    def test_not_even_a_document(self):
        for nonsense in (None, 1, "form", [], {}, {"format": "customer-form/1"}):
            with self.subTest(nonsense):
                self.assertTrue(check_document(nonsense))


@tagged("-at_install", "post_install")
class TestFormSettings(TransactionCase):
    def test_documents_are_checked_for_what_models_write(self):
        for known, names, extra in [
            (form_settings.FORM, model.FORM_FIELDS, ()),
            (form_settings.SECTION, model.SECTION_FIELDS, ()),
            (
                form_settings.FIELD,
                (*model.FIELD_FIELDS, *model.FIELD_REFERENCES),
                ("successor",),
            ),
            (form_settings.OPTION, model.OPTION_FIELDS, ("successor",)),
            (form_settings.RULE, model.RULE_FIELDS, ()),
        ]:
            with self.subTest(names[0]):
                told = [setting.name for setting in known]
                self.assertEqual(sorted(told), sorted((*names, *extra)))

    def test_choices_and_defaults_are_those_of_the_models(self):
        for name, known in [
            ("customer.form", form_settings.FORM),
            ("customer.form.section", form_settings.SECTION),
            ("customer.form.field", form_settings.FIELD),
            ("customer.form.rule", form_settings.RULE),
        ]:
            model_fields = self.env[name]._fields
            defaults = self.env[name].default_get([setting.name for setting in known])
            for setting in known:
                with self.subTest(f"{name}.{setting.name}"):
                    if setting.kind == "choice":
                        choices = dict(model_fields[setting.name].selection)
                        self.assertEqual(set(setting.choices), set(choices))
                    if setting.kind in ("flag", "count", "choice") and (
                        setting.name != "type"
                    ):
                        default = defaults.get(setting.name) or setting.default
                        self.assertEqual(default, setting.default)

    def test_every_offered_type_is_known(self):
        offered = {key for key, each in FIELD_TYPES.items() if each.is_offered}
        self.assertEqual(set(form_settings.OFFERED), offered)

    def test_every_code_has_a_sentence_with_its_parameters(self):
        params = {
            name: "x"
            for text in MESSAGES.values()
            for name in re.findall(r"%\((\w+)\)s", text._source)
        }
        for code in MESSAGES:
            with self.subTest(code):
                self.assertTrue(sentence(self.env, code, {**params, "hint": None}))
