"""Whoever leaves leaves no customer and no reminder behind (D11)."""

from unittest.mock import patch

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from .handover_common import HandoverCommon

RES_USERS = "odoo.addons.customer_followup.models.handover.res_users"


@tagged("-at_install", "post_install")
class TestHandoverLeaving(HandoverCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.todo = cls.dossiers[0].activity_schedule(
            "mail.mail_activity_data_todo", user_id=cls.giver.id
        )
        cls.foreign = cls._create_dossier("丁", user_id=cls.receiver.id)
        cls.on_foreign = cls.foreign.activity_schedule(
            "mail.mail_activity_data_todo", user_id=cls.giver.id
        )
        cls.elsewhere = cls.receiver.partner_id.activity_schedule(
            "mail.mail_activity_data_todo", user_id=cls.giver.id
        )

    def _from_web_client(self):
        """As if a person pressed the button."""

        class Request:
            class httprequest:
                path = "/web/dataset/call_button/res.users/action_archive"

        return patch(f"{RES_USERS}.request", Request)

    def assert_handed_to(self, user):
        self.assert_owner(self.dossiers, user)
        self.assertEqual(self.dossiers.lead_ids.user_id, user)
        self.assertEqual(self.todo.exists().user_id, user)
        self.assertEqual(self.on_foreign.exists().user_id, self.receiver)
        reminders = self.dossiers.reminder_ids
        self.assertEqual(set(reminders.mapped("state")), {"open"})
        self.assertEqual(reminders.activity_id.user_id, user)

    def test_archived_by_a_program(self):
        """Nobody is asked, nobody is stopped, nothing is lost."""
        self.giver.action_archive()
        self.assert_left()

    def test_archived_by_writing(self):
        self.giver.write({"active": False})
        self.assert_left()

    def assert_left(self):
        self.assertFalse(self.giver.active)
        self.assert_handed_to(self.supervisor)
        run = self.dossiers.handover_line_ids.handover_id
        self.assertEqual((run.origin, run.state), ("leaving", "done"))

    def test_what_is_no_customers_is_deleted_as_ever(self):
        self.giver.action_archive()
        self.assertFalse(self.elsewhere.exists())

    def test_a_person_is_asked(self):
        with self._from_web_client():
            action = self.giver.with_user(self._administrator()).action_archive()
        self.assertEqual(action["res_model"], "customer.handover.wizard")
        self.assertTrue(self.giver.active)
        self.assert_owner(self.dossiers, self.giver)
        wizard = self.env[action["res_model"]].browse(action["res_id"])
        wizard = wizard.with_user(self._administrator())
        wizard.to_user_id = self.receiver
        with self._from_web_client():
            wizard.action_confirm()
        self.assertFalse(self.giver.active)
        self.assert_handed_to(self.receiver)

    def test_nobody_is_asked_about_who_has_no_customers(self):
        with self._from_web_client():
            self.assertFalse(
                self.creator.with_user(self._administrator()).action_archive()
            )
        self.assertFalse(self.creator.active)

    def test_who_closes_accounts_needs_no_role(self):
        clerk = self._create_user("cf_clerk", "viewer")
        clerk.group_ids = [
            Command.set(
                (
                    self.env.ref("base.group_erp_manager")
                    + self.env.ref("sales_team.group_sale_manager")
                ).ids
            ),
        ]
        with self._from_web_client():
            self.giver.with_user(clerk).action_archive()
        self.assertFalse(self.giver.active)
        self.assert_handed_to(self.supervisor)

    def _administrator(self):
        self.manager.group_ids += self.env.ref("base.group_erp_manager")
        return self.manager

    def test_the_leader_leaves(self):
        mine = self._create_dossier("戊", user_id=self.supervisor.id)
        (self.supervisor + self.giver).action_archive()
        self.assert_owner(mine + self.dossiers, self.env["res.users"])
        self.assertEqual((mine + self.dossiers).team_id, self.team)
        self.assertTrue(self.todo.exists())

    def test_archived_customers_too(self):
        self.dossiers[0].active = False
        self.giver.action_archive()
        self.assert_owner(self.dossiers, self.supervisor)

    def test_many_follow_in_the_background(self):
        path = "odoo.addons.customer_followup.models.handover.customer_handover_run"
        with patch(f"{path}.AT_ONCE", 2):
            self.giver.action_archive()
        self.assertTrue(self.todo.exists())
        self.assert_owner(self.dossiers, self.giver)
        run = self.dossiers.handover_line_ids.handover_id
        self.assertEqual(run.state, "working")
        run._work_batch()
        run._work_batch()
        self.assertEqual(run.state, "done")
        self.assert_handed_to(self.supervisor)

    def test_who_owns_customers_is_not_deleted(self):
        with self.assertRaisesRegex(UserError, "Archive them instead"):
            self.giver.unlink()

    def test_role_or_company_lost(self):
        """The leader is told once, and finds them."""
        role = self.env.ref("customer_forms.customer_forms_group_user")
        for vals in (
            {"group_ids": [Command.set(self.env.ref("base.group_user").ids)]},
            {
                "company_ids": [Command.set(self.company_2.ids)],
                "company_id": self.company_2.id,
            },
        ):
            before = self.env["mail.message"].search([], order="id desc", limit=1)
            with self.subTest(vals):
                self.giver.write(vals)
                self.env.invalidate_all()
                Dossier = self.env["customer.dossier"].with_user(self.supervisor)
                found = Dossier.search([("has_owner_at_work", "=", False)])
                self.assertEqual(set(found.ids), set(self.dossiers.ids))
                self.assertFalse(any(found.mapped("has_owner_at_work")))
                told = self.env["mail.message"].search(
                    [
                        ("id", ">", before.id),
                        ("message_type", "=", "user_notification"),
                        ("notified_partner_ids", "=", self.supervisor.partner_id.id),
                    ]
                )
                self.assertEqual(len(told), 1)
                self.assertIn("3 customers", told.body)
            self.giver.write(
                {
                    "company_ids": [Command.set(self.company.ids)],
                    "company_id": self.company.id,
                    "group_ids": [Command.link(role.id)],
                }
            )

    def test_customers_without_any_owner_are_found(self):
        self.foreign.user_id = False
        Dossier = self.env["customer.dossier"].with_user(self.supervisor)
        found = Dossier.search([("has_owner_at_work", "=", False)])
        self.assertEqual(found.ids, self.foreign.ids)
        there = Dossier.search([("has_owner_at_work", "!=", False)])
        self.assertEqual(set(there.ids), set(self.dossiers.ids))

    def test_button_on_the_user(self):
        user = self.giver.with_user(self._administrator())
        self.assertEqual(user.customer_count, 3)
        action = user.action_hand_over_customers()
        wizard = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual(wizard.from_user_ids, self.giver)
