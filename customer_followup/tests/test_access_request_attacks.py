"""Who may not, neither forges nor decides requests: as everybody, over RPC (V1, V4, V6)."""

from datetime import timedelta

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .access_attack_common import AccessAttackCommon


@tagged("-at_install", "post_install")
class TestAccessRequestAttacks(AccessAttackCommon):
    def test_who_sees_a_request(self):
        draft, sent = self._create_request(), self._submitted()
        seen = {
            user.login: self.Request.with_user(user).search(
                [("id", "in", (draft + sent).ids)]
            )
            for user in self.everybody
        }
        self.assertEqual(seen.pop("cf_marketing"), sent + draft)
        for login in ("cf_supervisor", "cf_officer", "cf_manager"):
            self.assertEqual(seen.pop(login), sent, login)
        self.assertFalse(any(seen.values()), seen)

    def test_states_are_not_forged(self):
        """Neither by values nor by the context of a call."""
        forged = {
            "state": "handed_over",
            "user_id": self.outsider.id,
            "number": "DR1",
            "granted_until": "2040-01-01",
            "granted_form": "xlsx",
            "granted_field_ids": [
                Command.set(self.env["customer.access.field"].search([]).ids)
            ],
            "handed_over_by_id": self.officer.id,
            "download_count": -5,
            "scope": "selection",
            "former_id": 1,
            "line_ids": [Command.create({"dossier_id": self.dossiers[0].id})],
            "approval_ids": [Command.create({"state": "approved"})],
            "customer_count": 1,
            "uuid": "x",
        }
        draft = self._create_request()
        for name, value in forged.items():
            for user in (self.marketing, self.manager):
                with self.subTest(name, user=user.login):
                    with self.assertRaises(AccessError):
                        draft.with_user(user).write({name: value})
                    with self.assertRaises(AccessError):
                        self._create_request(user, **{name: value})
                    with self.assertRaises(AccessError):
                        by_context = self.Request.with_user(user).with_context(
                            **{f"default_{name}": value}
                        )
                        by_context.create({"purpose": "x", "ends_on": self.today})

    def test_what_was_sent_is_changed_by_nobody(self):
        """Neither customers nor fields nor the end, after it was sent."""
        request = self._approved()
        everything = self.env["customer.access.field"].search([]).ids
        for vals in (
            {"purpose": "Something else"},
            {"field_ids": [Command.set(everything)]},
            {"ends_on": self.today + timedelta(days=20)},
            {"customer_limit": 900},
            {"tier": "ordinary"},
            {"form": "xlsx"},
        ):
            with self.subTest(vals), self.assertRaises(UserError):
                request.write(vals)
            for user in (self.supervisor, self.officer, self.manager):
                with (
                    self.subTest(vals, user=user.login),
                    self.assertRaises(AccessError),
                ):
                    request.with_user(user).write(vals)
        with self.assertRaises(UserError):
            request.unlink()
        copied = request.copy()
        self.assertEqual(copied.state, "draft")
        self.assertFalse(copied.sudo().line_ids)
        self.assertFalse(copied.granted_field_ids)

    def test_customers_that_fit_later_do_not_come_in(self):
        request = self._handed_over()
        self._create_dossier("王9", phone="13900000009", tier="vip")
        self.assertEqual(len(self._copy(request)), 4)

    def test_nobody_decides_about_his_own_request(self):
        """V4: whatever else he is: leader, administrator, data administrator."""
        for user in (self.supervisor, self.manager):
            request = self._submitted(user)
            self.assertFalse(request.may_decide)
            with self.assertRaises(AccessError):
                request._decide(True)
        self.officer.group_ids += self.env.ref(
            "customer_forms.customer_forms_group_manager"
        )
        request = self._submitted(self.officer)
        request.with_user(self.supervisor)._decide(True)
        with self.assertRaises(AccessError):
            request.action_hand_over()

    def test_who_approves_does_not_hand_over(self):
        """V4, where the company wants it."""
        request = self._submitted()
        request.with_user(self.manager)._decide(True)
        by_manager = request.with_user(self.manager)
        self.assertFalse(by_manager.may_hand_over)
        with self.assertRaises(AccessError):
            by_manager.action_hand_over()
        self.company.has_second_officer = False
        by_manager.action_hand_over()
        self.assertEqual(request.state, "handed_over")

    def test_only_those_concerned_decide_and_hand_over(self):
        request = self._submitted()
        for user in self.everybody - self.supervisor - self.manager:
            with self.subTest(user.login), self.assertRaises(AccessError):
                request.with_user(user)._decide(True)
            with self.subTest(user.login), self.assertRaises(AccessError):
                dialog = self.env["customer.access.decide"].with_user(user)
                dialog.create({"request_id": request.id}).action_approve()
        request.with_user(self.supervisor)._decide(True)
        for user in self.everybody - self.officer - self.manager:
            with self.subTest(user.login), self.assertRaises(AccessError):
                request.with_user(user).action_hand_over()
        request.with_user(self.officer).action_hand_over()
        for user in (self.outsider, self.salesperson, self.leader_2, self.viewer):
            with self.subTest(user.login), self.assertRaises(AccessError):
                request.with_user(user)._close()

    def test_dialogs_tell_nothing_of_requests_of_others(self):
        request = self._submitted()
        for model in ("customer.access.decide", "customer.access.close"):
            names = {
                "decide": ("question", "purpose", "field_ids"),
                "close": ("number",),
            }
            spec = {name: {} for name in names[model.rpartition(".")[2]]}
            for user in (self.outsider, self.leader_2, self.viewer):
                dialog = self.env[model].with_user(user)
                with self.subTest(model, user=user.login):
                    with self.assertRaises(AccessError):
                        dialog.create({"request_id": request.id})
                    for changed in ([], ["request_id"]):
                        self.env.invalidate_all()
                        said = self._onchange(dialog, request, changed, spec)
                        self.assertNotIn(request.sudo().number, said)
                        self.assertNotIn("autumn fair", said)

    def _onchange(self, dialog, request, changed, spec):
        try:
            return str(dialog.onchange({"request_id": request.id}, changed, spec))
        except AccessError:
            return ""

    def test_steps_in_the_wrong_order(self):
        request = self._create_request()
        by_leader = request.with_user(self.supervisor)
        by_officer = request.with_user(self.officer)
        for step in (by_officer.action_hand_over, lambda: by_leader._decide(True)):
            with self.assertRaises(AccessError):
                step()
        with self.assertRaises(UserError):
            request.action_extend()
        request.action_submit()
        for step in (request.action_submit, by_officer.action_hand_over):
            with self.assertRaises(UserError):
                step()
        by_leader._decide(True)
        with self.assertRaises(UserError):
            by_leader._decide(True)
        by_officer.action_hand_over()
        with self.assertRaises(UserError):
            by_officer.action_hand_over()
        by_officer._close()
        for step in (by_officer.action_hand_over, by_officer._close):
            with self.assertRaises(UserError):
                step()
        other = self._submitted()
        with self.assertRaises(AccessError):
            other.with_user(self.supervisor).action_submit()

    def test_approved_too_late(self):
        request = self._approved(ends_on=self.today)
        request.sudo().granted_until = self.today - timedelta(days=1)
        with self.assertRaisesRegex(UserError, "last day"):
            request.with_user(self.officer).action_hand_over()

    def test_approvals_are_the_engine_s(self):
        request = self._submitted()
        approval = request.sudo().approval_ids
        for user in self.everybody:
            with self.subTest(user.login), self.assertRaises(AccessError):
                approval.with_user(user).write({"state": "approved"})
            with self.subTest(user.login), self.assertRaises(AccessError):
                approval.with_user(user).create({"request_id": request.id})

    def test_other_companies(self):
        stranger = new_test_user(
            self.env,
            "cf_strange_officer",
            groups="customer_forms.customer_forms_group_manager",
            company_id=self.company_2.id,
            company_ids=[Command.set(self.company_2.ids)],
        )
        request = self._approved()
        self.assertFalse(self.Request.with_user(stranger).search([]))
        for step in (
            request.with_user(stranger).action_hand_over,
            request.with_user(stranger)._close,
            lambda: request.with_user(stranger).read(["purpose"]),
        ):
            with self.assertRaises(AccessError):
                step()
        with self.assertRaises(AccessError):
            self._create_request(stranger, company_id=self.company.id)

    def test_messages_and_files_are_read_by_who_sees_the_request(self):
        request = self._submitted()
        request.message_post(body="Call 13912345678")
        self.assertIn("139****5678", request.sudo().message_ids[:1].body)
        with self.assertRaises(AccessError):
            request.with_user(self.outsider).message_post(body="x")
