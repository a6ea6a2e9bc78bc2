"""Forms as workbooks: what is written is read again, and what people do to it is read or
said by sheet, row and column."""

import datetime
import io
import zipfile

import openpyxl

from odoo.tests import BaseCase, TransactionCase, tagged

from ..document_messages import place_in_workbook, sentence
from ..tools.expression import (
    ExpressionError,
    parse_condition,
    parse_constraint,
    parse_rule,
)
from ..tools.form_document import check_document
from ..tools.form_file import read_form_file
from ..tools.workbook import FileProblem, source, write_workbook
from .form_documents import LANGS, document, question, section

IS_COMPANY = {
    "match": "all",
    "of": [{"field": "kind", "is": "equal", "value": "company"}],
}
# A search for the name that is there twice must not compare each with each.
MANY_NAMES = b"{%s}" % b",".join(b'"%d": 0' % (n % 300_000) for n in range(300_001))
KINDS = {
    "kind": "radio",
    "budget": "money",
    "needs": "multi",
    "agreed": "consent",
    "start": "date",
    "remarks": "text",
}


def workbook(**sheets):
    """An Excel file with these sheets, each a list of rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read(**sheets):
    """(document, [(sheet, row, column, code)]) of an Excel file with these sheets."""
    reading = read_form_file(workbook(**sheets), LANGS, "Filename")
    return reading.document, [finding[:4] for finding in reading.findings]


@tagged("-at_install", "post_install")
class TestWorkbook(BaseCase):
    def test_a_form_made_elsewhere(self):
        """Plain XLSForm: one language, capitals, questions outside groups."""
        made, found = read(
            survey=[
                ["type", "name", "label", "required", "relevant", "constraint"],
                ["start", "start", None],
                ["text", "FullName", "Your name", "yes"],
                ["select_one yes_no", "Client", "A client?", "true()"],
                ["begin group", "more", "More"],
                [
                    "integer",
                    "age",
                    "Age",
                    None,
                    "${Client} = 'Yes'",
                    ". > 0 and . <= 120",
                ],
                ["select one cities minimal", "city", "City"],
                ["note", None, "Thank you"],
                ["end group"],
            ],
            choices=[
                ["list name", "name", "label"],
                ["yes_no", "Yes", "Yes"],
                ["yes_no", 0, "No"],
                ["minimal", 1.0, "Berlin"],
            ],
        )
        self.assertEqual(found, [("survey", 2, "type", "metadata_left_out")])
        first, more = made["sections"]
        self.assertEqual(made["form"]["name"], {"en_US": "Filename"})
        self.assertEqual(first["name"], {"en_US": "Filename"})
        name, client = first["fields"]
        self.assertEqual((name["key"], name["is_required"]), ("fullname", True))
        self.assertEqual([each["key"] for each in client["options"]], ["yes", "0"])
        age, city, note = more["fields"]
        self.assertEqual(
            age["condition"]["of"], [{"field": "client", "is": "equal", "value": "yes"}]
        )
        self.assertEqual((age["min_value"], age["max_value"]), (1, 120))
        self.assertEqual([each["key"] for each in city["options"]], ["1"])
        self.assertEqual((note["key"], note["type"]), ("note_8", "statement"))
        self.assertFalse(check_document(made))

    def test_what_excel_and_people_do_to_cells(self):
        made, found = read(
            survey=[
                [None],
                [
                    " Type ",
                    "NAME",
                    "Label：：中文（zh）",
                    "label::english",
                    "Required",
                    "Earliest",
                ],
                [],
                ["ＴＥＸＴ", "code ", " 编码 ", "Code", "是", None],
                ["select_one  sizes", "size", "大小", 2.0, True, None],
                ["date", "day", "日期", "Day", 1.0, datetime.datetime(2026, 1, 31)],
                ["integer", "count", "数量", "Count", "${size}＝‘1’", None],
                [None, None, "  ", None, None, None],
            ],
            choices=[["list_name", "name", "label"], ["sizes", 1.0, 1.5]],
        )
        self.assertEqual(found, [])
        code, size, day, count = made["sections"][0]["fields"]
        self.assertEqual(code["name"], {"zh_CN": "编码", "en_US": "Code"})
        self.assertEqual((code["key"], code["is_required"]), ("code", True))
        self.assertEqual((size["name"]["en_US"], size["is_required"]), ("2", True))
        self.assertEqual(size["options"][0]["name"], {"en_US": "1.5"})
        self.assertEqual(size["options"][0]["key"], "1")
        self.assertEqual((day["earliest"], day["is_required"]), ("2026-01-31", True))
        self.assertEqual(count["required_condition"]["of"][0]["value"], "1")

    def test_everything_wrong_is_found_at_once(self):
        _made, found = read(
            survey=[
                ["type", "name", "lable", "label", "relevant", "notes"],
                ["selct_one kinds", "kind", None, "Kind", None, "remember"],
                ["select_one knds", "other", None, "Other"],
                ["select_one", "third", None, "Third"],
                ["geopoint", "place", None, "Place"],
                ["text", "code", None, None, "${knd} = 'a'"],
                ["text", "code", None, "Again", "${other} ~ 'a'"],
                [None, "nameless", None, "No type"],
                ["end_group"],
                ["begin_group", "a", None, "A"],
                ["begin_group", "b", None, "B"],
                ["text", "姓名", None, "Name"],
            ],
            choices=[
                ["list_name", "name", "label"],
                ["kinds", "a", "A"],
                [None, "b", "B"],
            ],
            setings=[["form_title"], ["Title"]],
            rules=[["name", "rule"], ["total", "${a} plus ${b}"]],
        )
        self.assertEqual(
            set(found),
            {
                ("setings", None, None, "unknown_sheet"),
                ("survey", 1, "lable", "unknown_column"),
                ("survey", 1, "notes", "unused_column"),
                ("survey", 2, "type", "unknown_type"),
                ("survey", 3, "type", "unknown_list"),
                ("survey", 4, "type", "missing_list"),
                ("survey", 5, "type", "unsupported_type"),
                ("survey", 6, "label", "missing_label"),
                ("survey", 6, "relevant", "unknown_question"),
                ("survey", 7, "name", "duplicate_key"),
                ("survey", 7, "relevant", "expression_unreadable"),
                ("survey", 8, "type", "missing_type"),
                ("survey", 9, "type", "section_not_begun"),
                ("survey", 10, "type", "section_not_ended"),
                ("survey", 11, "type", "section_in_section"),
                ("survey", 12, "name", "bad_key"),
                ("choices", 3, "list_name", "missing_list_name"),
                ("rules", 2, "rule", "expression_unexpected"),
            },
        )

    def test_an_option_is_at_fault_once_however_many_use_its_list(self):
        _made, found = read(
            survey=[
                ["type", "name", "label"],
                ["select_one kinds", "one", "One"],
                ["select_multiple kinds", "two", "Two"],
            ],
            choices=[["list_name", "name", "label"], ["kinds", "a", None]],
        )
        self.assertEqual(found, [("choices", 2, "label", "missing_label")])

    def test_a_list_that_nobody_uses_is_left_out(self):
        _made, found = read(
            survey=[["type", "name", "label"], ["text", "code", "Code"]],
            choices=[["list_name", "name", "label"], ["kinds", "a", "A"]],
        )
        self.assertEqual(found, [("choices", 2, "list_name", "unused_list")])

    def test_a_condition_of_a_section_is_one_of_its_questions(self):
        made, found = read(
            survey=[
                ["type", "name", "label", "relevant"],
                ["text", "kind", "Kind"],
                ["begin_group", "a", "A", "${kind} = 'company'"],
                ["text", "code", "Code"],
                ["text", "size", "Size", "${code} != ''"],
                ["end_group"],
            ],
        )
        self.assertEqual(found, [])
        code, size = made["sections"][1]["fields"]
        self.assertEqual(code["condition"], IS_COMPANY)
        self.assertEqual(
            size["condition"]["of"][1]["of"], [{"field": "code", "is": "filled"}]
        )

    def test_columns_without_a_language_are_in_the_default_language(self):
        made, found = read(
            survey=[["type", "name", "label"], ["text", "code", "编码"]],
            settings=[["form_title", "default_language"], ["表单", "中文 (zh)"]],
        )
        self.assertEqual(found, [])
        self.assertEqual(made["form"]["name"], {"zh_CN": "表单"})
        self.assertEqual(made["sections"][0]["fields"][0]["name"], {"zh_CN": "编码"})

    def test_languages_that_are_not_installed_are_left_out(self):
        _made, found = read(
            survey=[
                ["type", "name", "label", "label::Français (fr)"],
                ["text", "code", "Code", "Code"],
            ],
        )
        self.assertEqual(
            found, [("survey", 1, "label::Français (fr)", "unknown_language")]
        )

    def test_formulas_count_by_their_result(self):
        content = workbook(
            survey=[["type", "name", "label"], ["text", "code", "=1+1"]],
        )
        reading = read_form_file(content, LANGS, "Title")
        self.assertEqual(
            [finding[:4] for finding in reading.findings],
            [("survey", 2, "label", "cell_formula")],
        )

    def test_text_that_looks_like_a_formula_is_text(self):
        made = document(section("a", question("code", name={"en_US": "=1+1"})))
        content = write_workbook(made, LANGS, "en_US", str)
        cell = openpyxl.load_workbook(io.BytesIO(content))["survey"]["C3"]
        self.assertEqual((cell.value, cell.data_type), ("=1+1", "s"))

    def test_a_sheet_explains_itself(self):
        made = document(section("a", question("code")))
        content = write_workbook(made, LANGS, "en_US", lambda column: f"Help: {column}")
        sheet = openpyxl.load_workbook(io.BytesIO(content))["survey"]
        self.assertEqual(sheet.freeze_panes, "C2")
        self.assertEqual(sheet["A1"].comment.text, "Help: type")
        self.assertEqual(
            [cell.value for cell in sheet[1]][:5],
            [
                "type",
                "name",
                "label::English (en)",
                "label::中文 (zh)",
                "hint::English (en)",
            ],
        )
        lists = [each.formula1 for each in sheet.data_validations.dataValidation]
        self.assertIn('"yes,no"', lists)
        self.assertTrue(any("select_one" in each for each in lists))


@tagged("-at_install", "post_install")
class TestExpressions(BaseCase):
    def test_conditions_that_are_read(self):
        company = IS_COMPANY["of"][0]
        for text, expected in [
            ("(${kind} = 'company')", [company]),
            ('"company" = ${kind}', [company]),
            ("${budget} >= 5", [{"field": "budget", "is": "at_least", "value": 5}]),
            ("5 <= ${budget}", [{"field": "budget", "is": "at_least", "value": 5}]),
            ("${budget} = '5'", [{"field": "budget", "is": "equal", "value": 5}]),
            ("${agreed} = 'yes'", [{"field": "agreed", "is": "equal", "value": True}]),
            ("${kind} = ''", [{"field": "kind", "is": "empty"}]),
            ("not(${kind} = '')", [{"field": "kind", "is": "filled"}]),
            (
                "not(selected(${needs}, 'buy') or ${kind} = 'company')",
                [
                    {"field": "needs", "is": "different", "value": "buy"},
                    {**company, "is": "different"},
                ],
            ),
            (
                "${start} > date('2026-01-31')",
                [{"field": "start", "is": "greater", "value": "2026-01-31"}],
            ),
        ]:
            with self.subTest(text):
                tree = parse_condition(text, KINDS)
                self.assertEqual(tree, {"match": "all", "of": expected})

    def test_and_binds_before_or(self):
        tree = parse_condition("${a} = 1 or ${b} = 2 and ${c} = 3", {})
        self.assertEqual(tree["match"], "any")
        self.assertEqual(tree["of"][1]["match"], "all")

    def test_expressions_that_cannot_be_read(self):
        for parse, text, *more, code in [
            (parse_condition, "", {}, "expression_unfinished"),
            (parse_condition, "${a} >", {}, "expression_unfinished"),
            (parse_condition, "${a} = 'x", {}, "expression_unreadable"),
            (parse_condition, "${a} = ${b}", {}, "expression_two_questions"),
            (parse_condition, "${a} > today()", {}, "expression_unexpected"),
            (parse_condition, "count(${a}) > 1", {}, "expression_unexpected"),
            (parse_condition, "not(${a} > 1)", {}, "expression_not_opposite"),
            (parse_condition, "selected(${a})", {}, "expression_function"),
            (parse_condition, "selected(${a}, 'b', 'c')", {}, "expression_function"),
            (parse_condition, "${a} = false()", {}, "expression_false"),
            (parse_condition, "(" * 99, {}, "condition_too_deep"),
            (parse_condition, "not(" * 99, {}, "condition_too_deep"),
            (parse_condition, " " * 5001, {}, "expression_too_long"),
            (parse_constraint, ". > 0", "text", "constraint_strict"),
            (parse_constraint, ". != 5", "text", "expression_unexpected"),
            (parse_rule, "${a} = ${b} + ${c}", "expression_sum_left"),
            (parse_rule, "5 = ${a}", "expression_unexpected"),
        ]:
            with self.subTest(text), self.assertRaises(ExpressionError) as raised:
                parse(text, *more)
            self.assertEqual(raised.exception.code, code)

    def test_constraints(self):
        for text, kind, expected in [
            (". >= 1 and (10 >= .)", "money", {"min_value": 1, "max_value": 10}),
            (". < 10", "integer", {"max_value": 9}),
            ("string-length(.) <= 20", "text", {"max_length": 20}),
            ("count-selected(.) > 1", "multi", {"min_choices": 2}),
            (". <= today() + 7", "date", {"latest": "today+7"}),
            (". >= today()-30", "date", {"earliest": "today-30"}),
            (". >= date('2026-01-31')", "date", {"earliest": "2026-01-31"}),
            ("regex(., '^[A-Z]{2}$')", "text", {"pattern": "[A-Z]{2}"}),
        ]:
            with self.subTest(text):
                self.assertEqual(parse_constraint(text, kind), expected)


@tagged("-at_install", "post_install")
class TestBadFiles(BaseCase):
    def _zip(self, **parts):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as container:
            for name, content in parts.items():
                container.writestr(name.replace("__", "/"), content)
        return file.getvalue()

    def test_files_that_are_no_form(self):
        good = workbook(survey=[["type", "name", "label"]])
        locked = source.OLE + "EncryptedPackage".encode("utf-16-le")
        entity = b'<!DOCTYPE a [<!ENTITY b "c">]><workbook/>'
        for content, code in [
            (b"", "file_empty"),
            (b" \n", "file_empty"),
            (b"type;name\ntext;code", "file_unknown"),
            (b"\x89PNG\r\n", "file_unknown"),
            (source.OLE + bytes(99), "file_old_excel"),
            (locked, "file_protected"),
            (good[:200], "file_broken"),
            (self._zip(word__document="x"), "file_not_workbook"),
            (self._zip(**{"xl__workbook.xml": b"<no"}), "file_broken"),
            (self._zip(**{"xl__workbook.xml": entity}), "file_broken"),
            (self._zip(**{"xl__workbook.xml": b"\xff\xfe<\0"}), "file_broken"),
            (
                self._zip(**{"xl__workbook.xml": b" " * (source.MAX_UNPACKED + 1)}),
                "file_unpacks_too_large",
            ),
            (good + bytes(source.MAX_SIZE), "file_too_large"),
            (b'{"a": 1, "a": 2}', "json_duplicate"),
            (MANY_NAMES, "json_duplicate"),
            (b'{"a": NaN}', "json_number"),
            (b'{"a": -Infinity}', "json_number"),
            (b'{"a": ' + b"9" * 5000 + b"}", "json_number"),
            (b"[" * 100_000, "json_too_deep"),
            (b'{"a":\n "b', "json_broken"),
            (b'{"a": "\xff"}', "json_encoding"),
        ]:
            with self.subTest(code=code, content=content[:30]):
                with self.assertRaises(FileProblem) as raised:
                    read_form_file(content, LANGS)
                self.assertEqual(raised.exception.code, code)

    def test_far_too_many_rows(self):
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("survey")
        for _row in range(source.MAX_ROWS + 2):
            sheet.append(["text"])
        file = io.BytesIO()
        book.save(file)
        with self.assertRaises(FileProblem) as raised:
            read_form_file(file.getvalue(), LANGS)
        self.assertEqual(raised.exception.code, "file_too_many_rows")

    def test_a_row_far_down_is_not_waited_for(self):
        book = openpyxl.Workbook()
        book.active.title = "survey"
        book.active.cell(1_048_576, 16_384, "x")
        file = io.BytesIO()
        book.save(file)
        reading = read_form_file(file.getvalue(), LANGS, "Title")
        codes = [each.code for each in reading.findings]
        self.assertEqual(codes, ["no_questions"])

    def test_a_workbook_of_something_else(self):
        _made, found = read(Sheet1=[["Name", "Phone"], ["Wang", "138"]])
        self.assertEqual(found, [("survey", None, None, "missing_sheet")])

    def test_json_that_is_no_form(self):
        reading = read_form_file(b"\xef\xbb\xbf[]", LANGS)
        self.assertEqual([each.code for each in reading.findings], ["not_an_object"])


@tagged("-at_install", "post_install")
class TestWords(TransactionCase):
    def test_an_error_names_its_cell_and_a_way_out(self):
        params = {"value": "selct_one", "hint": "select_one"}
        place = place_in_workbook(self.env, "survey", 7, "type")
        self.assertEqual(
            f"{place}: {sentence(self.env, 'unknown_type', params)}",
            "Sheet survey, row 7, column type: “selct_one” is not a type."
            " Did you mean “select_one”?",
        )

    def test_in_the_language_of_the_user(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        env = self.env(context={"lang": "zh_CN"})
        words = sentence(env, "unknown_type", {"value": "selct_one", "hint": "x"})
        self.assertIn("题型", words)
