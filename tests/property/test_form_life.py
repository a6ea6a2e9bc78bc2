"""Invariant 1 as a property: whatever is done to a form, in whatever order, every answer
given earlier reads as it was given, and can be found, grouped, exported and printed."""

import pytest
from exploring import explore
from form_life import UNFIT_FOR_FILTER, FormLife
from hypothesis import note

from odoo.tests import TransactionCase, tagged

from odoo.addons.customer_forms.rules.schema import answer_fields, row_fields

STEPS = 14


@tagged("-at_install", "post_install")
class TestFormLife(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": True})
        cls.env["res.lang"]._activate_lang("zh_CN")

    def test_answers_survive_what_happens_to_their_form(self):
        self._explore(examples=20)

    @pytest.mark.prove
    def test_answers_survive_long(self):
        self._explore(examples=300)

    def _explore(self, examples):
        self.submissions_seen = 0
        explore(self, self._live, examples)
        self.assertGreater(self.submissions_seen, examples)  # else it proves little

    def _live(self, draw):
        form = self.env["customer.form"].create(
            {"name": "Life", "section_ids": [(0, 0, {"name": "One"})]}
        )
        life = FormLife(form, draw)
        for step in (life.begin, life.submit):
            life.attempt(step)
        for _step in range(STEPS):
            note(life.live())
            for submission, given_then in life.given.items():
                self._assert_reads(submission, given_then)
        for submission in life.given:
            self._assert_is_found(submission)
        self.submissions_seen += len(life.given)

    def _assert_reads(self, submission, given_then):
        submission.invalidate_recordset()
        self.assertEqual(FormLife.reading(submission), given_then)
        # In Chinese, as places are kept; other readers see them in their own words.
        in_chinese = submission.with_context(lang="zh_CN")
        read = in_chinese.read(["answers"])[0]["answers"]
        shown = {prop["name"]: prop["value"] for prop in read if prop.get("value")}
        kept = {key: value for key, value in given_then["kept"].items() if value}
        self.assertEqual(shown, kept)

    def _assert_is_found(self, submission):
        """By a filter, in a group and in an export, each of its answers."""
        for record in (submission, *submission.row_ids):
            kept = record.answers._values
            schema = submission.version_id.schema
            for field in (*answer_fields(schema), *row_fields(schema)):
                if kept.get(field["key"]) not in (None, False):
                    self._assert_answer_is_found(record, field, kept[field["key"]])

    def _assert_answer_is_found(self, record, field, value):
        if field["type"] in UNFIT_FOR_FILTER:
            return
        Model = record.with_context(customer_form_id=record.form_id.id)
        in_form = [("form_id", "=", record.form_id.id)]
        name = f"answers.{field['key']}"
        for each in value if isinstance(value, list) else [value]:
            operator = "in" if isinstance(value, list) else "="
            wanted = [each] if isinstance(value, list) else each
            found = Model.search([*in_form, (name, operator, wanted)])
            self.assertIn(record, found, (field, value))
        groupby = f"{name}:month" if field["type"] in ("date", "datetime") else name
        groups = Model.formatted_read_group(
            [*in_form, ("id", "=", record.id)], [groupby], ["__count"]
        )
        self.assertTrue(any(group[groupby] for group in groups), (field, groups))
        ((cell,),) = record.export_data([name])["datas"]
        self.assertTrue(cell, field)
