"""Who corrects which answers, by which rules, and what is noted (P4, S4)."""

import json

from lxml import html

from odoo import Command, http
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import HttpCase, tagged

from ..exceptions import InvalidSubmission, TamperedSubmission
from ..rules import FIELD_TYPES
from .test_answers_access import SectionAccessCommon
from .test_field_types import ANSWERS


class EditCommon(SectionAccessCommon):
    """A form with a section of the customer's, one that finance alone sees, and two for
    the staff, of which one is for finance to complete."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._create_form(
            [
                {"key": "who", "is_required": True},
                {"key": "kind", "type": "select", "options": ["person", "company"]},
                {"key": "mobile", "type": "phone", "is_unique": True},
                {"key": "paper", "type": "attachment", "file_formats": "pdf"},
                {
                    "key": "firm",
                    "is_required": True,
                    "condition": {"field": "kind", "is": "equal", "value": "company"},
                },
            ],
            department_ids=cls.team.ids,
            slug="edit-me",
            has_editing=True,
        )
        cls.checked = cls._add_section(
            "Checked",
            [{"key": "level", "is_required": True}, {"key": "note"}],
            is_internal=True,
        )
        cls.approved = cls._add_section(
            "Approved",
            [
                {
                    "key": "limit",
                    "type": "integer",
                    "has_range": True,
                    "max_value": 100,
                },
                {
                    "key": "guarantor",
                    "is_required": True,
                    "condition": {"field": "level", "is": "equal", "value": "B"},
                },
            ],
            is_internal=True,
            see_department_ids=cls.finance.ids,
            edit_department_ids=cls.finance.ids,
        )
        cls.items = cls._add_section(
            "Items",
            [
                {"key": "item", "is_required": True},
                {"key": "amount", "type": "integer"},
            ],
            is_repeating=True,
            max_rows=3,
        )
        cls._publish(cls.form)
        cls.submission = cls._submit(
            cls.form,
            {
                "who": "Ann",
                "kind": "person",
                "mobile": "13800001234",
                "paper": [cls._file()],
                cls.items.key: [{"item": "a", "amount": "1"}, {"item": "b"}],
            },
        )

    @classmethod
    def _add_section(cls, name, fields, **vals):
        return cls.env["customer.form.section"].create(
            {
                "form_id": cls.form.id,
                "name": name,
                "field_ids": [
                    Command.create(cls._field_vals(number, **field))
                    for number, field in enumerate(fields)
                ],
                **vals,
            }
        )

    def _approve_first(self):
        """Move the section that few see before all others, which may depend on it."""
        self.approved.sequence = 5
        self._field(self.form, "guarantor").active = False

    def _mine(self, user):
        self.submission.user_id = user
        self.env.flush_all()
        self.env.invalidate_all()
        return self.submission.with_user(user).sudo(False)

    def _edit(self, user, answers, reason=""):
        self._mine(user).edit_answers(answers, reason)
        self.env.invalidate_all()
        return self.submission.answers._values

    def _rows(self):
        rows = self.env["customer.form.row"].search(
            [("submission_id", "=", self.submission.id)], order="sequence"
        )
        return [dict(row.answers._values) for row in rows]


@tagged("-at_install", "post_install")
class TestEditAnswers(EditCommon):
    # ------------------------------------------------------------
    # Who
    # ------------------------------------------------------------

    def test_who_edits_what(self):
        public = {"who", "kind", "mobile", "paper", "firm", self.items.key}
        for user, expected in (
            (self.salesperson, {*public, "level", "note"}),
            (self.supervisor, {*public, "level", "note"}),
            (self.creator, {*public, "level", "note"}),
            (self.manager, {*public, "level", "note"}),
            (self.accountant, {*public, "level", "note", "limit", "guarantor"}),
            (self.finance_head, {*public, "level", "note", "limit", "guarantor"}),
        ):
            with self.subTest(user.login):
                mine = self._mine(user)
                self.assertEqual(mine._editable_keys(), expected)
                self.assertTrue(mine.can_edit_answers)
                if "limit" not in expected:
                    with self.assertRaises(AccessError):
                        mine.edit_answers({"limit": "5"}, "because")

    def test_without_editing_only_the_staff_sections(self):
        self.form.has_editing = False
        mine = self._mine(self.salesperson)
        self.assertEqual(mine._editable_keys(), {"level", "note"})
        with self.assertRaises(AccessError):
            mine.edit_answers({"who": "Eve"}, "because")
        # a department of the section is granted it all the same
        self.form.section_ids[0].edit_department_ids = self.team
        self.assertIn("who", self._mine(self.salesperson)._editable_keys())
        self.assertNotIn("who", self._mine(self.accountant)._editable_keys())

    def test_what_is_not_seen_is_not_edited(self):
        self.approved.edit_department_ids = self.team
        self.assertNotIn("limit", self._mine(self.salesperson)._editable_keys())

    def test_staff_enter_only_what_is_theirs(self):
        for user, is_asked in ((self.salesperson, False), (self.accountant, True)):
            form = self.form.with_user(user).sudo()
            with self.subTest(user.login):
                answers = {"who": "Ann", "level": "A"}
                self.assertTrue(self._submit(form, answers, channel="staff"))
                answers["limit"] = "5"
                if is_asked:
                    self.assertTrue(self._submit(form, answers, channel="staff"))
                else:
                    with self.assertRaises(TamperedSubmission):
                        self._submit(form, answers, channel="staff")

    def test_staff_are_not_asked_for_what_they_do_not_see(self):
        self.approved.edit_department_ids = False
        form = self.form.with_user(self.salesperson)
        self.assertEqual(
            form._keys_of_others(), {"limit", "guarantor", self.approved.key}
        )
        self.assertFalse(self.form.with_user(self.accountant)._keys_of_others())

    def test_what_others_have_to_answer_now_is_no_obstacle(self):
        # "guarantor" becomes required, which only finance may answer
        answers = self._edit(self.salesperson, {"level": "B"})
        self.assertEqual(answers["level"], "B")
        with self.assertRaises(InvalidSubmission) as caught:
            self._edit(self.accountant, {"limit": "5"})
        self.assertEqual(set(caught.exception.messages), {"guarantor"})

    def test_rows_with_files_stay_as_they_are(self):
        self.secret_form.has_editing = True
        editable = self._as(self.accountant)[0]._editable_keys()
        self.assertIn("budget", editable)
        self.assertNotIn("payments", editable)

    def test_a_foreign_submission_is_not_edited(self):
        self._mine(self.manager)
        for user in (self.salesperson, self.creator, self.outsider):
            theirs = self.submission.with_user(user).sudo(False)
            with self.subTest(user.login), self.assertRaises(AccessError):
                theirs.edit_answers({"note": "x"})

    def test_answers_are_not_written_around_it(self):
        with self.assertRaises(AccessError):
            self._mine(self.accountant).write({"answers": {"limit": 5}})

    # ------------------------------------------------------------
    # What
    # ------------------------------------------------------------

    def test_completing_needs_no_reason(self):
        answers = self._edit(self.salesperson, {"level": "A"})
        self.assertEqual(answers["level"], "A")
        self.assertEqual(answers["who"], "Ann")
        with self.assertRaises(InvalidSubmission) as caught:
            self._edit(self.salesperson, {"level": "B"})
        self.assertEqual(set(caught.exception.messages), {"_reason"})

    def test_correcting_needs_a_reason(self):
        for answers in ({"who": "Eve"}, {"firm": "x", "kind": "company"}):
            with self.subTest(answers), self.assertRaises(InvalidSubmission) as caught:
                self._edit(self.salesperson, answers, " \n")
            self.assertIn("_reason", caught.exception.messages)
        answers = self._edit(self.salesperson, {"who": "Eve"}, "She said so")
        self.assertEqual(answers["who"], "Eve")

    def test_the_rules_hold(self):
        with self.assertRaises(InvalidSubmission) as caught:
            self._edit(
                self.salesperson, {"who": "", "mobile": "12", "kind": "company"}, "r"
            )
        self.assertEqual(set(caught.exception.messages), {"who", "mobile", "firm"})
        self.assertEqual(self.submission.answers._values["who"], "Ann")
        with self.assertRaises(InvalidSubmission):
            self._edit(self.accountant, {"limit": "101"})

    def test_what_others_have_to_complete_is_no_obstacle(self):
        # "level" is required and empty, in a section that is not touched
        self.assertEqual(
            self._edit(self.salesperson, {"who": "Eve"}, "r")["who"], "Eve"
        )
        with self.assertRaises(InvalidSubmission) as caught:
            self._edit(self.salesperson, {"note": "x"})
        self.assertEqual(set(caught.exception.messages), {"level"})

    def test_an_answer_that_no_longer_applies_is_dropped(self):
        self._edit(self.salesperson, {"kind": "company", "firm": "Ltd"}, "r")
        answers = self._edit(self.salesperson, {"kind": "person"}, "r")
        self.assertNotIn("firm", answers)
        dropped = self.submission.change_ids[:2].filtered(
            lambda change: change.field_key == "firm"
        )
        self.assertEqual((dropped.old_text, dropped.new_text), ("Ltd", False))

    def test_unknown_answers_are_refused(self):
        mine = self._mine(self.salesperson)
        for answers in ({"ghost": "x"}, {"customer_name": "x"}, {1: "x"}, [], "x"):
            with self.subTest(answers), self.assertRaises(UserError):
                mine.edit_answers(answers, "r")
        with self.assertRaises(UserError):
            mine.edit_answers({self.items.key: [{"item": "a", "ghost": "b"}]}, "r")

    def test_junk_is_refused_with_a_sentence(self):
        mine = self._mine(self.salesperson)
        for key in mine._editable_keys() - {"firm"}:
            for junk in (5, {"a": 1}, [{"b": []}], ["x", 3], "\x00", True):
                with self.subTest(key=key, junk=junk), self.assertRaises(UserError):
                    mine.edit_answers({key: junk}, "r")
        mine.edit_answers({"level": "A"}, "nul \x00 and \u202e turned")
        self.assertEqual(mine.change_ids.reason, "nul  and  turned")

    def test_places_are_checked(self):
        form = self._create_form(
            [{"key": "place", "type": "region", "has_foreign": True}],
            department_ids=self.team.ids,
            has_editing=True,
        )
        submission = self._submit(self._publish(form), {"place": "Germany/Bayern"})
        with self.assertRaises(InvalidSubmission):
            submission.edit_answers({"place": "Germany/Atlantis"}, "Moved")
        submission.edit_answers({"place": "Germany/Hessen"}, "Moved")
        self.assertEqual(submission.answers["place"], "德国/Hessen")

    def test_unique_answers(self):
        other = self._submit(self.form, {"who": "Bob", "mobile": "13800009999"})
        with self.assertRaises(InvalidSubmission) as caught:
            self._edit(self.salesperson, {"mobile": "13800009999"}, "r")
        self.assertEqual(set(caught.exception.messages), {"mobile"})
        self._edit(self.salesperson, {"mobile": "13800005555"}, "r")
        self.assertTrue(self._submit(self.form, {"who": "C", "mobile": "13800001234"}))
        with self.assertRaises(ValidationError):
            self._submit(self.form, {"who": "D", "mobile": "13800005555"})
        self.assertTrue(other)

    def test_rows(self):
        key = self.items.key
        self._edit(self.salesperson, {key: [{"item": "c", "amount": "7"}]}, "r")
        self.assertEqual(self._rows(), [{"item": "c", "amount": 7}])
        change = self.submission.change_ids
        self.assertEqual(change.field_key, key)
        self.assertEqual(change.question, "Items")
        self.assertEqual(change.old_text, "item: a; amount: 1\nitem: b")
        with self.assertRaises(InvalidSubmission):
            self._edit(self.salesperson, {key: [{"amount": "7"}]}, "r")
        self._edit(self.salesperson, {key: []}, "r")
        self.assertEqual(self._rows(), [])

    def test_files(self):
        with self.assertRaises(InvalidSubmission):
            self._edit(self.salesperson, {"paper": "other.pdf"}, "r")
        before = self.submission.file_ids.attachment_id
        self._edit(self.salesperson, {"paper": [self._file("new.pdf")]}, "r")
        self.assertEqual(self.submission.answers["paper"], "new.pdf")
        self.assertEqual(self.submission.file_ids.name, "new.pdf")
        self.assertEqual(self.submission.change_ids.file_ids.attachment_id, before)
        self._edit(self.salesperson, {"paper": False}, "r")
        self.assertFalse(self.submission.file_ids)
        self.assertEqual(len(self.submission.change_ids.file_ids), 2)

    def test_files_in_rows_stay_when_a_condition_drops_another(self):
        """Whoever decides about a condition need not see what depends on it."""
        self._field(self.secret_form, "bill").condition = {
            "match": "any",
            "of": [
                {"field": "customer_name", "is": "equal", "value": "Ann"},
                {"field": "paid", "is": "greater", "value": 5},
            ],
        }
        self.secret_form.has_editing = True
        self.secret_form.action_publish()
        rows = [{"paid": paid, "bill": [self._file(f"{paid}.pdf")]} for paid in "39"]
        answers = {"customer_name": "Ann", "payments": rows}
        secret = self._submit(self.secret_form, answers)
        secret.user_id = self.salesperson
        dropped, kept = secret.file_ids
        self.env.flush_all()
        self.env.invalidate_all()
        mine = secret.with_user(self.salesperson).sudo(False)
        mine.edit_answers({"customer_name": "Eve"}, "Married")
        self.env.invalidate_all()
        self.assertEqual(secret.file_ids, kept)
        self.assertEqual(kept.row_id.answers["bill"], "9.pdf")
        self.assertEqual(dropped.change_id.field_key, "payments")
        self.assertNotIn("bill", secret.row_ids[0].answers._values)
        for file in dropped + kept:
            attachment = file.attachment_id.with_user(self.salesperson).sudo(False)
            self.assertFalse(attachment.has_access("read"))

    def test_the_same_again_is_no_change(self):
        self._edit(
            self.salesperson,
            {"who": "Ann", "mobile": "138 0000 1234", "kind": "person", "note": ""},
        )
        self.assertFalse(self.submission.change_ids)

    def test_no_context_makes_it_forget_answers(self):
        self.approved.see_department_ids = False
        self._edit(self.accountant, {"limit": "50"})
        context = {"customer_answers": "successor", "customer_answers_asked": "who"}
        mine = self._mine(self.accountant).with_context(**context)
        mine.edit_answers({"level": "A"})
        self.env.invalidate_all()
        self.assertEqual(
            set(self.submission.answers._values),
            {"who", "kind", "mobile", "paper", "limit", "level"},
        )

    def test_the_version_that_was_filled_in_decides(self):
        self._field(self.form, "who").name = "Renamed"
        self._field(self.form, "note").active = False
        self.form.action_publish()
        self._edit(self.salesperson, {"level": "A", "note": "still asked"})
        self.assertEqual(self.submission.answers["note"], "still asked")

    def test_the_floors_above_hear_of_it(self):
        calls = []
        self.patch(
            type(self.env["customer.form.submission"]),
            "_on_answers_changed",
            lambda records, keys: calls.append((records.ids, keys)),
        )
        self._edit(self.salesperson, {"who": "Eve", "note": ""}, "r")
        self.assertEqual(calls, [(self.submission.ids, ["who"])])

    def test_what_is_offered_for_correction_reads_as_before(self):
        for key, (typed, kept, _text) in ANSWERS.items():
            field_type = FIELD_TYPES[key]
            if not field_type.can_be_typed_again:
                continue
            field = {
                "key": "q",
                "tz": "Asia/Shanghai",
                "depth": "district",
                "options": [{"key": each, "label": {}} for each in "ab"],
            }
            with self.subTest(key):
                self.assertEqual(field_type.parse(typed, field), kept)
                again = field_type.to_raw(kept, field)
                self.assertEqual(field_type.parse(again, field), kept)

    # ------------------------------------------------------------
    # What is noted
    # ------------------------------------------------------------

    def test_every_change_is_noted(self):
        self._edit(self.salesperson, {"who": "Eve", "kind": False}, "A typo")
        changes = self.submission.change_ids.sorted("field_key")
        self.assertEqual(changes.mapped("field_key"), ["kind", "who"])
        self.assertEqual(changes.mapped("question"), ["kind", "who"])
        self.assertEqual(changes.mapped("old_text"), ["Person", "Ann"])
        self.assertEqual(changes.mapped("new_text"), [False, "Eve"])
        self.assertEqual(changes.user_id, self.salesperson)
        self.assertEqual(set(changes.mapped("reason")), {"A typo"})

    def test_notes_are_for_those_who_see_the_answer(self):
        self._edit(self.accountant, {"limit": "50", "level": "A"})
        changes = self.submission.change_ids
        for user, expected in (
            (self.salesperson, {"level"}),
            (self.creator, {"level"}),
            (self.accountant, {"limit", "level"}),
            (self.manager, {"limit", "level"}),
        ):
            mine = self._mine(user)
            with self.subTest(user.login):
                domain = [("submission_id", "=", mine.id)]
                found = mine.env["customer.form.change"].search(domain)
                self.assertEqual(set(found.mapped("field_key")), expected)
                self.assertEqual(mine.change_ids, found)
                hidden = (changes - found).with_user(user).sudo(False)
                if hidden:
                    with self.assertRaises(AccessError):
                        hidden.read(["new_text"])
        stranger = changes.with_user(self.salesperson_2).sudo(False)
        self.assertFalse(stranger.search([("id", "in", changes.ids)]))

    def test_notes_stay(self):
        self._edit(self.salesperson, {"level": "A"})
        for user in (self.salesperson, self.manager):
            change = self.submission.change_ids.with_user(user).sudo(False)
            for call in (
                lambda change=change: change.write({"new_text": "B"}),
                change.unlink,
                lambda change=change: change.copy(),
            ):
                with self.subTest(user.login), self.assertRaises(AccessError):
                    call()
        for call in (
            lambda: self.submission.change_ids.write({"new_text": "B"}),
            self.submission.change_ids.unlink,
        ):
            with self.assertRaises(UserError):
                call()


@tagged("-at_install", "post_install")
class TestEditPage(EditCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.url = f"/forms/edit-me/submissions/{cls.submission.id}"

    def _open(self, user):
        self._mine(user)
        self.authenticate(user.login, user.login)
        return self.url_open(self.url)

    def _post(self, answers, headers=None, files=None, change="0"):
        page = {
            "who": "Ann",
            "kind": "person",
            "mobile": "13800001234",
            f"{self.items.key}:0:item": "a",
            f"{self.items.key}:0:amount": "1",
            f"{self.items.key}:1:item": "b",
            "level": "",
            "note": "",
        }
        return self.url_open(
            self.url,
            data={
                "csrf_token": http.Request.csrf_token(self),
                "_change": change,
                "_reason": "",
                **page,
                **answers,
            },
            headers=headers,
            files=files,
            allow_redirects=False,
        )

    def test_the_page(self):
        page = self._open(self.salesperson)
        self.assertEqual(page.status_code, 200)
        tree = html.fromstring(page.text)
        names = {each.get("name") for each in tree.xpath("//form//*[@name]")}
        self.assertLessEqual({"who", "kind", "mobile", "level", "_reason"}, names)
        self.assertIn(f"{self.items.key}:1:item", names)
        self.assertNotIn("limit", names)
        self.assertNotIn("Approved", page.text)
        self.assertEqual(tree.xpath("//input[@name='mobile']/@value"), ["138****1234"])
        self.assertIn("Kept: licence.pdf", page.text)

    def test_the_page_for_new_submissions_asks_only_what_is_theirs(self):
        for user, is_asked in ((self.salesperson, False), (self.accountant, True)):
            self.authenticate(user.login, user.login)
            page = self.url_open("/forms/edit-me")
            with self.subTest(user.login):
                self.assertEqual('name="limit"' in page.text, is_asked)
                self.assertEqual("Approved" in page.text, is_asked)
                self.assertIn('name="level"', page.text)

    def test_what_is_only_seen_is_text(self):
        self.form.has_editing = False
        tree = html.fromstring(self._open(self.salesperson).text)
        names = {each.get("name") for each in tree.xpath("//form//*[@name]")}
        self.assertFalse({"who", f"{self.items.key}:0:item"} & names)
        seen = tree.xpath("//div[contains(@class, 'o_customer_forms_seen')]")
        self.assertIn("Ann", seen[0].text_content())

    def test_saving(self):
        self._open(self.salesperson)
        answer = self._post({"level": "A"})
        self.assertEqual(answer.status_code, 303)
        back = f"/odoo/customer-submissions/{self.submission.id}"
        self.assertIn(back, answer.headers["Location"])
        self.env.invalidate_all()
        self.assertEqual(self.submission.change_ids.mapped("field_key"), ["level"])
        self.assertEqual(self.submission.answers["paper"], "licence.pdf")

    def test_a_correction_with_a_file_and_a_reason(self):
        self._open(self.salesperson)
        json_headers = {"Accept": "application/json"}
        answer = self._post({"who": "Eve"}, json_headers)
        self.assertEqual(answer.status_code, 422)
        self.assertEqual(set(answer.json()["errors"]), {"_reason"})
        files = {"paper": ("new.pdf", b"%PDF-1.4\n%%EOF\n")}
        answer = self._post({"who": "Eve", "_reason": "r"}, json_headers, files)
        self.assertIn("redirect", answer.json())
        self.env.invalidate_all()
        self.assertEqual(self.submission.answers["who"], "Eve")
        self.assertEqual(self.submission.file_ids.name, "new.pdf")

    def test_mistakes_are_shown_on_the_page(self):
        self._open(self.salesperson)
        page = self._post({"who": "", "_reason": "r"})
        self.assertEqual(page.status_code, 422)
        tree = html.fromstring(page.text)
        error = tree.xpath("//div[@id='error_who']")[0].text_content()
        self.assertTrue(error.strip())

    def test_nobody_overwrites_a_colleague_unknowingly(self):
        self._open(self.salesperson)
        self._edit(self.salesperson, {"level": "A"})
        page = self._post({"level": "B", "_reason": "r"})
        self.assertEqual(page.status_code, 409)
        self.env.invalidate_all()
        self.assertEqual(self.submission.answers["level"], "A")

    def test_what_is_not_on_the_page_cannot_be_posted(self):
        self._open(self.salesperson)
        answer = self._post({"limit": "5"})
        self.assertEqual(answer.status_code, 303)
        self.env.invalidate_all()
        self.assertNotIn("limit", self.submission.answers._values)

    def test_a_row_more_without_scripts(self):
        self._open(self.salesperson)
        page = self._post({"_add_row": self.items.key})
        self.assertIn(f"{self.items.key}:2:item", page.text)
        self.assertFalse(self.submission.change_ids)

    def test_others_find_nothing_here(self):
        self._mine(self.manager)
        for user in (self.salesperson_2, self.creator, self.outsider):
            self.authenticate(user.login, user.login)
            with self.subTest(user.login):
                self.assertEqual(self.url_open(self.url).status_code, 404)
                self.assertEqual(self._post({"level": "A"}).status_code, 404)
        self.authenticate(None, None)
        self.assertIn("/web/login", self.url_open(self.url).url)
        self.authenticate("cf_manager", "cf_manager")
        self.secret_form.has_editing = True
        self.env.flush_all()
        for url in (
            f"/forms/edit-me/submissions/{self.secret.id}",
            f"/forms/nothing/submissions/{self.submission.id}",
            "/forms/edit-me/submissions/999999999",
        ):
            self.assertEqual(self.url_open(url).status_code, 404)

    def test_conditions_on_what_is_not_shown(self):
        self._approve_first()
        field = self._field(self.form, "note")
        field.condition = {"field": "limit", "is": "greater", "value": 10}
        self.form.action_publish()
        self.submission = self._submit(
            self.form, {"who": "Ann", "limit": "50", "level": "A"}, channel="staff"
        )
        self.url = f"/forms/edit-me/submissions/{self.submission.id}"
        for limit, is_asked in ((50, True), (5, False)):
            values = {**self.submission.answers._values, "limit": limit}
            self.submission.sudo().write({"answers": values})
            tree = html.fromstring(self._open(self.salesperson).text)
            browser_rules = tree.xpath("//form/@data-rules")[0]
            keys = {each["key"] for each in json.loads(browser_rules)["fields"]}
            with self.subTest(limit):
                self.assertEqual("note" in keys, is_asked)
                self.assertNotIn("limit", browser_rules)

    def test_conditions_of_rows_on_what_is_not_shown(self):
        self._approve_first()
        field = self._field(self.form, "amount")
        field.condition = {"field": "limit", "is": "greater", "value": 10}
        self.form.action_publish()
        answers = {"who": "Ann", "limit": "50", "level": "A"}
        rows = {self.items.key: [{"item": "a", "amount": "7"}]}
        submission = self._submit(self.form, {**answers, **rows}, channel="staff")
        self.submission = submission
        self.url = f"/forms/edit-me/submissions/{submission.id}"
        tree = html.fromstring(self._open(self.salesperson).text)
        asked = json.loads(tree.xpath("//form/@data-rules")[0])["fields"]
        inside = next(each for each in asked if each["key"] == self.items.key)["fields"]
        self.assertEqual([each["key"] for each in inside], ["item", "amount"])
        self.assertEqual(inside[1]["condition"], {"match": "all", "of": []})
