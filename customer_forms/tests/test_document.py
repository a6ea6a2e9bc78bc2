"""A form as one JSON document: the builder and every exchange rely on it."""

import json

from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import CustomerFormsCommon

IS_COMPANY = {"field": "kind", "is": "equal", "value": "company"}


@tagged("-at_install", "post_install")
class TestDocument(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.form = cls._create_form(
            [
                {"key": "kind", "type": "radio", "options": ["person", "company"]},
                {"key": "code", "type": "text", "condition": IS_COMPANY},
                {"key": "first", "type": "money"},
                {"key": "total", "type": "money"},
            ],
            department_ids=cls.team.ids,
            rule_ids=[
                Command.create(
                    {"terms": ["first"], "operator": "at_most", "other_key": "total"}
                )
            ],
        )
        cls._field(cls.form, "code").update_field_translations(
            "name", {"zh_CN": "信用代码"}
        )

    def _entry(self, document, key):
        return next(
            field
            for section in document["sections"]
            for field in section["fields"]
            if field["key"] == key
        )

    def test_what_is_written_is_read_again(self):
        document = json.loads(json.dumps(self.form._to_document()))
        self.assertEqual(
            self._entry(document, "code")["name"],
            {"en_US": "code", "zh_CN": "信用代码"},
        )
        fresh = self.env["customer.form"].create({"name": "Fresh"})
        fresh._apply_document(document)
        self.assertEqual(fresh._to_document(), document)
        self.assertEqual(fresh._build_schema(), self.form._build_schema())

    def test_applying_the_same_again_writes_nothing(self):
        document = self.form._to_document()
        self.env.flush_all()
        before = self._field(self.form, "code").write_date
        self.form._apply_document(document)
        self.env.flush_all()
        self.assertEqual(self._field(self.form, "code").write_date, before)
        self.assertEqual(self.form._to_document(), document)

    def test_an_edited_document_edits_the_form(self):
        document = self.form._to_document()
        (section,) = document["sections"]
        kind, code, first, total = section["fields"]
        code["name"] = {"zh_CN": "代码"}
        kind["options"].append(
            {"key": "state", "name": {"en_US": "State"}, "active": True}
        )
        code["condition"] = {**IS_COMPANY, "value": "state"}
        new = {"key": "size", "type": "integer", "name": {"en_US": "Size"}}
        document["sections"].append(
            {"key": "more", "name": {"en_US": "More"}, "fields": [new, first]}
        )
        section["fields"] = [total, kind, code]
        self.form._apply_document(document)
        self.assertEqual(
            self.form.section_ids.field_ids.sorted().mapped("key"),
            ["total", "kind", "code", "size", "first"],
        )
        code = self._field(self.form, "code")
        self.assertEqual(code.name, "代码")
        self.assertEqual(code.condition["value"], "state")

    def test_what_is_left_out_goes_or_is_archived(self):
        self._publish(self.form)
        document = self.form._to_document()
        document["sections"][0]["fields"].append(
            {"key": "brief", "type": "text", "name": {"en_US": "Brief"}}
        )
        self.form._apply_document(document)
        document["sections"][0]["fields"] = [
            field
            for field in document["sections"][0]["fields"]
            if field["key"] not in ("brief", "code")
        ]
        self._entry(document, "kind")["options"].pop()
        self.form._apply_document(document)
        self.assertFalse(self._field(self.form, "brief"))
        self.assertFalse(self._field(self.form, "code").active)
        options = self._field(self.form, "kind").option_ids
        self.assertEqual(options.mapped("active"), [True, False])

    def test_what_a_rule_needs_is_not_taken_from_it(self):
        document = self.form._to_document()
        document["sections"][0]["fields"].pop()
        with self.assertRaisesRegex(UserError, "rule"):
            self.form._apply_document(document)

    def test_a_key_of_an_earlier_question_is_refused(self):
        document = self.form._to_document()
        document["sections"][0]["key"] = "kind"
        with self.assertRaisesRegex(ValidationError, "taken already"):
            self.form._apply_document(document)

    def test_only_who_may_design_applies_documents(self):
        document = self.form._to_document()
        self.form.with_user(self.creator)._apply_document(document)
        with self.assertRaises(UserError):
            self.form.with_user(self.salesperson)._apply_document(document)

    def test_a_department_of_another_name_lifts_no_restriction(self):
        section = self.form.section_ids[:1]
        section.see_department_ids = self.team
        document = self.form._to_document()
        self.team.name = "Renamed since"
        self.form._apply_document(document)
        self.assertEqual(section.see_department_ids, self.team)
        document["sections"][0]["see_department_ids"] = [{"name": "Nobody knows it"}]
        self.form._apply_document(document)
        self.assertEqual(section.see_department_ids, self.team)
        document["sections"][0]["see_department_ids"] = []
        self.form._apply_document(document)
        self.assertFalse(section.see_department_ids)
