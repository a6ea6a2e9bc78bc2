"""A person's dossier is found, handed out and erased with all that hangs on it (V5)."""

import json

from odoo import Command
from odoo.tests import tagged

from odoo.addons.customer_forms.tools.phone import readable

from .common import PHONE, CustomerFollowupCommon

NAME, EMAIL = "欧阳明月", "mingyue@example.cn"


@tagged("-at_install", "post_install")
class TestPersonDossier(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = cls._create_user("cf_officer", "data_officer")
        cls.submission = cls._register(
            customer_name=NAME,
            customer_kind="individual",
            phone=PHONE,
            email=EMAIL,
            need=f"{NAME} wants a zeppelin",
            intent="high",
            remarks=f"{NAME} is kind",
        )
        cls.dossier = cls.submission.dossier_id
        cls.followup = cls.env["customer.followup"].create(
            {
                "dossier_id": cls.dossier.id,
                "summary": f"{NAME} said yes",
                "customer_participants": NAME,
                "attachment_ids": [
                    Command.create({"name": f"{NAME}.txt", "raw": b"secret"})
                ],
            }
        )
        cls.dossier.message_post(body=f"{NAME} {PHONE}")
        cls.dossier.activity_schedule(summary=NAME, note=NAME)

    def _search(self, **typed):
        Search = self.env["customer.person.search"].with_user(self.officer)
        search = Search.create(typed)
        search.purpose = "Asked by letter"
        return search

    def _places(self, search):
        return {(line.res_model, line.res_id) for line in search._chosen_lines()}

    def _erase(self, search):
        action = search.action_erase()
        erase = self.env[action["res_model"]].browse(action["res_id"])
        erase.with_user(self.officer).is_sure = True
        erase.with_user(self.officer).action_erase()

    def _left(self):
        """Every row that is or hangs on the dossier, as text."""
        self.env.flush_all()
        self.env.cr.execute(
            """
            SELECT t::text FROM customer_dossier t WHERE id = %(id)s UNION ALL
            SELECT t::text FROM customer_followup t WHERE dossier_id = %(id)s UNION ALL
            SELECT t::text FROM crm_lead t WHERE dossier_id = %(id)s UNION ALL
            SELECT t::text FROM customer_form_submission t WHERE dossier_id = %(id)s
            UNION ALL
            SELECT t::text FROM res_partner t WHERE id = %(partner)s UNION ALL
            SELECT t::text FROM customer_vault_value t
             WHERE res_model = 'customer.dossier' AND res_id = %(id)s UNION ALL
            SELECT t::text FROM mail_message t WHERE (model, res_id) IN
              (('customer.dossier', %(id)s), ('res.partner', %(partner)s),
               ('crm.lead', %(lead)s)) UNION ALL
            SELECT t::text FROM mail_activity t
             WHERE res_model = 'customer.dossier' AND res_id = %(id)s UNION ALL
            SELECT t::text FROM mail_tracking_value t JOIN mail_message m
                ON m.id = t.mail_message_id AND (m.model, m.res_id) IN
              (('customer.dossier', %(id)s), ('res.partner', %(partner)s),
               ('crm.lead', %(lead)s)) UNION ALL
            SELECT t::text FROM ir_attachment t WHERE name ~ '欧阳'
            """,
            {
                "id": self.dossier.id,
                "partner": self.dossier.partner_id.id,
                "lead": self.submission.lead_id.id,
            },
        )
        return "\n".join(text for (text,) in self.env.cr.fetchall())

    def test_all_that_belongs_to_a_person_is_found_by_the_phone(self):
        places = self._places(self._search(phone=PHONE))
        self.assertLessEqual(
            {
                ("customer.dossier", self.dossier.id),
                ("customer.form.submission", self.submission.id),
                ("res.partner", self.dossier.partner_id.id),
                ("crm.lead", self.submission.lead_id.id),
            },
            places,
        )

    def test_the_dossier_is_handed_out(self):
        """V5: Personal Information Protection Law, article 45"""
        said = json.dumps(
            self._search(phone=PHONE)._hand_out("json"), ensure_ascii=False, default=str
        )
        for text in (NAME, EMAIL, "said yes", "is kind"):
            self.assertIn(text, said)
        (phone,) = (
            line
            for record in json.loads(said)["records"]
            for section in record.get("sections", ())
            for line in section["lines"]
            if record["model"] == "customer.dossier" and line["key"] == "phone"
        )
        self.assertEqual(phone["text"], readable(phone["value"]), "as people write it")
        self.assertNotIn("+86", phone["text"])

    def test_nothing_is_left_of_the_person(self):
        """V5: Personal Information Protection Law, article 47"""
        self._erase(self._search(phone=PHONE))
        left = self._left()
        for text in (
            NAME,
            "欧",
            PHONE,
            "****2001",  # the mask; the digits alone may be those of a record
            EMAIL,
            "mingyue",
            "said yes",
            "zeppelin",
        ):
            self.assertNotIn(text, left)
        self.assertTrue(self.dossier.erased_at)
        self.assertFalse(self._places(self._search(phone=PHONE)))

    def test_statistics_of_the_customer_stay(self):
        lead = self.submission.lead_id
        stage, priority = lead.stage_id, lead.priority
        followed_up_at = self.followup.followed_up_at
        self._erase(self._search(phone=PHONE))
        self.assertEqual((lead.stage_id, lead.priority), (stage, priority))
        self.assertEqual(self.followup.followed_up_at, followed_up_at)
        self.assertEqual(self.dossier.intent, "high")
        self.assertTrue(self.dossier.number)

    def test_a_dossier_is_erased_once(self):
        self._erase(self._search(phone=PHONE))
        self.assertEqual(self.dossier.sudo()._erase("Again"), {})

    def test_an_organisation_loses_its_contact_only(self):
        firm = self._register(
            customer_name="苏州明德有限公司",
            customer_kind="company",
            contact_name="周建国",
            phone="13900003003",
            remarks="Big",
        ).dossier_id
        search = self._search(phone="13900003003")
        self.assertIn(("customer.dossier", firm.id), self._places(search))
        self.assertNotIn(("res.partner", firm.partner_id.id), self._places(search))
        self._erase(search)
        self.assertFalse(firm.contact_name)
        self.assertFalse(firm.phone)
        self.assertEqual(firm.partner_id.name, "苏州明德有限公司")
        self.assertEqual(firm.remarks, "Big")
        self.assertFalse(firm.erased_at)

    def test_what_was_said_is_what_went(self):
        said = self.dossier.sudo()._count_erasure()
        self.assertEqual(said, self.dossier.sudo()._erase("Asked"))
        self.assertEqual(said["followups"], 1)
