"""A submission opens or completes a dossier (S8)."""

from datetime import date
from unittest.mock import patch

from odoo.exceptions import ConcurrencyError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..tools.matching import CustomerIndex
from .common import E164, PHONE, CustomerFollowupCommon


@tagged("-at_install", "post_install")
class TestDossierAcceptance(CustomerFollowupCommon):
    # ------------------------------------------------------------
    # New customers
    # ------------------------------------------------------------

    def test_new_customer(self):
        """S8, D1, D2"""
        submission = self._register(
            customer_name="王小明",
            phone=PHONE,
            email="Wang@Example.com",
            first_contact="2026-01-05",
            remarks="Came with a friend",
        )
        dossier = submission.dossier_id
        self.assertEqual(dossier.number, submission.number)
        self.assertEqual(dossier.partner_id.name, f"{dossier.number} 王*")
        self.assertEqual(dossier.kind, "individual")
        self.assertEqual(dossier.phone, "139****2001")
        self.assert_opened(dossier, name="王小明", phone=E164, email="wang@example.com")
        self.assertEqual(dossier.first_contact_date, date(2026, 1, 5))
        self.assertEqual(dossier.remarks, "Came with a friend")
        self.assertFalse(submission.lead_id, "no need was stated")

    def test_contact_gets_the_name_only(self):
        """D2"""
        dossier = self._register(
            customer_name="王小明", phone=PHONE, email="w@example.com", need="Forklift"
        ).dossier_id
        partner, lead = dossier.partner_id, dossier.main_lead_id
        self.assertEqual(partner.company_id, self.company)
        for record, names in (
            (partner, ("phone", "email", "phone_sanitized", "email_normalized")),
            (lead, ("phone", "email_from", "phone_sanitized", "contact_name")),
        ):
            for name in names:
                with self.subTest(model=record._name, field=name):
                    self.assertFalse(record[name])

    def test_organisation(self):
        dossier = self._register(
            customer_name="甲有限公司", contact_name="李雷", industry="zeppelins"
        ).dossier_id
        self.assertTrue(dossier.partner_id.is_company)
        self.assert_opened(dossier, contact_name="李雷")
        self.assertEqual(dossier.partner_id.name, "甲有限公司")
        self.assertEqual(dossier.industry_id.name, "Zeppelins")

    def test_kind_stated_wins_over_the_name(self):
        dossier = self._register(
            customer_name="某某工作室", customer_kind="company"
        ).dossier_id
        self.assertEqual(dossier.kind, "company")

    def test_taken_number_is_not_given_twice(self):
        """F9"""
        form = self._publish(
            self._create_form(
                [self._question("customer_name")], number_pattern="X{serial:04d}"
            )
        )
        self._create_dossier(number="X0001")
        submission = self._submit(form, {"customer_name": "王小明"})
        self.assertEqual(submission.number, "X0001")
        self.assertRegex(submission.dossier_id.number, r"^C\d{8}$")

    def test_nobody_to_open_a_dossier_for(self):
        form = self._publish(self._create_form([self._question("need", "longtext")]))
        submission = self._submit(form, {"need": "Anonymous wish"})
        self.assertEqual(submission.state, "accepted")
        self.assertFalse(submission.dossier_id or submission.lead_id)

    def test_waiting_submission_has_no_effect_until_accepted(self):
        """S7"""
        self.form.has_auto_accept = False
        submission = self._register(customer_name="王小明", phone=PHONE)
        self.assertFalse(submission.dossier_id)
        submission.action_accept()
        self.assert_opened(submission.dossier_id, phone=E164)

    # ------------------------------------------------------------
    # Known customers
    # ------------------------------------------------------------

    def test_known_by_phone_email_or_name_of_organisation(self):
        """S8"""
        known = self._create_dossier(
            "甲有限公司", kind="company", phone=PHONE, email="a@example.com"
        )
        for answers in (
            {"customer_name": "Somebody", "phone": "+86 139 0000 2001"},
            {"customer_name": "Somebody", "email": "A@example.com"},
            {"customer_name": "甲有限公司", "phone": "13900002999"},
        ):
            with self.subTest(answers):
                self.assertEqual(self._register(**answers).dossier_id, known)

    def test_people_of_one_name_stay_two(self):
        known = self._create_dossier("王小明", phone=PHONE)
        other = self._register(customer_name="王小明", phone="13900002002").dossier_id
        self.assertNotEqual(other, known)

    def test_conflicting_matches_follow_the_phone(self):
        by_phone = self._create_dossier("甲", phone=PHONE)
        self._create_dossier("乙", email="b@example.com")
        submission = self._register(
            customer_name="丙", phone=PHONE, email="b@example.com"
        )
        self.assertEqual(submission.dossier_id, by_phone)

    def test_customers_of_another_company_are_not_recognised(self):
        self._create_dossier(
            "甲",
            phone=PHONE,
            company_id=self.company_2.id,
            user_id=False,
            team_id=False,
        )
        dossier = self._register(customer_name="甲", phone=PHONE).dossier_id
        self.assertEqual(dossier.company_id, self.company)

    def test_empty_values_are_filled_known_ones_stay(self):
        known = self._create_dossier("王小明", phone=PHONE, email="old@example.com")
        self._register(
            customer_name="王大明",
            phone=PHONE,
            email="new@example.com",
            source="online",
            industry="zeppelins",
            remarks="Left a card",
        )
        self.assert_opened(known, name="王小明", email="old@example.com")
        self.assertEqual(known.source_id.name, "Online")
        self.assertEqual(known.industry_id.name, "Zeppelins")
        self.assertEqual(known.remarks, "Left a card")

    def test_the_place_becomes_the_address(self):
        for number, (region, state, city, street) in enumerate(
            [
                ("浙江省/杭州市/西湖区", "浙江省", "杭州市", "西湖区"),
                ("北京市/朝阳区", "北京市", "北京市", "朝阳区"),
                ("湖北省/仙桃市", "湖北省", "仙桃市", False),
                ("广东省/东莞市", "广东省", "东莞市", False),
                ("香港特别行政区", "香港特别行政区", False, False),
            ]
        ):
            with self.subTest(region):
                partner = self._register(
                    customer_name="王小明", phone=f"1390000300{number}", region=region
                ).dossier_id.partner_id
                self.assertEqual(partner.country_id.code, "CN")
                self.assertEqual(partner.state_id.name, state)
                self.assertEqual((partner.city or False), city)
                self.assertEqual((partner.street or False), street)

    def test_a_known_address_stays(self):
        known = self._create_dossier("王小明", phone=PHONE)
        known.partner_id.city = "宁波市"
        self._register(customer_name="王小明", phone=PHONE, region="北京市/朝阳区")
        self.assertEqual(known.partner_id.city, "宁波市")
        self.assertFalse(known.partner_id.state_id)
        known.partner_id.city = False
        self._register(customer_name="王小明", phone=PHONE, region="北京市/朝阳区")
        self.assertEqual(known.partner_id.state_id.name, "北京市")

    def test_archived_customer_comes_back(self):
        known = self._create_dossier("王小明", phone=PHONE, active=False)
        self.assertEqual(
            self._register(customer_name="王小明", phone=PHONE).dossier_id, known
        )
        self.assertTrue(known.active)

    def test_batch_recognises_customers_of_the_batch(self):
        self.form.has_auto_accept = False
        submissions = self.env["customer.form.submission"].union(
            self._register(customer_name="甲", phone=PHONE),
            self._register(customer_name="甲", phone=PHONE, remarks="Again"),
            self._register(customer_name="乙", phone="13900002002"),
        )
        submissions.action_accept()
        dossiers = [submission.dossier_id for submission in submissions.sorted("id")]
        self.assertEqual(dossiers[0], dossiers[1])
        self.assertNotEqual(dossiers[0], dossiers[2])
        self.assertEqual(dossiers[0].remarks, "Again")

    def test_accepting_twice_changes_nothing(self):
        submission = self._register(customer_name="甲", phone=PHONE, need="Forklift")
        submission.action_accept()
        self.assertEqual(len(submission.dossier_id.lead_ids), 1)

    def test_two_requests_at_the_same_instant_open_one_dossier(self):
        """The second asks Odoo for another try, in which it sees the first's."""
        Dossier = type(self.env["customer.dossier"])
        first = self._register(customer_name="甲", phone=PHONE).dossier_id
        blind = {
            "_index_customers": lambda dossiers, vals_list: CustomerIndex(),
            "_taken": lambda dossiers, field_name, values: set(),
        }
        with (
            patch.multiple(Dossier, **blind),
            mute_logger("odoo.sql_db"),
            self.assertRaises(ConcurrencyError),
        ):
            self._submit(self.form, {"customer_name": "甲", "phone": PHONE})
        again = self._register(customer_name="甲", phone=PHONE)
        self.assertEqual(again.dossier_id, first)

    def test_a_phone_that_was_given_up_opens_a_new_dossier(self):
        first = self._register(customer_name="甲", phone=PHONE).dossier_id
        first.phone = "13900002099"
        for _again in range(2):
            second = self._register(customer_name="乙", phone=PHONE).dossier_id
            self.assertNotEqual(second, first)
            second.phone = False
