"""What is missing or says nothing is asked for, of a customer or a colleague (S6)."""

import datetime
import re
from pathlib import Path

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..exceptions import InvalidSubmission, UnconfirmedSubmission
from ..rules.types.consent import TICKED
from ..tools.vagueness import SAYING_NOTHING, is_vague
from .common import CustomerFormsCommon

EMAIL = "wang@example.com"


class CompletionCommon(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._publish(
            cls._create_form(
                [
                    {"key": "who", "role": "customer_name", "is_required": True},
                    {"key": "mail", "type": "email", "role": "email"},
                    {"key": "need", "type": "longtext", "is_required": True},
                    {
                        "key": "amount",
                        "type": "integer",
                        "is_required": True,
                        "is_soft": True,
                    },
                    {"key": "remarks", "type": "longtext"},
                ],
                slug="completion",
                user_id=cls.salesperson.id,
                visitor_edit_days=3,
            )
        )
        # The customer corrects of his own accord.
        cls.no_request = cls.env["customer.form.completion"]
        cls.incomplete = cls._fill(need="暂无")
        cls.incomplete.user_id = cls.salesperson

    @classmethod
    def _fill(cls, **answers):
        given = {"who": "王小明", "mail": EMAIL, "need": "20 forklifts", "amount": "3"}
        return cls._submit(cls.form, {**given, **answers})

    def _mail(self):
        return self.env["mail.mail"].search([("is_to_visitor", "=", True)])


@tagged("-at_install", "post_install")
class TestCompletion(CompletionCommon):
    def test_what_says_nothing(self):
        for text, expected in [
            ("无", True),
            ("無", False),
            ("暂时没有", True),
            ("N/A", True),
            ("t.b.d.", True),
            ("Don't know", True),
            ("test", True),
            ("。。。", True),
            ("xxx", True),
            ("哈哈哈", True),
            ("无锡", False),
            ("不知道型号，请推荐", False),
            ("888", False),
            ("No smoking", False),
            ("李", False),
            ("xx", False),
        ]:
            with self.subTest(text):
                self.assertEqual(is_vague(text), expected)

    def test_the_browser_knows_the_same_words(self):
        source = Path(__file__).parents[1] / "static/src/rules/vagueness.js"
        words = re.findall(r'^    "(.+)",$', source.read_text(), re.MULTILINE)
        self.assertEqual(set(words), SAYING_NOTHING)

    def test_state_of_what_arrives(self):
        for answers, state, flagged in [
            ({}, "accepted", []),
            ({"need": "无"}, "incomplete", ["need"]),
            ({"amount": ""}, "incomplete", ["amount"]),
            ({"need": "test", "amount": ""}, "incomplete", ["need", "amount"]),
            # Nobody had to say anything here.
            ({"remarks": "无"}, "accepted", []),
        ]:
            with self.subTest(answers):
                submission = self._fill(**answers)
                self.assertEqual(submission.state, state)
                self.assertEqual(submission._incomplete_keys(), flagged)
                self.assertEqual(bool(submission.accepted_at), state == "accepted")

    def test_the_person_is_asked_at_once(self):
        with self.assertRaises(UnconfirmedSubmission) as raised:
            self._submit(
                self.form,
                {"who": "王小明", "need": "无", "amount": "3"},
                confirmed=False,
            )
        self.assertEqual(
            raised.exception.warnings,
            {"need": ["This answer tells us little. Please say more."]},
        )

    def test_a_form_may_take_what_is_incomplete(self):
        self.form.has_completion_check = False
        submission = self._fill(need="无")
        self.assertEqual(submission.state, "accepted")
        self.assertTrue(submission.has_warnings)

    def test_what_looks_wrong_on_a_copied_sheet_was_confirmed_by_nobody(self):
        form = self._publish(
            self._create_form(
                [{"key": "code", "format": "digits", "is_soft": True}], slug="copied"
            )
        )
        for channel, state in [
            ("link", "accepted"),
            ("staff", "accepted"),
            ("paper", "incomplete"),
            ("import", "incomplete"),
        ]:
            with self.subTest(channel):
                submission = self._submit(form, {"code": "A1"}, channel=channel)
                self.assertEqual(submission.state, state)

    def test_one_click_asks_the_customer(self):
        self.incomplete.with_user(self.salesperson).action_ask_customer()
        completion = self.incomplete.completion_ids
        self.assertEqual(completion.keys, ["need"])
        self.assertEqual(completion.user_id, self.salesperson)
        self.assertEqual(completion.sent_to, "w***@example.com")
        mail = self._mail()
        self.assertEqual(mail.email_to, EMAIL)
        self.assertIn(completion._token(), mail.body_html)
        self.assertIn(self.incomplete.number, mail.subject)

    def test_the_mail_is_in_the_language_of_the_page(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.incomplete.lang = "zh_CN"
        self.incomplete._ask_customer(["need"])
        self.assertIn("补充", self._mail().subject)
        self.assertIn("补充信息", self._mail().body_html)

    def test_who_asked_learns_that_the_mail_was_not_sent(self):
        self.incomplete._ask_customer(["need"])
        mail = self._mail()
        self.assertFalse(mail.mail_message_id.res_id)
        mail.cancel()
        note = self.incomplete.message_ids[0].body
        self.assertIn("could not be sent", note)
        self.assertIn("w***@example.com", note)
        self.assertNotIn(EMAIL, note)

    def test_the_token_is_not_in_the_database(self):
        completion = self.incomplete._ask_customer(["need"], is_sent=False)
        token = completion._token()
        self.assertEqual(completion._find_by_token(token), completion)
        for wrong in (
            None,
            "",
            "x",
            token[:-1],
            token[:-1] + ("0" if token[-1] != "0" else "1"),
            f"{completion.id + 1}{token[token.index('-') :]}",
            self.incomplete._correction_token(),
            "９-" + "0" * 64,
            "9" * 40 + "-0",
        ):
            with self.subTest(wrong):
                self.assertFalse(completion._find_by_token(wrong))
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT completion::text FROM customer_form_completion AS completion"
        )
        digest = token.partition("-")[2]
        self.assertNotIn(digest, str(self.env.cr.fetchall()))

    def test_without_an_address_the_link_is_passed_on(self):
        submission = self._fill(need="无", mail="")
        submission.user_id = self.salesperson
        action = submission.with_user(self.salesperson).action_ask_customer()
        self.assertEqual(action["res_model"], "customer.form.completion.ask")
        ask = (
            self.env[action["res_model"]]
            .with_user(self.salesperson)
            .with_context(**action["context"])
            .create({})
        )
        self.assertFalse(ask.address)
        self.assertEqual(ask.field_ids.mapped("key"), ["need"])
        ask.action_make_link()
        self.assertIn("/forms/completion/complete?of=", ask.link)
        self.assertFalse(self._mail())
        ask.invalidate_recordset()
        self.assertFalse(ask.with_user(self.manager).link)

    def test_a_colleague_is_asked(self):
        ask = (
            self.env["customer.form.completion.ask"]
            .with_user(self.salesperson)
            .create(
                {
                    "submission_id": self.incomplete.id,
                    "asked_of": "colleague",
                    "colleague_id": self.manager.id,
                    "message": "Please call him",
                }
            )
        )
        ask.action_send()
        activity = self.incomplete.activity_ids
        self.assertEqual(activity.user_id, self.manager)
        self.assertIn("need", activity.summary)
        ask.colleague_id = self.salesperson_2
        with self.assertRaisesRegex(UserError, "does not handle"):
            ask.action_send()

    def test_what_is_missing_comes_back_into_the_same_entry(self):
        completion = self.incomplete._ask_customer(["need"])
        self.incomplete._reply({"need": "20 forklifts"}, {"need"}, completion)
        self.assertEqual(self.incomplete.state, "accepted")
        self.assertTrue(self.incomplete.accepted_at)
        self.assertFalse(self.incomplete.has_warnings)
        self.assertEqual(completion.state, "done")
        change = self.incomplete.change_ids
        self.assertEqual((change.old_text, change.new_text), ("暂无", "20 forklifts"))
        self.assertIn("by the customer", change.reason)
        event = self.env["customer.audit.event"].search(
            [("kind", "=", "edit"), ("res_id", "=", self.incomplete.id)]
        )
        self.assertEqual(len(event), 1)
        self.assertIn("need", self.incomplete.message_ids[0].body)

    def test_only_what_was_asked_is_taken(self):
        completion = self.incomplete._ask_customer(["need"])
        self.incomplete._reply(
            {"need": "20 forklifts", "remarks": "changed"}, {"need"}, completion
        )
        self.assertNotIn("remarks", self.incomplete.answers._values)

    def test_what_still_says_nothing_is_asked_again(self):
        completion = self.incomplete._ask_customer(["need"])
        self.incomplete._reply({"need": "不知道"}, {"need"}, completion)
        self.assertEqual(self.incomplete.state, "incomplete")
        self.assertEqual(completion.state, "asked")
        self.assertEqual([*completion._open_messages()], ["need"])

    def test_what_was_asked_and_may_stay_empty_is_answered_when_it_is_sent(self):
        submission = self._fill()
        completion = submission._ask_customer(["remarks"])
        submission._edit_answers({"amount": "9"}, "counted again", {"amount"})
        self.assertEqual(completion.state, "asked", "that was about something else")
        submission._reply({"remarks": ""}, {"remarks"}, completion)
        self.assertEqual(completion.state, "done")

    def test_a_colleague_completes_it_on_the_page_for_staff(self):
        self.form.has_editing = True
        self.incomplete._ask_customer(["need"])
        self.incomplete.with_user(self.salesperson).edit_answers(
            {"need": "Two cranes"}, "He said so on the phone"
        )
        self.assertEqual(self.incomplete.state, "accepted")
        self.assertEqual(self.incomplete.completion_ids.state, "done")

    def test_accepted_as_it_is(self):
        self.incomplete.with_user(self.salesperson).action_accept()
        self.assertEqual(self.incomplete.state, "accepted")
        refused = self._fill(need="无")
        refused.action_refuse()
        self.assertEqual(refused.state, "refused")
        self.assertFalse(refused._takes_replies())

    def test_a_form_that_is_looked_at_first_stays_so(self):
        self.form.has_auto_accept = False
        submission = self._fill(need="无")
        submission._reply(
            {"need": "Cranes"}, {"need"}, submission._ask_customer(["need"])
        )
        self.assertEqual(submission.state, "submitted")
        self.assertFalse(submission.accepted_at)

    def test_who_may_ask(self):
        for user in (self.salesperson_2, self.outsider):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.incomplete.with_user(user).action_ask_customer()
        viewer = self._create_user("cf_completion_viewer", "viewer")
        self.assertFalse(self.incomplete.with_user(viewer).can_ask_completion)
        with self.assertRaises(AccessError):
            self.incomplete.with_user(viewer).action_ask_completion()

    def test_who_sees_what_was_asked(self):
        completion = self.incomplete._ask_customer(["need"])
        Completion = self.env["customer.form.completion"]
        for user, count in [
            (self.salesperson, 1),
            (self.salesperson_2, 0),
            (self.manager, 1),
        ]:
            with self.subTest(user.login):
                self.assertEqual(Completion.with_user(user).search_count([]), count)
        elsewhere = self.manager.copy(
            {"company_id": self.company_2.id, "company_ids": self.company_2.ids}
        )
        self.assertFalse(Completion.with_user(elsewhere).search_count([]))
        for values in ({"state": "done"}, {"keys": ["who"]}):
            with self.assertRaises(AccessError):
                completion.with_user(self.manager).write(values)
        with self.assertRaises(AccessError):
            completion.with_user(self.manager).unlink()

    def test_the_customer_may_correct_for_some_days(self):
        submission = self._fill()
        self.assertTrue(submission._may_be_corrected())
        submission._reply({"amount": "5"}, submission._replied_keys(), self.no_request)
        self.assertEqual(submission.answers["amount"], 5)
        with self.assertRaises(InvalidSubmission):
            submission._reply({"need": ""}, submission._replied_keys(), self.no_request)
        later = submission.submitted_at + datetime.timedelta(days=3, minutes=1)
        with freeze_time(later):
            self.assertFalse(submission._may_be_corrected())
            self.assertIsNone(submission._correction_link())
        self.form.visitor_edit_days = 0
        self.assertFalse(submission._may_be_corrected())

    def test_what_is_agreed_to_and_staff_sections_are_not_corrected(self):
        form = self._create_form(
            [{"key": "who"}, {"key": "agree", "type": "consent"}], slug="agreed"
        )
        for_staff = {"name": "Staff", "is_internal": True}
        rank = Command.create({"name": "Rank", "key": "rank"})
        form.section_ids = [Command.create({**for_staff, "field_ids": [rank]})]
        submission = self._submit(self._publish(form), {"who": "A", "agree": TICKED})
        self.assertEqual(submission._replied_keys(), {"who"})
