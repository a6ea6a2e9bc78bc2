"""Whose customer an opportunity may be made (S3)."""

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common import PHONE, CustomerFollowupCommon


@tagged("-at_install", "post_install")
class TestNeedAccess(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own = cls._create_dossier("甲")
        cls.colleagues = cls._create_dossier("乙", user_id=cls.salesperson_2.id)
        cls.Lead = cls.env["crm.lead"].with_user(cls.salesperson)

    def test_salesperson_opens_needs_of_own_customers(self):
        lead = self.Lead.create(
            {"name": "x", "partner_id": self.own.partner_id.id, "phone": PHONE}
        )
        self.assertEqual(lead.dossier_id, self.own)
        self.assertEqual(self.own.phone, "139****2001")

    def test_nobody_links_to_a_colleagues_customer(self):
        partner_id = self.colleagues.partner_id.id
        with self.assertRaises(AccessError):
            self.Lead.create({"name": "x", "partner_id": partner_id, "phone": PHONE})
        lead = self.Lead.create({"name": "x", "phone": PHONE})
        with self.assertRaises(AccessError):
            lead.partner_id = partner_id
        with self.assertRaises(AccessError):
            lead.dossier_id = self.colleagues
        with self.assertRaises(AccessError):
            self.Lead.create({"name": "x", "dossier_id": self.colleagues.id})
        with self.assertRaises(AccessError):
            self.Lead.with_context(default_dossier_id=self.colleagues.id).create(
                {"name": "x"}
            )
        self.assertFalse(self.colleagues.phone)

    def test_plain_salesperson_of_odoo_neither(self):
        user = new_test_user(
            self.env, "plain", groups="sales_team.group_sale_salesman_all_leads"
        )
        with self.assertRaises(AccessError):
            self.env["crm.lead"].with_user(user).create(
                {"name": "x", "partner_id": self.own.partner_id.id}
            )

    def test_seller_of_a_colleagues_customer_works_but_adds_no_phone(self):
        lead = self._create_lead(self.colleagues, user_id=self.salesperson.id)
        lead = lead.with_user(self.salesperson)
        lead.write({"core_need": "Crane", "priority": "2"})
        self.assertEqual(self.colleagues.intent, "high")
        for vals in (
            {"phone": PHONE},
            {"contact_name": "李雷"},
            {"email_from": "a@b.cn"},
        ):
            with self.subTest(vals), self.assertRaises(AccessError):
                lead.write(vals)
        self.assertFalse(self.colleagues.phone)

    def test_supervisor_does_both(self):
        lead = self.env["crm.lead"].with_user(self.supervisor)
        lead = lead.create({"name": "x", "partner_id": self.colleagues.partner_id.id})
        lead.phone = PHONE
        self.assertEqual(self.colleagues.phone, "139****2001")
