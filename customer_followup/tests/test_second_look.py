"""Changes of high risk wait for a second person, who is not the author (S7)."""

from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import CustomerFollowupCommon
from .scan import find_in_database

ACCOUNT = "6222021234567890123"


@tagged("-at_install", "post_install")
class TestSecondLook(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dossier = cls._create_dossier(phone="13900002001")
        cls.mine = cls.dossier.with_user(cls.salesperson)
        cls.lead = cls._create_lead(cls.dossier)
        cls.company.second_look_limit = 500000

    def _requests(self, **vals):
        domain = [(name, "=", value) for name, value in vals.items()]
        return self.env["customer.change.request"].search(
            [("dossier_id", "=", self.dossier.id), *domain]
        )

    def _change_account(self, user=None):
        self.dossier.with_user(user or self.salesperson).write(
            {"bank_name": "ICBC", "bank_account": ACCOUNT, "remarks": "Called"}
        )
        return self._requests(state="waiting")[:1]

    def test_the_record_stays_as_it_is(self):
        """S7: what is of no risk is written at once."""
        request = self._change_account()
        self.assertEqual(self.dossier.remarks, "Called")
        self.assertFalse(self.dossier.bank_account or self.dossier.bank_name)
        self.assertEqual(
            set(request.value_ids.mapped("name")), {"bank_name", "bank_account"}
        )
        self.assertEqual(request.author_id, self.salesperson)
        self.mine.invalidate_recordset(["second_look_text"])
        self.assertIn(self.supervisor.name, self.mine.second_look_text)

    def test_what_waits_is_sealed(self):
        """V2"""
        request = self._change_account()
        self.assertEqual(find_in_database(self.env, [ACCOUNT]), set())
        value = request.value_ids.filtered(lambda each: each.name == "bank_account")
        [read] = value.with_user(self.supervisor).read(["new_value", "label"])
        self.assertNotIn(ACCOUNT, read["new_value"])
        shown = value.with_user(self.supervisor).reveal("new_value", "To compare")
        self.assertEqual(shown["value"], ACCOUNT)
        plain = request.value_ids - value
        [read] = plain.with_user(self.supervisor).read(["new_value"])
        self.assertEqual(read["new_value"], "ICBC")

    def test_the_department_and_administrators_are_asked(self):
        request = self._change_account()
        asked = request.activity_ids.user_id
        self.assertLessEqual(self.supervisor + self.manager, asked)
        self.assertNotIn(self.salesperson, asked)

    def test_approving_writes_as_its_author_said(self):
        request = self._change_account()
        request.with_user(self.supervisor).action_approve()
        self.assert_opened(self.dossier, bank_account=ACCOUNT)
        self.assertEqual(self.dossier.bank_name, "ICBC")
        self.assertEqual(request.state, "approved")
        self.assertEqual(request.decided_by_id, self.supervisor)
        self.assertFalse(request.activity_ids)
        event = self.env["customer.audit.event"].search(
            [("kind", "=", "second_look"), ("res_id", "=", self.dossier.id)], limit=1
        )
        self.assertEqual(event.user_id, self.supervisor)

    def test_nobody_decides_on_what_he_did_himself(self):
        """Nor who administers all, nor the leader of the department; not over RPC."""
        self.dossier.team_id.member_ids += self.supervisor
        for user in (self.salesperson, self.supervisor, self.manager):
            with self.subTest(user=user.login):
                request = self._change_account(user)
                own = request.with_user(user)
                self.assertFalse(own.can_decide)
                for decide in (own.action_approve, lambda own=own: own.refuse("No")):
                    with self.assertRaises(AccessError):
                        decide()
                self.assertEqual(request.state, "waiting")
                own.action_withdraw()

    def test_who_decides(self):
        """S7: the leader of the department and administrators, nobody else."""
        leader_2 = self._create_user("cf_leader_2", "supervisor")
        request = self._change_account()
        for user in (self.salesperson_2, leader_2, self.creator, self.outsider):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                request.with_user(user).action_approve()
        request.with_user(self.manager).action_approve()
        self.assertEqual(request.state, "approved")

    def test_nobody_writes_requests(self):
        request = self._change_account()
        for user in (self.salesperson, self.supervisor, self.manager):
            for records in (request, request.value_ids):
                for operation in ("write", "create", "unlink"):
                    with self.subTest(user=user.login, model=records._name):
                        self.assertFalse(records.with_user(user).has_access(operation))

    def test_decided_once(self):
        """Of two who decide at once the second is told."""
        request = self._change_account()
        request.with_user(self.supervisor).action_approve()
        for decide in (
            request.with_user(self.manager).action_approve,
            lambda: request.with_user(self.manager).refuse("Too late"),
            request.with_user(self.salesperson).action_withdraw,
        ):
            with self.assertRaises(UserError):
                decide()

    def test_two_decide_at_the_same_time(self):
        request = self._change_account()
        others = patch.object(
            type(request), "try_lock_for_update", lambda self, **_how: self.browse()
        )
        with others, self.assertRaises(UserError):
            request.with_user(self.supervisor).action_approve()
        self.assertFalse(self.dossier.bank_account)

    def test_refusing_needs_a_reason(self):
        request = self._change_account().with_user(self.supervisor)
        with self.assertRaises(UserError):
            request.refuse("  ")
        wizard = (
            self.env["customer.change.refusal"]
            .with_user(self.supervisor)
            .create({"request_ids": request.ids, "remark": "Ask 13900002001 again"})
        )
        wizard.action_refuse()
        self.assertEqual(request.state, "refused")
        self.assertNotIn("13900002001", request.remark)
        self.assertFalse(self.dossier.bank_account)

    def test_the_latest_wish_of_its_author_waits(self):
        first = self._change_account()
        self.mine.bank_account = "6222021234567890999"
        self.assertEqual(first.state, "withdrawn")
        self.assertEqual(len(self._requests(state="waiting")), 1)

    def test_only_its_author_takes_it_back(self):
        request = self._change_account()
        with self.assertRaises(AccessError):
            request.with_user(self.supervisor).action_withdraw()
        request.with_user(self.salesperson).action_withdraw()
        self.assertEqual(request.state, "withdrawn")

    def test_changed_since(self):
        request = self._change_account()
        self.assertFalse(request.with_user(self.supervisor).is_stale)
        self.dossier.sudo().bank_account = "6222021234567890777"
        self.env.invalidate_all()
        self.assertTrue(request.with_user(self.supervisor).is_stale)

    def test_the_same_does_not_wait(self):
        self.dossier.sudo().write({"bank_account": ACCOUNT, "bank_name": "ICBC"})
        self.assertFalse(self._change_account())
        self.mine.write({"bank_account": self.dossier.bank_account})
        self.assertFalse(self._requests())

    def test_a_new_customer(self):
        """Also by a default that a client or a user sets."""
        Dossier = self.env["customer.dossier"].with_user(self.salesperson)
        for context, vals in (
            ({}, {"bank_account": ACCOUNT}),
            ({"default_bank_account": ACCOUNT}, {}),
        ):
            with self.subTest(context=context):
                dossier = Dossier.with_context(**context).create({"name": "Li", **vals})
                self.assertFalse(dossier.bank_account)
                [value] = self.env["customer.change.value"].search(
                    [("dossier_id", "=", dossier.id)]
                )
                self.assertEqual([*value._raw_values("new_value").values()], [ACCOUNT])

    def test_defaults_of_a_client_decide_nothing(self):
        forged = {"default_state": "approved", "default_author_id": self.manager.id}
        self.mine.with_context(**forged).bank_account = ACCOUNT
        self.assertEqual(self._requests().state, "waiting")
        self.assertEqual(self._requests().author_id, self.salesperson)

    def test_whoever_may_not_write_asks_for_nothing(self):
        with self.assertRaises(AccessError):
            self.dossier.with_user(self.salesperson_2).bank_account = ACCOUNT
        self.assertFalse(self._requests())

    def test_large_budgets(self):
        """S7: over the limit of the company only, and when it is switched on."""
        lead = self.lead.with_user(self.salesperson)
        lead.expected_revenue = 400000
        self.assertEqual(self.lead.expected_revenue, 400000)
        lead.expected_revenue = 600000
        self.assertEqual(self.lead.expected_revenue, 400000)
        request = self._requests(state="waiting")
        self.assertEqual(request.value_ids.reason, "budget")
        request.with_user(self.supervisor).action_approve()
        self.assertEqual(self.lead.expected_revenue, 600000)
        self.company.has_second_look_budget = False
        lead.expected_revenue = 900000
        self.assertEqual(self.lead.expected_revenue, 900000)

    def test_large_budgets_as_people_say_them(self):
        """S7: a range, by its upper end; sealed in the request too."""
        lead = self.lead.with_user(self.salesperson)
        lead.budget = "20-40万"
        self.assertFalse(self._requests())
        lead.budget = "40-60万"
        value = self._requests(state="waiting").value_ids
        self.assertEqual((value.name, value.sensitivity), ("budget", "amount"))
        self.assertEqual(lead._open_values(["budget"])[lead.id]["budget"], "20-40万")
        value.request_id.with_user(self.supervisor).action_approve()
        self.assertEqual(lead._open_values(["budget"])[lead.id]["budget"], "40-60万")

    def test_key_needs_wait_where_it_is_wanted(self):
        lead = self.lead.with_user(self.salesperson)
        lead.write({"core_need": "Exclusive supply", "is_key_need": True})
        self.assertTrue(self.lead.is_key_need)
        self.company.has_second_look_need = True
        lead.core_need = "Cranes"
        self.assertEqual(self.lead.core_need, "Exclusive supply")
        self._requests(state="waiting").with_user(self.supervisor).action_approve()
        self.assertEqual(self.lead.core_need, "Cranes")

    def test_an_opportunity_of_nobody_does_not_wait(self):
        lead = (
            self.env["crm.lead"]
            .with_user(self.salesperson)
            .create({"name": "Fair", "expected_revenue": 900000})
        )
        self.assertEqual(lead.expected_revenue, 900000)

    def test_erased_with_the_person(self):
        """V5"""
        request = self._change_account()
        self.dossier._erase("Asked for it")
        self.assertFalse(any(request.value_ids.mapped("new_value")))
        self.assertEqual(request.state, "withdrawn")

    def test_queries_do_not_grow(self):
        dossiers = self.env["customer.dossier"].union(
            *(self._create_dossier(f"甲{n}") for n in range(80))
        )
        for dossier in dossiers:
            dossier.with_user(
                self.salesperson
            ).bank_account = f"62220212345678{dossier.id:05d}"

        def read(count):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            requests = self.env["customer.change.request"].with_user(self.supervisor)
            page = requests.web_search_read(
                [("dossier_id", "in", dossiers[:count].ids)],
                {
                    "summary": {},
                    "reasons": {},
                    "is_stale": {},
                    "can_decide": {},
                    "record_name": {},
                },
                limit=100,
            )
            self.assertEqual(len(page["records"]), count)
            return self.env.cr.sql_log_count - before

        read(80)
        self.assertEqual(read(1), read(80))
