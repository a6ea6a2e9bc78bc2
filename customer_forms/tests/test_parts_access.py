"""Who sees which files and rows of a submission (P4, S3)."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .section_access_common import SectionAccessCommon


@tagged("-at_install", "post_install")
class TestPartsAccess(SectionAccessCommon):
    # ------------------------------------------------------------
    # Files
    # ------------------------------------------------------------

    def test_files(self):
        for user, is_seen in (
            *((user, False) for user in self._excluded),
            *((user, True) for user in self._included),
        ):
            secret = self._as(user)[0]
            file = self.file.with_user(user).sudo(False)
            attachment = self.attachment.with_user(user).sudo(False)
            domain = [("res_model", "=", secret._name), ("res_id", "=", secret.id)]
            with self.subTest(user.login):
                self.assertEqual(file.has_access("read"), is_seen)
                self.assertEqual(bool(file.search([("id", "=", file.id)])), is_seen)
                self.assertEqual(bool(secret.file_ids), is_seen)
                self.assertEqual(attachment.has_access("read"), is_seen)
                self.assertEqual(bool(attachment.search(domain)), is_seen)
                by_id = [("id", "=", attachment.id)]
                self.assertEqual(bool(attachment.search(by_id)), is_seen)
                self.assertEqual(bool(attachment.search_count(by_id)), is_seen)
                if not is_seen:
                    for record in (file, attachment):
                        with self.assertRaises(AccessError):
                            record.read(["name"])

    def test_files_in_rows(self):
        for user, is_seen in ((self.salesperson, False), (self.accountant, True)):
            self._as(user)
            with self.subTest(user.login):
                for record in (self.bill, self.bill.attachment_id):
                    theirs = record.with_user(user).sudo(False)
                    self.assertEqual(theirs.has_access("read"), is_seen)

    # ------------------------------------------------------------
    # Rows
    # ------------------------------------------------------------

    def test_rows(self):
        for user, is_seen in (
            *((user, False) for user in self._excluded),
            *((user, True) for user in self._included),
        ):
            secret = self._as(user)[0]
            row = self.row.with_user(user).sudo(False)
            domain = [("submission_id", "=", secret.id)]
            with self.subTest(user.login):
                self.assertEqual(row.has_access("read"), is_seen)
                self.assertEqual(bool(row.search(domain)), is_seen)
                self.assertEqual(
                    bool(row.search([("answers.paid", "=", 4711)])), is_seen
                )
                self.assertEqual(bool(secret.row_ids), is_seen)
                self.assertEqual(bool(secret.row_count), is_seen)
                groups = row._read_group(domain, ["answers.paid"], ["__count"])
                self.assertEqual(groups, [(4711, 1)] if is_seen else [])
                self.assertEqual("4711" in str(secret.answers_as_given), is_seen)
                definition = row.get_property_definition("answers.paid")
                self.assertEqual(bool(definition), is_seen)
                if not is_seen:
                    with self.assertRaises(AccessError):
                        row.read(["answers"])

    def test_rows_are_given_in_no_other_way(self):
        self.assertIn("4711", str(self.secret.answers_as_given))
        secret = self.secret.with_user(self.salesperson).sudo(False)
        self.secret.user_id = self.salesperson
        self.assertNotIn("4711", str(secret.answers_as_given))
        find = self._as(self.salesperson)
        found = find.search([("row_ids.answers.paid", "=", 4711)])
        self.assertFalse(found)
        found = self._as(self.accountant).search([("row_ids.answers.paid", "=", 4711)])
        self.assertEqual(found.ids, self.secret.ids)

    def test_files_of_a_colleague_stay_a_colleagues(self):
        self._as(self.manager)
        file = self.file.with_user(self.accountant).sudo(False)
        self.assertFalse(file.has_access("read"))
