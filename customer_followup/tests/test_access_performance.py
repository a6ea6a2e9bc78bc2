"""Copies of many customers take as many queries as those of one (invariant 5)."""

from odoo.tests import tagged

from .access_common import AccessCommon

KEYS = ("customer_name", "industry", "province", "stage", "department", "phone")


@tagged("-at_install", "post_install")
class TestAccessPerformance(AccessCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        partners = cls.env["res.partner"].create(
            [{"name": f"甲{number}"} for number in range(80)]
        )
        cls.many = cls.env["customer.dossier"].create(
            [
                {
                    "partner_id": partner.id,
                    "user_id": cls.salesperson.id,
                    "team_id": cls.team.id,
                    "phone": f"139222{partner.id % 100000:05d}",
                    "tier": "potential",
                }
                for partner in partners
            ]
        )

    def _copies(self, form="view"):
        vals = {"keys": KEYS, "tier": "potential", "form": form}
        return (
            self._handed_over(customer_limit=1, **vals),
            self._handed_over(customer_limit=80, **vals),
        )

    def assert_same(self, work, one, many):
        work(many)  # warm up
        work(one)
        few = self._count_queries(lambda: work(one))
        count = self._count_queries(lambda: work(many))
        self.assertLessEqual(count, few + 1)
        self.assertLess(count, 60)

    def test_reading_1_and_80_rows(self):
        one, many = self._copies()
        self.assertEqual(many.get_copy_rows()["total"], 80)
        self.assert_same(lambda request: request.get_copy_rows(), one, many)
        self.assert_same(self._copy, one, many)

    def test_downloading_1_and_80_rows(self):
        self.company.access_max_downloads = 99
        one, many = self._copies("xlsx")
        self.assert_same(lambda request: request._download("xlsx"), one, many)

    def test_listing_1_and_20_requests(self):
        requests = self.Request.concat(
            *(self._submitted(customer_limit=1) for _number in range(20))
        )
        views = self.Request.get_view(view_type="list")["models"]
        names = views["customer.access.request"]

        def work(some):
            for user in (self.marketing, self.supervisor, self.officer):
                some.with_user(user).web_read({name: {} for name in names})

        work(requests)
        few = self._count_queries(lambda: work(requests[:1]))
        count = self._count_queries(lambda: work(requests))
        self.assertLessEqual(count, few + 3)
