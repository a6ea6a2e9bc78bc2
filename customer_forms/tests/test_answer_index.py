"""Answers searched often have an index that their filters use."""

from odoo.tests import tagged
from odoo.tools import SQL

from .common import CustomerFormsCommon

OPTIONS = ["a", "b", "c"]


@tagged("-at_install", "post_install")
class TestAnswerIndex(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._create_form(
            [
                {"key": "company"},
                {"key": "kind", "type": "select", "options": OPTIONS},
                {"key": "wants", "type": "multi", "options": OPTIONS},
                {"key": "day", "type": "date"},
                {"key": "count", "type": "integer"},
                {"key": "agreed", "type": "consent"},
            ]
        )
        cls.form.field_ids.is_indexed = True
        cls._publish(cls.form)
        cls.first = cls._submit(
            cls.form,
            {
                "company": "江西农机 Ltd",
                "kind": "a",
                "wants": ["a", "b"],
                "day": "2026-03-05",
                "count": "0",
            },
        )
        cls.second = cls._submit(
            cls.form,
            {"company": "Other", "kind": "b", "wants": ["b"], "count": "1"},
        )
        cls.third = cls._submit(cls.form, {"company": "Nothing else"})
        cls.submissions = cls.first + cls.second + cls.third

    def _indexes(self):
        return {
            name.removeprefix("customer_form_submission_answers_")
            for name in self.env["customer.form"]._answer_indexes()
        }

    def _found(self, *condition):
        return self.env["customer.form.submission"].search(
            [("id", "in", self.submissions.ids), condition], order="id"
        )

    def _plan(self, *condition):
        """How PostgreSQL answers the condition when reading the table costs a lot."""
        query = self.env["customer.form.submission"]._search([condition])
        self.env.cr.execute("SET LOCAL enable_seqscan = off")
        rows = self.env.execute_query(SQL("EXPLAIN %s", query.select()))
        return "\n".join(line for (line,) in rows)

    def test_publishing_makes_and_drops_indexes(self):
        expected = {
            *("company_equal", "company_contains", "kind_equal", "wants_equal"),
            *("day_equal", "day_text_range", "count_number"),
        }
        self.assertLessEqual(expected, self._indexes())
        other = self._create_form([{"key": "company", "is_indexed": True}])
        self.form.field_ids.is_indexed = False
        self.form.action_publish()
        self.assertFalse(
            (expected - {"company_equal", "company_contains"}) & self._indexes()
        )
        self.assertIn("company_equal", self._indexes(), "another form wants it")
        other.field_ids.is_indexed = False
        self._publish(other)
        self.assertFalse(expected & self._indexes())

    def test_names_of_long_keys_are_cut(self):
        keys = ["x" * 59 + end for end in "12"]
        self._publish(
            self._create_form([{"key": key, "is_indexed": True} for key in keys])
        )
        found = {name for name in self._indexes() if name.startswith("xxx")}
        self.assertEqual(len(found), 4)

    def test_filters_use_them(self):
        for name, condition in [
            ("company_equal", ("answers.company", "=", "Other")),
            ("company_equal", ("answers.company", "in", ["Other", "Nothing else"])),
            ("company_contains", ("answers.company", "ilike", "other")),
            ("kind_equal", ("answers.kind", "=", "b")),
            ("kind_equal", ("answers.kind", "in", ["a", "c"])),
            ("wants_equal", ("answers.wants", "in", ["b"])),
            ("day_equal", ("answers.day", "=", "2026-03-05")),
            ("day_text_range", ("answers.day", ">=", "2026-03-05")),
            ("count_number", ("answers.count", "=", 1)),
        ]:
            with self.subTest(condition):
                self.assertIn(f"answers_{name}", self._plan(*condition))

    def test_filters_find_what_was_answered(self):
        for condition, expected in [
            (("answers.company", "=", "Other"), self.second),
            (("answers.company", "=", "other"), self.env["customer.form.submission"]),
            (("answers.company", "ilike", "农机"), self.first),
            (
                ("answers.company", "in", ["Other", "Nothing else"]),
                self.second + self.third,
            ),
            (("answers.company", "!=", "Other"), self.first + self.third),
            (("answers.kind", "=", "a"), self.first),
            (("answers.kind", "in", ["a", "b"]), self.first + self.second),
            (("answers.kind", "=", False), self.third),
            (("answers.kind", "in", ["a", False]), self.first + self.third),
            (("answers.wants", "in", ["a"]), self.first),
            (("answers.wants", "in", ["a", "c"]), self.first),
            (("answers.wants", "not in", ["a"]), self.second + self.third),
            (("answers.day", "=", "2026-03-05"), self.first),
            (("answers.day", "<", "2026-03-06"), self.first),
            (("answers.count", "=", 1), self.second),
            (("answers.count", "=", 0), self.first),
            (("answers.count", ">=", 1), self.second),
        ]:
            with self.subTest(condition):
                self.assertEqual(self._found(*condition), expected)

    def test_long_answers_of_another_form_are_taken(self):
        """One index serves all forms; texts need not fit into one for days or numbers."""
        # no character twice, so that nothing can be compressed
        text = "".join(chr(0x4E00 + place * 7919 % 0x51FF) for place in range(4900))
        for key in ("day", "count"):
            with self.subTest(key):
                form = self._create_form([{"key": key, "type": "longtext"}])
                submission = self._submit(self._publish(form), {key: text})
                self.assertEqual(submission.answers[key], text)
                self.form.action_publish()
        self.assertFalse({"day_text_range", "count_number"} & self._indexes())
        self.assertIn("day_equal", self._indexes())
