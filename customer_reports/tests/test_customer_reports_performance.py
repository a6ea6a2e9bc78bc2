from odoo.tests import tagged, warmup

from .common import CustomerReportsCommon


@tagged("-at_install", "post_install")
class TestCustomerReportsPerformance(CustomerReportsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dossiers = cls.env["customer.dossier"]
        for n in range(20):
            dossier = cls._create_dossier(f"王{n}")
            cls._create_lead(dossier, n)
            cls._log_followup(dossier, "2026-03-01 00:00:00")
            dossier.activity_schedule(
                "mail.mail_activity_data_call", user_id=cls.salesperson.id
            )
            cls.dossiers += dossier

    def _queries(self, action, dossiers):
        """How many queries the salesperson's action needs, with a cold cache."""
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        action(dossiers)
        return self.env.cr.sql_log_count - before

    def _assert_constant(self, action):
        for dossiers in (self.dossiers[0], self.dossiers):
            self._queries(action, dossiers)
        one = self._queries(action, self.dossiers[0])
        self.assertEqual(self._queries(action, self.dossiers), one)

    @warmup
    def test_printing_one_or_twenty_takes_the_same_queries(self):
        def render(dossiers):
            self.env["ir.actions.report"].with_user(self.salesperson)._render_qweb_html(
                "customer_reports.report_customer_dossier", dossiers.ids
            )

        self._assert_constant(render)

    @warmup
    def test_listing_one_or_twenty_takes_the_same_queries(self):
        for model in ("customer.report", "customer.followup.report"):

            def read(dossiers, model=model):
                Report = self.env[model].with_user(self.salesperson)
                Report.web_search_read(
                    [("dossier_id", "in", dossiers.ids)],
                    {
                        "dossier_id": {"fields": {"display_name": {}}},
                        "user_id": {"fields": {"display_name": {}}},
                        "team_id": {"fields": {"display_name": {}}},
                        "intent": {},
                    },
                )

            with self.subTest(model):
                self._assert_constant(read)
