"""With Odoo's sales: who orders was heard of (D4). Run by ``tests/prove/sale.sh``."""

from datetime import date, datetime, timedelta

from freezegun import freeze_time

from odoo import Command, fields
from odoo.tests import tagged

from odoo.addons.customer_followup.tests.common import CustomerFollowupCommon

MORNING = datetime(2026, 6, 1, 8, 0)


@tagged("-at_install", "post_install")
class TestSaleOrders(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # As users work: the chatter of an order notes what becomes of it.
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": False})
        cls.product = cls.env["product.product"].create(
            {"name": "Crane", "type": "service", "list_price": 2500, "taxes_id": False}
        )
        with freeze_time("2026-01-05 09:00:00"):
            cls.dossier = cls._create_dossier("甲有限公司", kind="company")
        cls.seller = cls._create_user("cf_seller", "user")
        cls.seller.group_ids += cls.env.ref("sales_team.group_sale_salesman_all_leads")

    def _quote(self, partner=None, **vals):
        order = self.env["sale.order"].create(
            {
                "partner_id": (partner or self.dossier.partner_id).id,
                "company_id": self.company.id,
                "order_line": [Command.create({"product_id": self.product.id})],
                **vals,
            }
        )
        # The chatter tells what comes after this.
        self._note()
        return order

    def _confirm(self, order, moment=MORNING):
        with freeze_time(moment):
            order.with_user(self.seller).action_confirm()
            self._note()

    def _note(self):
        """The chatter notes changes when the transaction is about to end."""
        self.env.flush_all()
        self.env.cr.precommit.run()

    def assert_heard(self, moment, dossier=None):
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual((dossier or self.dossier).last_interaction_at, moment)

    # ------------------------------------------------------------
    # Last interaction
    # ------------------------------------------------------------

    def test_a_confirmed_order_is_heard_of(self):
        before = self.dossier.last_interaction_at
        order = self._quote()
        self.assert_heard(before)
        self._confirm(order)
        self.assert_heard(MORNING)

    def test_a_cancelled_order_is_heard_of_and_a_quotation_is_not(self):
        order, quotation = self._quote(), self._quote()
        self._confirm(order)
        later = MORNING + timedelta(days=3)
        with freeze_time(later + timedelta(days=1)):
            quotation.action_cancel()
        self.assert_heard(MORNING)
        with freeze_time(later):
            order.action_cancel()
        self.assert_heard(later)

    def test_an_order_of_somebody_at_the_customer(self):
        person = self.env["res.partner"].create(
            {
                "name": "Purchasing",
                "type": "delivery",
                "parent_id": self.dossier.partner_id.id,
            }
        )
        self._confirm(self._quote(person))
        self.assert_heard(MORNING)

    def test_an_order_of_before_and_of_others(self):
        """Imported orders say when they were; those of another company are not ours."""
        other = self._create_dossier("乙有限公司", kind="company")
        before = other.last_interaction_at
        self._quote(state="sale", date_order=MORNING)
        self.assert_heard(MORNING)
        self.assert_heard(before, other)
        there = self._quote(company_id=self.company_2.id)
        with freeze_time(MORNING + timedelta(days=1)):
            there.with_company(self.company_2).action_confirm()
        self.assert_heard(MORNING)

    def test_a_contact_that_ordered_becomes_a_customer(self):
        partner = self.env["res.partner"].create(
            {"name": "丙有限公司", "is_company": True}
        )
        self._confirm(self._quote(partner))
        with freeze_time("2026-07-01"):
            dossier = self._create_dossier(partner_id=partner.id)
        self.assert_heard(MORNING, dossier)

    def test_many_orders_take_the_queries_of_one(self):
        def count(number):
            partners = (
                self.env["customer.dossier"]
                .union(
                    *(
                        self._create_dossier(f"{number}-{n}公司", kind="company")
                        for n in range(number)
                    )
                )
                .partner_id
            )
            orders = self.env["sale.order"].union(
                *(self._quote(each) for each in partners)
            )
            self._note()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            orders.env["customer.dossier"].sudo()._of_orders(orders.sudo())
            return self.env.cr.sql_log_count - before

        count(1)
        self.assertEqual(count(1), count(20))

    # ------------------------------------------------------------
    # Timeline and purchases
    # ------------------------------------------------------------

    def _orders_told(self, user):
        self.env.invalidate_all()
        told = self.dossier.with_user(user).timeline(kinds=["purchase"])["entries"]
        return [each for each in told if each["key"].startswith("order-")]

    def test_orders_are_in_the_timeline(self):
        """D4: by number and state; amounts are in no entry, the order is for its reader."""
        self.dossier.user_id = self.salesperson
        order = self._quote()
        self._note()
        self._confirm(order)
        with freeze_time(MORNING + timedelta(days=1)):
            order.with_user(self.seller).action_cancel()
            self._note()
        told = self._orders_told(self.manager)
        self.assertEqual(
            [each["text"] for each in told],
            ["Status: Sales Order → Cancelled", "Status: Quotation → Sales Order"],
        )
        self.assertEqual(
            {each["title"] for each in told}, {f"Sales order {order.name}"}
        )
        self.assertEqual(told[1]["when"], fields.Datetime.to_string(MORNING))
        self.assertNotIn("2,500", str(told))
        self.assertNotIn("2500", str(told))
        viewer = self._create_user("cf_viewer", "viewer")
        self.assertEqual(len(self._orders_told(viewer)), 2)
        self.assertFalse(self._orders_told(viewer)[0]["res_model"])
        self.seller.group_ids += self.env.ref(
            "customer_forms.customer_forms_group_manager"
        )
        self.assertEqual(self._orders_told(self.seller)[0]["res_model"], "sale.order")

    def test_pages_of_orders_neither_lose_nor_repeat(self):
        for _each in range(4):
            self._confirm(self._quote())
        seen, after = [], None
        while True:
            page = self.dossier.timeline(after, kinds=["purchase"], limit=3)
            seen += [entry["key"] for entry in page["entries"]]
            after = page["next"]
            if not after:
                break
        self.assertEqual(len(seen), len(set(seen)))
        self.assertEqual(sum(key.startswith("order-") for key in seen), 4)

    def test_lines_are_purchases_as_long_as_they_are_confirmed(self):
        order = self._quote()
        self.assertEqual(self.dossier.purchase_count, 0)
        self._confirm(order)
        self.env.invalidate_all()
        self.assertEqual(self.dossier.purchase_count, 1)
        self.assertEqual(self.dossier.last_purchase_date, date(2026, 6, 1))
        mine = self.dossier.purchase_history_ids
        self.assertEqual(
            (mine.product, mine.source, mine.origin), ("Crane", order.name, "order")
        )
        action = mine.action_open_document()
        self.assertEqual(
            (action["res_model"], action["res_id"]), ("sale.order", order.id)
        )
        self.assertEqual(
            self.dossier._open_values(["purchase_total"])[self.dossier.id],
            {"purchase_total": "2,500.00"},
        )
        order.action_cancel()
        self.env.invalidate_all()
        self.assertEqual(self.dossier.purchase_count, 0)

    def test_a_merge_takes_orders_along(self):
        """D2: contacts of orders go to the customer that is kept."""
        other = self._create_dossier("甲有限公司分店", kind="company")
        self._confirm(self._quote(other.partner_id))
        self.env["customer.merge"]._merge(self.dossier, other)
        self.env.invalidate_all()
        self.assertEqual(self.dossier.purchase_count, 1)
        self.assert_heard(MORNING)
