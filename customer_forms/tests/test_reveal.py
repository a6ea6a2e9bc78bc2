"""One value is shown to one person, for a reason, and no more than so many (V1)."""

from ast import literal_eval
from datetime import timedelta

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tests.common import JsonRpcException

from ..models.vault.customer_vault_key import VaultLocked
from .common import CustomerFormsCommon

PHONE = "+8613800001234"
REVEALS = [("kind", "in", ["reveal", "reveal_refused"])]


class RevealCommon(CustomerFormsCommon):
    """A submission with a phone number, handled by the salesperson."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._publish(
            cls._create_form(
                [
                    {"key": "tel", "name": "Your mobile", "type": "phone"},
                    {"key": "need", "name": "Need"},
                ]
            )
        )
        cls.submission = cls._submit(
            cls.form, {"tel": "138 0000 1234", "need": "Lamps"}
        )
        cls.submission.sudo().write(
            {"user_id": cls.salesperson.id, "team_id": cls.team.id}
        )
        cls.mine = cls.submission.with_user(cls.salesperson)

    def _events(self, **where):
        domain = [(name, "=", value) for name, value in where.items()]
        return self.env["customer.audit.event"].search(REVEALS + domain)

    @classmethod
    def _set_level(cls, role, level):
        cls.env["customer.privacy.policy"].search(
            [("company_id", "=", cls.company.id), ("sensitivity", "=", "phone")]
        )[role] = level

    def _log_reveals(self, count):
        self.env["customer.audit.event"].with_user(self.salesperson)._log_each(
            "reveal", [(self.submission, {"name": "tel", "class": "phone"})] * count
        )


@tagged("-at_install", "post_install")
class TestReveal(RevealCommon):
    def test_v1_a_value_is_said_as_people_write_it_and_noted(self):
        said = self.mine.reveal("tel", " Call back ")
        self.assertEqual(said, {"value": "13800001234", "link": f"tel:{PHONE}"})
        event = self._events(kind="reveal")
        self.assertEqual(
            (event.user_id, event.res_model, event.res_id, event.reason),
            (self.salesperson, self.mine._name, self.mine.id, "Call back"),
        )
        self.assertIn("Your mobile", event.sentence)

    def test_v2_the_log_has_no_value_even_when_the_reason_repeats_it(self):
        self.mine.reveal("tel", "Is 13800001234 right? " + PHONE)
        event = self._events(kind="reveal")
        self.assertEqual(event.reason, "Is 138****1234 right? 138****1234")
        self.assertNotIn("13800001234", str(event.read()))

    def test_v1_the_client_knows_what_it_may_ask_for(self):
        level = {"class": "phone", "level": "reveal"}
        self.assertEqual(self.mine.sensitive_levels, {"tel": level})
        others = self.submission.with_user(self.manager)
        self._set_level("manager", "masked")
        self._set_level("supervisor", "masked")
        self._set_level("officer", "masked")
        others.invalidate_recordset()
        self.assertEqual(others.sensitive_levels["tel"]["level"], "masked")

    def test_v1_the_page_of_answers_says_whose_value_to_ask_for(self):
        given = str(self.mine.answers_as_given)
        for mark in (
            'data-name="tel"',
            'data-level="reveal"',
            'data-label="Your mobile"',
        ):
            self.assertIn(mark, given)
        self.assertIn("138****1234", given)
        self.assertNotIn("13800001234", given)

    def test_v1_an_answer_in_a_row_is_asked_of_the_row(self):
        form = self._create_form([{"key": "who"}])
        form.section_ids = [
            Command.create(
                {
                    "key": "staff",
                    "name": "Staff",
                    "is_repeating": True,
                    "field_ids": [
                        Command.create(
                            {"name": "Phone", "key": "mobile", "type": "phone"}
                        )
                    ],
                }
            )
        ]
        self._publish(form)
        submission = self._submit(form, {"staff": [{"mobile": "13900001111"}]})
        submission.sudo().user_id = self.salesperson
        row = submission.row_ids.with_user(self.salesperson)
        self.assertEqual(row.reveal("mobile", "Call")["value"], "13900001111")
        self.assertIn(
            f'data-id="{row.id}"',
            str(submission.with_user(self.salesperson).answers_as_given),
        )
        with self.assertRaises(AccessError):
            row.with_user(self.salesperson_2).reveal("mobile", "Call")

    def test_v1_nobody_asks_for_what_the_policy_masks(self):
        self._set_level("owner", "masked")
        with self.assertRaises(AccessError):
            self.mine.reveal("tel", "Call")
        self.assertFalse(self._events())

    def test_v1_nobody_asks_for_what_he_may_not_read(self):
        self._set_level("staff", "full")
        with self.assertRaises(AccessError):
            self.submission.with_user(self.salesperson_2).reveal("tel", "Call")
        with self.assertRaises(AccessError):
            self.submission.with_user(self.outsider).reveal("tel", "Call")
        self.assertFalse(self._events())

    def test_v1_only_sensitive_values_are_said(self):
        for name in ("need", "number", "create_uid", "__class__", "", None, ["tel"]):
            with self.subTest(name=name), self.assertRaises(AccessError):
                self.mine.reveal(name, "Call")

    def test_v1_a_reason_is_words(self):
        for purpose in ("", "  ", None, False, 7, ["Call"], {"a": 1}, "x" * 201):
            with self.subTest(purpose=purpose), self.assertRaises(UserError):
                self.mine.reveal("tel", purpose)
        self.assertFalse(self._events())

    def test_v2_without_the_keyring_nothing_is_said_nor_noted(self):
        keys = self.env.registry["customer.vault.key"]

        def locked(_self):
            raise VaultLocked("locked")

        self.patch(keys, "_get_keyring", locked)
        with self.assertRaises(VaultLocked), self.env.cr.savepoint():
            self.mine.reveal("tel", "Call")
        self.assertFalse(self._events())

    def test_v1_what_is_not_answered_is_no_value(self):
        other = self._submit(self.form, {"need": "Chairs"})
        other.sudo().user_id = self.salesperson
        said = other.with_user(self.salesperson).reveal("tel", "Call")
        self.assertEqual(said, {"value": False, "link": ""})

    # ------------------------------------------------------------
    # The limit
    # ------------------------------------------------------------

    def _refused(self):
        with (
            self.enter_registry_test_mode(),
            self.assertRaisesRegex(UserError, "within an hour"),
        ):
            self.mine.reveal("tel", "Call")

    def test_v1_who_reveals_too_much_is_stopped(self):
        self.company.reveal_limit = 3
        self._log_reveals(2)
        with self.enter_registry_test_mode():
            self.assertTrue(self.mine.reveal("tel", "Call")["value"])
        self._refused()
        self.assertEqual(len(self._events(kind="reveal")), 3)
        self.assertEqual(self._events(kind="reveal_refused").user_id, self.salesperson)

    def test_v1_what_others_reveal_does_not_count(self):
        self.company.reveal_limit = 3
        self._log_reveals(3)
        self.assertTrue(self.submission.with_user(self.manager).reveal("tel", "Call"))

    def test_v1_only_the_last_hour_counts(self):
        self.company.reveal_limit = 3
        long_ago = fields.Datetime.now() - timedelta(minutes=61)
        self.env["customer.audit.event"].sudo().create(
            [
                {
                    "kind": "reveal",
                    "user_id": self.salesperson.id,
                    "company_id": self.company.id,
                    "occurred_at": long_ago,
                }
            ]
            * 3
        )
        self.assertTrue(self.mine.reveal("tel", "Call")["value"])

    def test_v1_a_limit_of_none_lets_nobody_reveal(self):
        self.company.reveal_limit = 0
        self._refused()

    def test_v1_administrators_are_told_once_an_hour(self):
        self.company.reveal_limit = 1
        self._log_reveals(1)
        self._refused()
        self._refused()
        told = self.env["mail.activity"].search(
            [("user_id", "=", self.manager.id), ("res_model", "=", "res.partner")]
        )
        self.assertEqual(told.res_id, self.salesperson.partner_id.id)
        self.assertIn(self.salesperson.name, told.note)
        self.assertEqual(len(self._events(kind="reveal_refused")), 2)


@tagged("-at_install", "post_install")
class TestRevealHttp(RevealCommon, HttpCase):
    """Over RPC, where nothing is as the web client would have it."""

    def _call(self, *args, login="cf_sales", res_ids=None):
        self.authenticate(login, login)
        return self.make_jsonrpc_request(
            f"/web/dataset/call_kw/{self.submission._name}/reveal",
            {
                "model": self.submission._name,
                "method": "reveal",
                "args": [res_ids or self.submission.ids, *args],
                "kwargs": {},
            },
        )

    def test_v1_calling_again_and_again_is_stopped_too(self):
        self.company.reveal_limit = 1
        self.assertEqual(self._call("tel", "Call")["value"], "13800001234")
        for _attempt in range(2):
            with self.assertRaisesRegex(JsonRpcException, "UserError"):
                self._call("tel", "Call")
        self.assertEqual(len(self._events(kind="reveal")), 1)

    def test_v1_one_call_says_one_value_of_one_record(self):
        other = self._submit(self.form, {"tel": "13900001111"})
        other.sudo().user_id = self.salesperson
        with self.assertRaises(JsonRpcException), self.assertLogs("odoo.http", "ERROR"):
            self._call("tel", "Call", res_ids=(self.submission + other).ids)
        self.assertFalse(self._events())

    def test_v1_nobody_else_gets_it_by_calling(self):
        for login in ("cf_sales_2", "cf_outsider"):
            with self.subTest(login), self.assertRaises(JsonRpcException):
                self._call("tel", "Call", login=login)
        for private in ("_open_values", "_check_reveal_limit", "_refuse_reveal"):
            with self.subTest(private), self.assertRaises(JsonRpcException):
                self.make_jsonrpc_request(
                    f"/web/dataset/call_kw/{self.submission._name}/{private}",
                    {
                        "model": self.submission._name,
                        "method": private,
                        "args": [self.submission.ids],
                        "kwargs": {},
                    },
                )


@tagged("-at_install", "post_install")
class TestWhoLookedAtWhat(RevealCommon):
    def _seen_by(self, user):
        action = self.env.ref("customer_forms.customer_reveal_action").sudo()
        domain = literal_eval(action.domain)
        return self.env["customer.audit.event"].with_user(user).search(domain)

    def test_v1_a_supervisor_sees_who_looked_at_what_in_the_department(self):
        self.mine.reveal("tel", "Call back")
        seen = self._seen_by(self.supervisor)
        self.assertEqual(seen.user_id, self.salesperson)
        self.assertEqual(seen.reason, "Call back")
        self.assertIn("Your mobile", seen.sentence)
        self.assertNotIn("1380000", str(seen.read()))
        self.assertFalse(self._seen_by(self._create_user("cf_other", "supervisor")))

    def test_v1_it_is_counted_by_person_customer_and_day(self):
        self.mine.reveal("tel", "Call back")
        self.mine.reveal("tel", "Call again")
        events = self._seen_by(self.supervisor)
        for group in ("user_id", "record_name", "occurred_at:day"):
            with self.subTest(group):
                ((_value, count),) = events._read_group(
                    [("id", "in", events.ids)], [group], ["__count"]
                )
                self.assertEqual(count, 2)

    def test_v1_what_was_looked_at_is_opened_by_whoever_may(self):
        self.mine.reveal("tel", "Call back")
        event = self._seen_by(self.supervisor)
        self.assertEqual(event.action_view_record()["res_id"], self.submission.id)
        self.submission.sudo().write({"user_id": False, "team_id": False})
        with self.assertRaises(AccessError):
            event.with_user(self.salesperson_2).action_view_record()
