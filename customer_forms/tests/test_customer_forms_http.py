"""The public page as a browser and as an attacker see it (P1, F7, F11)."""

import datetime
import html
import json
import re
import uuid

from freezegun import freeze_time

from odoo import Command, http
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from ..controllers import form_page
from .common import PDF, CustomerFormsCommon, opened_page


@tagged("-at_install", "post_install")
class TestCustomerFormsHttp(CustomerFormsCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._publish(
            cls._create_form(
                [
                    {"key": "customer_name", "is_required": True},
                    {"key": "mobile", "type": "phone"},
                    {"key": "kind", "type": "select", "options": ["a", "b"]},
                    {"key": "wants", "type": "multi", "options": ["a", "b", "c"]},
                    {"key": "about", "type": "longtext"},
                    {"key": "proof", "type": "attachment", "file_formats": "pdf"},
                ],
                slug="http-test",
                purpose="Tell us who you are",
            )
        )
        cls.url = "/forms/http-test"

    def _count(self):
        return self.env["customer.form.submission"].search_count(
            [("form_id", "=", self.form.id)]
        )

    def _post(self, answers, files=None, **extra):
        self.authenticate(None, None)
        return self.url_open(
            self.url,
            data={
                "csrf_token": http.Request.csrf_token(self),
                "_version": "1",
                **opened_page(self.form, extra.get("_uuid")),
                **answers,
                **extra,
            },
            files=files,
            headers={"Accept": "application/json"},
        )

    def test_page_shows_the_published_form(self):
        page = self.url_open(self.url)
        self.assertEqual(page.status_code, 200)
        self.assertIn("Tell us who you are", page.text)
        self.assertIn('name="mobile"', page.text)
        self.assertEqual(page.text.count("o_customer_forms_field"), 6)

    def test_page_loads_nothing_from_elsewhere(self):
        # no third-party host: neither in the page nor in its stylesheets
        page = self.url_open(self.url)
        sources = [page.text]
        for href in re.findall(r'href="(/web/assets/[^"]+\.css)"', page.text):
            sources.append(self.url_open(href).text)
        self.assertGreater(len(sources), 1)
        for source in sources:
            self.assertNotIn("fonts.googleapis.com", source)
            self.assertNotIn("preconnect", source)
            self.assertFalse(re.findall(r'src="https?://', source))
            self.assertFalse(re.findall(r"@import url\([\"']?https?://", source))

    def test_unknown_and_draft_forms_are_a_friendly_404(self):
        draft = self._create_form(slug="draft-form")
        for slug in ("nothing-here", draft.slug):
            with self.subTest(slug):
                page = self.url_open(f"/forms/{slug}")
                self.assertEqual(page.status_code, 404)
                self.assertIn("There is no form at this link", page.text)

    def test_a_closed_form_says_so(self):
        self.form.action_close()
        page = self.url_open(self.url)
        self.assertEqual(page.status_code, 410)
        self.assertIn("closed", page.text)
        answer = self._post({"customer_name": "Ann"})
        self.assertEqual(answer.status_code, 400)
        self.assertIn("takes no submissions", answer.json()["message"])
        self.assertEqual(self._count(), 0)

    def test_a_filled_form_arrives_and_tells_its_number(self):
        answer = self._post({"customer_name": "Ann", "wants": ["a", "c"]})
        self.assertEqual(answer.status_code, 200)
        submission = self.form.submission_ids
        self.assertEqual(submission.answers._values["wants"], ["a", "c"])
        self.assertEqual(submission.channel, "link")
        done = self.url_open(answer.json()["redirect"])
        self.assertIn(submission.number, done.text)

    def test_the_number_is_shown_to_its_visitor_only(self):
        self._post({"customer_name": "Ann"})
        self.authenticate(None, None)
        page = self.url_open(f"{self.url}/done")
        self.assertTrue(page.url.endswith(self.url))
        self.assertNotIn(self.form.submission_ids.number, page.text)

    def test_what_is_wrong_is_said_beside_the_field(self):
        answer = self._post({"mobile": "1380000123"})
        self.assertEqual(answer.status_code, 422)
        errors = answer.json()["errors"]
        self.assertEqual(set(errors), {"customer_name", "mobile"})
        self.assertIn("11 digits; this one has 10", errors["mobile"][0])
        self.assertEqual(self._count(), 0)

    def test_without_javascript_what_was_typed_stays(self):
        self.authenticate(None, None)
        page = self.url_open(
            self.url,
            data={
                "csrf_token": http.Request.csrf_token(self),
                "mobile": "1380000123",
                "kind": "b",
                "about": "<b>bold</b>",
            },
        )
        self.assertEqual(page.status_code, 422)
        self.assertIn('value="1380000123"', page.text)
        self.assertIn("11 digits; this one has 10", page.text)
        self.assertIn("&lt;b&gt;bold&lt;/b&gt;", page.text)
        self.assertNotIn("<b>bold</b>", page.text)
        self.assertIn('href="#question_mobile">mobile: A mobile number', page.text)

    def test_fields_and_options_of_nobody_are_refused(self):
        for answers in (
            {"customer_name": "Ann", "user_id": "2"},
            {"customer_name": "Ann", "state": "accepted"},
        ):
            with self.subTest(answers):
                answer = self._post(answers)
                self.assertEqual(answer.status_code, 400)
                self.assertIn("does not ask", answer.json()["message"])
        answer = self._post({"customer_name": "Ann", "kind": "zz"})
        self.assertEqual(answer.status_code, 422)
        self.assertEqual(self._count(), 0)

    def test_a_wrong_csrf_token_is_refused(self):
        with mute_logger("odoo.http"):
            answer = self._post({"customer_name": "Ann"}, csrf_token="0" * 40)
        self.assertEqual(answer.status_code, 400)
        self.assertEqual(self._count(), 0)

    def test_files_arrive(self):
        answer = self._post(
            {"customer_name": "Ann"},
            files={"proof": ("licence.pdf", PDF, "application/pdf")},
        )
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(self.form.submission_ids.file_ids.attachment_id.raw, PDF)

    def test_a_program_called_pdf_is_refused(self):
        answer = self._post(
            {"customer_name": "Ann"},
            files={"proof": ("licence.pdf", b"MZ\x90\x00", "application/pdf")},
        )
        self.assertEqual(answer.status_code, 422)
        self.assertIn("licence.pdf", answer.json()["errors"]["proof"][0])
        self.assertFalse(
            self.env["ir.attachment"].search([("name", "=", "licence.pdf")])
        )

    def test_a_file_for_a_text_question_is_refused(self):
        answer = self._post({}, files={"customer_name": ("a.pdf", PDF)})
        self.assertEqual(answer.status_code, 422)
        self.assertEqual(self._count(), 0)

    def test_a_request_larger_than_the_limit_is_refused_unread(self):
        too_much = b"x" * (form_page.MAX_REQUEST_SIZE + 1)
        answer = self._post(
            {"customer_name": "Ann"}, files={"proof": ("a.pdf", too_much)}
        )
        self.assertEqual(answer.status_code, 413)
        self.assertEqual(self._count(), 0)

    def test_the_same_page_twice_is_answered_once(self):
        page_uuid = str(uuid.uuid4())
        first = self._post({"customer_name": "Ann"}, _uuid=page_uuid)
        again = self._post({"customer_name": "Ann"}, _uuid=page_uuid)
        self.assertEqual(first.json(), again.json())
        self.assertEqual(self._count(), 1)
        other = self._post({"customer_name": "Bob"}, _uuid=page_uuid)
        self.assertEqual(other.status_code, 409)
        self.assertEqual(self._count(), 1)

    def test_odd_requests_are_no_server_errors(self):
        for extra, files in [
            ({"_version": "9" * 5000}, None),
            ({"_version": "-1"}, None),
            ({"_uuid": "x" * 5000}, None),
            ({}, {"_version": ("a.pdf", PDF)}),
            ({}, {"_uuid": ("a.pdf", PDF)}),
            ({"about": "\u202e\x01"}, None),
            ({"slug": "other"}, None),
        ]:
            with self.subTest(extra=str(extra)[:40], files=files):
                answer = self._post({"customer_name": "Ann"}, files=files, **extra)
                self.assertIn(answer.status_code, (200, 400, 422))
        self.assertEqual(self.url_open("/forms/x%00").status_code, 404)

    def test_a_replaced_version_is_taken_while_it_may_still_be_open(self):
        # F11
        self._field(self.form, "about").active = False
        self._field(self.form, "mobile").is_required = True
        self.form.action_publish()
        answers = {"customer_name": "Ann", "about": "old page"}
        self.assertEqual(self._post(answers).status_code, 200)
        with freeze_time(datetime.datetime.now() + datetime.timedelta(days=3)):
            answer = self._post(answers)
        self.assertEqual(answer.json(), {"outdated": True})

    def test_the_page_tells_the_browser_no_more_than_its_rules(self):
        page = self.url_open(self.url).text
        rules = json.loads(html.unescape(re.search(r'data-rules="([^"]*)"', page)[1]))
        self.assertEqual(len(rules["fields"]), 6)
        for field in rules["fields"]:
            self.assertFalse({"role", "label", "listed"} & set(field))

    def test_today_is_the_companys_today(self):
        # F5: in Shanghai it is tomorrow already
        self.company.partner_id.tz = "Asia/Shanghai"
        form = self._publish(
            self._create_form(
                [{"key": "day", "type": "date", "is_default_today": True}],
                slug="today",
            )
        )
        with freeze_time("2031-05-01 20:00:00"):
            page = self.url_open(form._page_path()).text
        self.assertIn('value="2031-05-02"', page)

    def test_staff_entries_are_told_apart(self):
        self.authenticate("cf_sales", "cf_sales")
        self.url_open(
            self.url,
            data={
                "csrf_token": http.Request.csrf_token(self),
                "_version": "1",
                "customer_name": "Ann",
            },
        )
        submission = self.form.submission_ids
        self.assertEqual(submission.channel, "staff")
        self.assertTrue(submission.with_user(self.salesperson).has_access("read"))

    def test_staff_of_another_company_are_visitors(self):
        self.env["customer.form.section"].create(
            {
                "form_id": self.form.id,
                "name": "For staff",
                "is_internal": True,
                "field_ids": [Command.create({"name": "Level"})],
            }
        )
        self.form.action_publish()
        new_test_user(
            self.env,
            "cf_staff_abroad",
            groups="customer_forms.customer_forms_group_user",
            company_id=self.company_2.id,
            company_ids=[Command.set(self.company_2.ids)],
        )
        self.authenticate("cf_staff_abroad", "cf_staff_abroad")
        self.assertNotIn("For staff", self.url_open(self.url).text)
        token = http.Request.csrf_token(self)
        data = {"csrf_token": token, "_version": "2", "customer_name": "Ann"}
        self.assertEqual(self.url_open(self.url, data=data).status_code, 200)
        self.assertEqual(self.form.submission_ids.mapped("channel"), ["link"])
