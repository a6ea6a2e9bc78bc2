"""Conditions were lines with a record each; they are trees now. Sections have keys."""

from odoo import SUPERUSER_ID, api
from odoo.tools.sql import table_exists


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {"active_test": False})
    for section in env["customer.form.section"].search([("key", "=", False)]):
        section._write({"key": f"section_{section.id}"})
    if table_exists(cr, "customer_form_condition"):
        for field_id, tree in condition_trees(env).items():
            env["customer.form.field"].browse(field_id).condition = tree


def condition_trees(env):
    """The trees that the lines of the former table make up: {field id: tree}."""
    # The model is gone: its table can only be read in SQL.
    env.cr.execute(
        """
        SELECT line.field_id, question.condition_match, asked.key, asked.type,
               line.operator, option.key, line.value
          FROM customer_form_condition line
          JOIN customer_form_field question ON question.id = line.field_id
          JOIN customer_form_field asked ON asked.id = line.source_id
     LEFT JOIN customer_form_option option ON option.id = line.option_id
      ORDER BY line.id
        """
    )
    trees = {}
    for field_id, match, key, kind, operator, option_key, text in env.cr.fetchall():
        leaf = {"field": key, "is": operator}
        if operator not in ("filled", "empty"):
            leaf["value"] = option_key or answer_of(env, kind, text)
        tree = trees.setdefault(field_id, {"match": match, "of": []})
        tree["of"].append(leaf)
    return trees


def answer_of(env, kind, text):
    """The value the rules compare with, from the text of a line."""
    from odoo.addons.customer_forms.rules import FIELD_TYPES

    return FIELD_TYPES[kind].parse(text, {})
