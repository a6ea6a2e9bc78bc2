"""Indexes of the answers that are searched often."""

from odoo import models
from odoo.modules.db import FunctionStatus
from odoo.tools import SQL
from odoo.tools.sql import drop_index, make_identifier

from ...rules import FIELD_TYPES

TABLE = "customer_form_submission"
PREFIX = f"{TABLE}_answers_"
# Property type -> what is asked of such answers, each in the form in which ``Answers``
# asks it. Two values are not worth an index, so yes-or-no answers have none.
USES = {
    "char": ("equal", "contains"),
    "text": ("equal", "contains"),
    "selection": ("equal",),
    "tags": ("equal",),
    "date": ("equal", "text_range"),
    "datetime": ("equal", "text_range"),
    "integer": ("number",),
    "float": ("number",),
    "monetary": ("number",),
}
# Indexes that keep the answer itself: PostgreSQL refuses to keep a row with more than a
# third of a page in one. Days and numbers are short, answers of these types need not be.
KEEPING_ANSWERS = {"number", "text_range"}
LONG = {"char", "text", "tags"}


class CustomerForm(models.Model):
    _inherit = "customer.form"

    def _update_answer_indexes(self):
        """Make the indexes of the questions marked as searched often, of all forms, and
        drop those that no form wants any more.

        Forms share the table and a key may occur in several, so there is one index for
        a key. It covers submissions without that answer too, which take next to no
        room: PostgreSQL knows nothing of how answers are distributed if they are left
        out, and then prefers to read the table.
        """
        # sudo: whoever publishes sees the forms of his companies only
        searched_sudo = (
            self.env["customer.form.field"]
            .sudo()
            .with_context(active_test=False)
            .search_fetch(
                [("is_indexed", "=", True), ("section_id.is_repeating", "=", False)],
                ["key", "type", "sensitivity", "role"],
            )
            # Of these the column has masks; the vault has an index.
            .filtered(lambda field: not field._sensitivity_class())
        )
        long_keys = self._keys_with_long_answers(searched_sudo.mapped("key"))
        wanted = {
            make_identifier(f"{PREFIX}{field.key}_{use}"): (field.key, use)
            for field in searched_sudo
            for use in USES.get(FIELD_TYPES[field.type].property_type, ())
            if not (use in KEEPING_ANSWERS and field.key in long_keys)
        }
        if not self.env.registry.has_trigram:
            wanted = {
                name: each for name, each in wanted.items() if "contains" not in each
            }
        present = self._answer_indexes()
        for name in present - wanted.keys():
            drop_index(self.env.cr, name, TABLE)
        missing = wanted.keys() - present
        for name in missing:
            self._create_answer_index(name, *wanted[name])
        if missing:
            # What PostgreSQL knows of the answers decides whether it uses the index.
            self.env.cr.execute(SQL("ANALYZE %s", SQL.identifier(TABLE)))

    def _keys_with_long_answers(self, keys):
        """Those of ``keys`` under which some form asks for texts or lists."""
        types = [key for key in FIELD_TYPES if FIELD_TYPES[key].property_type in LONG]
        # sudo: whoever publishes sees the forms of his companies only
        fields_sudo = self.env["customer.form.field"].sudo()
        asking = fields_sudo.with_context(active_test=False).search_fetch(
            [("key", "in", keys), ("type", "in", types)], ["key"]
        )
        return set(asking.mapped("key"))

    def _answer_indexes(self):
        """Names of the indexes of answers that the database has."""
        rows = self.env.execute_query(
            SQL(
                "SELECT indexname FROM pg_indexes WHERE tablename = %s"
                " AND schemaname = current_schema AND starts_with(indexname, %s)",
                TABLE,
                PREFIX,
            )
        )
        return {name for (name,) in rows}

    def _create_answer_index(self, name, key, use):
        """Index the answers to ``key`` for one use.

        :param str use: ``equal``: choices and whole texts, in lists too; ``contains``:
            parts of texts; ``text_range``: days; ``number``
        """
        value, text = SQL("(answers -> %s)", key), SQL("(answers ->> %s)", key)
        if self.env.registry.has_unaccent == FunctionStatus.INDEXABLE:
            searched_text = SQL("(%s)", self.env.registry.unaccent(text))
        else:
            searched_text = text
        definition = {
            "equal": SQL("gin (%s jsonb_path_ops)", value),
            "contains": SQL("gin (%s gin_trgm_ops)", searched_text),
            "text_range": SQL("btree (%s)", text),
            "number": SQL("btree (%s)", value),
        }[use]
        self.env.cr.execute(
            SQL(
                "CREATE INDEX IF NOT EXISTS %s ON %s USING %s",
                SQL.identifier(name),
                SQL.identifier(TABLE),
                definition,
            )
        )
