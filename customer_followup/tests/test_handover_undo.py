"""A handover is undone: exactly what was moved and nobody changed since (D11)."""

from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .handover_common import HandoverCommon


@tagged("-at_install", "post_install")
class TestHandoverUndo(HandoverCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.activity = cls.dossiers[0].activity_schedule(
            "mail.mail_activity_data_todo", user_id=cls.giver.id
        )

    def test_everything_goes_back(self):
        leads, reminders = self.dossiers.lead_ids, self.dossiers.activity_ids
        run = self._hand_over()
        run.with_user(self.supervisor).action_undo()
        self.assert_owner(self.dossiers, self.giver)
        self.assertEqual(leads.user_id, self.giver)
        self.assertEqual(reminders.user_id, self.giver)
        self.assertEqual(self.dossiers.activity_ids, reminders)
        self.assertEqual((run.state, run.undone_count), ("undone", 3))
        self.assertEqual((run.kept_count, run.left_count), (0, 0))

    def test_what_was_changed_since_stays(self):
        lead, sold = self.dossiers[0].lead_ids, self.dossiers[1].lead_ids
        run = self._hand_over()
        lead.user_id = self.manager
        sold.action_set_won()
        self.activity.action_done()
        self.dossiers[2].user_id = self.manager
        run.with_user(self.supervisor).action_undo()
        self.assert_owner(self.dossiers[:2], self.giver)
        self.assert_owner(self.dossiers[2], self.manager)
        self.assertEqual(lead.user_id, self.manager)
        self.assertEqual(sold.user_id, self.receiver, "who sold it")
        self.assertEqual((run.undone_count, run.kept_count), (2, 1))
        # Two opportunities, an activity, and the reminder of a customer who was won.
        self.assertEqual(run.left_count, 4)
        kept = run.line_ids.filtered(lambda line: line.state == "kept")
        self.assertEqual((kept.dossier_id, kept.reason), (self.dossiers[2], "changed"))

    def test_what_the_receiver_had_before_stays_his(self):
        own = self._create_lead(self.dossiers[0], user_id=self.receiver.id)
        run = self._hand_over()
        run.with_user(self.supervisor).action_undo()
        self.assertEqual(own.user_id, self.receiver)

    def test_reminders_that_came_since_go_back_too(self):
        self.env["customer.reminder.rule"].search([]).active = False
        run = self._hand_over()
        self.rules.active = True
        rule = self.rule_high.copy({"name": "Another", "interval_days": 9})
        self.env["customer.reminder.rule"]._remind(self.dossiers)
        new = self.dossiers.reminder_ids.filtered(lambda each: each.rule_id == rule)
        self.assertEqual(new.activity_id.user_id, self.receiver)
        run.with_user(self.supervisor).action_undo()
        self.assertEqual(new.activity_id.user_id, self.giver)

    def test_who_left_gets_nothing_back(self):
        run = self._hand_over()
        self.giver.active = False
        run.with_user(self.supervisor).action_undo()
        self.assert_owner(self.dossiers, self.receiver)
        self.assertEqual((run.undone_count, run.kept_count), (0, 3))
        self.assertEqual(set(run.line_ids.mapped("reason")), {"former"})

    def test_for_a_day(self):
        run = self._hand_over()
        now = fields.Datetime.now()
        with freeze_time(now + timedelta(hours=23)):
            run.invalidate_recordset()
            self.assertTrue(run.with_user(self.supervisor).can_undo)
        with freeze_time(now + timedelta(hours=25)):
            run.invalidate_recordset()
            with self.assertRaisesRegex(UserError, "too late"):
                run.with_user(self.supervisor).action_undo()
        self.company.handover_undo_hours = 0
        with freeze_time(now + timedelta(minutes=1)):
            run.invalidate_recordset()
            self.assertFalse(run.with_user(self.supervisor).can_undo)

    def test_who_gave_back_still_reads_which_it_were(self):
        """The line is the receiver's to read, the customer no more."""
        run = self._hand_over()
        run.with_user(self.supervisor).action_undo()
        self.env.invalidate_all()
        lines = run.line_ids.with_user(self.receiver)
        self.assertEqual(
            lines.mapped("display_name"), self.dossiers.mapped("display_name")
        )
        self.assertFalse(lines.dossier_id._filtered_access("read"))

    def test_once(self):
        run = self._hand_over()
        run.with_user(self.supervisor).action_undo()
        with self.assertRaises(UserError):
            run.with_user(self.supervisor).action_undo()

    def test_not_by_the_people_it_is_about(self):
        run = self._hand_over()
        for user in (self.giver, self.receiver):
            with self.subTest(user.login), self.assertRaises(UserError):
                run.with_user(user).action_undo()

    def test_both_hear_of_it_once(self):
        run = self._hand_over()
        before = self.env["mail.message"].search([], order="id desc", limit=1)
        run.with_user(self.supervisor).action_undo()
        messages = self.env["mail.message"].search(
            [("id", ">", before.id), ("message_type", "=", "user_notification")]
        )
        self.assertEqual(len(messages), 2)
        self.assertEqual(
            messages.notified_partner_ids, (self.giver + self.receiver).partner_id
        )
        events = self.env["customer.audit.event"].search(
            [("kind", "=", "handover"), ("res_id", "in", self.dossiers.ids)]
        )
        self.assertEqual(len(events), 6)
