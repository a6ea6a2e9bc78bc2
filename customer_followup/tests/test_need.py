"""What a customer asks for, on the opportunity (D3, D12)."""

from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from ..tools.by_engine import BY_ENGINE
from .common import PHONE, CustomerFollowupCommon
from .scan import find_in_database


@tagged("-at_install", "post_install")
class TestNeed(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dossier = cls._create_dossier("王小明", phone=PHONE)
        cls.lead = cls._create_lead(cls.dossier)
        cls.mine = cls.lead.with_user(cls.salesperson)

    # ------------------------------------------------------------
    # Budget
    # ------------------------------------------------------------

    def test_budget_is_kept_as_said_and_read(self):
        """D3, V1, V2"""
        self.mine.budget = "67.1-89.3 万"
        self.assertEqual(self.lead.budget, "****")
        self.assertEqual(
            self.lead._open_values(["budget", "budget_min", "budget_max"])[
                self.lead.id
            ],
            {
                "budget": "67.1-89.3 万",
                "budget_min": "671000.00",
                "budget_max": "893000.00",
            },
        )
        self.assertFalse(
            find_in_database(self.env, ["67.1-89.3", "671000.00", "893000.00"])
        )
        self.mine.budget = "up to 50k"
        opened = self.lead._open_values()[self.lead.id]
        self.assertEqual(opened, {"budget": "up to 50k", "budget_max": "50000.00"})
        self.mine.budget = False
        self.assertFalse(self.lead._open_values()[self.lead.id])

    def test_budget_is_shown_to_those_entitled(self):
        """V1: revealed by who follows the customer, in full where the company says so."""
        self.mine.budget = "5-8 万"
        self.assertEqual(self.mine.read(["budget"])[0]["budget"], "****")
        shown = self.mine.reveal("budget", "Preparing the offer")
        self.assertEqual(shown["value"], "5-8 万")
        viewer = self._create_user("looks", "viewer")
        with self.assertRaises(AccessError):
            self.lead.with_user(viewer).reveal("budget", "Curious")
        policy = self.env["customer.privacy.policy"].search(
            [("company_id", "=", self.company.id), ("sensitivity", "=", "amount")]
        )
        policy.owner = "full"
        self.assertEqual(self.mine.read(["budget"])[0]["budget"], "5-8 万")

    def test_what_is_no_budget_is_refused_with_an_example(self):
        for said in ("看情况", "8-5万", "****1"):
            with self.subTest(said), self.assertRaises(ValidationError):
                self.mine.budget = said
        self.lead.with_context(customer_as_said=BY_ENGINE).budget = "看情况"
        opened = self.lead._open_values()[self.lead.id]
        self.assertEqual(opened, {"budget": "看情况"})

    def test_bounds_are_read_not_written(self):
        for vals in (
            {"budget_min": "1"},
            {"budget_max": "1"},
            {"purchase_to": "2026-01-01"},
        ):
            with self.subTest(vals), self.assertRaises(AccessError):
                self.mine.write(vals)
            with self.subTest(vals), self.assertRaises(AccessError):
                self.mine.create({"name": "x", **vals})

    def test_budget_is_masked_in_texts_about_the_need(self):
        self.mine.write(
            {"budget": "67.1 万", "core_need": "预算67.1万，电话13900002001"}
        )
        self.assertEqual(self.lead.core_need, "预算****，电话139****2001")
        self.lead.message_post(body="He has 671,000 for it")
        self.assertIn("He has ****", str(self.lead.message_ids[0].body))

    # ------------------------------------------------------------
    # Time of purchase and priority
    # ------------------------------------------------------------

    @freeze_time("2026-03-05 04:00:00")
    def test_time_of_purchase_feeds_closing_and_priority(self):
        """D3: high within 1 month, medium within 3 months, low later."""
        for said, last, priority in (
            ("Q3/2026", date(2026, 9, 30), "0"),
            ("2026年5月", date(2026, 5, 31), "1"),
            ("urgent", date(2026, 3, 12), "2"),
        ):
            with self.subTest(said):
                self.mine.purchase_time = said
                self.assertEqual(self.lead.purchase_time, said)
                self.assertEqual(self.lead.purchase_to, last)
                self.assertEqual(self.lead.date_deadline, last)
                self.assertEqual(self.lead.priority, priority)
                self.assertTrue(self.lead.is_priority_proposed)
        self.assertEqual(self.dossier.intent, "high")
        self.assertEqual(self.dossier.expected_closing, date(2026, 3, 12))

    @freeze_time("2026-03-05 04:00:00")
    def test_what_was_set_by_hand_stays(self):
        self.mine.write(
            {"purchase_time": "2026-05", "date_deadline": "2026-06-15", "priority": "2"}
        )
        self.mine.purchase_time = "2026-12"
        self.assertEqual(self.lead.date_deadline, date(2026, 6, 15))
        self.assertEqual(self.lead.priority, "2")
        self.assertEqual(self.lead.proposed_priority, "low")
        self.assertFalse(self.lead.is_priority_proposed)
        self.mine.action_take_proposed_priority()
        self.assertEqual(self.lead.priority, "0")

    @freeze_time("2026-03-05 04:00:00")
    def test_the_proposal_follows_the_calendar(self):
        self.mine.purchase_time = "2026-08"
        self.assertEqual(self.lead.priority, "0")
        with freeze_time("2026-08-02 04:00:00"):
            self.env.invalidate_all()
            self.assertEqual(self.lead.proposed_priority, "high")
            self.assertEqual(self.lead.priority, "0", "nobody changed it")

    @freeze_time("2026-03-05 04:00:00")
    def test_form_shows_at_once_what_was_understood(self):
        with Form(self.mine) as form:
            form.purchase_time = "下个月"
            self.assertEqual(form.purchase_to, date(2026, 4, 30))
            self.assertEqual(form.date_deadline, date(2026, 4, 30))
            self.assertEqual(form.priority, "1")
            form.budget = "5-8 万"
        self.assertEqual(self.lead.purchase_to, date(2026, 4, 30))
        with self.assertRaises(ValidationError):
            self.mine.purchase_time = "以后再说"

    @freeze_time("2026-03-05 04:00:00")
    def test_new_opportunities_have_it_too(self):
        lead = self._create_lead(self.dossier, purchase_time="within 2 weeks")
        self.assertEqual(lead.date_deadline, date(2026, 3, 19))
        lead = self.mine.create({"name": "x", "purchase_time": "within 2 weeks"})
        self.assertEqual(lead.priority, "2")

    # ------------------------------------------------------------
    # Key need
    # ------------------------------------------------------------

    def test_words_of_the_company_make_a_key_need(self):
        self.company.key_need_words = "独家代理\n Framework Contract \n"
        self.mine.core_need = "想谈独家代理"
        self.assertTrue(self.lead.is_key_need)
        self.mine.is_key_need = False
        self.mine.expected_need = "Training"
        self.assertFalse(self.lead.is_key_need, "it was decided by hand")
        self.mine.expected_need = "A framework contract"
        self.assertTrue(self.lead.is_key_need)
        other = self._create_lead(self.dossier, core_need="framework contract")
        self.assertTrue(other.is_key_need)

    # ------------------------------------------------------------
    # Result
    # ------------------------------------------------------------

    def test_lost_needs_a_reason(self):
        """D12"""
        reason = self.env.ref("crm.lost_reason_1")
        with self.assertRaises(UserError):
            self.mine.action_set_lost()
        dialog = self.env["crm.lead.lost"].with_user(self.salesperson)
        dialog = dialog.create({"lead_ids": self.lead.ids, "lost_feedback": "Dear"})
        with self.assertRaises(UserError):
            dialog.action_lost_reason_apply()
        dialog.write({"lost_reason_id": reason.id, "lost_feedback": f"Call {PHONE}"})
        dialog.action_lost_reason_apply()
        self.assertEqual(self.lead.won_status, "lost")
        self.assertEqual(self.lead.lost_reason_id, reason)
        self.assertEqual(self.lead.result_summary, "Call 139****2001")

    def test_merged_opportunities_keep_the_history(self):
        other = self._create_lead(
            self.dossier, core_need="Forklift", budget="5 万", purchase_time="2030-01"
        )
        self.lead.core_need = "Crane"
        followup = self.env["customer.followup"].create(
            {"dossier_id": self.dossier.id, "lead_id": other.id}
        )
        kept = (self.lead + other).merge_opportunity()
        self.assertEqual(set(kept.core_need.splitlines()), {"Crane", "Forklift"})
        self.assertEqual(kept.purchase_to, date(2030, 1, 31))
        self.assertEqual(kept._open_values(["budget"])[kept.id], {"budget": "5 万"})
        self.assertEqual(followup.lead_id, kept)

    def test_erased_with_the_person(self):
        """V5"""
        self.lead.write({"core_need": "Crane", "budget": "5 万"})
        document = self.lead._personal_document()
        lines = {each["key"]: each["text"] for each in document["sections"][0]["lines"]}
        self.assertEqual((lines["core_need"], lines["budget"]), ("Crane", "5 万"))
        self.lead._erase("Asked for it")
        self.assertFalse(self.lead.core_need or self.lead.budget)
        self.assertFalse(self.lead._open_values()[self.lead.id])
