"""What people do all day stays as quick as on opportunities: the list, the cards, one customer.

The limits are what it takes now and two more; tests/bench/test_dossiers.py has the times.
"""

from odoo.tests import tagged

from .common import CustomerFollowupCommon
from .view_fields import specification

DOSSIER = "customer.dossier"
VIEW = "customer_followup.customer_dossier_view_{}"


@tagged("-at_install", "post_install")
class TestDossierSpeed(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dossiers = cls.env[DOSSIER].union(
            *(
                cls._create_dossier(f"甲{n}", intent="high", phone=f"1390001{n:04d}")
                for n in range(80)
            )
        )
        cls._log(cls.dossiers, 3)

    @classmethod
    def _log(cls, dossiers, count):
        cls.env["customer.followup"].create(
            [{"dossier_id": each.id, "summary": "Called"} for each in dossiers] * count
        )

    def _count(self, user, work):
        """Queries of ``work`` of this user with an empty cache.

        :param work: gets the model of dossiers
        """
        Dossier = self.env(user=user)[DOSSIER]
        for _turn in range(2):  # the registry's own caches are warm afterwards
            self._count_queries(lambda: work(Dossier))
        return self._count_queries(lambda: work(Dossier))

    def _readers(self):
        return (("salesperson", self.salesperson), ("manager", self.manager))

    def test_list_of_80(self):
        """D1: 80 customers on one page."""
        for role, user in self._readers():
            asked = specification(
                self.env(user=user), DOSSIER, VIEW.format("list"), "list"
            )

            def work(Dossier, asked=asked):
                domain = [("id", "in", self.dossiers.ids)]
                found = Dossier.web_search_read(domain, asked, limit=80)
                self.assertEqual(len(found["records"]), 80)

            with self.subTest(role):
                self.assertLessEqual(self._count(user, work), 17)

    def test_cards_by_stage(self):
        """D1: the columns and the first cards of each."""
        for role, user in self._readers():
            asked = specification(
                self.env(user=user), DOSSIER, VIEW.format("kanban"), "kanban"
            )

            def work(Dossier, asked=asked):
                found = Dossier.web_read_group(
                    [("id", "in", self.dossiers.ids)],
                    ["stage_id"],
                    ["__count", "expected_revenue:sum"],
                    auto_unfold=True,
                    unfold_read_specification=asked,
                    unfold_read_default_limit=20,
                )
                self.assertTrue(any(each.get("__records") for each in found["groups"]))

            with self.subTest(role):
                self.assertLessEqual(self._count(user, work), 17)

    def test_open_one(self):
        """D1: one customer, however much was noted of him; stories of needs are read when
        somebody looks at them."""
        dossier = self.dossiers[:1]
        for role, user in self._readers():
            asked = specification(
                self.env(user=user), DOSSIER, VIEW.format("form"), "form"
            )
            self.assertNotIn("story", asked["lead_ids"]["fields"])

            def work(Dossier, asked=asked):
                [read] = Dossier.browse(dossier.id).web_read(asked)
                self.assertEqual(len(read["followup_ids"]), read["followup_count"])

            with self.subTest(role):
                self._log(dossier, 1)
                few = self._count(user, work)
                self._log(dossier, 30)
                self.assertEqual(self._count(user, work), few)
                self.assertLessEqual(few, 38)
