"""Forms as workbooks: what is written is read again, and what people do to it is read or
said by sheet, row and column."""

import datetime
import io

import openpyxl

from odoo.tests import BaseCase, TransactionCase, tagged

from ..document_messages import place_in_workbook, sentence
from ..tools.form_document import check_document
from ..tools.form_file import read_form_file
from ..tools.workbook import write_workbook
from .form_documents import LANGS, document, question, section
from .workbook_common import IS_COMPANY, read, workbook


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
