"""The opportunity that a submission opens (S8, D3, D7)."""

from datetime import date, timedelta

from odoo.tests import tagged

from .common import PHONE, CustomerFollowupCommon


@tagged("-at_install", "post_install")
class TestAcceptanceLead(CustomerFollowupCommon):
    def test_need_intent_or_closing_opens_an_opportunity(self):
        """S8"""
        for answers in (
            {"need": "20 forklifts"},
            {"intent": "low"},
            {"expected_closing": "2026-12-24"},
        ):
            with self.subTest(answers):
                submission = self._register(customer_name="王小明", **answers)
                self.assertEqual(submission.lead_id.dossier_id, submission.dossier_id)

    def test_opportunity_says_what_was_answered(self):
        """D3, D7"""
        submission = self._register(
            customer_name="王小明",
            intent="high",
            need="20 forklifts\nby May",
            expected_closing="2026-12-24",
            source="exhibition",
            referrer="Uncle",
            followup_stage="proposal_sent",
        )
        lead = submission.lead_id
        self.assertEqual(lead.type, "opportunity")
        self.assertEqual(lead.name, f"{submission.number} 20 forklifts")
        self.assertEqual(lead.priority, "2")
        self.assertEqual(lead.date_deadline, date(2026, 12, 24))
        self.assertEqual(lead.core_need, "20 forklifts\nby May")
        self.assertFalse(lead.description, "Odoo's notes are for staff")
        self.assertEqual(lead.source_id.name, "Exhibition")
        self.assertEqual(lead.referred, "U*")
        opened = lead._open_values(["referred"])[lead.id]
        self.assertEqual(opened, {"referred": "Uncle"})
        self.assertEqual(lead.stage_id, self.env.ref("crm.stage_lead3"))
        self.assertEqual(lead.user_id, submission.dossier_id.user_id)

    def test_opportunitys_name_says_nothing_personal(self):
        """V1"""
        submission = self._register(
            customer_name="王小明", need="我是王小明, 电话 139-0000-2001, 要叉车"
        )
        self.assertNotIn("王小明", submission.lead_id.name)
        self.assertNotIn("2001", submission.lead_id.name.split(" ", 1)[1])
        nameless = self._register(customer_name="李雷", intent="low")
        self.assertEqual(nameless.lead_id.name, f"{nameless.number} Registration")

    def test_need_is_text_not_markup(self):
        need = "<img src=x onerror=alert(1)>"
        first = self._register(customer_name="王小明", phone=PHONE, need="Forklift")
        self._register(customer_name="王小明", phone=PHONE, need=need)
        self.assertIn(need, first.lead_id.core_need)
        self.assertNotIn("<img", str(first.lead_id.message_ids[0].body))

    def test_signed_is_won(self):
        lead = self._register(
            customer_name="王小明", intent="high", followup_stage="signed"
        ).lead_id
        self.assertEqual((lead.won_status, lead.probability), ("won", 100))
        self.assertTrue(lead.date_closed)

    def test_one_source_whatever_the_language(self):
        """The visitor's language does not make a second source."""
        self.env["res.lang"]._activate_lang("zh_CN")
        option = self._field(self.form, "source").option_ids[0]
        option.with_context(lang="zh_CN").name = "展会"
        self.form.action_publish()
        first = self._register(customer_name="甲", source="exhibition")
        form = self.form.with_context(lang="zh_CN")
        second = self._submit(form, {"customer_name": "乙", "source": "exhibition"})
        self.assertEqual(first.dossier_id.source_id, second.dossier_id.source_id)

    def test_one_industry_whatever_the_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        industry = self.env["res.partner.industry"].create({"name": "Zeppelins"})
        industry.with_context(lang="zh_CN").name = "飞艇"
        form = self.form.with_context(lang="zh_CN")
        submission = self._submit(
            form, {"customer_name": "甲", "industry": "zeppelins"}
        )
        self.assertEqual(submission.dossier_id.industry_id, industry)

    def test_agreed_contact_goes_under_the_clock(self):
        tomorrow = self._today() + timedelta(days=3)
        dossier = self._register(
            customer_name="王小明", next_contact=str(tomorrow)
        ).dossier_id
        self.assertEqual(dossier.activity_ids.date_deadline, tomorrow)
        self.assertEqual(dossier.activity_ids.user_id, dossier.user_id)
