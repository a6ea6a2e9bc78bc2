"""The table of who sees what (V1, V6)."""

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import CustomerFormsCommon


@tagged("-at_install", "post_install")
class TestPrivacyPolicy(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = cls._create_user("cf_officer", "data_officer")
        cls.phones = cls.env["customer.privacy.policy"].search(
            [("company_id", "=", cls.company.id), ("sensitivity", "=", "phone")]
        )

    def _level_for(self, user, is_owner=False):
        policy = self.env["customer.privacy.policy"].with_user(user)
        return policy._level("phone", self.company, is_owner)

    def test_v1_a_change_counts_at_once(self):
        self.assertEqual(self._level_for(self.salesperson), "masked")
        self.phones.with_user(self.manager).staff = "reveal"
        self.assertEqual(self._level_for(self.salesperson), "reveal")

    def test_v1_it_says_who_sees_values_without_a_trace(self):
        self.assertFalse(self.phones.warning)
        self.phones.write({"staff": "full", "officer": "full", "owner": "full"})
        self.assertEqual(
            self.phones.warning,
            "Seen without a trace by: Other Salespeople, Data Administrator",
        )

    def test_v6_administrators_change_it_officers_read_it_others_do_not(self):
        self.assertTrue(self.phones.with_user(self.officer).read(["owner"]))
        with self.assertRaises(AccessError):
            self.phones.with_user(self.officer).staff = "full"
        for user in (self.salesperson, self.supervisor, self.creator):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.phones.with_user(user).read(["owner"])
        with self.assertRaises(AccessError):
            self.phones.with_user(self.manager).unlink()
        with self.assertRaises(AccessError):
            self.phones.with_user(self.manager).copy({"sensitivity": "email"})

    @mute_logger("odoo.sql_db")
    def test_v1_the_limit_is_no_negative_number(self):
        self.company.reveal_limit = 0
        self.company.flush_recordset()
        with self.assertRaises(IntegrityError):
            self.company.reveal_limit = -1
            self.company.flush_recordset()

    def test_v1_settings_are_those_of_the_company(self):
        settings = self.env["res.config.settings"].create({"reveal_limit": 5})
        settings.execute()
        self.assertEqual(self.company.reveal_limit, 5)
        self.assertNotEqual(self.company_2.reveal_limit, 5)
