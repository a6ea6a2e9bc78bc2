"""What a submission says of the need goes to the opportunity (D3, S8)."""

from datetime import date, timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged

from .common import PHONE, CustomerFollowupCommon
from .scan import find_in_database


@tagged("-at_install", "post_install")
class TestSubmissionNeed(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.need_form = cls._publish(cls._make_form("money"))

    @classmethod
    def _make_form(cls, budget_type):
        return cls._create_form(
            [
                cls._question("customer_name"),
                cls._question("phone", "phone"),
                {**cls._question("need", "multi"), "options": ["buy", "cooperate"]},
                cls._question("expected_need", "longtext"),
                cls._question("product_preference"),
                cls._question("key_need", options=["yes", "no"]),
                cls._question("priority", options=["high", "medium", "low"]),
                cls._question("budget", budget_type),
                cls._question("purchase_time"),
            ],
            name="Needs",
            department_ids=cls.team.ids,
        )

    def _ask(self, form=None, **answers):
        who = {"customer_name": "王小明", "phone": PHONE}
        return self._submit(form or self.need_form, {**who, **answers})

    # ------------------------------------------------------------
    # Every answer has its place
    # ------------------------------------------------------------

    @freeze_time("2026-03-05 04:00:00")
    def test_every_answer_has_its_place(self):
        lead = self._ask(
            need=["buy", "cooperate"],
            expected_need="Training",
            product_preference="T-100",
            key_need="yes",
            budget="671234.5",
            purchase_time="2026年二季度",
        ).lead_id
        self.assertEqual(lead.core_need, "Buy, Cooperate")
        self.assertEqual(lead.expected_need, "Training")
        self.assertEqual(lead.product_preference, "T-100")
        self.assertTrue(lead.is_key_need)
        self.assertEqual(lead.purchase_time, "2026年二季度")
        self.assertEqual(lead.purchase_to, date(2026, 6, 30))
        self.assertEqual(lead.date_deadline, date(2026, 6, 30))
        self.assertEqual(lead.priority, "0", "in more than three months")
        self.assertEqual(lead.budget, "****")
        self.assertEqual(
            lead._open_values(["budget_max"])[lead.id], {"budget_max": "671234.50"}
        )
        self.assertFalse(find_in_database(self.env, ["671234"]))

    @freeze_time("2026-03-05 04:00:00")
    def test_priority_is_said_else_proposed(self):
        for answers, priority in (
            ({"purchase_time": "urgent"}, "2"),
            ({"purchase_time": "urgent", "priority": "low"}, "0"),
            ({"purchase_time": "urgent", "priority": "medium"}, "1"),
        ):
            with self.subTest(answers):
                self.env.company.same_need_days = 0
                self.assertEqual(self._ask(**answers).lead_id.priority, priority)

    def test_unknown_words_are_kept_as_said(self):
        form = self._publish(self._make_form("text"))
        lead = self._ask(form, budget="看情况", purchase_time="以后再说").lead_id
        self.assertEqual(lead.purchase_time, "以后再说")
        self.assertFalse(lead.purchase_to or lead.date_deadline)
        self.assertEqual(lead._open_values()[lead.id], {"budget": "看情况"})
        lead.with_user(self.salesperson).write({"name": "Saved again"})

    def test_chosen_budget_is_its_label(self):
        form = self._make_form("select")
        field = self._field(form, "budget")
        self.env["customer.form.option"].create(
            {"field_id": field.id, "key": "medium", "name": "50k-100k"}
        )
        lead = self._ask(self._publish(form), budget="medium").lead_id
        self.assertEqual(
            lead._open_values()[lead.id],
            {
                "budget": "50k-100k",
                "budget_min": "50000.00",
                "budget_max": "100000.00",
            },
        )

    def test_no_is_no_need(self):
        self.assertFalse(self._ask(key_need="no").lead_id)
        self.assertTrue(self._ask(key_need="yes").lead_id)

    # ------------------------------------------------------------
    # The same need once more
    # ------------------------------------------------------------

    def test_asking_again_adds_to_the_open_opportunity(self):
        """S8: one need, one opportunity."""
        first = self._ask(need=["buy"], budget="50000")
        lead = first.lead_id
        again = self._ask(
            need=["cooperate"], budget="671234", product_preference="T-100"
        )
        self.assertEqual(again.lead_id, lead)
        self.assertEqual(len(first.dossier_id.lead_ids), 1)
        self.assertEqual(lead.core_need, "Buy\nCooperate")
        self.assertEqual(lead.product_preference, "T-100")
        opened = lead._open_values(["budget"])[lead.id]
        self.assertEqual(opened["budget"], "50000", "what is settled stays")
        note = str(lead.message_ids[0].body)
        self.assertIn(again.number, note)
        self.assertIn("T-100", note)
        self.assertIn("****", note)
        self.assertFalse(find_in_database(self.env, ["671234"]))
        due = first.dossier_id.activity_ids.filtered(
            lambda activity: "Asked again" in (activity.summary or "")
        )
        self.assertEqual(due.user_id, first.dossier_id.user_id)

    def test_the_same_words_again_change_nothing(self):
        lead = self._ask(need=["buy"]).lead_id
        self._ask(need=["buy"])
        self.assertEqual(lead.core_need, "Buy")

    def test_another_need_opens_another_opportunity(self):
        first = self._ask(need=["buy"])
        other_form = self._register(customer_name="王小明", phone=PHONE, need="Crane")
        self.assertNotEqual(other_form.lead_id, first.lead_id)
        first.lead_id.action_set_lost()
        self.assertNotEqual(self._ask(need=["buy"]).lead_id, first.lead_id)

    def test_after_the_days_it_is_another_need(self):
        first = self._ask(need=["buy"])
        self.env.company.same_need_days = 10
        with freeze_time(fields.Datetime.now() + timedelta(days=11)):
            later = self._ask(need=["buy"])
        self.assertNotEqual(later.lead_id, first.lead_id)
        self.env.company.same_need_days = 0
        self.assertNotEqual(self._ask(need=["buy"]).lead_id, later.lead_id)

    def test_two_in_one_batch(self):
        self.need_form.has_auto_accept = False
        submissions = self._ask(need=["buy"]) + self._ask(need=["cooperate"])
        submissions.action_accept()
        self.assertEqual(len(submissions.lead_id), 1)
        self.assertEqual(submissions.lead_id.core_need, "Buy\nCooperate")
