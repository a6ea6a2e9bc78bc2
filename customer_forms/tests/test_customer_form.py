"""Designing and publishing a form (F1, F4, F6, F9, F11, F12)."""

from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import CustomerFormsCommon

TEMPLATES = ("new_customer", "dossier", "universal", "automation", "collect_feedback")


@tagged("-at_install", "post_install")
class TestCustomerForm(CustomerFormsCommon):
    def test_publishing_freezes_a_version(self):
        form = self._publish(self._create_form())
        version = form.current_version_id
        self.assertEqual(form.state, "published")
        self.assertEqual(version.number, 1)
        (field,) = version.schema["sections"][0]["fields"]
        self.assertEqual(field["key"], "customer_name")
        self.assertTrue(field["required"])

    def test_publishing_again_without_changes_makes_no_version(self):
        form = self._publish(self._create_form())
        form.action_publish()
        self.assertEqual(len(form.version_ids), 1)
        self.assertFalse(form.has_unpublished_changes)

    def test_an_edit_is_seen_by_visitors_only_after_publishing(self):
        form = self._publish(self._create_form())
        self._field(form, "customer_name").name = "Your name"
        self.assertTrue(form.has_unpublished_changes)
        published = form.current_version_id.schema["sections"][0]["fields"][0]
        self.assertEqual(published["label"]["en_US"], "customer_name")
        form.action_publish()
        self.assertEqual(form.current_version_id.number, 2)

    def test_a_version_is_neither_changed_nor_deleted(self):
        version = self._publish(self._create_form()).current_version_id
        with self.assertRaises(UserError):
            version.schema = {"sections": []}
        with self.assertRaises(UserError):
            version.unlink()

    def test_what_was_published_is_archived_not_deleted(self):
        form = self._publish(
            self._create_form(
                [{"key": "kind", "type": "select", "options": ["a", "b"]}]
            )
        )
        field = self._field(form, "kind")
        for record in (field.option_ids[0], field, form):
            with self.subTest(record), self.assertRaises(UserError):
                record.unlink()

    def test_no_question_is_moved_around_its_section(self):
        other = self._create_form().with_user(self.creator)
        question = self._create_form().section_ids.field_ids[:1].with_user(self.creator)
        with self.assertRaises(AccessError):
            question.form_id = other
        with self.assertRaises(AccessError):
            other.write({"field_ids": [Command.link(question.id)]})

    def test_what_was_never_published_can_be_deleted(self):
        form = self._publish(self._create_form())
        extra = self.env["customer.form.field"].create(
            {"section_id": form.section_ids.id, "name": "Extra", "key": "extra"}
        )
        extra.unlink()
        self.assertFalse(extra.exists())

    def test_an_archived_option_keeps_its_label_for_old_answers(self):
        # F4: an answer keeps the option it was given with
        form = self._publish(
            self._create_form(
                [{"key": "kind", "type": "select", "options": ["a", "b"]}]
            )
        )
        old = self._submit(form, {"kind": "a"})
        self._field(form, "kind").option_ids[0].active = False
        form.action_publish()
        self.assertEqual(old.answers["kind"], "A")
        with self.assertRaises(ValidationError):
            self._submit(form, {"kind": "a"})

    def test_a_key_never_changes(self):
        form = self._create_form([{"key": "kind", "type": "radio", "options": ["a"]}])
        field = self._field(form, "kind")
        for record in (field, field.option_ids):
            with self.subTest(record), self.assertRaises(UserError):
                record.key = "other"

    def test_a_published_type_changes_only_where_answers_keep_their_meaning(self):
        form = self._publish(
            self._create_form(
                [
                    {"key": "kind", "type": "select", "options": ["a"]},
                    {"key": "when", "type": "date"},
                    {"key": "mobile", "type": "phone"},
                    {"key": "words", "type": "text"},
                ]
            )
        )
        for key, new_type, is_allowed in [
            ("kind", "radio", True),
            ("kind", "text", False),
            ("when", "text", False),
            ("mobile", "text", True),
            ("words", "phone", False),
            ("words", "longtext", True),
        ]:
            field = self._field(form, key)
            with self.subTest(key=key, new_type=new_type):
                if is_allowed:
                    field.type = new_type
                else:
                    with self.assertRaises(UserError):
                        field.type = new_type

    def test_a_form_without_questions_or_options_is_not_published(self):
        for form in (
            self.env["customer.form"].create({"name": "Empty"}),
            self._create_form([{"key": "kind", "type": "select"}]),
        ):
            with self.subTest(form.name), self.assertRaises(UserError):
                form.action_publish()

    def test_address_is_made_from_the_name_or_from_chance(self):
        self.assertEqual(self._create_form(name="New Lead").slug, "new-lead")
        self.assertEqual(self._create_form(name="New Lead").slug, "new-lead-2")
        twins = self.env["customer.form"].create([{"name": "Twin"}, {"name": "Twin"}])
        self.assertEqual(twins.mapped("slug"), ["twin", "twin-2"])
        self.assertTrue(self._create_form(name="客户登记").slug.startswith("form-"))

    def test_address_is_checked(self):
        for slug in ("With Space", "a/b", "-a", "ä"):
            with self.subTest(slug), self.assertRaises(ValidationError):
                self._create_form(slug=slug)

    def test_address_is_unique(self):
        self._create_form(slug="contact")
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self._create_form(slug="contact")

    def test_number_pattern_is_checked_when_typed(self):
        with self.assertRaisesRegex(ValidationError, "serial"):
            self._create_form(number_pattern="C{year}")

    def test_patterns_that_cannot_be_used(self):
        field = self._field(self._create_form(), "customer_name")
        slow_in_browsers = ("(a|a)*b", "(.*)(.*)(.*)(.*)(.*)[^a]")
        slow = ("(a+)+b", "(\\w+\\s?)*", "(a|aa)+c", *slow_in_browsers)
        for pattern in (*slow, "[A-Z", "(?P<x"):
            with self.subTest(pattern), self.assertRaises(ValidationError):
                field.pattern = pattern
        field.pattern = "[A-Z]{2}-[0-9]{4}(-[a-z]+x)*"

    def test_a_copy_is_a_draft_of_its_own(self):
        form = self._publish(
            self._create_form([{"key": "kind", "type": "select", "options": ["a"]}])
        )
        copy = form.copy()
        self.assertEqual(copy.state, "draft")
        self.assertFalse(copy.version_ids)
        self.assertFalse(copy.answer_definition)
        self.assertNotEqual(copy.slug, form.slug)
        self.assertEqual(self._field(copy, "kind").option_ids.key, "a")

    def test_labels_are_shown_in_the_language_of_the_reader(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        form = self._create_form([{"key": "kind", "type": "select", "options": ["a"]}])
        field = self._field(form, "kind")
        field.with_context(lang="zh_CN").name = "客户类型"
        field.option_ids.with_context(lang="zh_CN").name = "企业"
        self._publish(form)
        submission = self._submit(form, {"kind": "a"})
        for lang, label, answer in [
            ("en_US", "kind", "A"),
            ("zh_CN", "客户类型", "企业"),
        ]:
            with self.subTest(lang):
                localised = submission.with_context(lang=lang)
                (prop,) = localised.read(["answers"])[0]["answers"]
                self.assertEqual(prop["string"], label)
                self.assertEqual(localised.answers["kind"], answer)
                definition = localised.get_property_definition("answers.kind")
                self.assertEqual(definition["selection"], [["a", answer]])

    def test_ready_templates_can_be_published(self):
        # F12
        for code in TEMPLATES:
            with self.subTest(code):
                form = self.env.ref(f"customer_forms.form_{code}")
                form.action_publish()
                self.assertEqual(form.state, "published")

    def test_grouping_by_a_key_of_several_forms_offers_the_options_of_all(self):
        first, second = (
            self._publish(
                self._create_form(
                    [{"key": "shared_kind", "type": "select", "options": keys}]
                )
            )
            for keys in (["a", "b"], ["b", "c"])
        )
        model = self.env["customer.form.submission"]
        definition = model.get_property_definition("answers.shared_kind")
        self.assertEqual([key for key, _ in definition["selection"]], ["a", "b", "c"])
        definition = model.with_context(
            customer_form_id=second.id
        ).get_property_definition("answers.shared_kind")
        self.assertEqual([key for key, _ in definition["selection"]], ["b", "c"])
        self._submit(first, {"shared_kind": "a"})
        self._submit(second, {"shared_kind": "c"})
        groups = model.formatted_read_group(
            [("form_id", "in", (first + second).ids)],
            ["answers.shared_kind"],
            ["__count"],
        )
        self.assertEqual([group["answers.shared_kind"] for group in groups], ["a", "c"])
