"""Who only looks at customers: all of them, every view, and nothing else (S3, V6)."""

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common import CustomerFollowupCommon

LOOKING = ("viewer", "data_officer")


@tagged("-at_install", "post_install")
class TestCustomerFollowupRoles(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = [cls._create_user(f"looks_{role}", role) for role in LOOKING]
        cls.dossier = cls._create_dossier("甲", intent="high")
        cls.foreign = cls._create_dossier("乙", intent="high", user_id=cls.manager.id)
        followups = cls.env["customer.followup"].create(
            [{"dossier_id": each.id} for each in cls.dossier + cls.foreign]
        )
        cls.seen = (
            cls.dossier + cls.foreign,
            followups,
            (cls.dossier + cls.foreign).reminder_ids,
            cls.rule_high,
            (cls.dossier + cls.foreign).lead_ids,
        )

    def test_who_looks_sees_everything_and_changes_nothing(self):
        for user in self.people:
            for records in self.seen:
                there = records.with_user(user)
                found = there.search([("id", "in", records.ids)])
                with self.subTest(user=user.login, model=records._name):
                    self.assertTrue(records)
                    self.assertEqual(set(found.ids), set(records.ids))
                    for operation in ("create", "write", "unlink"):
                        self.assertFalse(there.has_access(operation))
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.dossier.with_user(user).message_post(body="Hello")

    def test_who_looks_opens_every_view(self):
        for user in self.people:
            for records in (*self.seen[:2], self.seen[-1]):
                there = records.with_user(user)
                for kind in ("list", "form", "kanban"):
                    view = there.get_view(view_type=kind)
                    with self.subTest(user=user.login, model=records._name, kind=kind):
                        spec = there._get_fields_spec(view)
                        self.assertEqual(len(there.web_read(spec)), len(records))

    def test_opportunities_of_nobodys_customer_are_not_looked_at(self):
        lead = self.env["crm.lead"].create({"name": "Call", "phone": "13900000001"})
        for user in self.people:
            leads = self.env["crm.lead"].with_user(user)
            with self.subTest(user.login):
                self.assertFalse(leads.search([("id", "=", lead.id)]))

    def test_who_looks_finds_the_menus(self):
        menus = self.env.ref("customer_followup.customer_dossier_menu")
        menus += self.env.ref("customer_followup.customer_followup_menu")
        for user in self.people:
            visible = self.env["ir.ui.menu"].with_user(user)._visible_menu_ids()
            with self.subTest(user.login):
                self.assertLessEqual({*menus.ids}, visible)

    def test_one_way_to_customers(self):
        """Who has dossiers does not get Odoo's list of contacts as "Customers" too; it
        stays in Contacts, and with everybody else."""
        ours = self.env.ref("customer_followup.customer_dossier_menu")
        odoos = self.env.ref("crm.res_partner_menu_customer")
        contacts = self.env.ref("contacts.res_partner_menu_contacts")
        other = new_test_user(
            self.env, "cf_sales_only", groups="sales_team.group_sale_salesman"
        )
        both = {ours.id, odoos.id, contacts.id}
        for user, expected in (
            (self.people[0], {ours.id, contacts.id}),
            (self.salesperson, {ours.id, contacts.id}),
            (other, {odoos.id, contacts.id}),
        ):
            menus = self.env["ir.ui.menu"].with_user(user).load_menus(False)
            with self.subTest(user.login):
                self.assertEqual(both & menus.keys(), expected)
        self.assertTrue(
            odoos.active, "nothing of Odoo's is written: uninstalling undoes"
        )
