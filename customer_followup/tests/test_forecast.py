"""What opportunities may bring is for those entitled to amounts (V1)."""

from odoo.tests import tagged

from .common import CustomerFollowupCommon


@tagged("-at_install", "post_install")
class TestForecast(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.viewer = cls._create_user("looks", "viewer")
        cls.dossiers = cls.env["customer.dossier"]
        for name, owner in (("甲", cls.salesperson), ("乙", cls.salesperson_2)):
            dossier = cls._create_dossier(name, user_id=owner.id)
            cls._create_lead(dossier, expected_revenue=70000)
            cls.dossiers += dossier
        cls.own, cls.colleagues = cls.dossiers
        cls.leads = cls.dossiers.lead_ids

    def _read(self, records, user):
        rows = records.with_user(user).read(["expected_revenue"])
        return [row["expected_revenue"] for row in rows]

    def test_read_by_role(self):
        for records in (self.own, self.own.lead_ids):
            for user in (self.salesperson, self.supervisor, self.manager):
                with self.subTest(user=user.login, model=records._name):
                    self.assertEqual(self._read(records, user), [70000])
        for records in (self.dossiers, self.leads):
            with self.subTest(records._name):
                self.assertEqual(self._read(records, self.viewer), [False, False])

    def test_own_and_others_in_one_list(self):
        """Who sells and may look at all customers sees the amounts of his own."""
        self.salesperson.group_ids += self.env.ref(
            "customer_forms.customer_forms_group_viewer"
        )
        for records in (self.dossiers, self.leads):
            with self.subTest(records._name):
                amounts = self._read(records.sorted("id"), self.salesperson)
                self.assertEqual(amounts, [70000, False])

    def test_sums_groups_filters_and_orders(self):
        for records in (self.dossiers, self.leads):
            mine = [("id", "in", records.ids)]
            for user, total in ((self.manager, 140000), (self.viewer, 0)):
                there = records.with_user(user)
                [[amount]] = there._read_group(mine, [], ["expected_revenue:sum"])
                with self.subTest(user=user.login, model=records._name):
                    self.assertEqual(amount or 0, total)
                    found = there.search([*mine, ("expected_revenue", ">", 1)])
                    self.assertEqual(len(found), 2 if total else 0)
                    self.assertEqual(
                        len(there.search(mine, order="expected_revenue")), 2
                    )

    def test_reading_leaves_the_amount_to_others(self):
        """The cache is everybody's: who sees nothing takes nothing away."""
        self.env.invalidate_all()
        self._read(self.dossiers, self.viewer)
        self.assertEqual(self.dossiers.mapped("expected_revenue"), [70000, 70000])
        self.own.lead_ids.expected_revenue = 1
        self.assertEqual(self.own.expected_revenue, 1)

    def test_context_is_no_way_round(self):
        there = self.own.with_user(self.viewer).with_context(customer_forecast_raw=True)
        self.assertFalse(there.search([("expected_revenue", ">", 1)]) & self.own)
        self.assertFalse(there.read(["expected_revenue"])[0]["expected_revenue"])

    def test_policy_decides(self):
        policy = self.env["customer.privacy.policy"].search(
            [("company_id", "=", self.company.id), ("sensitivity", "=", "amount")]
        )
        policy.write({"viewer": "reveal", "owner": "masked"})
        self.env.invalidate_all()
        self.assertEqual(self._read(self.own, self.viewer), [70000])
        self.assertEqual(self._read(self.own, self.salesperson), [False])

    def test_exported_by_nobody_else(self):
        self.viewer.group_ids += self.env.ref("base.group_allow_export")
        there = self.dossiers.with_user(self.viewer)
        rows = there.export_data(["number", "expected_revenue"])["datas"]
        self.assertEqual([row[1] for row in rows], ["", ""])

    def test_chatter_says_no_more(self):
        lead = self.own.lead_ids
        lead.with_user(self.salesperson).expected_revenue = 81000
        self.env.flush_all()
        self.env.cr.precommit.run()
        tracked = self.env["mail.tracking.value"].search(
            [
                ("mail_message_id.model", "=", "crm.lead"),
                ("mail_message_id.res_id", "=", lead.id),
                ("field_id.name", "=", "expected_revenue"),
            ]
        )
        for user, shown in ((self.salesperson, True), (self.viewer, False)):
            found = lead.with_user(user)._track_filter_for_display(
                tracked.with_user(user)
            )
            with self.subTest(user.login):
                self.assertEqual(bool(found), shown and bool(tracked))

    def test_odoos_own_opportunities_are_odoos_matter(self):
        lead = self.env["crm.lead"].create(
            {
                "name": "x",
                "type": "opportunity",
                "expected_revenue": 5,
                "user_id": self.salesperson_2.id,
                "team_id": self.team.id,
            }
        )
        self.assertEqual(self._read(lead, self.supervisor), [5])
