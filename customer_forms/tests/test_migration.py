"""What an older version of the addon kept is found again after the upgrade."""

import importlib.util
from pathlib import Path

from odoo import Command
from odoo.tests import tagged

from ..exceptions import InvalidSubmission
from .common import CustomerFormsCommon

MIGRATIONS = Path(__file__).parents[1] / "migrations"


def load_migration(version, name="post-migrate"):
    path = MIGRATIONS / version / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name.replace("-", "_"), path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@tagged("-at_install", "post_install")
class TestMigration(CustomerFormsCommon):
    def test_lines_of_conditions_become_trees_and_sections_get_keys(self):
        form = self._create_form(
            [
                {"key": "kind", "type": "radio", "options": ["person", "company"]},
                {"key": "budget", "type": "money"},
                {"key": "code"},
            ]
        )
        kind, budget, code = form.section_ids.field_ids
        company = kind.option_ids[1]
        self.env.flush_all()
        self.env.cr.execute(
            """
            ALTER TABLE customer_form_field ADD condition_match varchar DEFAULT 'any';
            UPDATE customer_form_section SET key = NULL;
            CREATE TABLE customer_form_condition (
                id serial, field_id int, source_id int, operator varchar,
                option_id int, value varchar)
            """
        )
        self.env.cr.execute(
            """
            INSERT INTO customer_form_condition
                        (field_id, source_id, operator, option_id, value)
                 VALUES (%(code)s, %(kind)s, 'equal', %(company)s, NULL),
                        (%(code)s, %(budget)s, 'greater', NULL, '50,000'),
                        (%(code)s, %(budget)s, 'filled', NULL, NULL)
            """,
            {
                "code": code.id,
                "kind": kind.id,
                "budget": budget.id,
                "company": company.id,
            },
        )
        self.env.invalidate_all()
        load_migration("19.0.2.0.0").migrate(self.env.cr, "19.0.1.0.0")
        self.env.invalidate_all()
        self.assertEqual(
            code.condition,
            {
                "match": "any",
                "of": [
                    {"field": "kind", "is": "equal", "value": "company"},
                    {"field": "budget", "is": "greater", "value": 50000},
                    {"field": "budget", "is": "filled"},
                ],
            },
        )
        self.assertTrue(form.section_ids.key)

    def test_answers_given_before_go_into_the_vault(self):
        """V2: what an older version kept in clear, as it kept it."""
        questions = [
            {"key": "who", "role": "customer_name"},
            {"key": "mobile", "type": "phone", "is_unique": True},
            {"key": "budget", "type": "money"},
            {"key": "note", "is_unique": True},
        ]
        form = self._create_form(
            [
                {**question, "sensitivity": "none"}
                if question["key"] != "note"
                else question
                for question in questions
            ],
            has_editing=True,
        )
        section = self.env["customer.form.section"].create(
            {
                "form_id": form.id,
                "name": "People",
                "key": "people",
                "is_repeating": True,
                "field_ids": [
                    Command.create(
                        self._field_vals(
                            0, key="direct", type="phone", sensitivity="none"
                        )
                    )
                ],
            }
        )
        self._publish(form)
        answers = {
            "who": "王小明",
            "mobile": "13800001234",
            "budget": "1200.5",
            "note": "one",
            "people": [{"direct": "13911112222"}],
        }
        uuid = "00000000-0000-4000-8000-000000000190"
        submission = self._submit(form, answers, client_uuid=uuid)
        other = self._submit(form, {"who": "Ann", "note": "two"})
        submission.edit_answers({"mobile": "13800005678"}, "Misread")
        self.assertEqual(submission.answers["mobile"], "+8613800005678")
        fields = (form.section_ids | section).field_ids
        self.env.flush_all()
        # as the older version had it
        self.env.cr.execute(
            """
            UPDATE customer_form_field SET sensitivity = NULL WHERE id IN %s;
            UPDATE customer_form_unique SET digest = 'old' || id;
            UPDATE customer_form_submission SET content_digest = 'old';
            """,
            [tuple(fields.ids)],
        )
        self.env.invalidate_all()
        load_migration("19.0.3.0.0", "post-seal_answers").migrate(
            self.env.cr, "19.0.2.0.0"
        )
        self.env.invalidate_all()
        self.assertEqual(
            submission.answers._values,
            {"who": "王*", "mobile": "138****5678", "budget": "****", "note": "one"},
        )
        self.assertEqual(
            submission._open_values()[submission.id],
            {"who": "王小明", "mobile": "+8613800005678", "budget": 1200.5},
        )
        row = submission.row_ids
        self.assertEqual(row.answers._values, {"direct": "139****2222"})
        self.assertEqual(row._open_values()[row.id], {"direct": "+8613911112222"})
        self.assertEqual(other.answers["who"], "A*")
        self.env.cr.execute("SELECT change::text FROM customer_form_change change")
        notes = str(self.env.cr.fetchall())
        self.assertNotIn("13800001234", notes)
        self.assertIn("138****1234", notes)
        found = submission.search([("answers.mobile", "=", "13800005678")])
        self.assertEqual(found, submission)
        for refused in ({"mobile": "13800005678"}, {"note": "ONE"}, {"note": "two"}):
            with self.subTest(refused), self.assertRaises(InvalidSubmission):
                self._submit(form, refused)
        self.assertEqual(self._submit(form, answers, client_uuid=uuid), submission)
        self._submit(form, {"mobile": "13800001234", "note": "three"})
        self.assertFalse(form.has_unpublished_changes)

    def test_published_forms_get_links_and_send_nothing_new(self):
        """P1: an upgrade neither mails visitors nor keeps what they did not submit."""
        form = self._publish(self._create_form([{"key": "who"}]))
        begun = self._create_form([{"key": "who"}], slug="begun")
        archived = self._publish(self._create_form([{"key": "who"}], slug="old"))
        archived.active = False
        forms = form | archived
        forms.link_ids.with_context(active_test=False).unlink()
        self.env.flush_all()
        migrate = load_migration("19.0.4.0.0", "post-publishing").migrate
        migrate(self.env.cr, "19.0.3.0.0")
        migrate(self.env.cr, "19.0.3.0.0")
        self.env.invalidate_all()
        for each in forms:
            self.assertEqual(each.link_ids.mapped("channel"), ["link", "qr"])
            self.assertFalse(each.has_drafts or each.has_receipt)
            self.assertFalse(each.has_unpublished_changes)
        self.assertFalse(begun.link_ids)
        self.assertTrue(begun.has_drafts and begun.has_receipt)
