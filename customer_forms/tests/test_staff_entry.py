"""Staff entry: what comes on paper, typed in one after the other (P2, P3)."""

import datetime
import json
import re
import uuid

from freezegun import freeze_time

from odoo import Command, http
from odoo.tests import HttpCase, tagged

from .common import CustomerFormsCommon


class EntryCase(CustomerFormsCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._create_form(
            [
                {"key": "who", "is_required": True},
                {"key": "mobile", "type": "phone"},
                {"key": "age", "type": "integer", "has_range": True, "max_value": 99}
                | {"is_soft": True},
            ],
            slug="entry-test",
            department_ids=[Command.link(cls.team.id)],
        )
        cls.form.section_ids = [
            Command.create(
                {
                    "name": "Ours",
                    "is_internal": True,
                    "sequence": 20,
                    "field_ids": [Command.create({"name": "Remark", "key": "remark"})],
                }
            )
        ]
        cls._publish(cls.form)

    def setUp(self):
        super().setUp()
        self.authenticate(self.salesperson.login, self.salesperson.login)

    @property
    def path(self):
        return f"{self.form._page_path()}/entry"

    def _open(self, query=""):
        return self.url_open(self.path + query)

    def _hidden(self, page):
        return dict(
            re.findall(r'name="(_version|_uuid|_opening)" value="([^"]*)"', page.text)
        )

    def _save(self, answers, page=None):
        return self.url_open(
            self.path,
            data={
                "csrf_token": http.Request.csrf_token(self),
                **self._hidden(page or self._open()),
                **answers,
            },
            headers={"Accept": "application/json"},
        )


@tagged("-at_install", "post_install")
class TestStaffEntry(EntryCase):
    def test_an_entry_is_a_submission_on_paper_with_the_sections_for_staff(self):
        answer = self._save({"who": "Ann", "remark": "Regular"}).json()
        submission = self.form.submission_ids
        self.assertEqual(answer["saved"]["number"], submission.number)
        self.assertEqual(submission.channel, "paper")
        self.assertEqual(submission.user_id, self.salesperson)
        self.assertEqual(submission.answers["remark"], "Regular")
        self.assertFalse(answer["saved"]["edit_url"])

    def test_the_next_entry_is_another_page(self):
        first = self._open()
        following = self._save({"who": "Ann"}, first).json()["next"]
        hidden = self._hidden(first)
        self.assertNotEqual(following["uuid"], hidden["_uuid"])
        opening = self.form._read_opening(following["opening"], following["uuid"])
        self.assertEqual(opening.channel, "paper")
        data = {
            "csrf_token": http.Request.csrf_token(self),
            "_version": hidden["_version"],
            "_uuid": following["uuid"],
            "_opening": following["opening"],
            "who": "Bob",
        }
        self.url_open(self.path, data=data, headers={"Accept": "application/json"})
        self.assertEqual(len(self.form.submission_ids), 2)

    def test_what_was_said_and_not_written_has_another_channel(self):
        page = self._open("?channel=staff")
        self._save({"who": "Ann"}, page)
        self.assertEqual(self.form.submission_ids.channel, "staff")

    def test_correct_is_offered_where_the_form_allows_it(self):
        self.form.has_editing = True
        saved = self._save({"who": "Ann"}).json()["saved"]
        self.assertEqual(self.url_open(saved["edit_url"]).status_code, 200)

    def test_the_rules_are_those_of_the_public_page(self):
        errors = self._save({"mobile": "13800001234"})
        self.assertEqual(errors.status_code, 422)
        self.assertIn("who", errors.json()["errors"])
        doubts = self._save({"who": "Ann", "age": "120"})
        self.assertIn("age", doubts.json()["warnings"])
        self.assertFalse(self.form.submission_ids)
        self._save({"who": "Ann", "age": "120", "_confirmed": "1"})
        self.assertTrue(self.form.submission_ids.has_warnings)
        self.assertEqual(self._save({"who": "Ann", "invented": "1"}).status_code, 400)

    def test_a_phone_that_was_typed_in_before_is_told(self):
        answers = {"who": "Ann", "mobile": "138 0000 1234"}
        number = self._save(answers).json()["saved"]["number"]
        again = self._save({"who": "Ann", "mobile": "13800001234"})
        self.assertEqual(again.status_code, 422)
        self.assertIn(number, again.json()["warnings"]["mobile"][0])
        self._save({**answers, "_confirmed": "1"})
        self.assertEqual(len(self.form.submission_ids), 2)
        # What he may not read he is not told either.
        self.authenticate(self.salesperson_2.login, self.salesperson_2.login)
        self.assertIn("saved", self._save(answers).json())

    def test_all_that_is_doubtful_is_told_at_once(self):
        answers = {"who": "Ann", "mobile": "138 0000 1234", "age": "120"}
        self._save({**answers, "age": "20"})
        doubts = self._save(answers)
        self.assertEqual(doubts.status_code, 422)
        self.assertEqual(doubts.json()["warnings"].keys(), {"mobile", "age"})
        wrong = self._save({**answers, "who": ""}).json()
        self.assertEqual(wrong["errors"].keys(), {"who"})
        self.assertEqual(wrong["warnings"].keys(), {"mobile", "age"})
        self.assertEqual(len(self.form.submission_ids), 1)
        self.assertIn("saved", self._save({**answers, "_confirmed": "1"}).json())

    def test_a_version_of_long_ago_is_taken_as_it_was_printed(self):
        with freeze_time(datetime.datetime.now() + datetime.timedelta(days=90)):
            section = self.form.section_ids[:1]
            section.field_ids = [
                Command.create({"name": "Tax", "key": "tax", "is_required": True})
            ]
            self._publish(self.form)
        self.authenticate(self.salesperson.login, self.salesperson.login)
        page = self._open("?version=1")
        self.assertEqual(self._hidden(page)["_version"], "1")
        self.assertNotIn('name="tax"', page.text)
        self.assertIn("saved", self._save({"who": "Ann"}, page).json())
        self.assertEqual(self.form.submission_ids.version_id.number, 1)
        self.assertEqual(self._hidden(self._open())["_version"], "2")

    def test_only_staff_of_the_company(self):
        self.authenticate(self.outsider.login, self.outsider.login)
        self.assertEqual(self._open().status_code, 404)
        stranger = self._create_user("cf_entry_stranger", "user")
        stranger.write(
            {
                "company_ids": [Command.set(self.company_2.ids)],
                "company_id": self.company_2.id,
            }
        )
        self.authenticate(stranger.login, stranger.login)
        self.assertEqual(self._open().status_code, 404)
        token = {"csrf_token": http.Request.csrf_token(self)}
        answer = self.url_open(self.path, data={**token, "who": "Ann"})
        self.assertEqual(answer.status_code, 404)
        self.authenticate(None, None)
        self.assertIn("/web/login", self._open().url)
        self.assertFalse(self.form.submission_ids)

    def test_a_closed_form_takes_nothing(self):
        page = self._open()
        self.form.action_close()
        self.assertEqual(self._save({"who": "Ann"}, page).status_code, 400)
        self.assertEqual(self._open().status_code, 410)

    def test_places_are_found_by_name_and_pinyin(self):
        for typed in ("杭州西湖", "hangzhouxihu", "西湖"):
            answer = self.url_open(f"/customer_forms/places?q={typed}&lang=zh_CN")
            self.assertIn(["浙江省/杭州市/西湖区"] * 2, json.loads(answer.text), typed)
        wrong = self.url_open("/customer_forms/places?q=x&depth=planet")
        self.assertEqual(wrong.status_code, 404)


@tagged("-at_install", "post_install")
class TestSheetEntry(EntryCase):
    def setUp(self):
        super().setUp()
        self.sheet = self.form._make_sheets(1)
        self.scanned = f"{self.form._page_path()}/sheet?t={self.sheet._secret_token()}"

    def test_a_number_opens_the_entry_of_its_sheet(self):
        self.form.section_ids[:1].field_ids = [Command.create({"name": "New"})]
        self._publish(self.form)
        page = self._open(f"?number={self.sheet.number}")
        self.assertEqual(self._hidden(page)["_version"], "1")
        number = self._save({"who": "Ann"}, page).json()["saved"]["number"]
        self.assertEqual(self.sheet.state, "entered")
        self.assertEqual(self.sheet.submission_id.number, number)
        self.assertEqual(self.sheet.entered_by_id, self.salesperson)
        again = self._open(f"?number={self.sheet.number}")
        self.assertIn(number, again.text)
        self.assertNotIn('name="who"', again.text)

    def test_an_unknown_number_is_told(self):
        page = self._open("?number=P1999-0007")
        self.assertIn("P1999-0007", page.text)
        self.assertIn('name="who"', page.text)

    def test_staff_who_scan_a_sheet_type_it_in(self):
        page = self.url_open(self.scanned)
        self.assertTrue(page.url.rpartition("?")[0].endswith("/entry"))
        self.assertIn(self.sheet.number, page.text)

    def test_the_customer_fills_it_on_the_phone(self):
        self.authenticate(None, None)
        page = self.url_open(self.scanned)
        self.assertEqual(page.headers["Referrer-Policy"], "no-referrer")
        self.assertEqual(page.headers["X-Robots-Tag"], "noindex")
        self.assertNotIn('name="remark"', page.text)
        self.url_open(
            self.form._page_path(),
            data={
                "csrf_token": http.Request.csrf_token(self),
                **self._hidden(page),
                "who": "Ann",
            },
            headers={"Accept": "application/json"},
        )
        self.assertEqual(self.sheet.state, "entered")
        self.assertEqual(self.sheet.submission_id.channel, "qr")
        self.assertFalse(self.sheet.entered_by_id)
        self.assertEqual(self.url_open(self.scanned).status_code, 410)

    def test_one_sheet_is_one_submission_whoever_sends_it(self):
        page = self._open(f"?number={self.sheet.number}")
        self.authenticate(self.salesperson_2.login, self.salesperson_2.login)
        other_page = self._open(f"?number={self.sheet.number}")
        self.assertIn("saved", self._save({"who": "Ann"}, other_page).json())
        self.authenticate(self.salesperson.login, self.salesperson.login)
        self.assertEqual(self._save({"who": "Bob"}, page).status_code, 409)
        self.assertEqual(len(self.form.submission_ids), 1)

    def test_a_wrong_code_opens_nothing(self):
        for code in ("", "x", str(uuid.uuid4()).replace("-", "")):
            path = f"{self.form._page_path()}/sheet?t={code}"
            self.assertEqual(self.url_open(path).status_code, 404)
