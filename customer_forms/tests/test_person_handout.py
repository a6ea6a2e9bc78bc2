"""What is kept on a person is handed out (V5)."""

import base64
import json

from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged

from .person_common import EMAIL, NAME, PHONE, PersonCommon


@tagged("-at_install", "post_install")
class TestPersonHandOut(PersonCommon):
    def _document(self, lang="en_US"):
        search = self._search(phone=PHONE, email=EMAIL)
        search.write({"purpose": "Asked by letter", "lang": lang})
        return search._hand_out("json")

    def test_everything_is_handed_out(self):
        """V5: Personal Information Protection Law, article 45"""
        records = self._document()["records"]
        record = next(
            each
            for each in records
            if each["id"] == self.submission.id and "consents" in each
        )
        lines = {
            line["key"]: line
            for section in record["sections"]
            for line in section["lines"]
        }
        self.assertEqual(lines["customer_name"]["value"], NAME)
        self.assertEqual(lines["phone"]["value"], "+8613800001234")
        self.assertEqual(lines["email"]["value"], EMAIL)
        self.assertEqual(lines["tier"]["text"], "Vip")
        self.assertEqual(lines["due"]["value"], "2026-12-01")
        self.assertTrue(record["consents"][0]["given_at"])
        (file,) = record["files"]
        self.assertEqual(file["name"], "wang.pdf")
        self.assertTrue(base64.b64decode(file["content"]).startswith(b"%PDF"))
        json.dumps(record)

    def test_each_record_has_an_audit_event(self):
        self._document()
        event = self._events("handout")
        self.assertEqual(event.user_id, self.officer)
        self.assertEqual(event.reason, "Asked by letter")
        self.assertNotIn(PHONE, json.dumps(event.details))

    def test_nothing_is_handed_out_without_a_purpose(self):
        search = self._search(phone=PHONE)
        for method in (search.action_hand_out_json, search.action_hand_out_pdf):
            with self.assertRaises(UserError):
                method()

    def test_only_what_was_ticked_is_handed_out(self):
        search = self._search(phone=PHONE, person_name=NAME)
        search.purpose = "Asked"
        ids = [
            record["id"]
            for record in search._hand_out("json")["records"]
            if record["model"] == self.submission._name
        ]
        self.assertEqual(ids, [self.submission.id])


@tagged("-at_install", "post_install")
class TestPersonCopy(PersonCommon, HttpCase):
    def _download(self, kind, login="cf_officer", lang="zh_CN"):
        search = self._search(phone=PHONE)
        search.write({"purpose": "Asked", "lang": lang})
        self.env.flush_all()
        self.authenticate(login, login)
        return self.url_open(f"/customer_forms/person/{search.id}/{kind}")

    def test_the_copy_for_programs_is_json(self):
        answer = self._download("json")
        self.assertEqual(answer.status_code, 200)
        document = json.loads(answer.content)
        self.assertEqual(document["format"], "customer-personal-data/1")
        self.assertIn(NAME, answer.text)
        self.assertIn("no-store", answer.headers["Cache-Control"])
        self.assertEqual(self._events("handout").details["format"], "json")

    def test_nobody_else_downloads_it(self):
        for login in ("cf_sales", "cf_manager"):
            with self.subTest(login):
                self.assertEqual(self._download("json", login).status_code, 404)
                self.assertEqual(self._download("pdf", login).status_code, 404)
        self.assertFalse(self._events("handout"))

    def test_printed_in_any_other_way_it_says_nothing(self):
        search = self._search(phone=PHONE)
        Report = self.env["ir.actions.report"].with_user(self.officer)
        for document in (None, {"records": []}):
            html, _kind = Report.with_context(
                customer_person_document=document
            )._render_qweb_html("customer_forms.report_person_copy", search.ids)
            self.assertNotIn(NAME, html.decode())
            self.assertNotIn("o_customer_forms_copy", html.decode())
