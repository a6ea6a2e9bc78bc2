"""Whatever way a customer comes in, the database has no name, phone or e-mail (V1, V2)."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .. import forget_sealed
from .common import CustomerFollowupCommon
from .scan import find_in_database

NAME, CONTACT = "欧阳哨兵", "司徒联络"
PHONE, EMAIL = "13812349876", "sentinel.probe@leak-example.cn"
SENTINELS = (NAME, CONTACT, PHONE, EMAIL)


@tagged("-at_install", "post_install")
class TestLeaks(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # As users work: with everything the chatter notes.
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": False})
        cls.Dossier = cls.env["customer.dossier"].with_user(cls.salesperson)

    def assert_nothing_found(self):
        self.assertEqual(find_in_database(self.env, SENTINELS), set())

    def assert_kept(self, dossier, **values):
        values = values or {"name": NAME, "phone": f"+86{PHONE}", "email": EMAIL}
        self.assertEqual(dossier._open_values(list(values))[dossier.id], values)

    def _set_on_company(self, **settings):
        self.company.write(settings)

    # ------------------------------------------------------------
    # Ways in
    # ------------------------------------------------------------

    def test_the_scan_finds_what_is_there(self):
        partner = self.env["res.partner"].create({"name": NAME, "email": EMAIL})
        partner.message_post(body=f"{PHONE}")
        found = find_in_database(self.env, SENTINELS)
        self.assertLessEqual(
            {
                ("res_partner", "name", NAME),
                ("res_partner", "complete_name", NAME),
                ("res_partner", "email_normalized", EMAIL),
                ("mail_message", "body", PHONE),
            },
            found,
        )

    def test_form_submission(self):
        """S8"""
        form = self.form.with_context(tracking_disable=False)
        submission = self._submit(
            form,
            {
                "customer_name": NAME,
                "contact_name": CONTACT,
                "phone": PHONE,
                "email": EMAIL,
                "intent": "high",
                "region": "浙江省/杭州市/西湖区",
            },
        )
        self.assert_kept(submission.dossier_id)
        self.assert_kept(submission.dossier_id, contact_name=CONTACT)
        self.assert_nothing_found()

    def test_what_is_wanted_is_kept_without_the_person(self):
        """A need often begins with who has it; the opportunity repeats only the need."""
        submission = self._register(
            customer_name=NAME,
            phone=PHONE,
            email=EMAIL,
            need=f"我是{NAME}, 电话 138-1234 9876 或 {EMAIL.upper()}, 要 20 台叉车",
        )
        for text in (submission.lead_id.name, submission.lead_id.core_need):
            self.assertIn("20", text)
            for sentinel in (NAME, "1234 9876", "SENTINEL"):
                self.assertNotIn(sentinel, text)

    def test_who_referred_is_sealed(self):
        """V1: as a form says it, as staff type it, and when opportunities are merged."""
        submission = self._register(customer_name=NAME, need="Crane", referrer=CONTACT)
        lead = submission.lead_id
        typed = self._create_lead(submission.dossier_id, referred=CONTACT)
        for each in (lead, typed):
            self.assertEqual(each.referred, f"{CONTACT[0]}*")
            opened = each._open_values(["referred"])[each.id]
            self.assertEqual(opened, {"referred": CONTACT})
        self.assert_nothing_found()
        plain = self._create_lead(submission.dossier_id)
        merged = (plain + typed).merge_opportunity()
        opened = merged._open_values(["referred"])[merged.id]
        self.assertEqual(opened, {"referred": CONTACT})
        document = merged._personal_document()["sections"][0]["lines"]
        said = [line["value"] for line in document if line["key"] == "referred"]
        self.assertEqual(said, [CONTACT])
        self.assert_nothing_found()
        # Taken out, the addon leaves nothing sealed that nobody would find.
        forget_sealed(self.env)
        self.assertFalse(merged._open_values(["referred"])[merged.id])
        self.assertEqual(merged.referred, f"{CONTACT[0]}*")

    def test_typed_in_by_hand(self):
        with Form(self.Dossier) as form:
            form.name = NAME
            form.phone = "138 1234 9876"
            form.email = EMAIL
        dossier = form.record
        self.assert_kept(dossier)
        self.assert_nothing_found()
        dossier.write({"contact_name": CONTACT, "tier": "vip"})
        dossier.intent = "high"
        dossier.message_post(body="Called")
        dossier.activity_schedule("mail.mail_activity_data_call", summary="Call")
        self.assert_nothing_found()

    def test_quick_create_by_name(self):
        dossier_id, name = self.Dossier.name_create(NAME)
        self.assertNotIn(NAME, name)
        self.assert_kept(self.Dossier.browse(dossier_id), name=NAME)
        self.assert_nothing_found()

    def test_written_over_rpc(self):
        dossier = self.Dossier.create({"name": "李雷"})
        dossier.write({"name": NAME, "phone": PHONE, "email": EMAIL})
        self.assert_kept(dossier)
        self.assert_nothing_found()

    def test_loaded_from_a_file(self):
        result = self.Dossier.load(
            ["name", "phone", "email", "contact_name"], [[NAME, PHONE, EMAIL, CONTACT]]
        )
        self.assertFalse(result["messages"])
        self.assert_kept(self.Dossier.browse(result["ids"]))
        self.assert_nothing_found()

    def test_dossier_for_a_contact_there_was(self):
        """The contact gives up what it had, its chatter and opportunities too."""
        partner = self.env["res.partner"].create({"name": "李雷", "phone": "1"})
        self.env.flush_all()
        self.env.cr.precommit.run()
        partner.write({"name": NAME, "phone": PHONE, "email": EMAIL})
        lead = self.env["crm.lead"].create(
            {"name": f"{NAME}的商机", "type": "opportunity", "partner_id": partner.id}
        )
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.assertIn(
            ("mail_tracking_value", "new_value_char", NAME),
            find_in_database(self.env, SENTINELS),
        )
        dossier = self.Dossier.create({"partner_id": partner.id})
        self.assert_kept(dossier)
        self.assert_nothing_found()
        self.assertEqual(lead.name, "欧*的商机")
        self.assertEqual(partner.name, f"{dossier.number} 欧*")

    def test_written_on_the_contact(self):
        dossier = self.Dossier.create({"name": "李雷"})
        dossier.partner_id.write({"name": NAME, "phone": PHONE, "email": EMAIL})
        self.assert_kept(dossier)
        self.assert_nothing_found()
        with self.assertRaises(AccessError):
            dossier.partner_id.with_user(self.outsider).write({"phone": PHONE})

    def test_written_on_the_opportunity(self):
        dossier = self.Dossier.create({"kind": "individual"})
        lead = self.env["crm.lead"].create(
            {
                "name": f"{NAME}要叉车",
                "partner_id": dossier.partner_id.id,
                "contact_name": NAME,
                "phone": PHONE,
            }
        )
        self.assertEqual(lead.dossier_id, dossier)
        lead.email_from = EMAIL
        self.assert_kept(dossier)
        self.assert_nothing_found()
        lead.phone = PHONE
        self.assertFalse(lead.phone, "the dossier has it already")
        lead.phone = "13900002001"
        self.assert_kept(dossier, other_phone="+8613900002001")
        with self.assertRaisesRegex(UserError, dossier.number):
            lead.phone = "13900002002"

    def test_a_lead_becomes_a_customer(self):
        partner = self.env["res.partner"].create(
            {"name": "甲有限公司", "is_company": True}
        )
        self.env["crm.lead"].create(
            {
                "name": "Forklifts",
                "partner_id": partner.id,
                "contact_name": CONTACT,
                "phone": PHONE,
                "email_from": EMAIL,
            }
        )
        dossier = self.Dossier.create({"partner_id": partner.id})
        self.assert_kept(
            dossier, contact_name=CONTACT, phone=f"+86{PHONE}", email=EMAIL
        )
        self.assert_nothing_found()
        self.assertEqual(partner.name, "甲有限公司")

    def test_what_is_written_on_contact_and_opportunity(self):
        dossier = self.Dossier.create({"name": NAME, "phone": PHONE, "intent": "high"})
        for record in (dossier, dossier.partner_id, dossier.main_lead_id):
            record.message_post(body=f"{NAME} 138 1234 9876 {EMAIL}")
        dossier.main_lead_id.description = f"<p>{NAME}: {PHONE}</p>"
        dossier.main_lead_id.activity_schedule(
            "mail.mail_activity_data_call", summary=f"Call {NAME}", note=PHONE
        )
        self.assert_nothing_found()

    def test_reminders_and_followups(self):
        dossier = self.Dossier.create(
            {"name": NAME, "contact_name": CONTACT, "phone": PHONE, "intent": "high"}
        )
        self.assertTrue(dossier.activity_ids)
        dossier.activity_ids[:1].with_user(self.salesperson).action_done()
        followup = dossier.followup_ids
        self.assertEqual(followup.customer_participants, "司*")
        self.assertEqual(
            followup._open_values()[followup.id], {"customer_participants": CONTACT}
        )
        self.assert_nothing_found()

    # ------------------------------------------------------------
    # Kinds and settings
    # ------------------------------------------------------------

    def test_a_person_turns_out_to_be_an_organisation(self):
        dossier = self.Dossier.create({"name": NAME, "kind": "individual"})
        dossier.kind = "company"
        self.assertEqual(dossier.partner_id.name, NAME)
        self.assertFalse(dossier.name)
        dossier.partner_id.is_company = False
        self.assert_kept(dossier, name=NAME)
        self.assert_nothing_found()

    def test_organisations_keep_their_name(self):
        dossier = self.Dossier.create(
            {"customer_name": "甲有限公司", "kind": "company"}
        )
        self.assertEqual(dossier.partner_id.name, "甲有限公司")
        dossier.write({"customer_name": "乙有限公司"})
        self.assertEqual(dossier.partner_id.name, "乙有限公司")
        self.assertEqual(dossier.customer_name, "乙有限公司")
        self.assertFalse(dossier._open_values(["name"])[dossier.id])

    def test_a_company_may_want_names_on_contacts(self):
        dossier = self.Dossier.create({"name": NAME})
        self._set_on_company(has_names_on_contacts=True)
        self.assertEqual(dossier.partner_id.name, NAME)
        logged = self.env["customer.audit.event"].search([], limit=1, order="id desc")
        self.assertIn("has_names_on_contacts", str(logged.details))
        dossier.name = CONTACT
        self.assertEqual(dossier.partner_id.name, CONTACT)
        self.assertEqual(dossier.display_name, f"{dossier.number} 司*")
        self._set_on_company(has_names_on_contacts=False)
        self.assert_nothing_found()
        self.assert_kept(dossier, name=CONTACT)

    def test_a_name_that_is_taken_away_is_gone(self):
        """V5: from the contact too."""
        self._set_on_company(has_names_on_contacts=True)
        dossier = self.Dossier.create({"name": NAME})
        dossier.name = False
        self.assertEqual(dossier.partner_id.name, dossier.number)
        self.assert_nothing_found()

    def test_a_company_may_want_phones_on_contacts(self):
        self._set_on_company(has_phones_on_contacts=True)
        dossier = self.Dossier.create({"name": NAME})
        dossier.partner_id.write({"phone": PHONE})
        self.assertEqual(dossier.partner_id.phone, PHONE)
        self.assertFalse(dossier.phone)
        self._set_on_company(has_phones_on_contacts=False)
        self.assert_kept(dossier, phone=f"+86{PHONE}")
        self.assert_nothing_found()

    def test_who_logs_in_keeps_the_contact(self):
        """Odoo writes to a user by the contact's address."""
        partner = self.outsider.partner_id
        before = (partner.name, partner.email)
        dossier = self.Dossier.create({"partner_id": partner.id, "name": "李雷"})
        self.assertEqual((partner.name, partner.email), before)
        self.assert_opened(dossier, name="李雷")

    def test_a_sensitive_place_stays_in_the_dossier(self):
        """D2: the contact has province and city, the dossier all of it."""
        field = self._field(self.form, "region")
        field.sensitivity = "address"
        self.form.action_publish()
        dossier = self._register(
            customer_name=NAME, region="浙江省/杭州市/西湖区"
        ).dossier_id
        self.assertEqual(dossier.partner_id.city, "杭州市")
        self.assertFalse(dossier.partner_id.street)
        self.assertEqual(dossier.address, "浙江省/杭州市/****")
        self.assert_kept(dossier, address="浙江省/杭州市/西湖区")
