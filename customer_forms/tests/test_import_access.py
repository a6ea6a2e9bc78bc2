"""Who imports, who sees what of it, and what is kept of a file (V2, S3, X1)."""

import json

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from ..exceptions import NotInvited
from .import_common import ImportCommon

ROWS = (
    ["Name", "Mobile", "Staff"],
    ["Xavier Quillfeather", "13712345678", "13712349999"],
    ["Yolanda Zweifelhofer", "13787654321", "5"],
)
NEEDLES = ("Quillfeather", "Zweifelhofer", "13712345678", "13787654321", "13712349999")


@tagged("-at_install", "post_install")
class TestImportAccess(ImportCommon):
    def test_who_sees_an_import(self):
        batch = self._upload(self._csv(*ROWS), user=self.salesperson)
        batches = self.env["customer.form.batch"]
        for user, sees in (
            (self.salesperson, True),
            (self.salesperson_2, False),
            (self.supervisor, True),
            (self.manager, True),
        ):
            with self.subTest(user.login):
                found = batches.with_user(user).search([("id", "=", batch.id)])
                self.assertEqual(bool(found), sees)
        self._check(batch)
        errors = self.env["customer.form.batch.error"]
        self.assertTrue(errors.with_user(self.supervisor).search([]))
        self.assertFalse(errors.with_user(self.salesperson_2).search([]))
        for model in ("customer.form.batch", "customer.form.batch.error"):
            with self.assertRaises(AccessError):
                self.env[model].with_user(self.outsider).search([])
        for model in ("customer.form.batch.part", "customer.form.batch.heading"):
            with self.assertRaises(AccessError):
                self.env[model].with_user(self.manager).search([])

    def test_another_company_sees_nothing(self):
        batch = self._upload(self._csv(*ROWS))
        self.manager.company_ids |= self.company_2
        there = self.env(
            user=self.manager.id, context={"allowed_company_ids": self.company_2.ids}
        )
        self.assertFalse(there["customer.form.batch"].search([("id", "=", batch.id)]))

    def test_the_form_says_who_fills_it_in(self):
        self.form.submit_access = "departments"
        self._upload(self._csv(*ROWS), user=self.salesperson)
        self.team.member_ids -= self.salesperson_2
        self.env.invalidate_all()
        with self.assertRaises(NotInvited):
            self._upload(self._csv(*ROWS), user=self.salesperson_2)
        with self.assertRaises(AccessError):
            self._upload(self._csv(*ROWS), user=self.outsider)
        self.form.action_close()
        with self.assertRaises(UserError):
            self._upload(self._csv(*ROWS))

    def test_who_is_given_submissions(self):
        batch = self._import(self._upload(self._csv(*ROWS), user=self.salesperson))
        self.assertEqual(batch.submission_ids.user_id, self.salesperson)
        with self.assertRaises(UserError):
            self._upload(
                self._csv(*ROWS), user=self.salesperson, user_id=self.salesperson_2.id
            )
        heads = ["Name", "Salesperson"]
        batch = self._upload(self._csv(heads, ["Ann", "x"]), user=self.salesperson)
        self.assertEqual(self._targets(batch)["Salesperson"], "")

    def test_corrections_are_for_who_gave_the_file(self):
        batch = self._check(self._upload(self._csv(*ROWS), user=self.salesperson))
        self.assertTrue(batch.with_user(self.salesperson)._corrections())
        with self.assertRaises(UserError):
            batch.with_user(self.manager)._corrections()

    def test_nothing_is_kept_in_clear(self):
        """Not while it is checked, nor afterwards; a phone number below "Staff" neither."""
        batch = self._upload(self._csv(*ROWS))
        self.assertNoNeedles()
        self._check(batch)
        self.assertEqual(self._counts(batch), (1, 1, 0))
        self.assertNoNeedles()
        batch.action_import()
        self._work()
        self.assertEqual(batch.imported_count, 1)
        self.assertNoNeedles()
        batch.action_discard()
        self.assertFalse(batch.sudo().part_ids)
        self.assertFalse(
            self.env["customer.vault.value"].search_count(
                [("sensitivity", "=", "document")]
            )
        )
        self.assertFalse(batch.error_ids.filtered("value"))

    def assertNoNeedles(self):
        """No table has a value of the file."""
        self.env.flush_all()
        self.env.cr.execute(
            """SELECT table_name FROM information_schema.tables
                WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
                  AND table_name ~ '^(customer_|mail_|ir_attachment|res_partner|crm_)'"""
        )
        for (table,) in self.env.cr.fetchall():
            self.env.cr.execute(f'SELECT to_jsonb(t)::text FROM "{table}" t')  # noqa: S608
            text = json.dumps(self.env.cr.fetchall(), ensure_ascii=False)
            for needle in NEEDLES:
                self.assertNotIn(needle, text, table)

    def test_a_week_is_enough(self):
        batch = self._check(self._upload(self._csv(*ROWS)))
        self.env["customer.form.batch"]._gc_files()
        self.assertTrue(batch.has_file)
        self.env.cr.execute(
            "UPDATE customer_form_batch SET create_date = create_date - interval '8 days'"
        )
        self.env.invalidate_all()
        self.env["customer.form.batch"]._gc_files()
        self.assertEqual((batch.has_file, batch.state), (False, "failed"))

    def test_keys_are_rotated_under_it(self):
        batch = self._upload(self._csv(*ROWS))
        values = self.env["customer.vault.value"].search(
            [("sensitivity", "=", "document")]
        )
        keyring = self.env["customer.vault.key"]._get_keyring()
        for value in values:
            value._reseal(keyring)
            self.assertTrue(value._is_sound(keyring))
        rows = batch.sudo().part_ids._open_rows().values()
        self.assertEqual([row[0] for part in rows for row in part], [2, 3])


@tagged("-at_install", "post_install")
class TestImportHttp(ImportCommon, HttpCase):
    def test_files_are_for_those_who_import(self):
        batch = self._check(self._upload(self._csv(*ROWS), user=self.salesperson))
        sample = f"/customer_forms/import/sample/{self.form.id}.xlsx"
        corrections = f"/customer_forms/import/{batch.id}/corrections.xlsx"
        for login, expected in (
            ("cf_sales", (200, 200)),
            ("cf_sales_2", (200, 404)),
            ("cf_manager", (200, 404)),
            ("cf_outsider", (404, 404)),
        ):
            with self.subTest(login):
                self.authenticate(login, login)
                answers = [self.url_open(url) for url in (sample, corrections)]
                self.assertEqual(
                    tuple(answer.status_code for answer in answers), expected
                )
                for answer in answers:
                    if answer.status_code == 200:
                        self.assertEqual(answer.content[:2], b"PK")
                        self.assertEqual(answer.headers["Cache-Control"], "no-store")
