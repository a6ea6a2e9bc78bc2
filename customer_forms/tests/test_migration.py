"""What an older version of the addon kept is found again after the upgrade."""

import importlib.util
from pathlib import Path

from odoo.tests import tagged

from .common import CustomerFormsCommon

MIGRATIONS = Path(__file__).parents[1] / "migrations"


def load_migration(version):
    path = MIGRATIONS / version / "post-migrate.py"
    spec = importlib.util.spec_from_file_location("post_migrate", path)
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
