"""What visitors send is filed right after they got their answer (S8)."""

from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.customer_forms.models.submission.customer_form_submission import (
    WAITED_FOR,
)
from odoo.addons.customer_forms.models.submission.submission_request import FilledForm

from ..models.submission.customer_form_submission import CustomerFormSubmission
from ..tools.by_engine import BY_ENGINE
from .common import CustomerFollowupCommon

CRON = "customer_followup.ir_cron_file_customers"
JOB_LOG = "odoo.addons.customer_followup.models.submission.submission_filing"


@tagged("-at_install", "post_install")
class TestFiling(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._create_form(
            [
                {"key": "who", "role": "customer_name", "is_required": True},
                {"key": "mobile", "type": "phone", "role": "phone"},
                {"key": "need", "role": "need"},
            ],
            slug="filing",
            department_ids=cls.team.ids,
        )
        cls._publish(cls.form)

    def _send(self, *numbers, said_by=BY_ENGINE):
        waited_for = self.form.with_context(**{WAITED_FOR: said_by})
        return waited_for._submit_many(
            [
                FilledForm(
                    {
                        "who": f"Visitor {number}",
                        "mobile": f"138{number:08d}",
                        "need": "Cranes",
                    }
                )
                for number in numbers
            ]
        ).with_env(self.env(context={}))

    def _run_job(self):
        with self.enter_registry_test_mode():
            self.env.ref(CRON).method_direct_trigger()
        self.env.invalidate_all()

    def test_a_client_does_not_put_off_the_filing(self):
        """S7: whatever key its context names."""
        submission = self._send(1, said_by=True)
        self.assertFalse(submission.filing_state)
        self.assertTrue(submission.dossier_id)

    def test_a_visitor_does_not_wait_for_his_dossier(self):
        submission = self._send(1)
        self.assertEqual(submission.state, "accepted")
        self.assertEqual(submission.filing_state, "due")
        self.assertFalse(submission.dossier_id)
        triggers = self.env["ir.cron.trigger"].search(
            [("cron_id", "=", self.env.ref(CRON).id)]
        )
        self.assertEqual(len(triggers), 1)
        self._run_job()
        self.assertFalse(submission.filing_state)
        self.assertEqual(submission.dossier_id.number, submission.number)
        self.assertEqual(submission.user_id, submission.dossier_id.user_id)
        self.assertTrue(submission.lead_id)

    def test_it_is_filed_once(self):
        submission = self._send(1)
        self._run_job()
        dossier, lead = submission.dossier_id, submission.lead_id
        self._run_job()
        self.assertEqual((submission.dossier_id, submission.lead_id), (dossier, lead))
        self.assertEqual(len(dossier.lead_ids), 1)

    def test_two_of_one_customer_are_one_dossier(self):
        submissions = self._send(1) + self._send(1)
        self._run_job()
        self.assertEqual(len(submissions.dossier_id), 1)

    def test_staff_and_programs_have_their_dossier_at_once(self):
        submission = self._submit(self.form, {"who": "Ann", "mobile": "13800000001"})
        self.assertFalse(submission.filing_state)
        self.assertTrue(submission.dossier_id)

    def test_one_that_cannot_be_filed_does_not_stop_the_others(self):
        submissions = self._send(1, 2, 3)
        bad = submissions[1]
        prepare = CustomerFormSubmission._prepare_dossier_vals

        def fail(self, said, kind=None):
            if self.id == bad.id:
                raise ValueError("cannot be filed")
            return prepare(self, said, kind)

        with (
            patch.object(CustomerFormSubmission, "_prepare_dossier_vals", fail),
            mute_logger(JOB_LOG),
        ):
            self._run_job()
        states = submissions.mapped("filing_state")
        self.assertEqual(states, [False, "failed", False])
        self.assertEqual(len(submissions.dossier_id), 2)
        bad.user_id = self.salesperson
        bad.with_user(self.salesperson).action_file_again()
        self.assertFalse(bad.filing_state)
        self.assertEqual(bad.dossier_id.number, bad.number)

    def test_what_another_job_is_at_is_filed_a_little_later(self):
        submission = self._send(1)
        triggers = self.env["ir.cron.trigger"]
        mine = [("cron_id", "=", self.env.ref(CRON).id)]
        before = triggers.search(mine)
        nothing = submission.browse()
        with patch.object(
            CustomerFormSubmission,
            "try_lock_for_update",
            return_value=nothing,
            create=True,
        ):
            self.env["customer.form.submission"]._cron_file_customers()
        self.assertEqual(submission.filing_state, "due")
        again = triggers.search(mine) - before
        self.assertEqual(len(again), 1)
        self.assertGreater(again.call_at, fields.Datetime.now())

    def test_only_who_handles_it_tries_again(self):
        submission = self._send(1)
        submission.filing_state = "failed"
        with self.assertRaises(AccessError):
            submission.with_user(self.salesperson_2).action_file_again()
        with self.assertRaises(AccessError):
            submission.with_user(self.manager).write({"filing_state": False})

    def test_queries_do_not_grow_with_the_number(self):
        """But for two of Odoo's own for each opportunity: its stage, its followers."""
        self._send(*range(10, 12))._file_due()
        counts = []
        for numbers in (range(20, 22), range(30, 50)):
            submissions = self._send(*numbers).with_context(tracking_disable=True)
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            submissions._file_due()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        more = len(range(30, 50)) - len(range(20, 22))
        self.assertLessEqual(counts[1], counts[0] + 2 * more)
