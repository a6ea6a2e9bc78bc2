"""Customers are given to others, with what goes along (D11, U2)."""

from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..models.handover.crm_lead import OF_DOSSIER, OF_LEAD
from .handover_common import HandoverCommon


@tagged("-at_install", "post_install")
class TestHandover(HandoverCommon):
    def test_what_was_the_former_owners_goes_along(self):
        """D11"""
        lead = self.dossiers[0].lead_ids
        mine = self._plan_activity(self.dossiers[0], self.giver)
        on_lead = self._plan_activity(lead, self.giver)
        others = self._plan_activity(self.dossiers[0], self.manager)
        theirs = self._create_lead(self.dossiers[0], user_id=self.manager.id)
        run = self._hand_over()
        self.assert_owner(self.dossiers, self.receiver)
        self.assertEqual(self.dossiers.team_id, self.team)
        self.assertEqual(lead.user_id, self.receiver)
        self.assertEqual((mine + on_lead).user_id, self.receiver)
        self.assertEqual(others.user_id, self.manager)
        self.assertEqual(theirs.user_id, self.manager)
        self.assertEqual(self.dossiers.reminder_ids.activity_id.user_id, self.receiver)
        self.assertEqual((run.state, run.moved_count, run.lead_count), ("done", 3, 3))

    def test_what_is_not_worked_out_anew_is_as_if_it_were(self):
        """D11: to a colleague, to another department, back to the department, and back."""
        south = self.team.create({"name": "South", "company_id": self.company.id})
        for vals, team in (
            ({}, self.team),
            ({"method": "department"}, self.team),
            ({}, south),
        ):
            with self.subTest(vals, team=team.name):
                (self.team + south - team).member_ids -= self.receiver
                team.member_ids += self.receiver
                run = self._hand_over(user=self.manager, **vals)
                self.assertEqual(self.dossiers.team_id, team)
                self._assert_as_worked_out()
                run.with_user(self.manager).action_undo()
                self._assert_as_worked_out()

    def _assert_as_worked_out(self):
        leads = self.dossiers.lead_ids
        # These follow from what Odoo has counted until now, whoever has them.
        counted = {"automated_probability", "probability", "prorated_revenue"}
        of_lead = {*OF_LEAD} - counted - {"date_last_stage_update"}
        for records, names in ((self.dossiers, OF_DOSSIER), (leads, of_lead)):
            self.env.invalidate_all()
            kept = records.read(names)
            for name in names:
                self.env.add_to_compute(records._fields[name], records)
            records._recompute_recordset(names)
            self.env.invalidate_all()
            self.assertEqual(records.read(names), kept)

    def test_what_was_finished_stays_as_it_was(self):
        lead = self.dossiers[0].lead_ids
        lead.action_set_won()
        followup = self.env["customer.followup"].create(
            {"dossier_id": self.dossiers[0].id, "user_id": self.giver.id}
        )
        self._hand_over()
        self.assertEqual(lead.user_id, self.giver)
        self.assertEqual(followup.user_id, self.giver)
        self.assertTrue(followup.with_user(self.receiver).has_access("read"))

    def test_options_leave_things_where_they_are(self):
        lead = self.dossiers[0].lead_ids
        mine = self._plan_activity(self.dossiers[0], self.giver)
        run = self._hand_over(has_leads=False, has_activities=False)
        self.assert_owner(self.dossiers, self.receiver)
        self.assertEqual(lead.user_id, self.giver)
        self.assertEqual(mine.user_id, self.giver)
        self.assertEqual((run.lead_count, run.activity_count), (0, 0))

    def test_dry_run_says_what_will_happen(self):
        self._plan_activity(self.dossiers[0], self.giver)
        preview = self._wizard().preview
        self.assertEqual(preview["count"], 3)
        [receiver] = preview["receivers"]
        self.assertEqual((receiver["before"], receiver["after"]), (0, 3))
        self.assert_owner(self.dossiers, self.giver)
        run = self._hand_over()
        self.assertEqual(
            preview["along"],
            {
                "leads": run.lead_count,
                "activities": run.activity_count,
                "submissions": run.submission_count,
            },
        )

    def test_the_same_again_does_nothing(self):
        wizard = self._wizard()
        first = wizard.action_confirm()
        events = self._handover_events()
        self.assertEqual(wizard.action_confirm()["res_id"], first["res_id"])
        again = self._wizard()
        self.assertEqual(self._left(again), {"already": 3})
        with self.assertRaisesRegex(UserError, "already"):
            again.action_confirm()
        wizard.sudo().handover_ids._work_batch()
        self.assertEqual(self._handover_events(), events)

    def _handover_events(self):
        return self.env["customer.audit.event"].search(
            [("kind", "=", "handover"), ("res_id", "in", self.dossiers.ids)]
        )

    def test_who_was_faster_wins(self):
        """Two people with the same customers in their dialogs."""
        slow = self._wizard(to_user_id=self.supervisor.id)
        self._hand_over(dossiers=self.dossiers[0])
        self.assertEqual(self._left(slow), {"changed": 1})
        slow.action_confirm()
        self.assert_owner(self.dossiers[0], self.receiver)
        self.assert_owner(self.dossiers[1:], self.supervisor)

    def test_a_customer_that_changed_hands_on_the_way_stays(self):
        moves = [(each, self.receiver, self.team) for each in self.dossiers]
        run = self.env["customer.handover"]._make(moves, along=["leads"])
        self.dossiers[0].user_id = self.manager
        run._work_batch()
        self.assert_owner(self.dossiers[0], self.manager)
        line = run.line_ids.filtered(lambda each: each.dossier_id == self.dossiers[0])
        self.assertEqual((line.state, line.reason), ("skipped", "changed"))

    def test_a_receiver_who_left_on_the_way_gets_nothing(self):
        moves = [(each, self.receiver, self.team) for each in self.dossiers]
        run = self.env["customer.handover"]._make(moves, along=["leads"])
        self.receiver.active = False
        run._work_batch()
        self.assert_owner(self.dossiers, self.giver)
        self.assertEqual(set(run.line_ids.mapped("reason")), {"receiver"})

    def test_audit_event_per_customer(self):
        self._hand_over(reason="Moves to Beijing")
        for dossier in self.dossiers:
            event = self._handover_events().filtered(
                lambda each, dossier=dossier: each.res_id == dossier.id
            )
            self.assertEqual(len(event), 1)
            self.assertEqual(event.user_id, self.supervisor)
            self.assertEqual(event.reason, "Moves to Beijing")
            self.assertIn(
                f"{self.giver.name} → {self.receiver.name}", event.details["text"]
            )

    def test_reason_is_masked(self):
        """V1"""
        self.dossiers[0].write({"name": "王小明", "phone": "13900002009"})
        run = self._hand_over(reason="王小明 13900002009 wants another seller")
        self.assertNotIn("王小明", run.reason)
        self.assertNotIn("13900002009", run.reason)
        self.assertIn("wants another seller", run.reason)

    def test_one_message_each(self):
        before = self.env["mail.message"].search([], order="id desc", limit=1)
        self._hand_over(reason="Leaves")
        messages = self.env["mail.message"].search(
            [("id", ">", before.id), ("message_type", "=", "user_notification")]
        )
        told = {message.notified_partner_ids: message for message in messages}
        self.assertEqual(set(told), {self.giver.partner_id, self.receiver.partner_id})
        self.assertIn("3 more customers", told[self.receiver.partner_id].body)
        self.assertIn(self.receiver.name, told[self.giver.partner_id].body)
        self.assertIn("Leaves", told[self.giver.partner_id].body)

    def test_spread_evenly_and_by_load(self):
        third = self._create_user("cf_sales_3", "user")
        self.team.member_ids += third
        people = self.receiver + third
        self._create_dossier("丁", user_id=third.id)
        many = self.dossiers + self._create_dossier("戊")
        self._hand_over(dossiers=many, method="even", to_user_ids=people.ids)
        self.assertEqual(self._shares(many), {self.receiver: 2, third: 2})
        self._hand_over(dossiers=many, method="one", to_user_id=self.giver.id)
        wizard = self._wizard(dossiers=many, method="load", to_user_ids=people.ids)
        self.assertEqual(
            {each["after"] for each in wizard.preview["receivers"]}, {2, 3}
        )
        wizard.action_confirm()
        self.assertIn(self._shares(many)[third], (1, 2))
        self.assertEqual(sum(self._shares(many).values()), 4)
        again = self._wizard(dossiers=many, method="load", to_user_ids=people.ids)
        self.assertEqual(self._left(again), {"already": 4})

    def _shares(self, dossiers):
        return {
            user: len(theirs) for user, theirs in dossiers.grouped("user_id").items()
        }

    def test_members_of_the_department_are_proposed(self):
        wizard = self._wizard(method="even", team_id=self.team.id)
        self.assertEqual(wizard.to_user_ids, self.team.member_ids)

    def test_back_to_the_department(self):
        mine = self._plan_activity(self.dossiers[0], self.giver)
        run = self._hand_over(method="department")
        self.assert_owner(self.dossiers, self.env["res.users"])
        self.assertEqual(self.dossiers.team_id, self.team)
        self.assertFalse(self.dossiers.lead_ids.user_id)
        self.assertEqual(mine.user_id, self.supervisor, "the leader sees to it")
        again = self._wizard(method="department")
        self.assertEqual(self._left(again), {"already": 3})
        run.with_user(self.supervisor).action_undo()
        self.assert_owner(self.dossiers, self.giver)
        self.assertEqual(mine.user_id, self.giver)

    def test_all_of_an_employee_and_all_that_match(self):
        Wizard = self.env["customer.handover.wizard"].with_user(self.supervisor)
        archived = self._create_dossier("旧", active=False)
        of_one = Wizard.create(
            {
                "source": "owners",
                "from_user_ids": self.giver.ids,
                "to_user_id": self.receiver.id,
            }
        )
        self.assertEqual(of_one.preview["count"], 4)
        by_filter = Wizard.create(
            {
                "source": "filter",
                "domain": f"[('id', 'in', {self.dossiers[:2].ids})]",
                "to_user_id": self.receiver.id,
            }
        )
        by_filter.action_confirm()
        self.assert_owner(self.dossiers[:2], self.receiver)
        of_one.action_confirm()
        self.assert_owner(self.dossiers + archived, self.receiver)
        for nonsense in ("oops", "[(1, 2)]", "__import__('os')"):
            by_filter.domain = nonsense
            with self.subTest(nonsense), self.assertRaises(UserError):
                by_filter._plan()

    def test_former_owner_gets_no_more_messages(self):
        lead = self.dossiers[0].lead_ids
        (self.dossiers[0] + self.dossiers[1]).message_subscribe(
            self.giver.partner_id.ids
        )
        lead.message_subscribe(self.giver.partner_id.ids)
        self._hand_over()
        self.assertNotIn(self.giver.partner_id, self.dossiers.message_partner_ids)
        self.assertNotIn(self.giver.partner_id, lead.message_partner_ids)

    def test_one_bad_customer_does_not_stop_the_others(self):
        bad = self.dossiers[1]
        with (
            self.assertLogs("odoo.addons.customer_followup", "WARNING"),
            self._refuse_writing(bad),
        ):
            run = self._hand_over()
        self.assert_owner(self.dossiers - bad, self.receiver)
        self.assert_owner(bad, self.giver)
        self.assertEqual((run.moved_count, run.skipped_count), (2, 1))

    def _refuse_writing(self, bad):
        Dossier = self.registry["customer.dossier"]
        original = Dossier._write_owner

        def refuse(dossiers, user, team):
            if bad in dossiers:
                # pylint: disable-next=translation-required
                raise UserError("Not this one")
            return original(dossiers, user, team)

        return patch.object(Dossier, "_write_owner", refuse)

    def test_nobody_writes_runs(self):
        run = self._hand_over()
        for user in (self.salesperson, self.supervisor, self.manager):
            for records in (run, run.line_ids):
                for operation in ("write", "create", "unlink"):
                    with self.subTest(user=user.login, operation=operation):
                        self.assertFalse(records.with_user(user).has_access(operation))
        with self.assertRaises(AccessError):
            run.with_user(self.manager).state = "working"
