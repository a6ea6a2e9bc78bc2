"""Repeating sections: kept row by row, read back as given, guarded like all answers."""

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..exceptions import ConflictingSubmission, InvalidSubmission, TamperedSubmission
from .common import CustomerFormsCommon

UUID = "00000000-0000-4000-8000-000000000004"


@tagged("-at_install", "post_install")
class TestRows(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._publish(cls._create_rows_form())

    @classmethod
    def _create_rows_form(cls):
        form = cls._create_form(
            [{"key": "customer_name", "is_required": True, "role": "customer_name"}]
        )
        form.section_ids = [
            Command.create(
                {
                    "name": "Visits",
                    "key": "visits",
                    "sequence": 20,
                    "is_repeating": True,
                    "max_rows": 3,
                    "field_ids": [
                        Command.create(cls._field_vals(number, **vals))
                        for number, vals in enumerate(
                            [
                                {"key": "day", "type": "date", "is_required": True},
                                {"key": "by", "type": "radio", "options": ["a", "b"]},
                                {"key": "note", "role": "remarks"},
                                {"key": "ticket", "is_unique": True},
                                {"key": "proof", "type": "attachment"},
                            ]
                        )
                    ],
                }
            )
        ]
        return form

    def _fill(self, *rows, **extra):
        raw = {"customer_name": "Ann", "visits": list(rows)}
        return self._submit(self.form, raw, **extra)

    def _issues(self, *rows):
        with self.assertRaises(InvalidSubmission) as caught:
            self._fill(*rows)
        return [(issue.field, issue.code) for issue in caught.exception.issues]

    # ------------------------------------------------------------
    # Keeping
    # ------------------------------------------------------------

    def test_rows_become_records_in_their_order(self):
        submission = self._fill(
            {"day": "2026-03-01", "by": "b"}, {}, {"day": "2026-02-01", "note": "x"}
        )
        submission.invalidate_recordset()
        rows = submission.row_ids.sorted("sequence")
        self.assertEqual(rows.mapped("sequence"), [1, 2])
        self.assertEqual(rows.mapped("section_key"), ["visits", "visits"])
        self.assertEqual(rows.section_id.name, "Visits")
        self.assertEqual(rows.form_id, self.form)
        self.assertEqual(
            [row.answers._values for row in rows],
            [{"day": "2026-03-01", "by": "b"}, {"day": "2026-02-01", "note": "x"}],
        )
        self.assertEqual(submission.answers._values, {"customer_name": "A*"})
        self.assertEqual(
            [prop["name"] for prop in self.form.row_definition],
            ["day", "by", "note", "ticket", "proof"],
        )

    def test_a_row_is_wrong_where_it_was_filled_in(self):
        self.assertEqual(
            self._issues({}, {"day": "", "note": "x"}), [("visits:1:day", "required")]
        )
        self.assertEqual(
            self._issues(*({"day": f"2026-01-0{n}"} for n in range(1, 5))),
            [("visits", "too_many_rows")],
        )

    def test_what_the_row_does_not_ask_is_refused(self):
        with self.assertRaises(TamperedSubmission):
            self._fill({"day": "2026-03-01", "is_admin": "1"})

    def test_the_same_page_again_counts_its_rows(self):
        first = self._fill({"day": "2026-03-01"}, client_uuid=UUID)
        again = self._fill({"day": "2026-03-01"}, {}, client_uuid=UUID)
        self.assertEqual(first, again)
        with self.assertRaises(ConflictingSubmission):
            self._fill({"day": "2026-03-02"}, client_uuid=UUID)

    def test_unique_answers_count_across_rows_and_submissions(self):
        self.assertEqual(
            self._issues(
                {"day": "2026-03-01", "ticket": "a1"},
                {"day": "2026-03-01", "ticket": "A1"},
            ),
            [("visits:1:ticket", "not_unique")],
        )
        submission = self._fill({"day": "2026-03-01", "ticket": "a1"})
        self.assertEqual(
            self._issues({}, {"day": "2026-03-01", "ticket": "a1"}),
            [("visits:1:ticket", "not_unique")],
        )
        submission.state = "submitted"
        submission.action_refuse()
        self._fill({"day": "2026-03-01", "ticket": "a1"})
        with self.assertRaises(UserError):
            submission.action_accept()

    def test_files_belong_to_their_row(self):
        submission = self._fill(
            {},
            {"day": "2026-03-01", "proof": [self._file("one.pdf")]},
            {"day": "2026-03-02", "proof": [self._file("two.pdf")]},
            client_uuid=UUID,
        )
        self.assertEqual(
            [
                (file.row_id.sequence, file.field_key, file.name)
                for file in submission.file_ids
            ],
            [(1, "proof", "one.pdf"), (2, "proof", "two.pdf")],
        )
        with self.assertRaises(ConflictingSubmission):
            self._fill(
                {},
                {"day": "2026-03-01", "proof": [self._file("one.pdf", b"%PDF-1.7 x")]},
                {"day": "2026-03-02", "proof": [self._file("two.pdf")]},
                client_uuid=UUID,
            )

    # ------------------------------------------------------------
    # Reading
    # ------------------------------------------------------------

    def test_rows_read_as_a_table(self):
        submission = self._fill(
            {"day": "2026-03-01", "by": "b"}, {"day": "2026-02-01", "note": "<b>x"}
        )
        section = submission._answered_sections("en_US")[1]
        self.assertEqual(section["title"], "Visits")
        self.assertEqual(section["columns"], ["day", "by", "note"])
        self.assertEqual(
            [[line and line["text"] for line in row] for row in section["rows"]],
            [["2026-03-01", "B", None], ["2026-02-01", None, "<b>x"]],
        )
        self.assertIn("&lt;b&gt;x", submission.answers_as_given)

    def test_the_last_row_says_what_is_so_now(self):
        submission = self._fill(
            {"day": "2026-03-01", "note": "first"},
            {"day": "2026-03-02", "note": "last"},
            {"day": "2026-03-03"},
        )
        self.assertEqual(
            submission._answers_by_role(), {"customer_name": "Ann", "remarks": "last"}
        )

    def test_rows_are_grouped_and_exported_by_answer(self):
        self._fill({"day": "2026-03-01", "by": "b"}, {"day": "2026-03-02", "by": "b"})
        self._fill({"day": "2026-03-03", "by": "a"})
        action = self.form.action_view_rows()
        Row = self.env[action["res_model"]].with_context(**action["context"])
        self.assertEqual(
            Row._read_group(action["domain"], ["answers.by"], ["__count"]),
            [("a", 1), ("b", 2)],
        )
        rows = Row.search([*action["domain"], ("answers.by", "=", "a")])
        self.assertEqual(
            rows.export_data(["submission_id", "answers.day"])["datas"],
            [[rows.submission_id.number, "2026-03-03"]],
        )
        self.assertEqual(self.form.row_count, 3)

    def test_many_rows_take_few_queries(self):
        self._fill({"day": "2026-03-01"})
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        self._fill({"day": "2026-03-01"})
        self.env.flush_all()
        with_one = self.env.cr.sql_log_count - before
        before = self.env.cr.sql_log_count
        submission = self._fill(*({"day": f"2026-03-0{n}"} for n in (1, 2, 3)))
        self.env.flush_all()
        self.assertEqual(self.env.cr.sql_log_count - before, with_one)
        submission.invalidate_recordset()
        submission.row_ids.invalidate_recordset()
        before = self.env.cr.sql_log_count
        submission._answered_sections("en_US")
        self.assertLessEqual(self.env.cr.sql_log_count - before, 9)

    # ------------------------------------------------------------
    # Who sees and changes what
    # ------------------------------------------------------------

    def test_rows_are_seen_with_their_submission(self):
        submission = self._fill({"day": "2026-03-01"})
        submission.write({"user_id": self.salesperson.id, "team_id": self.team.id})
        for user, is_visible in [
            (self.salesperson, True),
            (self.salesperson_2, False),
            (self.supervisor, True),
            (self.creator, False),
            (self.manager, True),
        ]:
            with self.subTest(user.login):
                Row = self.env["customer.form.row"].with_user(user)
                found = Row.search([("submission_id", "=", submission.id)])
                self.assertEqual(bool(found), is_visible)
        with self.assertRaises(AccessError):
            self.env["customer.form.row"].with_user(self.outsider).search([])

    def test_rows_of_another_department_are_not_there(self):
        submission = self._fill({"day": "2026-03-01", "proof": [self._file()]})
        submission.write({"user_id": self.salesperson.id, "team_id": self.team.id})
        department = self.team.copy({"name": "Service", "member_ids": False})
        self._section("visits").see_department_ids = department
        self.env.invalidate_all()
        mine = submission.with_user(self.salesperson)
        self.assertFalse(mine.row_ids)
        self.assertFalse(mine.file_ids)
        self.assertEqual(len(mine._answered_sections("en_US")), 1)
        with self.assertRaises(AccessError):
            submission.row_ids.with_user(self.salesperson).read(["answers"])
        department.member_ids = self.salesperson
        self.env.invalidate_all()
        self.assertTrue(mine.row_ids)
        self.assertEqual(mine.file_ids.row_id, mine.row_ids)

    def test_another_company_sees_no_rows(self):
        submission = self._fill({"day": "2026-03-01"})
        self.manager.write({"company_ids": [Command.link(self.company_2.id)]})
        Row = self.env["customer.form.row"].with_user(self.manager)
        elsewhere = Row.with_context(allowed_company_ids=self.company_2.ids)
        self.assertTrue(Row.search([("submission_id", "=", submission.id)]))
        self.assertFalse(elsewhere.search([("submission_id", "=", submission.id)]))

    def test_nobody_writes_rows_around_the_form(self):
        row = self._fill({"day": "2026-03-01"}).row_ids
        row.submission_id.user_id = self.manager
        values = {"submission_id": row.submission_id.id, "form_id": self.form.id}
        for user in (self.salesperson, self.supervisor, self.creator, self.manager):
            with self.subTest(user.login):
                mine = row.with_user(user)
                with self.assertRaises(AccessError):
                    mine.create(values)
                with self.assertRaises(AccessError):
                    mine.write({"answers": {"day": "2020-01-01"}})
                with self.assertRaises(AccessError):
                    mine.unlink()
                with self.assertRaises(AccessError):
                    mine.submission_id.write({"row_ids": [Command.clear()]})

    # ------------------------------------------------------------
    # Keeping the meaning
    # ------------------------------------------------------------

    def _section(self, key):
        return self.form.section_ids.filtered(lambda section: section.key == key)

    def test_a_published_section_neither_begins_nor_ceases_to_repeat(self):
        plain = self.form.section_ids - self._section("visits")
        for section in (plain, self._section("visits")):
            with self.subTest(section.name), self.assertRaises(UserError):
                section.is_repeating = not section.is_repeating
        fresh = self.env["customer.form.section"].create(
            {"form_id": self.form.id, "name": "New"}
        )
        fresh.is_repeating = True

    def test_a_published_question_stays_in_or_out_of_rows(self):
        plain = self.form.section_ids - self._section("visits")
        with self.assertRaises(UserError):
            self._field(self.form, "note").section_id = plain
        with self.assertRaises(UserError):
            self._field(self.form, "customer_name").section_id = self._section("visits")

    def test_publishing_is_the_last_gate(self):
        plain = self.form.section_ids - self._section("visits")
        self._field(self.form, "note")._write({"section_id": plain.id})
        self.form.invalidate_recordset()
        self.env.invalidate_all()
        with self.assertRaises(UserError):
            self.form.action_publish()

    def test_published_rows_are_not_deleted(self):
        empty = self.form.section_ids.create({"form_id": self.form.id, "name": "E"})
        other = empty.copy({"is_repeating": True, "form_id": self.form.id})
        section = self._section("visits")
        section.field_ids.section_id = other
        with self.assertRaises(UserError):
            section.unlink()
        empty.unlink()

    def test_a_copy_of_the_form_repeats_too(self):
        copy = self._publish(self.form.copy())
        section = copy.section_ids.filtered("is_repeating")
        raw = {"customer_name": "Bob", section.key: [{"day": "2026-03-01"}]}
        submission = self._submit(copy, raw)
        self.assertEqual(submission.row_ids.answers["day"], "2026-03-01")
