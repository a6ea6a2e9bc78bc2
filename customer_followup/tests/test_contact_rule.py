"""The option "contacts only for those who see the customer" (V1; crm.md 4.3)."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common import CustomerFollowupCommon

ACCOUNT = "6222021234567890123"


@tagged("-at_install", "post_install")
class TestContactRule(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.viewer = cls._create_user("cr_viewer", "viewer")
        cls.partner = cls.env["res.partner"].create(
            {"name": "甲有限公司", "is_company": True}
        )
        cls.dossier = cls.env["customer.dossier"].create(
            {
                "partner_id": cls.partner.id,
                "user_id": cls.salesperson.id,
                "team_id": cls.team.id,
            }
        )
        cls.person = cls.env["res.partner"].create(
            {"name": "Ann", "parent_id": cls.partner.id}
        )
        cls.deep = cls.env["res.partner"].create(
            {"name": "Office", "parent_id": cls.person.id, "type": "other"}
        )
        cls.supplier = cls.env["res.partner"].create({"name": "Supplier"})
        cls.hidden = cls.partner + cls.person + cls.deep
        cls.company.has_restricted_contacts = True

    def _sees(self, user, partners):
        self.env.invalidate_all()
        there = partners.with_user(user)
        found = there.search([("id", "in", partners.ids)])
        readable = there._filtered_access("read")
        self.assertEqual(set(found.ids), set(readable.ids), user.login)
        return partners.browse(found.ids)

    def test_who_reads_the_contact_of_a_customer(self):
        for user, sees in (
            (self.salesperson, True),
            (self.supervisor, True),
            (self.manager, True),
            (self.viewer, True),
            (self.salesperson_2, False),
            (self.creator, False),
            (self.outsider, False),
        ):
            with self.subTest(user.login):
                expected = self.hidden if sees else self.hidden.browse()
                self.assertEqual(self._sees(user, self.hidden), expected)
                self.assertEqual(self._sees(user, self.supplier), self.supplier)

    def test_off_by_default(self):
        self.assertFalse(self.company_2.has_restricted_contacts)
        self.company.has_restricted_contacts = False
        self.assertEqual(self._sees(self.outsider, self.hidden), self.hidden)

    def test_every_door(self):
        self.outsider.group_ids += self.env.ref("base.group_allow_export")
        partner = self.partner.with_user(self.outsider)
        for read in (
            lambda: partner.read(["name"]),
            lambda: partner.web_read({"name": {}}),
            lambda: partner.export_data(["name"]),
        ):
            with self.subTest(read), self.assertRaises(AccessError):
                self.env.invalidate_all()
                read()
        Partner = partner.browse()
        self.assertFalse(Partner.name_search("甲有限公司"))
        self.assertFalse(
            Partner.web_search_read([("name", "=", "甲有限公司")], {})["records"]
        )
        self.assertFalse(Partner.search_count([("id", "in", self.hidden.ids)]))
        groups = Partner.formatted_read_group(
            [("id", "in", self.hidden.ids)], ["name"], ["__count"]
        )
        self.assertFalse(groups)

    def test_it_follows_the_owner(self):
        self.dossier.user_id = self.salesperson_2
        self.assertEqual(self._sees(self.salesperson_2, self.hidden), self.hidden)
        self.assertFalse(self._sees(self.salesperson, self.hidden))
        self.dossier.active = False
        self.assertEqual(self._sees(self.salesperson_2, self.hidden), self.hidden)

    def test_persons_that_move_and_dossiers_that_come(self):
        self.person.parent_id = self.supplier
        self.assertEqual(
            self._sees(self.outsider, self.person + self.deep), self.person + self.deep
        )
        self._create_dossier_of(self.supplier)
        self.assertFalse(self._sees(self.outsider, self.supplier + self.person))

    def _create_dossier_of(self, partner):
        return self.env["customer.dossier"].create(
            {"partner_id": partner.id, "user_id": self.salesperson.id}
        )

    def test_employees_and_companies_are_never_hidden(self):
        ours = self.outsider.partner_id + self.company_2.partner_id
        for partner in ours:
            self._create_dossier_of(partner)
        self.assertEqual(self._sees(self.salesperson_2, ours), ours)
        self.assertIn(
            self.outsider.id,
            self.env["res.users"].with_user(self.salesperson_2).search([]).ids,
        )

    def test_customers_who_log_in_see_themselves(self):
        portal = new_test_user(self.env, "cr_portal", groups="base.group_portal")
        portal.partner_id.parent_id = self.partner
        self.assertEqual(
            self._sees(portal, self.partner + portal.partner_id),
            self.partner + portal.partner_id,
        )
        self.assertFalse(self._sees(self.outsider, portal.partner_id))
        self.assertFalse(self._sees(portal, self.supplier))

    def test_another_company_decides_for_itself(self):
        shared = self.env["res.partner"].create({"name": "共", "company_id": False})
        other = self.env["customer.dossier"].create(
            {
                "partner_id": shared.id,
                "company_id": self.company_2.id,
                "user_id": False,
            }
        )
        self.assertTrue(other)
        self.assertEqual(self._sees(self.outsider, shared), shared)
        self.company_2.has_restricted_contacts = True
        self.assertFalse(self._sees(self.outsider, shared))
        self.assertFalse(self._sees(self.manager, shared), "not his company")
        self.manager.company_ids += self.company_2
        self.assertEqual(self._sees(self.manager, shared), shared)

    # ------------------------------------------------------------
    # What Odoo does with contacts
    # ------------------------------------------------------------

    def _foreign_lead(self):
        """An opportunity of a colleague, of a customer that is not his."""
        return self._create_lead(self.dossier, user_id=self.salesperson_2.id)

    def test_opportunity_of_a_hidden_customer_opens(self):
        lead = self._foreign_lead().with_user(self.salesperson_2)
        self.assertFalse(self._sees(self.salesperson_2, self.partner))
        for kind in ("form", "list", "kanban"):
            view = lead.get_view(view_type=kind)
            self.env.invalidate_all()
            with self.subTest(kind):
                [values] = lead.web_read(lead._get_fields_spec(view))
                self.assertEqual(values["partner_id"]["id"], self.partner.id)
        lead.write({"priority": "2", "expected_revenue": 5})

    def test_chatter_with_hidden_followers(self):
        lead = self._foreign_lead()
        lead.message_subscribe((self.partner + self.person).ids)
        lead.with_context(tracking_disable=False).message_post(
            body="Hello", author_id=self.person.id, partner_ids=self.partner.ids
        )
        self.env.invalidate_all()
        there = lead.with_user(self.salesperson_2)
        followers = there.message_get_followers()
        names = {each["name"] for each in followers["res.partner"] if "name" in each}
        self.assertIn(self.partner.name, names)
        message = there.message_post(body="Answer", subtype_xmlid="mail.mt_comment")
        self.assertEqual(message.author_id, self.salesperson_2.partner_id)
        composer = (
            self.env["mail.compose.message"]
            .with_user(self.salesperson_2)
            .with_context(default_model="crm.lead", default_res_ids=lead.ids)
            .create({"body": "Mail", "subject": "Mail"})
        )
        composer._action_send_mail()

    def test_mentions_do_not_tell(self):
        Partner = self.env["res.partner"].with_user(self.salesperson_2)
        found = Partner.get_mention_suggestions("甲有限", limit=8)
        self.assertFalse(found.get("res.partner"))
        found = self.env["res.partner"].with_user(self.salesperson)
        found = found.get_mention_suggestions("甲有限", limit=8)
        self.assertTrue(found.get("res.partner"))

    def test_website_visitor_of_a_hidden_contact(self):
        visitor = self.env["website.visitor"].create(
            {"access_token": self.person.id, "partner_id": self.person.id}
        )
        self.outsider.group_ids += self.env.ref("website.group_website_designer")
        self.env.invalidate_all()
        there = visitor.with_user(self.outsider)
        [values] = there.web_read({"partner_id": {"fields": {"display_name": {}}}})
        self.assertEqual(values["partner_id"]["id"], self.person.id)

    def test_contact_is_made_by_who_will_not_see_it(self):
        """Whoever files a form or opens a contact needs no dossier to do so."""
        self.outsider.group_ids += self.env.ref("base.group_partner_manager")
        partner = (
            self.env["res.partner"].with_user(self.outsider).create({"name": "新"})
        )
        self.assertEqual(self._sees(self.outsider, partner), partner.sudo())
        submission = self._register(customer_name="王小明", phone="13900002077")
        self.assertTrue(submission.dossier_id)

    def test_contacts_of_many_take_the_same_queries(self):
        many = self.env["res.partner"].create(
            [{"name": f"P{n}", "parent_id": self.partner.id} for n in range(80)]
        )

        def read(partners):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            there = partners.with_user(self.salesperson)
            page = there.web_search_read([("id", "in", partners.ids)], {"name": {}})
            self.assertEqual(len(page["records"]), len(partners))
            return self.env.cr.sql_log_count - before

        read(many)
        self.assertEqual(read(many[0]), read(many))

    def test_the_switch_is_in_the_log(self):
        [event] = self.env["customer.audit.event"].search(
            [("res_model", "=", "res.company"), ("res_id", "=", self.company.id)],
            limit=1,
            order="id desc",
        )
        self.assertEqual(event.details["changes"][0]["name"], "has_restricted_contacts")

    # ------------------------------------------------------------
    # Bank accounts, whatever the option says
    # ------------------------------------------------------------

    def _accounts(self, user):
        return self.env["res.partner.bank"].with_user(user)

    def _may_create_contacts(self, users):
        users.group_ids += self.env.ref("base.group_partner_manager")

    def test_an_account_of_a_contact_is_no_way_around(self):
        """S7, V1: whoever may create contacts is told where it belongs."""
        clerk = new_test_user(self.env, "cr_clerk", groups="base.group_user")
        users = clerk + self.salesperson + self.supervisor + self.manager
        self._may_create_contacts(users)
        for user in users:
            accounts = self._accounts(user)
            for partner in (self.partner, self.person):
                theirs = {"acc_number": ACCOUNT, "partner_id": partner.id}
                named = accounts.with_context(default_partner_id=partner.id)
                number = f"{user.id}-{partner.id}"
                mine = {"acc_number": number, "partner_id": self.supplier.id}
                mine = accounts.create(mine)
                for way in (
                    lambda a=accounts, vals=theirs: a.create(vals),
                    lambda a=named: a.create({"acc_number": ACCOUNT}),
                    lambda a=mine, vals=theirs: a.write(vals),
                ):
                    with self.assertRaisesRegex(UserError, self.dossier.number):
                        way()
        self.assertFalse((self.partner + self.person).bank_ids)

    def test_an_account_there_was_is_for_who_keeps_the_books(self):
        """V1: its number is in clear; the engine writes what it wants."""
        account = self.env["res.partner.bank"].create(
            {"acc_number": ACCOUNT, "partner_id": self.partner.id}
        )
        self._may_create_contacts(self.salesperson + self.manager)
        for user in (self.salesperson, self.manager):
            accounts = self._accounts(user)
            self.assertFalse(accounts.search([("id", "=", account.id)]))
            with self.assertRaises(AccessError):
                accounts.browse(account.id).read(["acc_number"])
            with self.assertRaises(UserError):
                accounts.browse(account.id).acc_number = "1"
        self._make_bookkeeper(self.salesperson)
        mine = self._accounts(self.salesperson).browse(account.id)
        self.assertEqual(mine.acc_number, ACCOUNT)
        mine.acc_number = "6222021234567890333"

    def test_the_holder_of_an_account_is_called_as_the_contact(self):
        """As in Odoo, though whoever writes the name does not see the account."""
        account = self.env["res.partner.bank"].create(
            {"acc_number": ACCOUNT, "partner_id": self.partner.id}
        )
        self._may_create_contacts(self.salesperson)
        self.env.flush_all()
        self.env.invalidate_all()
        mine = self.partner.with_user(self.salesperson)
        [read] = mine.web_save({"name": "Renamed Ltd"}, {"bank_ids": {}, "name": {}})
        self.assertEqual((read["name"], read["bank_ids"]), ("Renamed Ltd", []))
        self.assertEqual(account.acc_holder_name, "Renamed Ltd")

    def _make_bookkeeper(self, user):
        """Odoo's accounting is not installed here: its group is all that is asked for."""
        group = self.env.ref("account.group_account_invoice", raise_if_not_found=False)
        if not group:
            group = self.env["res.groups"].create({"name": "Billing"})
            self.env["ir.model.data"].create(
                {
                    "module": "account",
                    "name": "group_account_invoice",
                    "model": "res.groups",
                    "res_id": group.id,
                    "noupdate": True,
                }
            )
            self.env.registry.clear_all_caches()
        user.group_ids += group
