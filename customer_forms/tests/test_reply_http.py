"""The private links on which a customer completes and corrects what he sent (S4, S6)."""

import re

from odoo import http
from odoo.tests import HttpCase, tagged

from .common import CustomerFormsCommon
from .test_completion import EMAIL, CompletionCommon

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


@tagged("-at_install", "post_install")
class TestReplyHttp(CompletionCommon, HttpCase):
    def setUp(self):
        super().setUp()
        self.completion = self.incomplete._ask_customer(["need"], "我们还需要数量")
        self.path = "/forms/completion/complete?of=" + self.completion._token()

    def _send(self, path, answers, as_script=True):
        page = self.url_open(path)
        return self.url_open(
            path,
            data={
                **dict(HIDDEN.findall(page.text)),
                "csrf_token": http.Request.csrf_token(self),
                **answers,
            },
            headers={"Accept": "application/json" if as_script else "text/html"},
            allow_redirects=False,
        )

    def test_only_what_is_missing_is_asked(self):
        page = self.url_open(self.path)
        self.assertEqual(page.status_code, 200)
        self.assertIn('name="need"', page.text)
        self.assertIn("我们还需要数量", page.text)
        for other in ('name="who"', 'name="mail"', 'name="amount"', EMAIL, "王小明"):
            self.assertNotIn(other, page.text)
        self.assertEqual(page.headers["Referrer-Policy"], "no-referrer")
        self.assertEqual(page.headers["X-Robots-Tag"], "noindex")
        self.assertEqual(page.headers["Cache-Control"], "no-store")

    def test_it_flows_back_and_the_link_is_used_up(self):
        self.authenticate(None, None)
        answer = self._send(self.path, {"need": "20 forklifts"})
        self.assertIn("saved=1", answer.json()["redirect"])
        self.assertEqual(self.incomplete.state, "accepted")
        self.assertEqual(self.incomplete.answers["need"], "20 forklifts")
        again = self.url_open(self.path)
        self.assertIn(self.incomplete.number, again.text)
        self.assertNotIn('name="need"', again.text)
        later = self.url_open(
            self.path,
            data={"need": "1", "csrf_token": http.Request.csrf_token(self)},
        )
        self.assertIn(self.incomplete.number, later.text)
        self.assertEqual(self.incomplete.answers["need"], "20 forklifts")

    def test_without_scripts(self):
        self.authenticate(None, None)
        page = self._send(self.path, {"need": "不知道"}, as_script=False)
        self.assertEqual(page.status_code, 422)
        self.assertIn("This answer tells us little", page.text)
        answer = self._send(self.path, {"need": "Cranes"}, as_script=False)
        self.assertEqual(answer.status_code, 303)
        self.assertEqual(self.incomplete.answers["need"], "Cranes")

    def test_links_that_do_not_work(self):
        other = self._publish(self._create_form(slug="other-form"))
        token = self.completion._token()
        for path, status in [
            ("/forms/completion/complete", 404),
            ("/forms/completion/complete?of=1-0", 404),
            ("/forms/completion/correct?of=" + token, 404),
            (f"{other._page_path()}/complete?of={token}", 404),
            ("/forms/no-such-form/complete?of=" + token, 404),
        ]:
            with self.subTest(path):
                self.assertEqual(self.url_open(path).status_code, status)
        self.completion.expires_on = "2020-01-01"
        page = self.url_open(self.path)
        self.assertEqual(page.status_code, 410)
        self.assertIn("does not work any more", page.text)

    def test_refused_and_erased_submissions_take_nothing(self):
        self.incomplete.action_refuse()
        self.assertEqual(self.url_open(self.path).status_code, 410)

    def test_what_was_changed_meanwhile_is_not_overwritten(self):
        self.authenticate(None, None)
        answer = self._send(self.path, {"need": "20 forklifts", "_change": "999"})
        self.assertEqual(answer.status_code, 409)
        self.assertEqual(self.incomplete.answers["need"], "暂无")

    def test_a_correction_shows_masks_and_keeps_what_they_stand_for(self):
        self.authenticate(None, None)
        submission = self._fill()
        path = "/forms/completion/correct?of=" + submission._correction_token()
        page = self.url_open(path)
        self.assertIn('name="amount"', page.text)
        self.assertIn("王*", page.text)
        self.assertNotIn("王小明", page.text)
        self.assertNotIn(EMAIL, page.text)
        answers = {
            "who": submission.answers["who"],
            "mail": submission.answers["mail"],
            "need": "30 forklifts",
            "amount": "4",
        }
        answer = self._send(path, answers)
        self.assertIn("saved=1", answer.text)
        opened = submission._open_answers()[submission]
        self.assertEqual((opened["who"], opened["mail"]), ("王小明", EMAIL))
        self.assertEqual(submission.answers["need"], "30 forklifts")
        changed = submission.change_ids.mapped("field_key")
        self.assertEqual(sorted(changed), ["amount", "need"])
        done = self.url_open(path + "&saved=1")
        self.assertIn("Correct what you sent", done.text)

    def test_the_thanks_and_the_receipt_have_the_link(self):
        submission = self._fill()
        link = submission._correction_link()
        self.assertIn("/forms/completion/correct?of=", link)
        self.assertEqual(submission._receipt_values()["correct_url"], link)
        self.form.visitor_edit_days = 0
        self.assertIsNone(submission._receipt_values()["correct_url"])

    def test_a_wrong_correction_keeps_nothing(self):
        self.authenticate(None, None)
        submission = self._fill()
        path = "/forms/completion/correct?of=" + submission._correction_token()
        answer = self._send(path, {"need": "", "amount": "x", "who": "王*"})
        self.assertEqual(answer.status_code, 422)
        self.assertEqual(sorted(answer.json()["errors"]), ["amount", "need"])
        self.assertFalse(submission.change_ids)


