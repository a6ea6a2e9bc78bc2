"""Forms in frames of other websites (P2): who may frame them, without a session."""

import re
import uuid

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .test_form_page_http import FormPageCase

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
OURS = "frame-ancestors 'self'"


@tagged("-at_install", "post_install")
class TestEmbeddedPage(FormPageCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._publish(
            cls._create_form(
                [{"key": "who", "is_required": True}, {"key": "wish"}],
                slug="embed-test",
                embed_origins="https://Shop.example \nhttps://例子.中国",
            )
        )

    def _open(self):
        return self.url_open("/forms/embed-test/embed")

    def _send(self, hidden, has_script=True, **answers):
        """As a browser that sends no cookies of ours."""
        self.opener.cookies.clear()
        hidden = {name: hidden[name] for name in hidden if name != "csrf_token"}
        return self.url_open(
            "/forms/embed-test/embed",
            data={**hidden, "homepage-link": "", **answers},
            headers={"Accept": "application/json"} if has_script else None,
            allow_redirects=has_script,
        )

    def _hidden(self):
        return dict(HIDDEN.findall(self._open().text))

    # ------------------------------------------------------------
    # Frames
    # ------------------------------------------------------------

    def test_only_the_websites_that_the_form_names_frame_it(self):
        page = self._open()
        self.assertEqual(
            page.headers["Content-Security-Policy"],
            f"{OURS} https://shop.example https://xn--fsqu00a.xn--fiqs8s",
        )
        self.assertNotIn("X-Frame-Options", page.headers)
        self.form.embed_origins = False
        self.assertEqual(self._open().headers["Content-Security-Policy"], OURS)

    def test_no_other_page_of_forms_is_framed_by_others(self):
        self.authenticate("cf_creator", "cf_creator")
        for path in ("", "/done", "/block", "/preview"):
            answer = self.url_open(f"/forms/embed-test{path}", allow_redirects=False)
            self.assertEqual(answer.headers.get("Content-Security-Policy"), OURS, path)
        answer = self.url_open("/forms/nobody-knows/embed")
        self.assertEqual(answer.status_code, 404)
        self.assertEqual(answer.headers["Content-Security-Policy"], OURS)

    def test_origins_are_checked_line_by_line(self):
        for line in (
            "https://shop.example/path",
            "shop.example",
            "ftp://shop.example",
            "https://*.example",
            "https://shop.example; script-src *",
            "https://user@shop.example",
            "javascript:alert(1)",
            "https://shop.example:http",
        ):
            with self.subTest(line), self.assertRaises(ValidationError) as caught:
                self.form.embed_origins = f"https://good.example\n{line}"
            self.assertIn(f"“{line}”", str(caught.exception))

    # ------------------------------------------------------------
    # Without a session
    # ------------------------------------------------------------

    def test_it_is_taken_without_cookies(self):
        answer = self._send(self._hidden(), who="Ann")
        self.assertEqual(answer.status_code, 200, answer.text)
        submission = self.form.submission_ids
        self.assertEqual(submission.channel, "embed")
        self.opener.cookies.clear()
        done = self.url_open(answer.json()["redirect"])
        self.assertIn(submission.number, done.text)
        self.assertIn("https://shop.example", done.headers["Content-Security-Policy"])
        self.assertEqual(done.headers["Referrer-Policy"], "no-referrer")
        self.assertIn('href="/forms/embed-test/embed"', done.text)

    def test_pages_and_answers_set_no_cookie(self):
        hidden = self._hidden()
        for answer in (self._open(), self._send(hidden, who="Ann")):
            self.assertNotIn("session_id", answer.cookies)

    def test_without_a_script_too(self):
        hidden = self._hidden()
        page = self._send(hidden, has_script=False, wish="Something long")
        self.assertEqual(page.status_code, 422)
        self.assertIn("Something long", page.text)
        self.assertIn('action="/forms/embed-test/embed"', page.text)
        answer = self._send(hidden, has_script=False, who="Ann")
        self.assertEqual(answer.status_code, 303)
        self.assertIn("/forms/embed-test/embed/done?done=", answer.headers["Location"])

    def test_only_pages_of_ours_are_taken(self):
        hidden = self._hidden()
        own_page = dict(HIDDEN.findall(self.url_open("/forms/embed-test").text))
        for changed in (
            {**hidden, "_opening": ""},
            {**hidden, "_opening": hidden["_opening"] + "0"},
            {**hidden, "_uuid": str(uuid.uuid4())},
            own_page,
        ):
            answer = self._send(changed, who="Ann")
            self.assertEqual(answer.status_code, 400)
            self.assertIn("expired", answer.json()["message"])
        self.assertFalse(self.form.submission_ids)

    @mute_logger("odoo.http")
    def test_the_page_itself_still_asks_for_its_token(self):
        hidden = self._hidden()
        self.opener.cookies.clear()
        answer = self.url_open("/forms/embed-test", data={**hidden, "who": "Ann"})
        self.assertEqual(answer.status_code, 400)
        self.assertFalse(self.form.submission_ids)

    def test_in_a_frame_nobody_is_signed_in(self):
        self.form.section_ids.create(
            {
                "form_id": self.form.id,
                "name": "For staff",
                "is_internal": True,
                "field_ids": [fields.Command.create({"name": "Score", "key": "score"})],
            }
        )
        self._publish(self.form)
        self.authenticate("cf_sales", "cf_sales")
        self.assertIn('name="score"', self.url_open("/forms/embed-test").text)
        page = self._open()
        self.assertNotIn('name="score"', page.text)
        answer = self.url_open(
            "/forms/embed-test/embed",
            data={**dict(HIDDEN.findall(page.text)), "who": "Ann"},
            headers={"Accept": "application/json"},
        )
        self.assertEqual(answer.status_code, 200)
        submission = self.form.submission_ids
        self.assertEqual(submission.channel, "embed")
        self.assertNotEqual(submission.create_uid, self.salesperson)
        self.assertNotEqual(submission.user_id, self.salesperson)

    def test_who_has_to_sign_in_does_so_in_a_window_of_its_own(self):
        self.form.submit_access = "signed_in"
        page = self._open()
        self.assertEqual(page.status_code, 403)
        self.assertRegex(page.text, r'target="_blank"[^>]*>\s*Sign in')

    def test_thanks_are_for_who_has_the_signature_for_a_day(self):
        url = self._send(self._hidden(), who="Ann").json()["redirect"]
        number = self.form.submission_ids.number
        other = self._publish(self._create_form(slug="embed-other"))
        done = url.partition("done=")[2]
        for wrong in (
            f"/forms/{other.slug}/embed/done?done={done}",
            "/forms/embed-test/embed/done",
            "/forms/embed-test/embed/done?done=1.2.3",
            f"{url}0",
        ):
            self.assertNotIn(number, self.url_open(wrong).text)
        later = fields.Datetime.add(fields.Datetime.now(), hours=25)
        with freeze_time(later):
            self.assertNotIn(number, self.url_open(url).text)

    def test_the_code_to_paste(self):
        self.form.name = 'Trade "fair" <2026>'
        code = self.form.embed_code
        self.assertIn("/forms/embed-test/embed", code)
        self.assertIn('title="Trade &#34;fair&#34; &lt;2026&gt;"', code)
        script = re.search(r'<script src="([^"]+)"', code)[1]
        answer = self.url_open(script[script.index("/customer_forms") :])
        self.assertEqual(answer.status_code, 200)
        self.assertLess(len(answer.content), 2000)
