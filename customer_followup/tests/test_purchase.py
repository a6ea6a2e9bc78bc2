"""What a customer bought (D4), and who is told what was paid (V1)."""

from datetime import date
from unittest.mock import patch

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import SQL
from odoo.tools.misc import file_open

from .common import CustomerFollowupCommon
from .scan import find_in_database


@tagged("-at_install", "post_install")
class TestPurchase(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dossier = cls._create_dossier("王小明")
        cls.colleagues = cls._create_dossier("乙", user_id=cls.salesperson_2.id)
        cls.foreign = cls._create_dossier("丙", user_id=cls.manager.id, team_id=False)
        cls.mine = cls.dossier.with_user(cls.salesperson)

    def _buy(self, dossier=None, user=None, **vals):
        Purchase = self.env["customer.purchase"].with_user(user or self.salesperson)
        vals = {"product": "Forklift", "date": "2026-01-15", **vals}
        return Purchase.create({"dossier_id": (dossier or self.dossier).id, **vals})

    def _amount_policy(self, **levels):
        self.env["customer.privacy.policy"].search(
            [("company_id", "=", self.company.id), ("sensitivity", "=", "amount")]
        ).write(levels)

    # ------------------------------------------------------------
    # Typed lines
    # ------------------------------------------------------------

    def test_history_totals_and_repeats(self):
        self._buy(amount="25.6万", quantity=2, unit="pcs", source="SO-1")
        self._buy(amount="671,234.50", date="2026-03-02")
        self._buy(product="Crane", date="2026-02-01")
        self.assertEqual(self.mine.purchase_count, 3)
        self.assertEqual(self.mine.last_purchase_date, date(2026, 3, 2))
        self.assertEqual(self.mine.repeat_purchases, "Forklift ×2")
        history = self.mine.purchase_history_ids
        self.assertEqual(history.mapped("product"), ["Forklift", "Crane", "Forklift"])
        self.assertEqual(history.mapped("amount"), ["****", False, "****"])
        self.assertEqual(self.mine.purchase_total, "****")
        self.assertFalse(find_in_database(self.env, ["671234", "927234"]))

    def test_total_is_revealed_or_seen_in_full(self):
        """V1"""
        self._buy(amount="256000")
        self._buy(amount="0.5")
        shown = self.mine.reveal("purchase_total", "Preparing the offer")
        self.assertEqual(shown["value"], "256,000.50")
        viewer = self.dossier.with_user(self._create_user("looks", "viewer"))
        self.assertEqual(viewer.purchase_total, "****")
        with self.assertRaises(AccessError):
            viewer.reveal("purchase_total", "Curious")
        self._amount_policy(owner="full")
        self.env.invalidate_all()
        self.assertEqual(self.mine.purchase_total, "256,000.50")
        amounts = self.mine.purchase_history_ids.mapped("amount")
        self.assertEqual(sorted(amounts), ["0.50", "256,000.00"])
        masked = self.mine.with_context(customer_masked=True)
        self.assertEqual(masked.purchase_history_ids.mapped("amount"), ["****"] * 2)

    def test_what_is_no_amount_or_quantity_is_refused(self):
        for vals in ({"amount": "a lot"}, {"amount": "5-8 万"}):
            with self.subTest(vals), self.assertRaises(ValidationError):
                self._buy(**vals)

    def test_texts_say_nothing_personal(self):
        purchase = self._buy(product="For 13900002001", source="a.b@example.com")
        self.assertEqual(purchase.product, "For 139****2001")
        self.assertEqual(purchase.source, "a***@example.com")

    def test_erased_with_the_person(self):
        """V5"""
        purchase = self._buy(amount="256000", source="SO-1").sudo()
        sections = self.dossier._personal_document()["sections"]
        [section] = [each for each in sections if each["title"] == "Purchase"]
        self.assertIn("256000.00", [line["text"] for line in section["lines"]])
        self.dossier._erase("Asked for it")
        self.assertEqual(purchase.product, "Forklift")
        self.assertFalse(purchase.amount or purchase.source)
        self.assertFalse(purchase._open_values()[purchase.id])

    def test_who_buys_was_heard_of(self):
        """D4, D9"""
        self.dossier.first_contact_date = "2020-01-01"
        self._buy(date="2021-03-02")
        self._buy(date="2020-05-01")
        self.assertEqual(self.dossier.last_interaction_at.date(), date(2021, 3, 2))

    def test_timeline(self):
        self._buy(quantity=2, unit="pcs")
        entries = self.mine.timeline(kinds=["purchase"])["entries"]
        self.assertEqual(
            [(each["title"], each["text"]) for each in entries],
            [("Bought: Forklift", "2 pcs")],
        )

    # ------------------------------------------------------------
    # Who
    # ------------------------------------------------------------

    def test_seen_and_recorded_by_role(self):
        purchases = self._buy() + self._buy(self.colleagues, self.supervisor)
        purchases += self._buy(self.foreign, self.manager)
        viewer = self._create_user("looks", "viewer")
        customers = purchases.sudo().dossier_id.ids
        for user, count in (
            (self.salesperson, 1),
            (self.supervisor, 2),
            (self.manager, 3),
            (viewer, 3),
        ):
            for model in ("customer.purchase", "customer.purchase.history"):
                found = self.env[model].with_user(user)
                found = found.search([("dossier_id", "in", customers)])
                with self.subTest(user=user.login, model=model):
                    self.assertEqual(len(found), count)
        for user in (self.salesperson, viewer, self.outsider):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._buy(self.colleagues, user)
        with self.assertRaises(AccessError):
            purchases[0].with_user(self.salesperson).unlink()
        with self.assertRaises(AccessError):
            purchases[0].write({"dossier_id": self.colleagues.id})
        with self.assertRaises(AccessError):
            self._buy(user_id=self.manager.id)

    # ------------------------------------------------------------
    # Imported
    # ------------------------------------------------------------

    def test_template_is_imported_as_it_is(self):
        """Odoo's own import reads the file that it offers, in both languages."""
        self.dossier.sudo()._write({"number": "C20269999"})
        self.env["res.lang"]._activate_lang("zh_CN")
        for lang, product in (("en_US", "Spare parts"), ("zh_CN", "备件")):
            env = self.env(
                user=self.salesperson, context={**self.env.context, "lang": lang}
            )
            [template] = env["customer.purchase"].get_import_templates()
            with file_open(template["template"].lstrip("/"), "rb") as file:
                content = file.read()
            wizard = env["base_import.import"].create(
                {
                    "res_model": "customer.purchase",
                    "file": content,
                    "file_name": "purchases.xlsx",
                    "file_type": "application/vnd.openxmlformats-officedocument"
                    ".spreadsheetml.sheet",
                }
            )
            options = {"has_headers": True, "quoting": '"', "sheet": ""}
            preview = wizard.parse_preview(options)
            names = [preview["matches"][place] for place in range(7)]
            self.assertEqual(
                [name[0] for name in names],
                [
                    *("dossier_id", "date", "product", "quantity"),
                    *("unit", "amount", "source"),
                ],
            )
            self.dossier.sudo()._write({"number": "C20260001"})
            done = wizard.execute_import(
                [name[0] for name in names], preview["headers"], preview["options"]
            )
            self.assertFalse(done["messages"])
            found = env["customer.purchase"].search([("product", "=", product)])
            self.assertEqual(found.dossier_id, self.dossier)
            self.assertEqual(
                found._open_values(["amount"])[found.id], {"amount": "12800.50"}
            )

    # ------------------------------------------------------------
    # Orders
    # ------------------------------------------------------------

    def test_orders_are_read_with_what_was_typed(self):
        """A stand-in for Odoo's sales: ``bin/prove sale`` has the real ones."""
        self._buy(amount="1000")
        History = type(self.env["customer.purchase.history"])
        order = SQL(
            "SELECT 9001, %s, %s, DATE '2026-05-01', 'Crane', 1.0, 'pcs', 'S0001',"
            " 'order', 4500, 2500.0::float",
            self.dossier.id,
            self.company.id,
        )
        query = self.env["customer.purchase.history"]._typed_query()
        with patch.object(
            History, "_table_query", SQL("%s UNION ALL %s", query, order)
        ):
            self.assertEqual(self.mine.purchase_count, 2)
            self.assertEqual(self.mine.last_purchase_date, date(2026, 5, 1))
            history = self.mine.purchase_history_ids
            self.assertEqual(history.mapped("amount"), ["****", "****"])
            shown = self.mine.reveal("purchase_total", "Preparing the offer")
            self.assertEqual(shown["value"], "3,500.00")
            with self.assertRaises(AccessError):
                history.read(["order_amount"])

    def test_reading_1_and_80_takes_the_same_queries(self):
        for number in range(80):
            self._buy(product=f"Part {number}", amount=str(1000 + number))
        other = self._create_dossier("丁")
        self._buy(other, amount="5")
        self._amount_policy(owner="full")

        def read(dossier):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            lines = dossier.with_user(self.salesperson).purchase_history_ids
            lines.read(["product", "amount", "date"])
            return self.env.cr.sql_log_count - before

        read(self.dossier)  # warm up
        self.assertEqual(read(other), read(self.dossier))
