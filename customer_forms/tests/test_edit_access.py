"""Who corrects which answers (P4, S4)."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..exceptions import InvalidSubmission, TamperedSubmission
from .edit_common import EditCommon


@tagged("-at_install", "post_install")
class TestEditAccess(EditCommon):
    def test_who_edits_what(self):
        public = {"who", "kind", "mobile", "paper", "firm", self.items.key}
        for user, expected in (
            (self.salesperson, {*public, "level", "note"}),
            (self.supervisor, {*public, "level", "note"}),
            (self.creator, {*public, "level", "note"}),
            (self.manager, {*public, "level", "note"}),
            (self.accountant, {*public, "level", "note", "limit", "guarantor"}),
            (self.finance_head, {*public, "level", "note", "limit", "guarantor"}),
        ):
            with self.subTest(user.login):
                mine = self._mine(user)
                self.assertEqual(mine._editable_keys(), expected)
                self.assertTrue(mine.can_edit_answers)
                if "limit" not in expected:
                    with self.assertRaises(AccessError):
                        mine.edit_answers({"limit": "5"}, "because")

    def test_without_editing_only_the_staff_sections(self):
        self.form.has_editing = False
        mine = self._mine(self.salesperson)
        self.assertEqual(mine._editable_keys(), {"level", "note"})
        with self.assertRaises(AccessError):
            mine.edit_answers({"who": "Eve"}, "because")
        # a department of the section is granted it all the same
        self.form.section_ids[0].edit_department_ids = self.team
        self.assertIn("who", self._mine(self.salesperson)._editable_keys())
        self.assertNotIn("who", self._mine(self.accountant)._editable_keys())

    def test_what_is_not_seen_is_not_edited(self):
        self.approved.edit_department_ids = self.team
        self.assertNotIn("limit", self._mine(self.salesperson)._editable_keys())

    def test_staff_enter_only_what_is_theirs(self):
        for user, is_asked in ((self.salesperson, False), (self.accountant, True)):
            form = self.form.with_user(user).sudo()
            with self.subTest(user.login):
                answers = {"who": "Ann", "level": "A"}
                self.assertTrue(self._submit(form, answers, channel="staff"))
                answers["limit"] = "5"
                if is_asked:
                    self.assertTrue(self._submit(form, answers, channel="staff"))
                else:
                    with self.assertRaises(TamperedSubmission):
                        self._submit(form, answers, channel="staff")

    def test_staff_are_not_asked_for_what_they_do_not_see(self):
        self.approved.edit_department_ids = False
        form = self.form.with_user(self.salesperson)
        self.assertEqual(
            form._keys_of_others(), {"limit", "guarantor", self.approved.key}
        )
        self.assertFalse(self.form.with_user(self.accountant)._keys_of_others())

    def test_what_others_have_to_answer_now_is_no_obstacle(self):
        # "guarantor" becomes required, which only finance may answer
        answers = self._edit(self.salesperson, {"level": "B"})
        self.assertEqual(answers["level"], "B")
        with self.assertRaises(InvalidSubmission) as caught:
            self._edit(self.accountant, {"limit": "5"})
        self.assertEqual(set(caught.exception.messages), {"guarantor"})

    def test_rows_with_files_stay_as_they_are(self):
        self.secret_form.has_editing = True
        editable = self._as(self.accountant)[0]._editable_keys()
        self.assertIn("budget", editable)
        self.assertNotIn("payments", editable)

    def test_a_foreign_submission_is_not_edited(self):
        self._mine(self.manager)
        for user in (self.salesperson, self.creator, self.outsider):
            theirs = self.submission.with_user(user).sudo(False)
            with self.subTest(user.login), self.assertRaises(AccessError):
                theirs.edit_answers({"note": "x"})

    def test_answers_are_not_written_around_it(self):
        with self.assertRaises(AccessError):
            self._mine(self.accountant).write({"answers": {"limit": 5}})
