"""Need, handling and result on one card (D12)."""

from freezegun import freeze_time

from odoo.tests import tagged
from odoo.tools import html2plaintext

from .common import PHONE, CustomerFollowupCommon


@tagged("-at_install", "post_install")
class TestNeedStory(CustomerFollowupCommon):
    def _story(self, lead, user=None):
        self.env.invalidate_all()
        return html2plaintext(lead.with_user(user or self.salesperson).story)

    @freeze_time("2026-03-05 04:00:00")
    def test_from_what_was_asked_to_how_it_ended(self):
        submission = self._register(customer_name="王小明", phone=PHONE, need="Crane")
        lead = submission.lead_id
        lead.dossier_id.user_id = self.salesperson
        lead.write(
            {
                "budget": "5-8 万",
                "purchase_time": "2026-05",
                "user_id": self.salesperson.id,
            }
        )
        self.env["customer.followup"].with_user(self.salesperson).create(
            {
                "dossier_id": lead.dossier_id.id,
                "lead_id": lead.id,
                "summary": "Sent the offer",
            }
        )
        story = self._story(lead)
        for text in ("Crane", "2026-05", submission.number, "Sent the offer"):
            with self.subTest(text):
                self.assertIn(text, story)
        self.assertNotIn("5-8", story)
        self.assertIn("****", story)
        lead.expected_revenue = 70000
        lead.action_set_won()
        lead.result_summary = "Two cranes"
        story = self._story(lead)
        self.assertIn("Won 03/05/2026", story)
        self.assertIn("70,000", story)
        self.assertIn("Two cranes", story)

    def test_lost_says_why(self):
        dossier = self._create_dossier("甲")
        lead = self._create_lead(dossier, expected_revenue=70000)
        reason = self.env.ref("crm.lost_reason_1")
        lead.action_set_lost(lost_reason_id=reason.id)
        story = self._story(lead)
        self.assertIn("Lost", story)
        self.assertIn(reason.name, story)
        self.assertNotIn("70,000", story)

    def test_what_people_typed_is_text(self):
        lead = self._create_lead(self._create_dossier("甲"), core_need="<b>Crane</b>")
        self.assertNotIn("<b>Crane", lead.story)
        self.assertIn("<b>Crane</b>", self._story(lead))

    def test_reading_1_and_80_takes_the_same_queries(self):
        leads = self.env["crm.lead"]
        dossier = self._create_dossier("甲")
        for number in range(80):
            leads += self._create_lead(dossier, core_need=f"Crane {number}")
        self.env["customer.followup"].create(
            [{"dossier_id": dossier.id, "lead_id": lead.id} for lead in leads]
        )

        def read(some):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            some.with_user(self.salesperson).read(["story", "core_need", "budget"])
            return self.env.cr.sql_log_count - before

        read(leads)  # warm up
        self.assertEqual(read(leads[0]), read(leads))
