"""Many filled forms in one call."""

from odoo.tests import tagged

from ..exceptions import (
    ConflictingSubmission,
    FormNotOpen,
    InvalidSubmission,
    RefusedEntries,
    TamperedSubmission,
)
from ..models.submission.submission_request import FilledForm
from .common import CustomerFormsCommon

UUID = "00000000-0000-4000-8000-000000000003"


@tagged("-at_install", "post_install")
class TestSubmitMany(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._publish(
            cls._create_form(
                [
                    {"key": "customer_name", "is_required": True},
                    {"key": "badge", "is_unique": True},
                    {"key": "proof", "type": "attachment", "file_formats": "pdf"},
                ],
                number_pattern="M{year}{serial:05d}",
            )
        )

    def _submit_many(self, *raws, **extra):
        return self.form._submit_many([FilledForm(raw, **extra) for raw in raws])

    def _refusals(self, filled_forms):
        before = self.env["customer.form.submission"].search_count([])
        with self.assertRaises(RefusedEntries) as caught:
            self.form._submit_many(filled_forms)
        after = self.env["customer.form.submission"].search_count([])
        self.assertEqual(before, after, "nothing of a refused batch is kept")
        return caught.exception.errors

    def test_each_entry_becomes_a_submission_in_its_order(self):
        submissions = self._submit_many(
            {"customer_name": "Ann", "badge": "1"},
            {"customer_name": "Bob", "proof": [self._file()]},
            {"customer_name": "Cem", "badge": "2"},
            channel="staff",
            extra={"user_id": self.salesperson.id},
        )
        submissions.invalidate_recordset()
        self.assertEqual(
            [each.answers["customer_name"] for each in submissions],
            ["Ann", "Bob", "Cem"],
        )
        self.assertEqual(len(set(submissions.mapped("number"))), 3)
        self.assertEqual(
            submissions.mapped("number"), submissions.sorted("number").mapped("number")
        )
        self.assertEqual(submissions[1].file_ids.field_key, "proof")
        self.assertEqual(set(submissions.mapped("state")), {"accepted"})
        self.assertEqual(submissions.user_id, self.salesperson)
        self.assertEqual(
            submissions[2].message_partner_ids, self.salesperson.partner_id
        )

    def test_every_bad_entry_is_named(self):
        errors = self._refusals(
            [
                FilledForm({"customer_name": "Ann"}),
                FilledForm({}),
                FilledForm({"customer_name": "Cem", "is_admin": "1"}),
            ]
        )
        self.assertEqual(list(errors), [1, 2])
        self.assertIsInstance(errors[1], InvalidSubmission)
        self.assertEqual(set(errors[1].messages), {"customer_name"})
        self.assertIsInstance(errors[2], TamperedSubmission)

    def test_a_unique_answer_counts_within_the_batch(self):
        self._submit_many({"customer_name": "Ann", "badge": "a7"})
        errors = self._refusals(
            [
                FilledForm({"customer_name": "Bob", "badge": "A7"}),
                FilledForm({"customer_name": "Cem", "badge": "B8"}),
                FilledForm({"customer_name": "Dan", "badge": "b8"}),
            ]
        )
        self.assertEqual(
            {index: error.issues for index, error in errors.items()},
            {0: [("badge", "not_unique", {})], 2: [("badge", "not_unique", {})]},
        )

    def test_a_page_twice_in_a_batch_is_one_submission(self):
        raw = {"customer_name": "Ann", "badge": "1"}
        first, other, again = self.form._submit_many(
            [
                FilledForm(raw, client_uuid=UUID),
                FilledForm({"customer_name": "Bob"}),
                FilledForm(raw, client_uuid=UUID),
            ]
        )
        self.assertEqual(first, again)
        self.assertNotEqual(first, other)
        self.assertEqual(self.form._submit(raw, client_uuid=UUID), first)
        changed = {"customer_name": "Eve"}
        errors = self._refusals(
            [
                FilledForm(changed, client_uuid=UUID),
                FilledForm(raw, client_uuid=UUID),
                FilledForm({"customer_name": "Bob"}, client_uuid=UUID[:-1] + "4"),
                FilledForm(changed, client_uuid=UUID[:-1] + "4"),
            ]
        )
        self.assertEqual(list(errors), [0, 3])
        self.assertIsInstance(errors[3], ConflictingSubmission)

    def test_a_closed_form_answers_resends_only(self):
        raw = {"customer_name": "Ann"}
        first = self.form._submit(raw, client_uuid=UUID)
        self.form.action_close()
        self.assertEqual(
            self.form._submit_many([FilledForm(raw, client_uuid=UUID)]), first
        )
        errors = self._refusals([FilledForm(raw, client_uuid=UUID), FilledForm(raw)])
        self.assertEqual(list(errors), [1])
        self.assertIsInstance(errors[1], FormNotOpen)

    def test_numbers_of_another_series_are_passed_over(self):
        year = self._submit_many(*({"customer_name": "A"} for _n in range(3)))[
            0
        ].number[1:5]
        narrow = self._publish(
            self._create_form(number_pattern=f"M{year}{{serial:05d}}")
        )
        numbers = narrow._submit_many(
            [FilledForm({"customer_name": "B"}) for _n in range(4)]
        ).mapped("number")
        self.assertEqual(numbers, [f"M{year}{serial:05d}" for serial in range(4, 8)])

    def test_numbers_without_gaps_if_somebody_sets_the_series_so(self):
        series = self.env["ir.sequence"]._customer_number_series(
            self.form.number_pattern, self.company
        )
        series.implementation = "no_gap"
        numbers = self._submit_many(
            *({"customer_name": "A"} for _n in range(3))
        ).mapped("number")
        self.assertEqual([number[-1] for number in numbers], ["1", "2", "3"])

    def test_no_entries(self):
        self.assertFalse(self.form._submit_many([]))
