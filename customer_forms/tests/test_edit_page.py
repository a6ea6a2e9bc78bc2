"""The page on which answers are corrected (P4, S4)."""

import json

from lxml import html

from odoo import http
from odoo.tests import HttpCase, tagged

from .edit_common import EditCommon


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
