from datetime import datetime

from odoo.tests import tagged

from .common import CustomerReportsCommon


@tagged("-at_install", "post_install")
class TestCustomerFollowupReport(CustomerReportsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dossier = cls._create_dossier(tier="vip")

    def _rows(self):
        return self.env["customer.followup.report"].search(
            [("dossier_id", "=", self.dossier.id)], order="followed_up_at, id"
        )

    def test_days_since_previous_are_counted_per_customer(self):
        """R3: how often customers are followed up."""
        self._log_followup(self.dossier, datetime(2026, 3, 1, 8))
        self._log_followup(self._create_dossier("李四"), datetime(2026, 3, 2, 8))
        self._log_followup(self.dossier, datetime(2026, 3, 4, 20))
        rows = self._rows()
        self.assertEqual(rows.mapped("is_first"), [True, False])
        self.assertEqual(rows.mapped("days_since_previous"), [0, 3.5])

    def test_first_follow_up_does_not_lower_the_average(self):
        for day in (1, 5):
            self._log_followup(self.dossier, datetime(2026, 3, day))
        [group] = self.env["customer.followup.report"].formatted_read_group(
            [("dossier_id", "=", self.dossier.id)],
            [],
            ["__count", "days_since_previous:avg"],
        )
        self.assertEqual(group["__count"], 2)
        self.assertEqual(group["days_since_previous:avg"], 4)

    def test_response_time_runs_from_the_form_to_the_next_follow_up(self):
        """R3: how long customers wait for an answer."""
        for at in ("2026-03-01 00:00:00", "2026-03-02 00:00:00", "2026-03-10 12:00:00"):
            self._submit_for(self.dossier, at)
        for at in ("2026-03-05 00:00:00", "2026-03-06 00:00:00", "2026-03-11 00:00:00"):
            self._log_followup(self.dossier, at)
        rows = self._rows()
        self.assertEqual(rows.mapped("response_days"), [4, 0, 0.5])
        self.assertEqual(rows.mapped("is_answer"), [True, False, True])

    def test_follow_up_without_a_form_is_not_an_answer(self):
        self._submit_for(self.dossier, "2026-03-20 00:00:00")
        self._log_followup(self.dossier, "2026-03-05 00:00:00")
        [group] = self.env["customer.followup.report"].formatted_read_group(
            [("dossier_id", "=", self.dossier.id)], [], ["response_days:avg"]
        )
        self.assertFalse(group["response_days:avg"])

    def test_row_names_who_followed_up_and_whose_customer_it_is(self):
        followup = self._log_followup(
            self.dossier, "2026-03-05 00:00:00", user=self.supervisor, method="visit"
        )
        row = self._rows()
        self.assertEqual(row.user_id, self.supervisor)
        self.assertEqual(row.dossier_user_id, self.salesperson)
        self.assertEqual((row.method, row.tier), ("visit", "vip"))
        self.assertEqual(row.action_open_followup()["res_id"], followup.id)

    def test_choices_are_those_of_the_sources(self):
        report = self.env["customer.followup.report"].fields_get(["method", "intent"])
        followup = self.env["customer.followup"].fields_get(["method"])
        dossier = self.env["customer.dossier"].fields_get(["intent"])
        self.assertEqual(report["method"]["selection"], followup["method"]["selection"])
        self.assertEqual(report["intent"]["selection"], dossier["intent"]["selection"])
