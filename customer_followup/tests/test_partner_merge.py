"""Merging contacts neither destroys nor mixes dossiers (invariant 1): Odoo does it in SQL."""

from odoo.exceptions import RedirectWarning
from odoo.tests import tagged
from odoo.tools import SQL

from .merge_common import FIRST, SECOND, MergeCommon


@tagged("-at_install", "post_install")
class TestPartnerMerge(MergeCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.wizard = cls.env["base.partner.merge.automatic.wizard"]
        cls.manager.group_ids += cls.env.ref("base.group_partner_manager")
        cls.salesperson_2.group_ids += cls.env.ref("base.group_partner_manager")

    def _wizard(self, user, dst):
        partners = (self.kept + self.other).partner_id
        return self.wizard.with_user(user).create(
            {
                "partner_ids": partners.ids,
                "dst_partner_id": dst.id,
                "state": "selection",
            }
        )

    def test_customers_become_one_first(self):
        """Whichever contact stays."""
        for dst in (self.kept, self.other):
            with self.subTest(dst=dst.number), self.env.cr.savepoint() as savepoint:
                leads = (self.kept + self.other).lead_ids
                partners = (self.kept + self.other).partner_id
                contact = dst.partner_id.with_user(self.manager)
                self.wizard.with_user(self.manager)._merge(partners.ids, contact)
                self.env.invalidate_all()
                away = (self.kept + self.other) - dst
                self.assertEqual(away.merged_into_id, dst)
                self.assertEqual(leads.dossier_id, dst)
                self.assertEqual(leads.partner_id, dst.partner_id)
                self.assertEqual(partners.exists(), contact)
                self.assertTrue(contact.active)
                opened = dst._open_values(["phone", "other_phone"])[dst.id]
                self.assertEqual(set(opened.values()), {FIRST, SECOND})
                savepoint.rollback()
                self.env.invalidate_all(flush=False)

    def test_it_can_be_undone_though_the_contact_is_gone(self):
        lead = self.other.lead_ids
        partners = (self.kept + self.other).partner_id
        contact = self.kept.partner_id.with_user(self.manager)
        self.wizard.with_user(self.manager)._merge(partners.ids, contact)
        self.env.invalidate_all()
        self._undo(self.Merge.search([("merged_id", "=", self.other.id)]))
        self.assertTrue(self.other.active and self.other.partner_id.active)
        self.assertNotEqual(self.other.partner_id, self.kept.partner_id)
        self.assertIn(self.other.number, self.other.partner_id.name)
        self.assertEqual(lead.dossier_id, self.other)
        self.assert_opened(self.other, phone=SECOND)

    def test_they_are_compared_before(self):
        wizard = self._wizard(self.manager, self.kept.partner_id)
        action = wizard.action_merge()
        self.assertEqual(action["res_model"], "customer.merge.wizard")
        self.assertFalse(self.other.merged_into_id)
        compared = self.env[action["res_model"]].browse(action["res_id"])
        compared.with_user(self.manager).action_merge()
        self.env.invalidate_all()
        self.assertEqual(self.other.merged_into_id, self.kept)
        self.assertEqual(self.other.partner_id, self.kept.partner_id)

    def test_who_may_not_is_told_whom_to_ask(self):
        contact = self.kept.partner_id
        wizard = self._wizard(self.salesperson_2, contact)
        with self.assertRaisesRegex(RedirectWarning, self.other.number):
            wizard.action_merge()
        with self.assertRaisesRegex(RedirectWarning, self.other.number):
            wizard._merge((self.kept + self.other).partner_id.ids, contact)
        self.assertFalse(self.other.merged_into_id)
        self.assertEqual(len((self.kept + self.other).partner_id.exists()), 2)

    def test_dossiers_of_two_companies_stay_two(self):
        abroad = self._create_dossier(
            "王小明", company_id=self.company_2.id, user_id=False, team_id=False
        )
        partners = (self.kept + abroad).partner_id
        self.wizard._merge(partners.ids, self.kept.partner_id)
        self.assertFalse((self.kept + abroad).merged_into_id)
        self.assertEqual(abroad.partner_id, self.kept.partner_id)

    def test_dossier_and_opportunities_follow_the_contact(self):
        for keeps_customer in (True, False):
            customer = self.kept.partner_id
            double = customer.copy()
            lead = self.env["crm.lead"].create(
                {
                    "name": "Of the double",
                    "partner_id": double.id,
                    "type": "opportunity",
                }
            )
            kept = customer if keeps_customer else double
            with self.subTest(keeps_customer=keeps_customer):
                self.wizard._merge((customer + double).ids, kept)
                self.assertEqual(self.kept.partner_id, kept)
                self.assertEqual(lead.dossier_id, self.kept)
                self.assertIn(lead, self.kept.lead_ids)

    # ------------------------------------------------------------
    # Nothing is lost
    # ------------------------------------------------------------

    def _our_tables(self):
        """Tables of ours, and columns of theirs that name a contact: {table: [column]}."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT class.relname, array_agg(attribute.attname::text)
                FROM pg_constraint AS foreign_key
                JOIN pg_class AS class ON class.oid = foreign_key.conrelid
                JOIN pg_attribute AS attribute ON attribute.attrelid = class.oid
                    AND attribute.attnum = foreign_key.conkey[1]
                WHERE foreign_key.contype = 'f'
                    AND foreign_key.confrelid = 'res_partner'::regclass
                    AND class.relname LIKE 'customer%%'
                GROUP BY class.relname
                """
            )
        )
        return dict(rows)

    def _count_rows(self):
        tables = self.env.execute_query(
            SQL(
                "SELECT relname FROM pg_class WHERE relkind = 'r'"
                " AND (relname LIKE 'customer%%' OR relname = 'crm_lead')"
                " AND relname NOT LIKE '%%wizard%%'"
            )
        )
        return {
            table: self.env.execute_query(
                SQL("SELECT count(*) FROM %s", SQL.identifier(table))
            )[0][0]
            for (table,) in tables
        }

    def test_no_row_of_ours_is_lost(self):
        """Every table with a column that names a contact, whatever its constraints."""
        self.assertIn("customer_dossier", self._our_tables())
        submission = self._register(
            customer_name="王小明", phone=SECOND, need="Cranes", intent="high"
        )
        self.assertEqual(submission.dossier_id, self.other)
        self.env["customer.followup"].create(
            {"dossier_id": self.other.id, "summary": "Called"}
        )
        gone = self.other.partner_id
        self.env.flush_all()
        before = self._count_rows()
        self.wizard.with_user(self.manager)._merge(
            (self.kept + self.other).partner_id.ids,
            self.kept.partner_id.with_user(self.manager),
        )
        self.env.flush_all()
        after = self._count_rows()
        lost = {table for table in before if after[table] < before[table]}
        self.assertFalse(lost)
        self.assertFalse(gone.exists())
        self.assert_opened(self.other, phone=SECOND)
        self.assertEqual(submission.dossier_id, self.kept)

    def test_no_constraint_makes_odoo_delete_rows(self):
        """Odoo deletes rows of a contact that goes when a unique or check constraint stands
        against giving them to the other: ours have indexes, which refuse instead."""
        for table, columns in self._our_tables().items():
            for column in columns:
                with self.subTest(table=table, column=column):
                    self.assertFalse(
                        self.wizard._has_check_or_unique_constraint(table, column)
                    )
