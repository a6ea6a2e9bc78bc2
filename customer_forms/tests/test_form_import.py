"""Forms from files and to files, as each role; copies."""

import base64
import json

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ..tools.form_document import check_document
from ..tools.form_file import read_form_file
from ..tools.form_tidy import portable, tidy
from .common import CustomerFormsCommon
from .form_documents import document, question, section
from .workbook_common import workbook

TEMPLATES = ("new_customer", "dossier", "universal", "automation", "collect_feedback")


class FormExchangeCommon(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.form = cls._create_form(
            [
                {"key": "kind", "type": "radio", "options": ["person", "company"]},
                {
                    "key": "code",
                    "type": "text",
                    "condition": {
                        "match": "all",
                        "of": [{"field": "kind", "is": "equal", "value": "company"}],
                    },
                    "pattern": "[A-Z]+",
                },
                {"key": "first", "type": "money", "has_range": True, "max_value": 9},
                {"key": "total", "type": "money"},
            ],
            name="VIP 需求/调查",
            department_ids=cls.team.ids,
            rule_ids=[
                (
                    0,
                    0,
                    {
                        "key": "sum",
                        "terms": ["first"],
                        "operator": "at_most",
                        "other_key": "total",
                    },
                )
            ],
        )
        code = cls._field(cls.form, "code")
        code.update_field_translations("name", {"zh_CN": "信用代码"})
        old = cls._field(cls.form, "first")
        old.write({"active": False, "successor_id": cls._field(cls.form, "total").id})
        cls.form.rule_ids.write({"terms": ["total"], "other_key": False, "value": "9"})
        kind = cls._field(cls.form, "kind")
        person, company = kind.option_ids
        person.write({"successor_id": company.id, "active": False})

    def _wizard(self, content, filename="vip.xlsx", user=None, **vals):
        return (
            self.env["customer.form.import"]
            .with_user(user or self.creator)
            .create({"file": base64.b64encode(content), "filename": filename, **vals})
        )

    def _import(self, content, **said):
        action = self._wizard(content, **said).action_import()
        return self.env["customer.form"].browse(action["res_id"])


@tagged("-at_install", "post_install")
class TestFormImport(FormExchangeCommon):
    def test_json_gives_the_same_form_again(self):
        made = self._import(self.form._export_json(), filename="vip.json")
        self.assertEqual(made._to_document(), self.form._to_document())
        self.assertEqual(made._build_schema(), self.form._build_schema())
        self.assertEqual(made._export_json(), self.form._export_json())
        self.assertEqual((made.state, made.company_id), ("draft", self.company))

    def test_json_says_nothing_of_this_database(self):
        text = self.form._export_json().decode()
        self.assertNotIn('"id"', text)
        self.assertIn("First sales department", text)
        self.assertIn("信用代码", text)
        self.assertEqual(json.loads(text)["format"], "customer-form/1")

    def test_a_workbook_gives_the_same_form_again(self):
        made = self._import(self.form._export_workbook())
        self.assertEqual(made._to_document(), self.form._to_document())
        self.assertEqual(made._build_schema(), self.form._build_schema())

    def test_the_shipped_forms_survive_both(self):
        for name in TEMPLATES:
            form = self.env.ref(f"customer_forms.form_{name}")
            whole = form._to_document()
            with self.subTest(name):
                self.assertEqual(check_document(portable(whole)), [])
                langs = form._exchange_langs()
                reading = read_form_file(form._export_workbook(), langs)
                self.assertEqual(reading.findings, [])
                self.assertEqual(reading.document, tidy(whole))
                self.assertEqual(tidy(whole), portable(whole), "made tidy already")
                for content in (form._export_json(), form._export_workbook()):
                    made = self._import(content, user=self.manager)
                    self.assertEqual(made._build_schema(), form._build_schema())

    def test_in_another_company_departments_are_those_of_that_company(self):
        self.creator.write(
            {"company_ids": [(4, self.company_2.id)], "company_id": self.company_2.id}
        )
        content = self.form._export_json()
        wizard = self._wizard(content, filename="vip.json")
        self.assertIn("First sales department", wizard.report)
        made = self._import(content)
        self.assertEqual(made.company_id, self.company_2)
        self.assertFalse(made.department_ids)
        self.assertEqual(made._build_schema(), self.form._build_schema())
        self.env["crm.team"].create(
            {"name": self.team.name, "company_id": self.company_2.id}
        )
        made = self._import(content)
        self.assertEqual(made.department_ids.company_id, self.company_2)

    def test_the_draft_of_a_form_is_replaced(self):
        self._publish(self.form)
        said = json.loads(self.form._export_json())
        fields = said["sections"][0]["fields"]
        fields[0]["name"]["en_US"] = "Kind of customer"
        fields[:] = [field for field in fields if field["key"] != "code"]
        content = json.dumps(said).encode()
        vals = {"target": "replace", "form_id": self.form.id}
        wizard = self._wizard(content, **vals)
        self.assertTrue(wizard.is_ready)
        for words in (
            "Kind of customer",
            "Label",
            "Not in the file",
            "Question “code”",
        ):
            self.assertIn(words, wizard.report)
        self.assertEqual(self._import(content, **vals), self.form)
        self.assertFalse(self._field(self.form, "code").active)
        self.assertEqual(self._field(self.form, "kind").name, "Kind of customer")
        self.assertIn("vip", self.form.message_ids[0].body)

    def test_a_published_type_is_kept(self):
        self._publish(self.form)
        said = json.loads(self.form._export_json())
        said["sections"][0]["fields"][1]["type"] = "integer"
        content = json.dumps(said).encode()
        wizard = self._wizard(content, target="replace", form_id=self.form.id)
        self.assertFalse(wizard.is_ready)
        self.assertIn("Section 1, question 2, type", wizard.report)
        self.assertTrue(self._wizard(content).is_ready, "another form may")

    def test_nothing_changes_before_the_file_is_right(self):
        content = workbook(
            survey=[
                ["type", "name", "label"],
                ["selct_one kind", "kind", "Kind"],
                ["text", "姓名", "Code"],
                ["<b>", "third", "Third"],
            ]
        )
        count = self.env["customer.form"].search_count([])
        wizard = self._wizard(content)
        self.assertFalse(wizard.is_ready)
        self.assertIn("Sheet survey, row 2, column type", wizard.report)
        self.assertIn("Did you mean “select_one”?", wizard.report)
        self.assertNotIn("<b>", wizard.report)
        with self.assertRaisesRegex(UserError, "row 3, column name"):
            wizard.action_import()
        self.assertEqual(self.env["customer.form"].search_count([]), count)

    def test_what_only_the_form_knows_stops_the_import_too(self):
        self._publish(self.form)
        said = document(section("code", question("other")))
        wizard = self._wizard(json.dumps(said).encode())
        self.assertTrue(wizard.is_ready)
        wizard.write({"target": "replace", "form_id": self.form.id})
        self.assertFalse(wizard.is_ready)
        with self.assertRaises(UserError):
            wizard.action_import()

    def test_a_file_that_is_none(self):
        wizard = self._wizard(b"\x89PNG")
        self.assertIn("neither a workbook", wizard.report)
        with self.assertRaises(UserError):
            self.env["customer.form.import"].with_user(self.creator).create(
                {}
            ).action_import()

    def test_the_dialog_shows_what_a_file_would_make(self):
        with Form(self.env["customer.form.import"].with_user(self.creator)) as dialog:
            self.assertFalse(dialog.report)
            dialog.file = base64.b64encode(self.form._export_workbook()).decode()
            self.assertTrue(dialog.is_ready)
            self.assertIn("Questions: 4.", dialog.report)
        from_form = self.env["customer.form.import"].with_context(
            active_model="customer.form", active_id=self.form.id
        )
        with Form(from_form.with_user(self.creator)) as dialog:
            self.assertEqual((dialog.target, dialog.form_id), ("replace", self.form))
            dialog.file = base64.b64encode(self.form._export_json()).decode()
            self.assertIn("nothing changes", dialog.report)

    def test_only_creators_import(self):
        content = self.form._export_json()
        for user in (self.salesperson, self.supervisor, self.outsider):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._wizard(content, user=user)
        for user in (self.creator, self.manager):
            with self.subTest(user.login):
                self.assertTrue(self._import(content, user=user))

    def test_a_form_of_another_company_is_not_replaced(self):
        foreign = self.env["customer.form"].create(
            {"name": "Foreign", "company_id": self.company_2.id}
        )
        content = self.form._export_json()
        with self.assertRaises(AccessError):
            self._import(content, target="replace", form_id=foreign.id)

    def test_the_sample_shows_every_type_and_is_right(self):
        sample = self.env["customer.form"]._sample_document()
        self.assertEqual(check_document(sample), [])
        content = self.env["customer.form"].with_user(self.creator)._sample_workbook()
        langs = self.env["customer.form"]._exchange_langs()
        reading = read_form_file(content, langs)
        self.assertEqual((reading.document, reading.findings), (sample, []))
        made = self._import(content)
        self.assertEqual(tidy(made._to_document()), sample)
        self._publish(made)


@tagged("-at_install", "post_install")
class TestFormCopy(FormExchangeCommon):
    def test_a_copy_has_all_of_the_form(self):
        self._publish(self.form)
        copied = self.form.with_user(self.creator).copy()
        whole, original = copied._to_document(), self.form._to_document()
        self.assertEqual(whole["form"].pop("name")["en_US"], "VIP 需求/调查 (copy)")
        original["form"].pop("name")
        self.assertEqual(whole, original)
        first = self._field(copied, "first")
        self.assertEqual(first.successor_id.form_id, copied)
        person = (
            self._field(copied, "kind").with_context(active_test=False).option_ids[0]
        )
        self.assertEqual(person.successor_id.field_id, self._field(copied, "kind"))
        self.assertEqual(copied.state, "draft")
        self._publish(copied)

    def test_copies_of_several_forms(self):
        other = self._create_form([{"key": "remarks", "type": "longtext"}])
        copies = (self.form + other).copy()
        self.assertEqual(copies.mapped("field_count"), [3, 1])
