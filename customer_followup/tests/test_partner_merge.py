"""Merging contacts neither destroys nor mixes dossiers (invariant 1)."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import CustomerFollowupCommon


@tagged("-at_install", "post_install")
class TestPartnerMerge(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dossier = cls._create_dossier("王小明", intent="high")
        cls.wizard = cls.env["base.partner.merge.automatic.wizard"]

    def test_two_dossiers_are_refused_with_their_numbers(self):
        other = self._create_dossier("王小明", active=False)
        partners = (self.dossier + other).partner_id
        with self.assertRaisesRegex(UserError, other.number):
            self.wizard.with_user(self.manager)._merge(partners.ids, partners[0])
        self.assertEqual(len((self.dossier + other).exists()), 2)

    def test_dossier_and_opportunities_follow_the_contact(self):
        for keeps_customer in (True, False):
            customer = self.dossier.partner_id
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
                self.assertEqual(self.dossier.partner_id, kept)
                self.assertEqual(lead.dossier_id, self.dossier)
                self.assertIn(lead, self.dossier.lead_ids)
