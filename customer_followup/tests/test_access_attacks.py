"""Who may not, does not: requests and copies, as everybody, over RPC (V1, V4, V6)."""

from datetime import timedelta

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .access_common import AccessCommon

REFUSED = (AccessError, UserError, ValueError, NotImplementedError)
SENSITIVE = "phone"


@tagged("-at_install", "post_install")
class TestAccessAttacks(AccessCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.viewer = cls._create_user("cf_viewer", "viewer")
        cls.everybody = (
            cls.marketing
            + cls.outsider
            + cls.salesperson
            + cls.supervisor
            + cls.leader_2
            + cls.viewer
            + cls.officer
            + cls.creator
            + cls.manager
        )

    def _lines(self, user):
        return self.env["customer.access.line"].with_user(user)

    def assert_refused(self, asked):
        try:
            answer = asked()
        except REFUSED:
            return
        self.fail(f"answered {answer}")

    # ------------------------------------------------------------
    # The rows of a copy
    # ------------------------------------------------------------

    def test_nobody_else_reads_a_copy(self):
        """V4: neither those who approved nor those who handed it over."""
        request = self._handed_over()
        lines = request.sudo().line_ids
        for user in self.everybody - self.marketing:
            with self.subTest(user.login):
                for read in (
                    lambda user=user: lines.with_user(user).read([SENSITIVE]),
                    lambda user=user: lines.with_user(user).web_read({SENSITIVE: {}}),
                    lambda user=user: lines.with_user(user)[0][SENSITIVE],
                    lambda user=user: self._lines(user).search_read([], [SENSITIVE]),
                    lambda user=user: request.with_user(user).get_copy_rows(),
                    lambda user=user: request.with_user(user).get_copy_head(),
                    lambda user=user: request.with_user(user).action_open_copy(),
                ):
                    self.env.invalidate_all()
                    with self.assertRaises(AccessError):
                        read()

    def test_only_what_was_granted_is_read(self):
        request = self._handed_over(keys=["industry", "phone"])
        lines = self._lines(self.marketing).search([("request_id", "=", request.id)])
        self.assertEqual(len(lines), 4)
        for name in ("customer_name", "email", "dossier_id", "team_id", "address"):
            self.env.invalidate_all()
            with self.subTest(name), self.assertRaises(AccessError):
                lines.read([name])
            with self.subTest(name), self.assertRaises(AccessError):
                lines.web_read({name: {}})
        [values] = lines[0].read()
        self.assertNotIn("dossier_id", values)
        self.assertNotIn("王", str(values))
        self.assertNotIn(self.dossiers[0].number, str(values))
        self.assertNotIn("王", str(lines.name_search("")))
        through = request.web_read({"line_ids": {"fields": {"phone": {}}}})
        self.assertEqual(len(through[0]["line_ids"]), 4)
        with self.assertRaises(AccessError):
            request.web_read({"line_ids": {"fields": {"customer_name": {}}}})

    def test_a_copy_answers_no_questions(self):
        """V4: no searching, sorting, grouping or exporting by what is in it."""
        request = self._handed_over(keys=["customer_name", "phone", "tier"])
        lines = self._lines(self.marketing)
        rows = lines.search([("request_id", "=", request.id)])
        exporter = self.env.ref("base.group_allow_export")
        self.marketing.group_ids += exporter
        questions = (
            lambda name: lines.search([(name, "=", "x")]),
            lambda name: lines.search_count([(name, "ilike", "1390")]),
            lambda name: lines.search([(name, "in", ["1", False])]),
            lambda name: lines.search([], order=name),
            lambda name: lines.formatted_read_group([], [name], ["__count"]),
            lambda name: rows.export_data([name]),
            lambda name: lines.search_read([], [name]),
            lambda name: self.Request.with_user(self.marketing).search(
                [(f"line_ids.{name}", "=", "x")]
            ),
        )
        for number, asked in enumerate(questions):
            for name in ("customer_name", "phone", "tier", "email", "dossier_id"):
                self.env.invalidate_all()
                with self.subTest(name, number=number):
                    self.assert_refused(lambda name=name, asked=asked: asked(name))
        for domain in (
            [("dossier_id.phone", "=", "13900000001")],
            [("request_id.line_ids.dossier_id", "=", self.dossiers[0].id)],
        ):
            with self.subTest(domain):
                self.assert_refused(lambda domain=domain: lines.search(domain))

    def test_rows_are_the_engine_s(self):
        request = self._handed_over()
        lines = request.sudo().line_ids
        foreign = self._create_dossier("李1", tier="ordinary")
        for user in self.everybody:
            mine = self._lines(user)
            with self.subTest(user.login):
                for done in (
                    lambda mine=mine: mine.create(
                        {"request_id": request.id, "dossier_id": foreign.id}
                    ),
                    lambda user=user: lines.with_user(user).write({"is_granted": True}),
                    lambda user=user: lines.with_user(user).unlink(),
                    lambda user=user: lines.with_user(user).copy(),
                    lambda user=user: request.with_user(user).write(
                        {"line_ids": [Command.create({"dossier_id": foreign.id})]}
                    ),
                ):
                    with self.assertRaises(AccessError):
                        done()

    def test_whoever_is_erased_is_gone_from_open_copies(self):
        """V5; those archived and merged, too."""
        request = self._handed_over()
        self.dossiers[0]._erase("Asked for it")
        self.dossiers[1].active = False
        self.env.invalidate_all()
        rows = self._copy(request)
        self.assertEqual({row["phone"] for row in rows}, {"139****0002", "139****0003"})
        self.assertEqual(request.get_copy_rows()["total"], 2)
        lines = request.sudo().line_ids
        gone = lines.filtered(lambda line: line.dossier_id == self.dossiers[0])
        gone = gone.with_user(self.marketing)
        with self.assertRaises(AccessError):
            gone.read(["phone"])

    def test_a_corrected_phone_is_the_corrected_one(self):
        request = self._handed_over()
        self.dossiers[0].phone = "13911119999"
        self.env.invalidate_all()
        self.assertIn("139****9999", [row["phone"] for row in self._copy(request)])

    def test_the_company_is_left_behind(self):
        """Who works in the company no more, reads no more of it."""
        request = self._handed_over()
        self.marketing.write(
            {
                "company_id": self.company_2.id,
                "company_ids": [Command.set(self.company_2.ids)],
            }
        )
        self.env.invalidate_all()
        lines = self._lines(self.marketing).with_context(
            allowed_company_ids=self.company_2.ids
        )
        self.assertFalse(lines.search([]))
        with self.assertRaises(AccessError):
            request.get_copy_rows()

    # ------------------------------------------------------------
    # Requests
    # ------------------------------------------------------------

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
