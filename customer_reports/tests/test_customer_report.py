from datetime import date, datetime

from freezegun import freeze_time

from odoo.tests import tagged

from .common import CustomerReportsCommon


@tagged("-at_install", "post_install")
@freeze_time("2026-06-15 08:00:00")
class TestCustomerReport(CustomerReportsCommon):
    def test_row_has_the_figures_of_its_customer(self):
        """R1, R2: what was won, what may come, and what was done for it."""
        dossier = self._create_dossier(
            tier="vip", first_contact_date=date(2026, 5, 1), is_company=True
        )
        dossier.industry_id = self.env["res.partner.industry"].create({"name": "Steel"})
        self._create_lead(dossier, 300, priority="1")
        self._create_lead(dossier, 20)
        self._win_lead(dossier, 1000)
        self._create_lead(dossier, 5000).action_set_lost()
        self._log_followup(dossier, datetime(2026, 6, 5, 9))
        self._log_followup(dossier, datetime(2026, 6, 1, 9))
        self._create_lead(self._create_dossier("李四"), 7)

        row = self._row(dossier)

        self.assertEqual(row.expected_revenue, 320)
        self.assertEqual(row.open_lead_count, 2)
        self.assertEqual(row.won_revenue, 1000)
        self.assertEqual(row.won_count, 1)
        self.assertEqual(row.won_at, datetime(2026, 6, 15, 8))
        self.assertEqual(row.followup_count, 2)
        self.assertEqual(row.days_since_followup, 9)
        self.assertEqual(row.kind, "company")
        self.assertEqual(row.tier, "vip")
        self.assertEqual(row.intent, "medium")
        self.assertEqual(row.industry_id.name, "Steel")
        self.assertEqual(row.country_id, self.env.ref("base.cn"))
        self.assertEqual(row.currency_id, dossier.company_id.currency_id)
        self.assertEqual(row.stage_id, self.stage_open)

    def test_won_customers_keep_counting_as_the_intent_they_were(self):
        """R3: the share of high-intent customers won needs their intent."""
        dossier = self._create_dossier()
        self._win_lead(dossier, priority="2")
        self.assertFalse(dossier.intent)
        self.assertEqual(self._row(dossier).intent, "high")

    def test_dormant_is_three_months_without_interaction(self):
        """D9"""
        cases = [
            ("nothing recent", "2026-01-10 00:00:00", None, "2026-01-01", True),
            ("followed up", "2026-03-16 00:00:00", None, "2026-01-01", False),
            ("wrote himself", None, "2026-04-01 00:00:00", "2026-01-01", False),
            ("wrote long ago", None, "2026-02-01 00:00:00", "2026-01-01", True),
            ("met recently", None, None, "2026-05-01", False),
            ("just registered", None, None, None, False),
        ]
        for name, followed_up_at, submitted_at, first_contact, expected in cases:
            with self.subTest(name):
                dossier = self._create_dossier(first_contact_date=first_contact)
                if followed_up_at:
                    self._log_followup(dossier, followed_up_at)
                if submitted_at:
                    self._submit_for(dossier, submitted_at)
                self.assertEqual(self._row(dossier).is_dormant, expected)

    def test_high_potential_has_a_need_and_is_not_won(self):
        """D9"""
        dossier = self._create_dossier()
        self.assertFalse(self._row(dossier).is_high_potential)
        self._create_lead(dossier)
        self.assertTrue(self._row(dossier).is_high_potential)
        self._win_lead(dossier)
        self.assertFalse(self._row(dossier).is_high_potential)

    def test_overdue_counts_open_reminders_of_the_past(self):
        """R7"""
        dossier = self._create_dossier()
        past, *_rest = [
            dossier.activity_schedule(
                "mail.mail_activity_data_call",
                date_deadline=day,
                user_id=self.salesperson.id,
            )
            for day in (date(2026, 6, 14), date(2026, 6, 15), date(2026, 6, 20))
        ]
        self.assertEqual(self._row(dossier).overdue_count, 1)
        past.action_done()
        self.assertEqual(self._row(dossier).overdue_count, 0)

    def test_pivot_sums_amounts_and_averages_rates(self):
        """R2, R8"""
        dossiers = [self._create_dossier(), self._create_dossier("李四")]
        self._win_lead(dossiers[0], 100)
        for dossier, day in zip(dossiers, (11, 13), strict=True):
            self._log_followup(dossier, datetime(2026, 6, day, 8))
        [group] = self.env["customer.report"].formatted_read_group(
            [("dossier_id", "in", [dossier.id for dossier in dossiers])],
            ["user_id"],
            [
                "__count",
                "won_count:sum",
                "won_rate:avg",
                "won_revenue:sum",
                "days_since_followup:avg",
            ],
        )
        self.assertEqual(group["__count"], 2)
        self.assertEqual(group["won_count:sum"], 1)
        self.assertEqual(group["won_rate:avg"], 50)
        self.assertEqual(group["won_revenue:sum"], 100)
        self.assertEqual(group["days_since_followup:avg"], 3)

    def test_measures_have_the_aggregator_that_makes_sense(self):
        fields_ = self.env["customer.report"].fields_get(attributes=["aggregator"])
        for name, aggregator in [
            ("days_since_followup", "avg"),
            ("won_rate", "avg"),
            ("won_count", "sum"),
            ("won_revenue", "sum"),
        ]:
            with self.subTest(name):
                self.assertEqual(fields_[name]["aggregator"], aggregator)

    def test_archived_customers_are_not_counted_by_default(self):
        dossier = self._create_dossier()
        dossier.action_archive()
        self.assertFalse(self._row(dossier))

    def test_name_is_masked_and_opens_the_dossier(self):
        """V1"""
        dossier = self._create_dossier("欧阳小明")
        row = self._row(dossier)
        self.assertEqual(row.display_name, f"{dossier.number} 欧*")
        action = row.action_open_dossier()
        self.assertEqual(action["res_model"], "customer.dossier")
        self.assertEqual(action["res_id"], dossier.id)

    def test_choices_are_those_of_the_dossier(self):
        for name in ("kind", "tier", "intent"):
            with self.subTest(name):
                self.assertEqual(
                    self.env["customer.report"].fields_get([name])[name]["selection"],
                    self.env["customer.dossier"].fields_get([name])[name]["selection"],
                )
