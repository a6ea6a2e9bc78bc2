"""Customers side by side before they are merged (D1)."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..models.merging.merge_moves import THREAD
from ..models.merging.merge_words import ENGINE, MOVING
from .merge_common import FIRST, SECOND, THIRD, MergeCommon


@tagged("-at_install", "post_install")
class TestMergeDialog(MergeCommon):
    def _open(self, dossiers, user=None):
        action = dossiers.with_user(user or self.salesperson).action_merge()
        self.env.flush_all()
        Wizard = self.env["customer.merge.wizard"].with_user(user or self.salesperson)
        return Wizard.browse(action["res_id"])

    def _rows(self, wizard):
        return {row["name"]: row for row in wizard.preview["rows"]}

    def test_what_differs_and_what_counts(self):
        self.other.remarks = "Likes jazz"
        self.kept.remarks = "Likes tea"
        wizard = self._open(self.kept + self.other)
        rows = self._rows(wizard)
        self.assertTrue(rows["name"]["is_same"])
        phone = rows["phone"]
        self.assertFalse(phone["is_same"])
        self.assertEqual(phone["chosen"], self.kept.id)
        self.assertEqual(phone["second"], ["139****2002"])
        self.assertEqual(rows["tier"]["chosen"], self.other.id)
        self.assertEqual(rows["remarks"]["chosen"], 0, "both are kept")
        self.assertTrue(rows["remarks"]["can_join"])
        self.other.remarks = False
        wizard.invalidate_recordset(["preview"])
        self.assertFalse(self._rows(wizard)["remarks"]["can_join"])
        moving = {each["label"]: each["count"] for each in wizard.preview["moving"]}
        self.assertEqual(moving["Opportunities"], 1)

    def test_it_is_said_as_people_say_it(self):
        """No name of a model or of a field of Odoo's, and why this is asked at all."""
        one = self._organisation("蓝湖科技有限公司")
        two = self._organisation("蓝湖科枝有限公司", remarks="x")
        two.partner_id.website = "http://lanhu.example"
        self.env["customer.followup"].create(
            [{"dossier_id": each.id, "summary": "x"} for each in one + two]
        )
        wizard = self._open(one + two)
        labels = {row["label"] for row in wizard.preview["rows"]}
        self.assertLessEqual({"Name of the Organisation", "Website"}, labels)
        self.assertIn("科技 / 科枝", wizard.preview["whys"][0]["text"])
        self.assertFalse(wizard.preview["whys"][0]["pair"])
        moving = {each["label"] for each in wizard.preview["moving"]}
        self.assertIn("Follow-ups", moving)
        wizard.action_merge()
        kept = (one + two)._kept()
        summary = self.Merge.search([("kept_id", "=", kept.id)]).summary
        for text in (*moving, *labels, summary):
            self.assertNotRegex(
                text, r"customer\.|res\.|mail\.|_id\b|Customer Follow-up"
            )

    def test_everything_that_moves_has_a_name(self):
        """A new model of ours that belongs to a customer is named here first, or said to
        be nothing that people know."""
        Dossier = self.env["customer.dossier"]
        models = {name for name, _field in Dossier._merge_links()}
        models |= {name for name, _field in Dossier._merge_contact_links()}
        ours = {name for name in models if name.startswith("customer.")}
        known = MOVING.keys() | ENGINE
        self.assertLessEqual(ours | (THREAD.keys() & {*self.env}), known)
        self.assertFalse(MOVING.keys() & ENGINE)

    def test_only_what_people_know_is_counted(self):
        """Not the engine's notes, nor to-dos that are done; in the list of merges neither."""
        done, _open = (
            self.other.activity_schedule(
                "mail.mail_activity_data_todo",
                user_id=self.salesperson.id,
                summary=text,
            )
            for text in ("Send the catalogue", "Call again")
        )
        others = len(self.other.activity_ids) - 2
        done.action_feedback()
        self.assertTrue(self.other.fact_ids and self.other.reminder_ids)
        wizard = self._open(self.kept + self.other)
        moving = {each["label"]: each["count"] for each in wizard.preview["moving"]}
        self.assertEqual(moving.pop("Reminders and to-dos"), 1 + others)
        self.assertLessEqual(
            moving.keys(), {"Opportunities", "Follow-ups", "Messages and notes"}
        )
        wizard.kept_id = self.kept
        wizard.action_merge()
        merge = self.Merge.search([("merged_id", "=", self.other.id)])
        self.assertNotIn("Notes on where", merge.summary)
        # The rule reminds once of one customer.
        self.assertIn("Reminders and to-dos: 1", merge.summary)

    def test_equal_masks_are_told_apart(self):
        self.other.phone = "13911112001"
        self.assertEqual(self.other.phone, self.kept.phone)
        row = self._rows(self._open(self.kept + self.other))["phone"]
        self.assertFalse(row["is_same"])
        self.assertTrue(row["looks_same"], "it is said, as nobody sees it")

    def test_a_third_phone_is_announced(self):
        third = self._create_dossier("王小明", phone=THIRD)
        row = self._rows(self._open(self.kept + self.other + third))["phone"]
        self.assertEqual(row["left"], ["139****2003"])

    def test_the_choice_counts(self):
        self.kept.tier = "ordinary"
        wizard = self._open(self.kept + self.other)
        wizard.choices = {"phone": self.other.id, "tier": self.other.id, "name": 999999}
        self.assertEqual(self._rows(wizard)["phone"]["second"], ["139****2001"])
        wizard.reason = "He called 13900002001"
        action = wizard.action_merge()
        self.assertEqual(action["res_id"], self.kept.id)
        self.assert_opened(self.kept, phone=SECOND, other_phone=FIRST, name="王小明")
        self.assertEqual(self.kept.tier, "vip")

    def test_the_other_one_is_kept(self):
        wizard = self._open(self.kept + self.other)
        wizard.kept_id = self.other
        wizard.action_merge()
        self.assertEqual(self.kept.merged_into_id, self.other)

    def test_one_that_is_not_compared_cannot_be_kept(self):
        wizard = self._open(self.kept + self.other)
        wizard.kept_id = self._create_dossier("甲", phone=THIRD)
        with self.assertRaises(UserError):
            wizard.action_merge()
        with self.assertRaises(UserError):
            self._open(self.kept)

    def test_the_dialog_keeps_no_value(self):
        wizard = self._open(self.kept + self.other)
        wizard.reason = "Phone 13900002001"
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT row_to_json(w)::text FROM customer_merge_wizard w WHERE id = %s",
            [wizard.id],
        )
        kept = self.env.cr.fetchone()[0]
        self.assertNotIn("13900002001", kept)
        self.assertNotIn("王小明", kept)
