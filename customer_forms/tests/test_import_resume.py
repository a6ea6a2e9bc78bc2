"""Imports go on after whatever stopped them; large ones name every faulty cell (X1)."""

from unittest.mock import patch

from odoo.exceptions import ConcurrencyError, UserError
from odoo.tests import tagged

from ..models.submission.customer_form_submission import CustomerFormSubmission
from .import_common import ROWS_OF_PART, ImportCommon

HEADS = ["Name", "Mobile", "Staff"]


class Killed(BaseException):
    """As SIGKILL: nothing catches it."""


@tagged("-at_install", "post_install")
class TestImportResume(ImportCommon):
    def _rows(self, count):
        return [[f"Name {n}", f"138{n:08d}", "5"] for n in range(count)]

    def _checked(self, rows, **vals):
        with patch(ROWS_OF_PART, 10):
            return self._check(self._upload(self._csv(HEADS, *rows), **vals))

    def _names(self, batch):
        opened = batch.submission_ids.sudo()._open_answers()
        return sorted(values["customer_name"] for values in opened.values())

    def test_killed_in_the_middle_of_a_part(self):
        """What the database forgets then is done again, and nothing else."""
        batch = self._checked(self._rows(35))
        batch.action_import()
        calls = []

        def on_kept(_submissions, _entries):
            calls.append(1)
            if len(calls) == 3:
                raise Killed

        with (
            patch.object(CustomerFormSubmission, "_on_kept", on_kept),
            self.assertRaises(Killed),
            self.env.cr.savepoint(),
        ):
            judge = batch.sudo()._make_judge()
            for _part in range(2):
                batch.sudo()._work(judge)
            with self.env.cr.savepoint():
                batch.sudo()._work(judge)
        # The savepoint around all of it took the first two parts back as well.
        self.env.invalidate_all()
        self.assertEqual(batch.imported_count, 0)
        judge = batch.sudo()._make_judge()
        batch.sudo()._work(judge)
        batch.sudo()._work(judge)
        self.assertEqual(batch.imported_count, 20)
        self._work()
        self.assertEqual((batch.state, batch.imported_count), ("done", 35))
        self.assertEqual(self._names(batch), sorted(row[0] for row in self._rows(35)))

    def test_a_lost_race_is_run_again(self):
        batch = self._checked(self._rows(5))
        batch.action_import()
        keep = type(self.form)._keep_judged
        lost = iter([True, True])

        def keep_judged(form, entries):
            if next(lost, False):
                raise ConcurrencyError("somebody was first")
            return keep(form, entries)

        with patch.object(type(self.form), "_keep_judged", keep_judged):
            self._work()
        self.assertEqual((batch.state, batch.imported_count), ("done", 5))

    def test_a_row_that_cannot_be_kept_takes_no_other_with_it(self):
        batch = self._checked(self._rows(10))
        batch.action_import()

        def on_accepted(submissions):
            for values in submissions._open_answers().values():
                if values["customer_name"] == "Name 7":
                    raise UserError(self.env._("No"))

        with patch.object(CustomerFormSubmission, "_on_accepted", on_accepted):
            self._work()
        self.assertEqual((batch.imported_count, batch.faulty_count), (9, 1))
        self.assertEqual(self._said(batch), [(9, False, False, "not_kept")])

    def test_equal_rows_of_different_parts(self):
        rows = self._rows(12)
        batch = self._checked([*rows, rows[0], ["Name 99", "13800000001", "5"]])
        self.assertEqual(self._counts(batch), (13, 0, 1))
        badge = [["Badge", "Name"], *([f"B{n % 11}", f"N{n}"] for n in range(12))]
        with patch(ROWS_OF_PART, 10):
            batch = self._check(self._upload(self._csv(*badge)))
        self.assertEqual(self._counts(batch), (11, 1, 0))
        self.assertEqual(self._said(batch), [(13, "Badge", "B0", "not_unique")])

    def test_a_thousand_rows_each_faulty_cell_named(self):
        rows, expected = self._rows(1000), set()
        for number in range(0, 1000, 7):
            rows[number][2] = "501"
            expected.add((number + 2, "Staff", "too_large"))
        for number in range(3, 1000, 10):
            rows[number][1] = "138"
            expected.add((number + 2, "Mobile", "phone_mobile_length"))
        batch = self._check(self._upload(self._csv(HEADS, *rows)))
        self.assertEqual(
            {
                (each.row_number, each.column_id.heading, each.code)
                for each in batch.error_ids
            },
            expected,
        )
        self.assertEqual(batch.faulty_count, len({row for row, *_ in expected}))
        self.assertEqual(batch.ready_count + batch.faulty_count, 1000)

    def test_queries_do_not_grow_with_the_rows(self):
        counts = []
        for count in (1, 20):
            content = self._csv(HEADS, *self._rows(count))
            batch = self._check(self._upload(content, identity="row"))
            batch.action_import()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._work()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        # A batch with more rows draws numbers and inserts in as many statements.
        self.assertLessEqual(counts[1], counts[0] + 4)
