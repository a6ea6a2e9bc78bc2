"""Submissions from files: matched, checked, imported (X1, P3, F7, S1)."""

import datetime

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .import_common import ImportCommon

HEADS = ["Name", "Mobile", "Kind", "Needs", "Wanted", "Staff", "Badge", "I agree"]
ANN = [
    "Ann Lee",
    "13800001234",
    "Company",
    "Buy; Service",
    "2026-03-05",
    "20",
    "A1",
    "yes",
]
BOB = ["Bob Ray", "13900001234", "individual", "", "", "", "", ""]


@tagged("-at_install", "post_install")
class TestSubmissionImport(ImportCommon):
    def test_a_file_becomes_submissions(self):
        batch = self._upload(self._csv(HEADS, ANN, BOB))
        self.assertEqual((batch.state, batch.row_count), ("matching", 2))
        self.assertTrue(batch.is_matched, batch.problems)
        self._check(batch)
        self.assertEqual((batch.state, *self._counts(batch)), ("checked", 2, 0, 0))
        self.assertFalse(batch.submission_ids, "nothing is imported by a check")
        batch.action_import()
        self._work()
        self.assertEqual((batch.state, batch.imported_count), ("done", 2))
        ann = batch.submission_ids.sorted("number")[0]
        self.assertEqual(ann.channel, "import")
        self.assertEqual(ann.state, "accepted")
        answers = {**ann.answers._values, **ann.sudo()._open_answers()[ann.sudo()]}
        self.assertEqual(
            answers,
            {
                "customer_name": "Ann Lee",
                "phone": "+8613800001234",
                "kind": "company",
                "needs": ["buy", "service"],
                "wanted": "2026-03-05",
                "staff": 20,
                "badge": "A1",
                "agreed": True,
            },
        )
        self.assertFalse(batch.has_file, "the file is gone")
        self.assertFalse(batch.sudo().part_ids)

    def test_columns_are_known_by_either_language_and_key(self):
        batch = self._upload(
            self._csv(
                ["手 机：", "ＮＡＭＥ *", "kind", "Unknown"], ["1", "a", "b", "c"]
            )
        )
        self.assertEqual(
            self._targets(batch),
            {
                "手 机：": "q:phone",
                "ＮＡＭＥ *": "q:customer_name",
                "kind": "q:kind",
                "Unknown": "",
            },
        )

    def test_missing_and_doubled_columns_are_named(self):
        batch = self._upload(self._csv(["Mobile", "Kind", "Stray"], ["1", "a", "b"]))
        self.assertFalse(batch.is_matched)
        self.assertIn("Name", batch.problems)
        with self.assertRaisesRegex(UserError, "Name"):
            batch.action_check()
        stray = batch.column_ids.filtered(lambda each: each.heading == "Stray")
        stray.target = "q:phone"
        self.assertIn("Mobile", batch.problems)
        stray.target = "q:customer_name"
        self.assertTrue(batch.is_matched)
        again = self._upload(self._csv(["Stray"], ["b"]))
        self.assertEqual(self._targets(again), {"Stray": "q:customer_name"})
        with self.assertRaises(UserError):
            stray.target = "q:scan"

    def test_every_faulty_cell_is_named(self):
        faulty = ["", "12", "Robot", "Buy, fly", "soon", "900", "A1", "maybe"]
        batch = self._check(self._upload(self._csv(HEADS, ANN, faulty, BOB)))
        self.assertEqual(self._counts(batch), (2, 1, 0))
        self.assertEqual(
            self._said(batch),
            [
                (3, "Name", "", "required"),
                (3, "Mobile", "****", "phone_mobile_length"),
                (3, "Kind", "Robot", "unknown_option"),
                (3, "Needs", "Buy, fly", "unknown_option"),
                (3, "Wanted", "soon", "not_a_date"),
                (3, "Staff", "900", "too_large"),
                (3, "I agree", "maybe", "unknown_option"),
                (3, "Badge", "A1", "not_unique"),
            ],
        )
        self.assertIn("500", batch.error_ids[5].message)
        batch.action_import()
        self._work()
        self.assertEqual((batch.state, batch.imported_count), ("done", 2))
        self.assertTrue(batch.has_file, "the faulty row can be corrected")
        rows = batch.sudo().part_ids._open_rows().values()
        self.assertEqual([row[0] for part in rows for row in part], [3])

    def test_all_or_none(self):
        bad = ["", *BOB[1:]]
        batch = self._check(self._upload(self._csv(HEADS, ANN, bad), mode="all"))
        with self.assertRaises(UserError):
            batch.action_import()
        batch = self._check(self._upload(self._csv(HEADS, ANN, BOB), mode="all"))
        self._submit(self.form, {"customer_name": "Eve", "badge": "A1"})
        batch.action_import()
        self._work()
        self.assertEqual((batch.state, batch.imported_count), ("checked", 0))
        self.assertFalse(batch.submission_ids)
        self.assertEqual(self._said(batch), [(2, "Badge", "A1", "not_unique")])
        self.assertIn("1", batch.failure)

    def test_the_same_row_is_imported_once(self):
        rows = self._csv(HEADS, ANN, BOB, BOB)
        batch = self._import(self._upload(rows))
        self.assertEqual((batch.imported_count, batch.known_count), (2, 1))
        again = self._check(self._upload(rows))
        self.assertEqual(self._counts(again), (0, 0, 3))
        with self.assertRaises(UserError):
            again.action_import()
        each = self._import(self._upload(self._csv(HEADS, BOB, BOB), identity="row"))
        self.assertEqual(each.imported_count, 2)

    def test_what_a_visitor_sent_is_there_already(self):
        self._submit(self.form, {"customer_name": "Ann Lee", "phone": "138 0000 1234"})
        batch = self._check(
            self._upload(self._csv(["Name", "Mobile"], ["Ann Lee", "13800001234"]))
        )
        self.assertEqual(self._counts(batch), (0, 0, 1))

    def test_a_row_reference_decides(self):
        heads = ["Row reference", "Name"]
        self._import(self._upload(self._csv(heads, ["P-1", "Ann"], ["P-2", "Ann"])))
        self.assertEqual(self.form.submission_count, 2)
        batch = self._check(
            self._upload(self._csv(heads, ["P-1", "Ann"], ["P-2", "Eve"]))
        )
        self.assertEqual(self._counts(batch), (0, 1, 1))
        self.assertEqual(
            self._said(batch), [(3, "Row reference", "P-2", "changed_reference")]
        )

    def test_what_a_row_says_of_itself(self):
        source = self.env["utm.source"].create({"name": "Fair 2026"})
        heads = ["Name", "提交时间", "Channel", "Source", "Salesperson"]
        heads[1] = "Submitted at"
        row = ["Ann", "2026-03-05", "Paper", "fair 2026", "cf_sales"]
        bad = ["Bob", "2099-01-01", "Fax", "Nowhere", "cf_outsider"]
        batch = self._upload(self._csv(heads, row, bad), user=self.supervisor)
        self._import(batch)
        submission = batch.submission_ids
        self.assertEqual(submission.submitted_at.date(), datetime.date(2026, 3, 5))
        self.assertEqual(submission.channel, "paper")
        self.assertEqual(submission.source_id, source)
        self.assertEqual(submission.user_id, self.salesperson)
        self.assertEqual(batch.faulty_count, 1)

    def test_files_of_many_kinds(self):
        rows = (["姓名", "手机"], ["王小明", "13800001234"])
        files = {
            "utf-8": self._csv(*rows),
            "with a mark": self._csv(*rows, encoding="utf-8-sig"),
            "gbk": self._csv(*rows, encoding="gbk"),
            "gb18030": self._csv(*rows, encoding="gb18030", delimiter="\t"),
            "utf-16": self._csv(*rows, encoding="utf-16", delimiter=";"),
            "workbook": self._xlsx({"Sheet": rows}),
        }
        for name, content in files.items():
            with self.subTest(name):
                batch = self._check(self._upload(content, identity="row"))
                self.assertEqual(self._counts(batch), (1, 0, 0), self._said(batch))

    def test_stopped_and_continued(self):
        batch = self._check(self._upload(self._csv(HEADS, ANN, BOB)))
        batch.action_import()
        batch.action_stop()
        self._work()
        self.assertEqual((batch.state, batch.imported_count), ("stopped", 0))
        batch.action_continue()
        self._work()
        self.assertEqual((batch.state, batch.imported_count), ("done", 2))

    def test_held_submissions_can_be_refused_together(self):
        batch = self._import(self._upload(self._csv(HEADS, ANN, BOB), is_held=True))
        self.assertEqual(set(batch.submission_ids.mapped("state")), {"submitted"})
        batch.submission_ids[0].action_accept()
        batch.action_refuse_waiting()
        self.assertEqual(
            sorted(batch.submission_ids.mapped("state")), ["accepted", "refused"]
        )

    def test_the_engine_writes_the_rest(self):
        batch = self._upload(self._csv(HEADS, ANN), user=self.salesperson)
        self.assertEqual(batch.user_id, self.salesperson)
        with self.assertRaises(AccessError):
            batch.state = "importing"
        with self.assertRaises(UserError):
            batch.user_id = self.salesperson_2
        with self.assertRaises(AccessError):
            batch.column_ids[0].place = 3
        with self.assertRaises(UserError):
            batch.column_ids[0].unlink()

    def test_it_is_noted_and_told(self):
        batch = self._import(self._upload(self._csv(HEADS, ANN, BOB)))
        event = self.env["customer.audit.event"].search(
            [("kind", "=", "import"), ("res_id", "=", batch.id)]
        )
        self.assertEqual(event.user_id, self.manager)
        self.assertEqual((event.details["rows"], event.details["faulty"]), (2, 0))
        self.assertIn(self.manager.partner_id, batch.message_ids.partner_ids)
