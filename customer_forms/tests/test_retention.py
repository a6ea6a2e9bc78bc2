"""What was kept long enough is proposed, approved and erased (V5)."""

from unittest.mock import patch

from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..models.retention import customer_purge
from .common import CustomerFormsCommon


@tagged("-at_install", "post_install")
class TestRetention(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = cls._create_user("cf_officer", "data_officer")
        cls.form = cls._publish(
            cls._create_form(
                [
                    {"key": "customer_name", "role": "customer_name"},
                    {"key": "count", "type": "integer"},
                ],
                retention_months=24,
            )
        )
        cls.old = cls._submit_old(cls.form, 30)
        cls.older = cls._submit_old(cls.form, 40)
        cls.new = cls._submit_old(cls.form, 12)

    @classmethod
    def _submit_old(cls, form, months):
        submission = cls._submit(form, {"customer_name": "王小明", "count": "3"})
        date = fields.Datetime.now() - relativedelta(months=months)
        submission.sudo().submitted_at = date
        return submission

    def _run(self):
        Purge = self.env["customer.purge"]
        with patch.object(
            self.env.registry["ir.cron"], "_commit_progress", lambda *_args, **_kw: 60
        ):
            Purge._cron_purge()
        return Purge.search([("company_id", "=", self.company.id)], limit=1)

    def test_it_asks_first(self):
        purge = self._run()
        self.assertEqual((purge.state, purge.proposed_count), ("proposed", 2))
        line = purge.line_ids
        self.assertEqual((line.form_id, line.months), (self.form, 24))
        self.assertEqual(line.oldest, self.older.submitted_at)
        self.assertFalse(self.old.erased_at)
        self.assertIn(self.officer, purge.activity_ids.user_id)
        self.assertEqual(self._run(), purge, "asked once")

    def test_what_was_approved_is_erased_and_reported(self):
        purge = self._run()
        purge.with_user(self.officer).action_approve()
        with patch.object(customer_purge, "BATCH", 1):
            self._run()
        self.assertEqual((purge.state, purge.erased_count), ("done", 2))
        self.assertEqual(purge.approved_by_id, self.officer)
        self.assertTrue((self.old + self.older).mapped("erased_at"))
        self.assertEqual(dict(self.old.answers._values), {"count": 3})
        self.assertFalse(self.new.erased_at)
        self.assertIn("2", purge.message_ids[0].body)
        event = self.env["customer.audit.event"].search(
            [
                ("kind", "=", "purge"),
                ("res_model", "=", self.old._name),
                ("res_id", "=", self.old.id),
            ]
        )
        self.assertEqual(event.user_id, self.officer)
        self.assertEqual(event.details["purge"], purge.id)
        self.assertEqual(self._run(), purge, "nothing left to propose")

    def test_what_is_still_needed_is_kept(self):
        purge = self._run().with_user(self.officer)
        purge.kept_ids = self.older
        purge.reason = "A lawsuit"
        purge.action_approve()
        self._run()
        self.assertTrue(self.old.erased_at)
        self.assertFalse(self.older.erased_at)
        self.assertEqual(self._run().proposed_count, 1, "proposed again")

    def test_only_data_administrators_decide(self):
        """V6"""
        purge = self._run()
        for user in (self.salesperson, self.supervisor, self.creator):
            with self.subTest(user.login), self.assertRaises(AccessError):
                purge.with_user(user).action_approve()
        with self.assertRaises(AccessError):
            purge.with_user(self.officer).state = "running"
        with self.assertRaises(UserError):
            purge.with_user(self.manager).unlink()

    def test_cancelled_erases_nothing(self):
        purge = self._run()
        purge.with_user(self.officer).action_cancel()
        self.assertFalse(self.old.erased_at)
        self.assertNotEqual(self._run(), purge)

    def test_a_form_without_a_period_keeps_all(self):
        self.form.retention_months = 0
        self.assertFalse(self._run())

    def test_another_company_sees_none(self):
        purge = self._run()
        officer = self.officer
        officer.write(
            {"company_ids": self.company_2.ids, "company_id": self.company_2.id}
        )
        self.assertNotIn(purge, purge.with_user(officer).search([]))

    def test_the_period_is_in_the_document_of_the_form(self):
        self.assertEqual(self.form._to_document()["form"]["retention_months"], 24)

    def test_erasing_11_takes_the_queries_of_one(self):
        """Design 5"""
        few = self._submit_old(self.form, 30)
        many = few.browse()
        for _each in range(10):
            many += self._submit_old(self.form, 30)

        def queries(submissions):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            submissions.sudo()._erase("Kept long enough", kind="purge")
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        queries(self.old)
        one = queries(few)
        self.assertEqual(queries(many), one)
