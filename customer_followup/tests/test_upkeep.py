from datetime import date, datetime, timedelta

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import freeze_time, tagged

from .common import CustomerFollowupCommon

LONG_AGO = datetime(2026, 1, 5, 9)


@tagged("-at_install", "post_install")
class TestInteraction(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dossier = cls._create_dossier(
            "王小明", intent="low", first_contact_date="2026-01-01"
        )

    def _assert_last(self, moment):
        self.assertEqual(self.dossier.last_interaction_at, moment)

    def test_first_contact_is_the_first_interaction(self):
        """D4: so that nobody is without one, and one range of an index finds the rest."""
        self._assert_last(datetime(2026, 1, 1))

    def test_follow_ups_and_submissions_count(self):
        """D4: the latest of both; what happened earlier changes nothing."""
        followup = self.env["customer.followup"].create(
            {"dossier_id": self.dossier.id, "followed_up_at": LONG_AGO}
        )
        self._assert_last(LONG_AGO)
        followup.copy({"followed_up_at": LONG_AGO - timedelta(days=2)})
        self._assert_last(LONG_AGO)
        submission = self._register(customer_name="王小明", phone="13900002001")
        known = submission.dossier_id
        self.assertEqual(known.last_interaction_at, submission.submitted_at)

    def test_messages_of_the_customer_count(self):
        """Also on an opportunity; what we write does not count."""
        for has_lead in (False, True):
            dossier = self._create_dossier(
                "李红", intent=has_lead and "low", first_contact_date="2026-01-01"
            )
            record = dossier.lead_ids if has_lead else dossier
            record.message_post(
                body="We sent the offer",
                author_id=self.salesperson.partner_id.id,
                message_type="comment",
            )
            self.assertEqual(dossier.last_interaction_at, datetime(2026, 1, 1))
            message = record.message_post(
                body="I agree",
                author_id=dossier.partner_id.id,
                message_type="email",
            )
            self.assertEqual(dossier.last_interaction_at, message.date)

    def test_others_may_note_one(self):
        """A purchase, or whatever another floor knows of; an older one changes nothing."""
        self.dossier._note_interaction(LONG_AGO)
        self.dossier._note_interaction(LONG_AGO - timedelta(days=9))
        self._assert_last(LONG_AGO)
        with self.assertRaises(AccessError):
            self.dossier.with_user(self.salesperson).heard_at = LONG_AGO
        with self.assertRaises(AccessError):
            self.dossier.with_user(self.salesperson).last_interaction_at = LONG_AGO

    def test_who_was_not_contacted_is_found(self):
        """D9: dormant are those without interaction for three months."""
        fresh = self._create_dossier("李红")
        with freeze_time("2026-04-02"):
            fresh._note_interaction(datetime(2026, 4, 1))
            dormant = self.env["customer.dossier"].search(
                [
                    ("last_interaction_at", "<", "today -90d"),
                    ("id", "in", (self.dossier | fresh).ids),
                ]
            )
        self.assertEqual(dormant, self.dossier)


@tagged("-at_install", "post_install")
class TestReviewCycle(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dossier = cls._create_dossier("王小明")
        cls.dossier.sudo().reviewed_at = LONG_AGO

    def test_the_tier_says_how_often(self):
        """D9: VIPs and large companies monthly, others quarterly, as the settings say."""
        self.assertEqual(self.dossier.next_review_date, date(2026, 4, 5))
        self.dossier.tier = "vip"
        self.assertEqual(self.dossier.next_review_date, date(2026, 2, 5))
        self.dossier.write({"tier": "ordinary", "company_size": "large"})
        self.assertEqual(self.dossier.next_review_date, date(2026, 2, 5))

    def test_settings_change_every_cycle(self):
        """Beside the work, batch by batch; never means never."""
        self.company.review_months_ordinary = 6
        self.assertGreaterEqual(self.company.upkeep_down_from, self.dossier.id)
        self._run_upkeep()
        self.assertEqual(self.dossier.next_review_date, date(2026, 7, 5))
        self.assertFalse(self.company.upkeep_down_from)
        self.company.review_months_ordinary = 0
        self._run_upkeep()
        self.assertFalse(self.dossier.next_review_date)
        with self.assertRaises(ValidationError):
            self.company.review_months_large = -1

    def _run_upkeep(self):
        with self.enter_registry_test_mode():
            self.env.ref(
                "customer_followup.ir_cron_customer_upkeep"
            ).method_direct_trigger()
        self.env.invalidate_all()

    def test_reviewed_today(self):
        """Who, when, and in the audit log; the cycle begins anew."""
        with freeze_time("2026-04-06 02:00:00"):
            self.assertTrue(self.dossier.is_review_due)
            self.dossier.with_user(self.salesperson).action_reviewed()
            self.assertFalse(self.dossier.is_review_due)
        self.assertEqual(self.dossier.reviewed_by_id, self.salesperson)
        self.assertEqual(self.dossier.next_review_date, date(2026, 7, 6))
        [event] = self.env["customer.audit.event"].search(
            [("res_id", "=", self.dossier.id), ("kind", "=", "customer_review")]
        )
        self.assertIn("2026-07-06", event.sentence)

    def test_only_who_may_change_it_reviews_it(self):
        with self.assertRaises(AccessError):
            self.dossier.with_user(self.salesperson_2).action_reviewed()
        with self.assertRaises(AccessError):
            self.dossier.with_user(self.salesperson).reviewed_at = LONG_AGO