@tagged("-at_install", "post_install")
class TestQuestionsCalledLikeTheLink(CustomerFormsCommon, HttpCase):
    def test_their_answers_are_kept(self):
        """S4: what the link says of itself and what is answered stay apart."""
        form = self._publish(
            self._create_form(
                [{"key": "of"}, {"key": "saved"}],
                slug="called-like-the-link",
                visitor_edit_days=1,
            )
        )
        submission = self._submit(form, {"of": "silk", "saved": "5"})
        self.authenticate(None, None)
        answer = self.url_open(
            submission._correction_link().partition(form.get_base_url())[2],
            data={
                "csrf_token": http.Request.csrf_token(self),
                "_change": "0",
                "of": "cotton",
                "saved": "7",
            },
            headers={"Accept": "application/json"},
        )
        self.assertIn("redirect", answer.json())
        self.assertEqual(submission.answers["of"], "cotton")
        self.assertEqual(submission.answers["saved"], "7")


@tagged("-at_install", "post_install")
class TestMissingFileHttp(CustomerFormsCommon, HttpCase):
    def test_a_missing_file_is_added(self):
        form = self._publish(
            self._create_form(
                [
                    {"key": "who"},
                    {
                        "key": "licence",
                        "type": "attachment",
                        "is_required": True,
                        "is_soft": True,
                    },
                ],
                slug="licence-form",
            )
        )
        submission = self._submit(form, {"who": "Ann"})
        self.assertEqual(submission.state, "incomplete")
        completion = submission._ask_customer(["licence"], is_sent=False)
        self.authenticate(None, None)
        answer = self.url_open(
            "/forms/licence-form/complete?of=" + completion._token(),
            data={"csrf_token": http.Request.csrf_token(self), "_change": "0"},
            files={"licence": ("licence.pdf", self._file().content)},
            headers={"Accept": "application/json"},
        )
        self.assertIn("redirect", answer.json())
        self.assertEqual(submission.file_ids.mapped("name"), ["licence.pdf"])
        self.assertEqual(submission.state, "accepted")
