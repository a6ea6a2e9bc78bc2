"""Two dossiers of one customer become one, and two again (D1, S8)."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from .merge_common import FIRST, SECOND, THIRD, MergeCommon


@tagged("-at_install", "post_install")
class TestMerge(MergeCommon):
    # ------------------------------------------------------------
    # Merging
    # ------------------------------------------------------------

    def test_what_belongs_to_the_customer_moves(self):
        lead = self._create_lead(self.other, name="Cranes")
        followup = self.env["customer.followup"].create(
            {"dossier_id": self.other.id, "summary": "Called", "lead_id": lead.id}
        )
        message = self.other.message_post(body="Wrote a letter")
        activity = self.other.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.salesperson.id
        )
        file = self.env["ir.attachment"].create(
            {
                "name": "a.txt",
                "raw": b"a",
                "res_model": self.other._name,
                "res_id": self.other.id,
            }
        )
        submission = self._register(customer_name="甲乙丙", phone="13900002009")
        submission.dossier_id = self.other
        self.other.message_subscribe(self.supervisor.partner_id.ids)
        merge = self._merge(reason="Same person")
        self.assertEqual(lead.partner_id, self.kept.partner_id)
        self.assertEqual(lead.dossier_id, self.kept)
        self.assertEqual(followup.dossier_id, self.kept)
        self.assertEqual(followup.lead_id, lead)
        self.assertEqual(submission.dossier_id, self.kept)
        self.assertEqual({message.res_id, activity.res_id, file.res_id}, {self.kept.id})
        self.assertIn(self.supervisor.partner_id, self.kept.message_partner_ids)
        self.assertEqual(self.other.merged_into_id, self.kept)
        self.assertFalse(self.other.active)
        self.assertFalse(self.other.partner_id.active)
        self.assertEqual(self.other.lead_count, 0)
        self.assertEqual(merge.user_id, self.manager)
        self.assertEqual(merge.reason, "Same person")
        self.assertIn("Follow-up", merge.summary)

    def test_values_of_both_are_kept(self):
        self._merge()
        self.assert_opened(
            self.kept, phone=FIRST, other_phone=SECOND, email="wang@a.cn"
        )
        self.assertEqual(self.kept.tier, "vip")
        self.assert_opened(self.other, phone=SECOND, email="wang@a.cn")

    def test_somebody_chooses_whose_value_counts(self):
        self.kept.write({"tier": "ordinary", "remarks": "Likes tea"})
        self.other.remarks = "Likes jazz"
        self._merge(choices={"phone": self.other.id, "tier": self.other.id})
        self.assert_opened(self.kept, phone=SECOND, other_phone=FIRST)
        self.assertEqual(self.kept.tier, "vip")
        self.assertEqual(self.kept.remarks, "Likes tea\n\nLikes jazz")

    def test_the_earliest_first_contact_counts(self):
        self.kept.first_contact_date = "2026-03-02"
        self.other.first_contact_date = "2025-01-01"
        self._merge()
        self.assertEqual(str(self.kept.first_contact_date), "2025-01-01")

    def test_a_third_phone_still_finds_the_customer(self):
        third = self._create_dossier("王小明", phone=THIRD)
        self._merge(others=self.other + third)
        self.assert_opened(self.kept, phone=FIRST, other_phone=SECOND)
        submission = self._register(customer_name="王小明", phone=THIRD)
        self.assertEqual(submission.dossier_id, self.kept)

    def test_a_person_goes_into_an_organisation(self):
        firm = self._organisation("上海明德有限公司")
        with self.assertRaisesRegex(UserError, "A person cannot take in"):
            self._merge(others=firm)
        self._merge(firm, self.kept)
        self.assertEqual(firm.customer_name, "上海明德有限公司")
        self.assert_opened(firm, contact_name="王小明", phone=FIRST)

    def test_contacts_below_the_contact_go_along(self):
        firm, double = (self._organisation("上海明德有限公司") for _n in range(2))
        person = self.env["res.partner"].create(
            {"name": "Buyer", "parent_id": double.partner_id.id}
        )
        lead = self.env["crm.lead"].create({"name": "x", "partner_id": person.id})
        self.assertEqual(lead.dossier_id, double)
        self._merge(firm, double)
        self.assertEqual(person.parent_id, firm.partner_id)
        self.assertEqual(lead.dossier_id, firm)

    def test_one_open_reminder_of_a_rule_is_left(self):
        self.rules._remind(self.kept + self.other)
        for dossier in self.kept + self.other:
            dossier.intent = "high"
        self.assertTrue(self._reminders(self.kept) and self._reminders(self.other))
        before = (self.kept + self.other).reminder_ids
        merge = self._merge()
        self.assertEqual(len(self._reminders(self.kept)), 1)
        self.assertFalse(self._reminders(self.other))
        self.assertEqual(before.exists(), before, "none is lost")
        self._undo(merge)
        self.assertEqual(len(self._reminders(self.other)), 1)

    def test_the_old_number_finds_the_kept_one(self):
        third = self._create_dossier("王小明", phone=THIRD)
        self._merge()
        self._merge(third, self.kept)
        Dossier = self.env["customer.dossier"].with_user(self.salesperson)
        for number in (self.other.number, self.kept.number, third.number):
            found = Dossier.search([("display_name", "ilike", number)])
            self.assertEqual(found, third)
            self.assertEqual(Dossier.name_search(number)[0][0], third.id)

    def test_a_merged_dossier_is_closed(self):
        self._merge()
        merged = self.other.with_user(self.manager)
        with self.assertRaisesRegex(UserError, self.kept.number):
            merged.write({"tier": "potential"})
        with self.assertRaises(UserError):
            merged.action_unarchive()
        with self.assertRaisesRegex(UserError, "merged already"):
            self._merge()

    def test_what_the_old_contact_hears_goes_to_the_kept_one(self):
        self._merge()
        self.other.partner_id.email = "new@a.cn"
        self.assertFalse(self.other.partner_id.email)
        self.assert_opened(self.kept, email="wang@a.cn", other_email="new@a.cn")
        lead = self.env["crm.lead"].create(
            {"name": "x", "partner_id": self.other.partner_id.id}
        )
        self.assertEqual(lead.dossier_id, self.kept)

    def test_it_is_in_the_log_of_both(self):
        merge = self._merge(reason="Phone 13900002001 is his")
        events = self.env["customer.audit.event"].search([("kind", "=", "merge")])
        self.assertEqual(set(events.mapped("res_id")), {self.kept.id, self.other.id})
        self.assertNotIn("13900002001", merge.reason + events[0].reason)
        self._undo(merge)
        undone = self.env["customer.audit.event"].search([("kind", "=", "unmerge")])
        self.assertEqual(len(undone), 2)

    def test_queries_do_not_grow_with_what_moves(self):
        counts = []
        for amount in (1, 80):
            kept, other = (
                self._create_dossier(f"李大{amount}", phone=f"1390001{amount:02}0{n}")
                for n in range(2)
            )
            self.env["customer.followup"].create(
                [{"dossier_id": other.id, "summary": "Called"}] * amount
            )
            for _n in range(amount):
                other.message_post(body="Wrote")
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._merge(kept, other)
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 20, counts)
