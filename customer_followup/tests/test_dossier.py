from datetime import date

from psycopg2 import IntegrityError

from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import E164, CustomerFollowupCommon


@tagged("-at_install", "post_install")
class TestDossier(CustomerFollowupCommon):
    def test_number_comes_from_the_series_of_the_company(self):
        """D1"""
        first, second = self._create_dossier("甲"), self._create_dossier("乙")
        self.assertRegex(first.number, r"^C\d{4}\d{4}$")
        self.assertEqual(int(second.number[1:]), int(first.number[1:]) + 1)

    def test_by_hand_the_name_is_enough(self):
        """D1"""
        partner = self.env["res.partner"].create({"name": "李雷"})
        with Form(self.env["customer.dossier"].with_user(self.salesperson)) as form:
            form.partner_id = partner
        dossier = form.record
        self.assertTrue(dossier.number)
        self.assertEqual(dossier.user_id, self.salesperson)
        self.assertEqual(dossier.team_id, self.team)
        self.assertEqual(dossier.kind, "individual")

    def test_an_organisation_typed_as_a_person_is_one(self):
        """D1: nobody has to type the name again, and it is no secret."""
        with Form(self.env["customer.dossier"].with_user(self.salesperson)) as form:
            form.name = "测试甲有限公司"
            self.assertEqual(
                (form.kind, form.customer_name), ("company", "测试甲有限公司")
            )
            form.kind = "individual"
            self.assertEqual(form.name, "测试甲有限公司")
            form.kind = "company"
        dossier = form.record
        self.assertEqual(dossier.display_name, f"{dossier.number} 测试甲有限公司")
        self.assertFalse(dossier.name)

    def test_quick_create_by_name(self):
        Dossier = self.env["customer.dossier"].with_user(self.salesperson)
        dossier_id, _name = Dossier.name_create("宁波东海模具厂")
        self.assertEqual(Dossier.browse(dossier_id).kind, "company")

    def test_one_dossier_per_customer_and_company(self):
        """D1"""
        dossier = self._create_dossier()
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            dossier.create({"partner_id": dossier.partner_id.id})

    def test_display_name_masks_people(self):
        """V1"""
        person = self._create_dossier("王小明")
        company = self._create_dossier("甲有限公司", kind="company")
        self.assertEqual(person.display_name, f"{person.number} 王*")
        self.assertEqual(company.display_name, f"{company.number} 甲有限公司")

    def test_kind_is_the_contacts(self):
        dossier = self._create_dossier(kind="company")
        self.assertTrue(dossier.partner_id.is_company)
        dossier.partner_id.is_company = False
        self.assertEqual(dossier.kind, "individual")

    def test_phone_is_kept_as_e164_and_shown_masked(self):
        """D2, V1, V2"""
        dossier = self._create_dossier(phone="139 0000 2001", email="A@Example.com")
        self.assertEqual(dossier.phone, "139****2001")
        self.assertEqual(dossier.email, "a***@example.com")
        self.assert_opened(dossier, phone=E164, email="a@example.com")
        dossier.phone = "+49 30 23125010"
        self.assert_opened(dossier, phone="+493023125010")

    def test_extension_survives(self):
        dossier = self._create_dossier(phone="021-58886666 转 12")
        self.assert_opened(dossier, phone="+862158886666;ext=12")
        dossier.phone = dossier.phone
        self.assert_opened(dossier, phone="+862158886666;ext=12")
        dossier.phone = "021-58886666 #12"
        self.assert_opened(dossier, phone="+862158886666;ext=12")

    def test_wrong_phone_and_email_say_what_to_do(self):
        """F7"""
        for vals in ({"phone": "1390000"}, {"phone": "call me"}, {"email": "nobody"}):
            with self.subTest(vals), self.assertRaises(ValidationError):
                self._create_dossier(**vals)

    def test_contact_carries_neither_phone_nor_email(self):
        """D2: every internal user reads contacts"""
        dossier = self._create_dossier(phone=E164, email="a@example.com", intent="high")
        self.assertFalse(dossier.partner_id.phone or dossier.partner_id.email)
        self.assertFalse(dossier.main_lead_id.phone or dossier.main_lead_id.email_from)

    def test_composer_does_not_offer_the_address(self):
        """Sending there would make a contact that carries it."""
        dossier = self._create_dossier(email="a@example.com")
        suggested = dossier._message_get_suggested_recipients()
        self.assertNotIn("a@example.com", [each["email"] for each in suggested])

    def test_intent_follows_open_opportunities(self):
        """D7"""
        dossier = self._create_dossier()
        self.assertFalse(dossier.intent)
        low = self._create_lead(dossier, "low", expected_revenue=100)
        self.assertEqual(dossier.intent, "low")
        high = self._create_lead(dossier, "high", expected_revenue=50)
        self.assertEqual((dossier.intent, dossier.main_lead_id), ("high", high))
        self.assertEqual(dossier.expected_revenue, 150)
        high.action_set_lost()
        self.assertEqual((dossier.intent, dossier.main_lead_id), ("low", low))
        low.action_set_won()
        self.assertEqual((dossier.intent, dossier.expected_revenue), (False, 0))
        self.assertEqual(dossier.main_lead_id, high, "the latest when none is open")

    def test_lost_opportunity_is_the_phase(self):
        dossier = self._create_dossier(intent="low")
        dossier.main_lead_id.action_set_lost()
        self.assertEqual((dossier.won_status, dossier.phase), ("lost", "Lost"))
        self.assertEqual(dossier.lead_count, 1)

    def test_intent_set_on_the_dossier_moves_the_opportunities(self):
        dossier = self._create_dossier()
        low, high = self._create_lead(dossier), self._create_lead(dossier, "high")
        dossier.intent = "medium"
        self.assertEqual((low.priority, high.priority), ("0", "1"))
        self.assertEqual(dossier.intent, "medium")

    def test_intent_without_opportunity_opens_one(self):
        """D7"""
        dossier = self._create_dossier()
        dossier.intent = "high"
        lead = dossier.main_lead_id
        self.assertEqual((lead.priority, lead.user_id), ("2", self.salesperson))
        self.assertEqual(lead.name, f"{dossier.number} new need")
        lead.action_set_won()
        dossier.intent = "low"
        self.assertNotEqual(dossier.main_lead_id, lead)
        self.assertEqual(dossier.intent, "low")
        partner = self.env["res.partner"].create({"name": "甲"})
        created = dossier.create({"partner_id": partner.id, "intent": "medium"})
        self.assertEqual(created.main_lead_id.priority, "1")

    def test_closing_date_and_stage_are_the_opportunitys(self):
        dossier = self._create_dossier(intent="low")
        dossier.expected_closing = date(2026, 5, 4)
        dossier.stage_id = self.env.ref("crm.stage_lead2")
        self.assertEqual(dossier.main_lead_id.date_deadline, date(2026, 5, 4))
        self.assertEqual(dossier.main_lead_id.stage_id, dossier.stage_id)

    def test_opportunity_of_a_contact_person_belongs_to_the_company(self):
        dossier = self._create_dossier("甲有限公司", kind="company")
        person = self.env["res.partner"].create(
            {"name": "李雷", "parent_id": dossier.partner_id.id}
        )
        lead = self._create_lead(dossier, partner_id=person.id)
        self.assertEqual(lead.dossier_id, dossier)
        self.assertEqual(lead.action_view_dossier()["res_id"], dossier.id)

    def test_opportunities_known_before_join_the_dossier(self):
        partner = self.env["res.partner"].create({"name": "甲"})
        lead = self.env["crm.lead"].create({"name": "Old", "partner_id": partner.id})
        dossier = self.env["customer.dossier"].create({"partner_id": partner.id})
        self.assertEqual(lead.dossier_id, dossier)
        self.assertEqual(partner.dossier_count, 1)

    def test_new_owner_gets_submissions_and_reminders(self):
        """D11"""
        dossier = self._register(customer_name="王小明", intent="high").dossier_id
        activity = dossier.activity_ids
        new_owner = (self.salesperson + self.salesperson_2) - dossier.user_id
        dossier.user_id = new_owner
        self.assertEqual(activity.user_id, new_owner)
        self.assertEqual(dossier.submission_ids.user_id, new_owner)

    def test_actions_open_what_belongs_to_the_customer(self):
        dossier = self._register(customer_name="王小明", need="Forklifts").dossier_id
        self._create_lead(self._create_dossier("乙"))
        for action, expected in (
            (dossier.action_view_leads(), dossier.main_lead_id),
            (dossier.action_view_followups(), dossier.followup_ids),
            (dossier.action_view_submissions(), dossier.submission_ids),
        ):
            with self.subTest(action["res_model"]):
                found = self.env[action["res_model"]].search(action["domain"])
                self.assertEqual(found, expected)
        self.assertEqual(
            dossier.partner_id.action_view_dossiers()["res_id"], dossier.id
        )

    def test_another_contact_leaves_no_name_in_the_chatter(self):
        """V1"""
        dossier = self._create_dossier("王小明").with_context(tracking_disable=False)
        self.env.flush_all()
        self.env.cr.precommit.run()
        dossier.partner_id = dossier.partner_id.copy({"name": "李小红"})
        dossier.tier = "vip"
        self.env.flush_all()
        self.env.cr.precommit.run()
        values = dossier.message_ids.sudo().tracking_value_ids
        said = [*values.mapped("old_value_char"), *values.mapped("new_value_char")]
        self.assertIn("VIP", said)
        self.assertNotIn("王小明", said)

    def test_opportunity_puts_no_phone_on_the_contact(self):
        """D2"""
        dossier = self._create_dossier(intent="high")
        lead = dossier.main_lead_id.with_user(self.salesperson)
        lead.write({"phone": "+8613900001111", "email_from": "wang@example.com"})
        self.assertFalse(dossier.partner_id.phone)
        self.assertFalse(dossier.partner_id.email)

    def test_archived_customer_is_not_reminded_of(self):
        dossier = self._create_dossier(intent="high")
        self.env["mail.activity"]._schedule_customer_reminders(
            [{"dossier": dossier, "date_deadline": "2030-01-01", "summary": "Agreed"}]
        )
        dossier.with_user(self.salesperson).action_archive()
        self.assertEqual(dossier.activity_ids.mapped("summary"), ["Agreed"])
        self.assertEqual(dossier.reminder_ids.mapped("state"), ["cancelled"])
        dossier.with_user(self.salesperson).action_unarchive()
        self.assertEqual(len(self._reminders(dossier)), 1)
