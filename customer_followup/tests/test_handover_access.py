"""Who gives customers to whom, over every door (D11, U2)."""

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .handover_common import HandoverCommon

MODELS = ("customer.handover", "customer.handover.line", "customer.handover.wizard")


@tagged("-at_install", "post_install")
class TestHandoverAccess(HandoverCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.viewer = cls._create_user("cf_viewer", "viewer")
        cls.stranger = cls._create_user("cf_stranger", "user")
        cls.leader_2 = cls._create_user("cf_leader_2", "supervisor")
        cls.team_2 = cls.env["crm.team"].create(
            {
                "name": "Second sales department",
                "user_id": cls.leader_2.id,
                "company_id": cls.company.id,
                "member_ids": cls.stranger.ids,
            }
        )

    # ------------------------------------------------------------
    # Writing the owner
    # ------------------------------------------------------------

    def test_opportunities_follow_an_owner_written_over_rpc(self):
        """Only those that were his: a hole of before."""
        theirs = self._create_lead(self.dossiers[0], user_id=self.manager.id)
        mine = self.dossiers[0].lead_ids - theirs
        self.dossiers[0].with_user(self.supervisor).write({"user_id": self.receiver.id})
        self.assertEqual(mine.user_id, self.receiver)
        self.assertEqual(theirs.user_id, self.manager)
        [event] = self.env["customer.audit.event"].search(
            [("kind", "=", "handover"), ("res_id", "=", self.dossiers[0].id)]
        )
        self.assertEqual(event.user_id, self.supervisor)

    def test_nobody_names_the_engines_context(self):
        own = self.dossiers[0].with_user(self.supervisor)
        own.with_context(customer_handover_by_run=True).user_id = self.receiver
        self.assertEqual(own.sudo().lead_ids.user_id, self.receiver)

    def test_who_cannot_look_after_a_customer_gets_none(self):
        archived = self._create_user("cf_archived", "user")
        archived.active = False
        elsewhere = self._create_user("cf_elsewhere", "user")
        elsewhere.write(
            {
                "company_ids": [Command.set(self.company_2.ids)],
                "company_id": self.company_2.id,
            }
        )
        for user, why in (
            (archived, "archived"),
            (elsewhere, "does not work in"),
            (self.outsider, "role of a salesperson"),
            (self.viewer, "role of a salesperson"),
        ):
            own = self.dossiers.with_user(self.manager)
            with self.subTest(user.login), self.assertRaisesRegex(UserError, why):
                own.write({"user_id": user.id})
            with self.subTest(user.login), self.assertRaisesRegex(UserError, why):
                own.create({"name": "新", "user_id": user.id})
            wizard = self._wizard(self.manager, to_user_id=user.id)
            with self.subTest(user.login), self.assertRaises(UserError):
                wizard.action_confirm()
        self.assert_owner(self.dossiers, self.giver)

    def test_supervisors_give_to_their_departments(self):
        own = self.dossiers[0].with_user(self.supervisor)
        with self.assertRaisesRegex(UserError, "none of your departments"):
            own.user_id = self.stranger
        with self.assertRaises(UserError):
            self._hand_over(to_user_id=self.stranger.id)
        self._hand_over(self.manager, to_user_id=self.stranger.id)
        self.assert_owner(self.dossiers, self.stranger)
        self.assertEqual(self.dossiers.team_id, self.team_2)

    def test_nobody_gives_away_what_is_not_his(self):
        for user in (self.leader_2, self.stranger, self.viewer):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.dossiers.with_user(user).write({"user_id": self.stranger.id})
        Wizard = self.env["customer.handover.wizard"].with_user(self.leader_2)
        wizard = Wizard.create(
            {
                "source": "picked",
                "picked": [[each.id, self.giver.id] for each in self.dossiers],
                "to_user_id": self.stranger.id,
            }
        )
        self.assertEqual(self._left(wizard), {"rights": 3})
        with self.assertRaisesRegex(UserError, "Not yours to give away"):
            wizard.action_confirm()

    def test_salespeople_give_away_where_the_company_allows_it(self):
        with self.assertRaisesRegex(AccessError, "supervisors give customers"):
            self.dossiers.with_user(self.giver).write({"user_id": self.receiver.id})
        self.assertFalse(self.dossiers[0].with_user(self.giver).may_hand_over)
        self.company.may_salespeople_hand_over = True
        self.env.invalidate_all()
        self._hand_over(self.giver)
        self.assert_owner(self.dossiers, self.receiver)

    def test_another_company(self):
        self.manager.company_ids += self.company_2
        there = self._create_dossier(
            "远", company_id=self.company_2.id, user_id=self.manager.id, team_id=False
        )
        companies = (self.company + self.company_2).ids
        both = (self.dossiers + there).with_context(allowed_company_ids=companies)
        wizard = self._wizard(self.manager, both)
        wizard = wizard.with_context(allowed_company_ids=companies)
        self.assertEqual(self._left(wizard), {"company": 1})
        wizard.action_confirm()
        self.assert_owner(self.dossiers, self.receiver)
        self.assert_owner(there, self.manager)

    # ------------------------------------------------------------
    # Asking
    # ------------------------------------------------------------

    def _ask(self):
        wizard = self._wizard(self.giver, reason="On leave")
        self.assertTrue(wizard.is_asking)
        wizard.action_confirm()
        return wizard.sudo().handover_ids

    def test_salespeople_ask_the_leader(self):
        run = self._ask()
        self.assert_owner(self.dossiers, self.giver)
        self.assertEqual((run.state, run.approver_id), ("asked", self.supervisor))
        self.assertEqual(run.activity_ids.user_id, self.supervisor)
        for user in (self.giver, self.receiver, self.leader_2):
            with self.subTest(user.login), self.assertRaises(AccessError):
                run.with_user(user).action_approve()
        run.with_user(self.supervisor).action_approve()
        self.assert_owner(self.dossiers, self.receiver)
        self.assertFalse(run.activity_ids)
        events = self.env["customer.audit.event"].search(
            [("kind", "=", "handover"), ("res_id", "in", self.dossiers.ids)]
        )
        self.assertEqual(events.user_id, self.supervisor)
        with self.assertRaises(AccessError):
            run.with_user(self.supervisor).action_approve()

    def test_the_leader_refuses(self):
        run = self._ask()
        run.with_user(self.supervisor).action_refuse()
        self.assertEqual(run.state, "refused")
        self.assert_owner(self.dossiers, self.giver)
        told = self.env["mail.message"].search(
            [("model", "=", run._name), ("res_id", "=", run.id)]
        )
        self.assertIn(self.giver.partner_id, told.notified_partner_ids)
        self._hand_over()

    def test_nobody_to_ask(self):
        self.team.user_id = False
        with self.assertRaisesRegex(UserError, "Nobody leads"):
            self._ask()

    # ------------------------------------------------------------
    # Seeing runs
    # ------------------------------------------------------------

    def test_who_sees_a_run(self):
        run = self._hand_over()
        for user, seen in (
            (self.giver, True),
            (self.receiver, True),
            (self.supervisor, True),
            (self.manager, True),
            (self.viewer, True),
            (self.stranger, False),
            (self.leader_2, False),
        ):
            for records in (run, run.line_ids):
                found = records.with_user(user).search([("id", "in", records.ids)])
                with self.subTest(user=user.login, model=records._name):
                    self.assertEqual(len(found), len(records) if seen else 0)
        for model in MODELS:
            with self.subTest(model), self.assertRaises(AccessError):
                self.env[model].with_user(self.outsider).search([])

    def test_each_sees_the_lines_about_him(self):
        other = self._create_dossier("丁", user_id=self.supervisor.id)
        run = self._hand_over(dossiers=self.dossiers + other)
        lines = self.env["customer.handover.line"].with_user(self.giver)
        mine = lines.search([("handover_id", "=", run.id)])
        self.assertEqual(set(mine.dossier_id.ids), set(self.dossiers.ids))
        self.assertEqual(run.with_user(self.giver).customer_count, 4)

    def test_another_company_sees_no_run(self):
        run = self._hand_over()
        self.manager.company_ids += self.company_2
        for records in (run, run.line_ids):
            there = records.with_user(self.manager).with_context(
                allowed_company_ids=self.company_2.ids
            )
            self.assertFalse(there.search([("id", "in", records.ids)]))

    def test_everybody_opens_what_he_sees(self):
        run = self._hand_over()
        for user in (self.giver, self.receiver, self.supervisor, self.viewer):
            there = run.with_user(user)
            for kind in ("list", "form", "kanban"):
                view = there.get_view(view_type=kind)
                with self.subTest(user=user.login, kind=kind):
                    [values] = there.web_read(there._get_fields_spec(view))
                    self.assertEqual(values["id"], run.id)
