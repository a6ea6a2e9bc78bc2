"""Versions compared, and taken up again."""

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from .common import CustomerFormsCommon

IS_A = {"field": "kind", "is": "equal", "value": "a"}


@tagged("-at_install", "post_install")
class TestFormHistory(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        form = cls._create_form(
            [
                {"key": "kind", "type": "radio", "options": ["a", "b"]},
                {"key": "code", "pattern": "[A-Z]+", "condition": IS_A},
                {"key": "first", "type": "money", "is_soft": True},
                {"key": "total", "type": "money", "has_range": True, "max_value": 9},
                {"key": "day", "type": "date", "earliest": "today"},
                {"key": "wants", "type": "multi", "options": ["x"], "max_choices": 1},
                {"key": "mobile", "type": "phone", "required_condition": IS_A},
                {"key": "proof", "type": "attachment", "max_files": 2},
            ],
            rule_ids=[
                Command.create(
                    {"terms": ["first"], "operator": "at_most", "other_key": "total"}
                ),
                Command.create(
                    {"terms": ["first"], "operator": "at_most", "value": "9"}
                ),
            ],
        )
        cls._field(form, "code").update_field_translations("name", {"zh_CN": "代码"})
        cls.form = cls._publish(form)
        cls.first = form.current_version_id
        cls.submission = cls._submit(form, {"kind": "a", "mobile": "13800001234"})

    def _edit(self):
        """Change a bit of everything."""
        section = self.form.section_ids
        section.name = "Other title"
        for key, vals in {
            "kind": {"name": "Sort"},
            "first": {"sequence": 50},
            "code": {"active": False},
            "total": {"has_range": False, "is_required": True},
            "day": {"earliest": False, "condition": False},
            "proof": {"max_files": 5, "file_formats": "pdf"},
        }.items():
            self._field(self.form, key).write(vals)
        self._field(self.form, "wants").write(
            {"option_ids": [Command.create({"key": "y", "name": "Y"})]}
        )
        self.form.rule_ids[0].unlink()
        self.env["customer.form.section"].create(
            {
                "form_id": self.form.id,
                "name": "More",
                "field_ids": [Command.create({"key": "brand_new", "name": "New"})],
            }
        )

    def test_a_version_is_compared_with_the_one_before(self):
        self._field(self.form, "kind").is_required = True
        self._publish(self.form)
        version = self.form.current_version_id.with_user(self.salesperson)
        self.assertFalse(self.first.comparison)
        self.assertIn("“kind” must now be filled in", version.comparison)
        self.assertIn("Stricter than before", version.comparison)
        self.assertEqual(version.action_compare()["res_id"], version.id)
        versions = self.form.version_ids.with_user(self.manager)
        self.assertEqual(
            {each.number: each.submission_count for each in versions}, {1: 1, 2: 0}
        )

    def test_a_restored_draft_is_what_the_version_was(self):
        self._edit()
        self._publish(self.form)
        self.first.with_user(self.creator).action_restore()
        self.assertEqual(self.form._build_schema(), self.first.schema)
        self.assertEqual(self.form.current_version_id.number, 2)
        self._publish(self.form)
        self.assertEqual(self.form.current_version_id.digest, self.first.digest)
        self.assertEqual(self.form.current_version_id.number, 3)
        self.assertEqual(self.submission.answers._values["kind"], "a")

    def test_what_was_not_published_can_be_brought_back(self):
        self._edit()
        draft = self.form._to_document()
        form = self.form.with_user(self.creator)
        self.first.with_user(self.creator).action_restore()
        self.assertFalse(form.has_unpublished_changes)
        self.assertTrue(form.can_undo_restore)
        form.action_undo_restore()
        self.assertEqual(self.form._to_document(), draft)
        form.action_undo_restore()
        self.assertEqual(self.form._build_schema(), self.first.schema)

    def test_publishing_ends_the_way_back(self):
        self._edit()
        self._publish(self.form)
        self.first.action_restore()
        self._publish(self.form)
        self.assertFalse(self.form.can_undo_restore)
        with self.assertRaises(UserError):
            self.form.action_undo_restore()

    def test_a_type_that_answers_have_outgrown_is_not_restored(self):
        self._field(self.form, "mobile").type = "text"
        self._publish(self.form)
        self._submit(self.form, {"kind": "a", "mobile": "none"})
        self.first.action_restore()
        self.assertEqual(self._field(self.form, "mobile").type, "text")

    def test_who_may_not_design_does_not_restore(self):
        with self.assertRaises(AccessError):
            self.first.with_user(self.salesperson).action_restore()
        with self.assertRaises(AccessError):
            self.form.with_user(self.salesperson).action_undo_restore()
        with self.assertRaises(AccessError):
            self.form.with_user(self.creator).write({"previous_draft": {}})


@tagged("-at_install", "post_install")
class TestVersionPage(CustomerFormsCommon, HttpCase):
    def test_the_page_as_it_was(self):
        form = self._create_form([{"key": "first"}, {"key": "second"}], slug="past")
        self._publish(form)
        self._field(form, "second").active = False
        self._publish(form)
        self.authenticate("cf_sales", "cf_sales")
        page = self.url_open("/forms/past/version/1")
        self.assertIn("This is version 1", " ".join(page.text.split()))
        self.assertIn('name="second"', page.text)
        self.assertNotIn("o_customer_forms_submit", page.text)
        self.assertNotIn('name="second"', self.url_open("/forms/past/version/2").text)
        self.assertEqual(self.url_open("/forms/past/version/3").status_code, 404)
        self.authenticate("cf_outsider", "cf_outsider")
        self.assertEqual(self.url_open("/forms/past/version/1").status_code, 404)
