from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .common import CustomerFollowupCommon


@tagged("-at_install", "post_install")
class TestCompleteness(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Expectation = cls.env["customer.expectation"]
        cls.Expectation.search(
            [("what", "not in", ("name", "phone", "email"))]
        ).active = False
        cls.phone = cls.Expectation.search([("what", "=", "phone")])
        cls.Expectation.search([]).weight = 10
        cls.dossier = cls._create_dossier("王小明")

    def _asked(self, dossier=None, user=None):
        lines = (dossier or self.dossier).with_user(user or self.salesperson).gap_lines
        return [line["key"] for line in lines]

    def test_a_share_with_reasons_and_what_to_ask(self):
        """D8: what is missing, by weight, with the field in which it is typed."""
        self.assertEqual(self.dossier.completeness, 33)
        self.assertEqual(self.dossier.completeness_level, "low")
        self.assertEqual(self._asked(), ["phone", "email"])
        [phone, _email] = self.dossier.gap_lines
        self.assertEqual((phone["field"], phone["share"]), ("phone", 33))
        self.assertIn("phone", phone["ask"])
        self.dossier.landline = "(010) 8888 6666"
        self.assertEqual(self._asked(), ["email"])
        self.dossier.email = "wang@example.com"
        self.assertEqual(self.dossier.completeness, 100)

    def test_needs_are_asked_for_while_there_are_any(self):
        """D8: "ask for the purchase time" once somebody wants something."""
        archived = self.Expectation.with_context(active_test=False)
        archived.search([("what", "in", ("need", "purchase_time"))]).active = True
        self._run_upkeep()
        self.assertIn("need", self._asked())
        self.assertNotIn("purchase_time", self._asked())
        self._create_lead(self.dossier)
        self.assertNotIn("need", self._asked())
        self.assertIn("purchase_time", self._asked())
        self.dossier.lead_ids.date_deadline = "2026-06-01"
        self.assertNotIn("purchase_time", self._asked())

    def test_organisations_are_asked_for_more(self):
        archived = self.Expectation.with_context(active_test=False)
        archived.search([("what", "=", "contact_name")]).active = True
        company = self._create_dossier("上海明德有限公司", kind="company")
        self.assertIn("contact_name", self._asked(company))
        self.assertNotIn("contact_name", self._asked())

    def test_wrong_formats_are_told(self):
        """D8, F7: a number that was taken over and is none; nothing is complete then."""
        contact = self.env["res.partner"].create(
            {"name": "李红", "phone": "12345", "email": "li@example.com"}
        )
        dossier = self.env["customer.dossier"].create({"partner_id": contact.id})
        self.assertTrue(dossier.has_wrong_format)
        [line] = dossier.gap_lines
        self.assertTrue(line["is_wrong"])
        self.assertEqual((line["field"], dossier.completeness), ("phone", 99))
        dossier.phone = "13900002001"
        self.assertFalse(dossier.has_wrong_format)
        self.assertEqual(dossier.completeness, 100)

    def test_administrators_say_what_counts(self):
        """D8: weigh it, word it, leave it out; dossiers follow in batches."""
        self.phone.with_user(self.manager).write(
            {"weight": 80, "question": "Ask for the mobile."}
        )
        self._run_upkeep()
        self.assertEqual(self.dossier.completeness, 10)
        self.assertEqual(self.dossier.gap_lines[0]["ask"], "Ask for the mobile.")
        self.phone.with_user(self.manager).active = False
        self._run_upkeep()
        self.assertEqual(self.dossier.completeness, 50)
        with self.assertRaises(AccessError):
            self.phone.with_user(self.supervisor).weight = 1
        with self.assertRaises(ValidationError):
            self.phone.weight = 0

    def _run_upkeep(self):
        self.env.flush_all()
        with self.enter_registry_test_mode():
            self.env.ref(
                "customer_followup.ir_cron_customer_upkeep"
            ).method_direct_trigger()
        self.env.invalidate_all()

    def test_lists_filter_sort_and_group_by_it(self):
        other = self._create_dossier("李红", phone="13900002002")
        both = [("id", "in", (self.dossier | other).ids)]
        Dossier = self.env["customer.dossier"].with_user(self.salesperson)
        self.assertEqual(
            Dossier.search(both, order="completeness DESC"), other + self.dossier
        )
        groups = Dossier.formatted_read_group(
            both, ["completeness_level"], ["completeness:avg"]
        )
        self.assertEqual(
            {
                group["completeness_level"]: group["completeness:avg"]
                for group in groups
            },
            {"low": 33, "medium": 67},
        )

    def test_nobody_writes_it(self):
        for vals in ({"completeness": 100}, {"gaps": {}}, {"has_wrong_format": False}):
            with self.assertRaises(AccessError):
                self.dossier.with_user(self.salesperson).write(vals)

    def test_judging_1_and_80_takes_the_same_queries(self):
        dossiers = self.env["customer.dossier"].union(
            *(
                self._create_dossier(f"甲{n}", phone=f"1390001{n:04d}", intent="high")
                for n in range(81)
            )
        )
        self._count(dossiers[:1])  # warm up
        one = self._count(dossiers[:1])
        many = self._count(dossiers[1:])
        self.assertLessEqual(many, one)

    def _count(self, dossiers):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        dossiers._judge()
        return self.env.cr.sql_log_count - before
