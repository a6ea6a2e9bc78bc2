"""What is kept on a person is found (V5)."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .person_common import EMAIL, ID_CARD, NAME, PHONE, PersonCommon


@tagged("-at_install", "post_install")
class TestPersonSearch(PersonCommon):
    def test_a_person_is_found_by_each_value(self):
        """V5"""
        for name, text in (
            ("phone", "138 0000 1234"),
            ("email", EMAIL.upper()),
            ("identity", ID_CARD),
            ("person_name", NAME),
        ):
            with self.subTest(name):
                self.assertIn(self.submission.id, self._found(**{name: text}))
        self.assertNotIn(self.submission.id, self._found(phone="13800009999"))

    def test_a_credit_code_is_found(self):
        """D2, V5"""
        firm = self._submit(self.form, {"code": "91350100M000100Y43"})
        self.assertIn(firm.id, self._found(identity="91350100m000100y43"))

    def test_a_namesake_is_listed_and_not_ticked(self):
        found = self._found(person_name=NAME, phone=PHONE)
        self.assertTrue(found[self.submission.id].is_chosen)
        self.assertFalse(found[self.other.id].is_chosen)

    def test_what_was_typed_is_not_kept(self):
        """V2"""
        typed = {"phone": "13800001234", "email": EMAIL, "identity": ID_CARD}
        search = self._search(person_name=NAME, **typed)
        self.env.flush_all()
        self.env.cr.execute(
            """SELECT s::text, l::text FROM customer_person_search s
               LEFT JOIN customer_person_search_line l ON l.search_id = s.id
               WHERE s.id = %s""",
            [search.id],
        )
        rows = str(self.env.cr.fetchall())
        for value in (*typed.values(), NAME):
            self.assertNotIn(value, rows)
        self.env.cr.execute("SELECT count(*) FROM privacy_lookup_wizard")
        self.assertEqual(self.env.cr.fetchone(), (0,))
        self.assertIn("138****1234", search.asked)

    def test_contacts_and_opportunities_in_odoo_are_found(self):
        """Beyond forms, through Odoo's privacy_lookup too."""
        partner = self.env["res.partner"].create({"name": "X", "email": EMAIL})
        lead = self.env["crm.lead"].create({"name": "X", "phone": "+86 138 0000 1234"})
        lines = self._search(phone=PHONE, email=EMAIL).line_ids
        places = {(line.res_model, line.res_id) for line in lines}
        self.assertLessEqual(
            {("res.partner", partner.id), ("crm.lead", lead.id)}, places
        )

    def test_another_company_is_not_searched(self):
        self.submission.flush_recordset()
        self.env.cr.execute(
            "UPDATE customer_form_submission SET company_id = %s WHERE id = %s",
            [self.company_2.id, self.submission.id],
        )
        self.env.invalidate_all()
        self.assertNotIn(self.submission.id, self._found(person_name=NAME))

    def test_only_data_administrators_search(self):
        """V6"""
        for user in (self.salesperson, self.supervisor, self.creator, self.outsider):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.env["customer.person.search"].with_user(user).create({})
        self.assertTrue(self._search(self.manager, phone=PHONE).line_ids)

    def test_nobody_adds_records_to_the_list(self):
        search = self._search(phone=PHONE)
        line = search.line_ids[0]
        vals = {"search_id": search.id, "res_model": "res.users", "res_id": 2}
        for refused in (
            lambda: search.line_ids.create([vals]),
            lambda: search.line_ids.with_context(customer_person_found=1).create(
                [vals]
            ),
            lambda: line.write({"res_model": "res.users", "res_id": 2}),
            lambda: search.write({"line_ids": [(1, line.id, {"res_id": 2})]}),
        ):
            with self.subTest(), self.assertRaises(AccessError):
                refused()
        line.is_chosen = False

    def test_a_search_for_nothing_is_refused(self):
        with self.assertRaises(UserError):
            self.env["customer.person.search"].with_user(self.officer).create(
                {}
            ).action_find()
