"""A large budget and a key need wait for a second person (S7)."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import CustomerFollowupCommon
from .scan import find_in_database


@tagged("-at_install", "post_install")
class TestNeedSecondLook(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write({"second_look_limit": 500000, "has_second_look_need": True})
        cls.company.key_need_words = "独家代理"
        cls.dossier = cls._create_dossier("王小明")
        cls.lead = cls._create_lead(cls.dossier, core_need="Crane")
        cls.mine = cls.lead.with_user(cls.salesperson)

    def _waiting(self, lead):
        return self.env["customer.change.request"].search(
            [
                ("res_model", "=", "crm.lead"),
                ("res_id", "=", lead.id),
                ("state", "=", "waiting"),
            ]
        )

    def _budget(self, lead):
        return lead._open_values(["budget"])[lead.id].get("budget")

    def test_large_budget_takes_effect_when_approved(self):
        self.mine.write({"budget": "60-80 万", "product_preference": "T-100"})
        self.assertFalse(self._budget(self.lead))
        self.assertEqual(self.lead.product_preference, "T-100", "the rest is written")
        request = self._waiting(self.lead)
        with self.assertRaises(AccessError):
            request.with_user(self.salesperson).action_approve()
        request.with_user(self.supervisor).action_approve()
        self.assertEqual(self._budget(self.lead), "60-80 万")
        self.assertEqual(
            self.lead._open_values(["budget_max"])[self.lead.id],
            {"budget_max": "800000.00"},
        )

    def test_what_waits_is_sealed(self):
        """V2"""
        self.mine.budget = "67.1234 万"
        self.assertTrue(self._waiting(self.lead))
        self.assertFalse(find_in_database(self.env, ["67.1234", "671234"]))

    def test_small_budget_is_written_at_once(self):
        self.mine.budget = "5-8 万"
        self.assertEqual(self._budget(self.lead), "5-8 万")
        self.assertFalse(self._waiting(self.lead))

    def test_new_opportunity_waits_too(self):
        vals = {"name": "x", "partner_id": self.dossier.partner_id.id}
        lead = self.mine.create({**vals, "budget": "100 万", "core_need": "Crane"})
        self.assertEqual(lead.core_need, "Crane")
        self.assertFalse(self._budget(lead))
        self.assertTrue(self._waiting(lead))
        lead = self.mine.with_context(default_budget="100 万").create(vals)
        self.assertFalse(self._budget(lead))

    def test_key_need_waits(self):
        self.mine.core_need = "想谈独家代理"
        self.assertEqual(self.lead.core_need, "Crane")
        self._waiting(self.lead).with_user(self.manager).action_approve()
        self.assertEqual(self.lead.core_need, "想谈独家代理")
        self.assertTrue(self.lead.is_key_need)
        self.mine.is_key_need = False
        self.assertTrue(self.lead.is_key_need, "it waits")

    def test_bounds_are_no_way_round(self):
        with self.assertRaises(AccessError):
            self.mine.write({"budget_max": "9000000"})
