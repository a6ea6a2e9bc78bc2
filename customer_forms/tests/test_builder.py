"""The form builder's half on the server: what it loads, saves, and refuses."""

import datetime
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import tagged, users
from odoo.tools import mute_logger

from .. import rules
from ..rules import FIELD_TYPES
from ..rules.types.base import Invalid
from .common import CustomerFormsCommon


@tagged("-at_install", "post_install")
class TestBuilder(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._create_form(
            [
                {"key": "kind", "type": "select", "options": ["company", "person"]},
                {"key": "phone", "type": "phone"},
            ],
            slug="builder",
        )

    def _load(self):
        return self.form.with_env(self.env).builder_load()

    def _save(self, data, **options):
        form = self.form.with_env(self.env)
        return form.builder_save(data["document"], data["token"], **options)

    @staticmethod
    def _questions(document):
        return [
            field for section in document["sections"] for field in section["fields"]
        ]

    # ------------------------------------------------------------
    # Who
    # ------------------------------------------------------------

    @users("cf_creator")
    def test_a_creator_edits_and_saves(self):
        data = self._load()
        phone = self._questions(data["document"])[1]
        phone["name"] = {"en_US": "Mobile"}
        phone["is_required"] = True
        saved = self._save(data)
        self.assertNotEqual(saved["token"], data["token"])
        field = self._field(self.form, "phone")
        self.assertEqual((field.name, field.is_required), ("Mobile", True))

    @users("cf_sales")
    def test_a_salesperson_neither_loads_nor_saves(self):
        form = self.form.with_env(self.env)
        for call in (
            form.builder_load,
            form.builder_state,
            lambda: form.builder_save({}, ""),
            lambda: form.builder_create("Mine"),
        ):
            with self.assertRaises(AccessError):
                call()

    def test_the_builder_opens_for_creators_only(self):
        for user, kind in [
            (self.creator, "ir.actions.client"),
            (self.salesperson, "ir.actions.act_window"),
        ]:
            action = self.form.with_user(user).action_open_builder()
            self.assertEqual(action["type"], kind)

    # ------------------------------------------------------------
    # Saving
    # ------------------------------------------------------------

    @users("cf_creator")
    def test_the_second_of_two_people_is_told(self):
        mine, other = self._load(), self._load()
        self._questions(other["document"])[0]["name"] = {"en_US": "Customer kind"}
        self._save(other)
        self._questions(mine["document"])[1]["name"] = {"en_US": "Mobile"}
        refused = self._save(mine)
        self.assertEqual(refused["conflict"]["by"], self.env.user.display_name)
        self.assertEqual(self._field(self.form, "phone").name, "phone")
        self._save(mine, take_over=True)
        self.assertEqual(self._field(self.form, "phone").name, "Mobile")

    @users("cf_creator")
    def test_two_at_the_same_instant(self):
        """Nobody waits, and PostgreSQL has no say: it is tried again."""
        data = self._load()
        form = self.env.registry["customer.form"]
        with patch.object(
            form, "try_lock_for_update", lambda self, **_how: self.browse()
        ):
            self.assertEqual(self._save(data), {"busy": True})
        self.assertTrue(self._save(data)["token"])

    @users("cf_creator")
    def test_a_question_moves_behind_the_one_it_depends_on_in_one_save(self):
        data = self._load()
        fields = data["document"]["sections"][0]["fields"]
        fields.reverse()
        kind = fields[1]
        kind["condition"] = {"field": "phone", "is": "filled"}
        self._save(data)
        self.assertEqual(
            [field["key"] for field in self._questions(self._load()["document"])],
            ["phone", "kind"],
        )

    @users("cf_creator")
    def test_a_question_gets_another_key_with_what_asks_about_it(self):
        data = self._load()
        kind, phone = self._questions(data["document"])
        kind["key"] = "customer_kind"
        leaf = {"field": "customer_kind", "is": "equal", "value": "company"}
        phone["condition"] = {"match": "all", "of": [leaf]}
        self._save(data)
        self.assertFalse(self._field(self.form, "kind"))
        self.assertEqual(self._field(self.form, "phone").condition["of"], [leaf])

    @users("cf_creator")
    def test_what_cannot_be_is_refused_with_its_reason(self):
        data = self._load()
        kind = self._questions(data["document"])[0]
        kind["condition"] = {"field": "phone", "is": "filled"}
        (problem,) = self._save(data)["problems"]
        self.assertEqual(problem["key"], "kind")
        self.assertIn("before", problem["message"])
        self.assertFalse(self._field(self.form, "kind").condition)

    @users("cf_creator")
    def test_what_is_no_form_at_all_is_refused(self):
        for document in [
            None,
            [],
            {},
            {"sections": "all"},
            {"form": {}, "sections": [None]},
            {"form": {}, "sections": [{"key": "a", "fields": 7}]},
            {"form": {}, "sections": [{"fields": [{"name": {}, "options": []}]}]},
            {"form": {}, "sections": [{"key": "'; DROP", "fields": []}]},
        ]:
            data = {**self._load(), "document": document}
            with self.subTest(document=document):
                self.assertTrue(self._save(data)["problems"][0]["message"])
        self.assertTrue(self._field(self.form, "kind"))

    @users("cf_creator")
    def test_a_refusal_names_what_it_is_about(self):
        for change, key in [
            (lambda doc: doc["form"].update(number_pattern="C"), ""),
            (lambda doc: doc["sections"][0].update(max_rows=500), "section_section"),
            (
                lambda doc: doc["sections"][0]["fields"][1].update(earliest="soon"),
                "phone",
            ),
        ]:
            data = self._load()
            change(data["document"])
            with self.subTest(key=key), mute_logger("odoo.sql_db"):
                self.assertEqual(self._save(data)["problems"][0]["key"], key)

    def test_what_was_published_is_archived(self):
        self._publish(self.form)
        data = self._load()
        self.assertEqual(
            data["published"]["fields"], {"kind": "select", "phone": "phone"}
        )
        self.assertEqual(data["published"]["options"]["kind"], ["company", "person"])
        section = data["document"]["sections"][0]
        section["fields"] = [
            field for field in section["fields"] if field["key"] != "phone"
        ]
        saved = self._save(data)
        self.assertTrue(saved["has_unpublished_changes"])
        self.assertFalse(self._field(self.form, "phone").active)

    def test_saving_does_not_change_what_visitors_see(self):
        self._publish(self.form)
        before = self.form.current_version_id.schema
        data = self._load()
        self._questions(data["document"])[0]["is_required"] = True
        self._save(data)
        self.assertEqual(self.form.current_version_id.schema, before)

    # ------------------------------------------------------------
    # Beginning
    # ------------------------------------------------------------

    @users("cf_creator")
    def test_a_form_begins_blank_or_as_a_copy(self):
        Form = self.env["customer.form"]
        blank = Form.browse(Form.builder_create("Blank"))
        self.assertEqual((len(blank.section_ids), blank.field_count), (1, 0))
        copy = Form.browse(Form.builder_create("Copy", self.form.id))
        self.assertEqual((copy.name, copy.field_count), ("Copy", 2))
        self.assertIn(
            {
                "id": self.form.id,
                "name": "Form",
                "purpose": "",
                "questions": ["kind", "phone"],
            },
            Form.builder_templates(),
        )

    def test_every_type_is_on_a_shelf_of_the_palette(self):
        shelves = {"text", "choice", "number", "contact", "special"}
        self.assertEqual(
            {each["group"] for each in self.form.builder_load()["types"]}, shelves
        )


@tagged("-at_install", "post_install")
class TestSamples(CustomerFormsCommon):
    TODAY = datetime.date(2026, 11, 22)
    LIMITS = {
        "text": [
            {"format": "chinese"},
            {"format": "digits"},
            {"format": "plate"},
            {"format": "postcode"},
            {"format": "capitals_digits", "min_length": 12},
            {"pattern": "[A-Z]{2}[0-9]{4}"},
            {"pattern": "x-[0-9]", "placeholder": {"en_US": "x-5"}},
            {"max_length": 3},
        ],
        "longtext": [{"min_length": 40}],
        "date": [{"earliest": "today+7"}, {"latest": "2020-01-31"}],
        "datetime": [{"earliest": "today+7", "tz": "Asia/Shanghai"}],
        "integer": [{"min_value": 100, "max_value": 200}, {"max_value": -5}],
        "decimal": [{"min_value": 0.5, "max_value": 0.75}],
        "multi": [{"min_choices": 2}],
        "region": [{"depth": "province"}, {"depth": "city"}, {"foreign": True}],
    }

    def test_every_sample_passes_its_own_check(self):
        for key, field_type in FIELD_TYPES.items():
            for limits in [{}, *self.LIMITS.get(key, [])]:
                field = {
                    "key": "q",
                    "type": key,
                    "options": [{"key": "a", "label": {}}, {"key": "b", "label": {}}],
                    **limits,
                }
                raw = field_type.sample(field, self.TODAY)
                with self.subTest(type=key, limits=limits, raw=raw):
                    if raw is None:
                        continue
                    value = field_type.parse(raw, field)
                    self.assertFalse(list(field_type.check(value, field, self.TODAY)))

    def test_only_files_and_what_is_not_asked_have_no_sample(self):
        self.assertEqual(
            {
                key
                for key, field_type in FIELD_TYPES.items()
                if field_type.sample({"options": [{"key": "a"}]}, self.TODAY) is None
            },
            {"attachment", "statement", "number", "rows"},
        )

    def test_a_whole_form_is_accepted_with_its_samples(self):
        form = self._create_form(
            [
                {"key": "name", "is_required": True},
                {"key": "phone", "type": "phone", "is_required": True},
                {"key": "kind", "type": "radio", "options": ["a", "b"]},
            ]
        )
        version = form._draft_version()
        raw = form._sample_answers(version)
        errors, kept = form._try_answers(version, raw)
        self.assertFalse(errors)
        self.assertEqual(
            kept, [("name", "Example"), ("phone", "13800001234"), ("kind", "A")]
        )
        self.assertFalse(form.submission_ids)
        fields = rules.input_fields(version.schema)
        self.assertRaises(Invalid, FIELD_TYPES["phone"].parse, "1", fields[1])
