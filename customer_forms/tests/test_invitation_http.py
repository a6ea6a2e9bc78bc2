"""Personal links as people, robots and mail programs open them (P2, P4)."""

import json
import re
import uuid
from datetime import timedelta

from odoo import fields, http
from odoo.tests import HttpCase, tagged

from .invitation_common import InvitationCommon


@tagged("-at_install", "post_install")
class TestInvitationHttp(InvitationCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.invitation = cls.round.invitation_ids[0]
        cls.invitation.write({"state": "sent", "sent_at": fields.Datetime.now()})

    def _open(self, invitation=None, token=None, form=None):
        token = token or self._token(invitation or self.invitation)
        path = (form or self.form)._page_path()
        return self.url_open(f"{path}?invitation={token}")

    def _hidden(self, page):
        found = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text)
        return dict(found)

    def _submit_page(self, page, **answers):
        hidden = {**self._hidden(page), "homepage-link": ""}
        posted = {**hidden, "customer_name": "Ann", **answers}
        headers = {"Accept": "application/json"}
        return self.url_open(self.form._page_path(), data=posted, headers=headers)

    def _tell(self, page, event):
        posted = {**self._hidden(page), "event": event}
        return self.url_open(f"{self.form._page_path()}/invitation", data=posted)

    def _submission(self):
        return self.env["customer.form.submission"].search(
            [("form_id", "=", self.form.id)], limit=1
        )

    # ------------------------------------------------------------
    # Opening
    # ------------------------------------------------------------

    def test_the_short_link_leads_to_the_form(self):
        token = self._token(self.invitation)
        answer = self.url_open(f"/f?{token}", allow_redirects=False)
        self.assertEqual(answer.status_code, 303)
        self.assertTrue(
            answer.headers["Location"].endswith(f"/forms/fair?invitation={token}")
        )
        self.assertEqual(answer.headers["Referrer-Policy"], "no-referrer")
        self.assertEqual(self.url_open("/f?nonsense").status_code, 404)
        self.assertEqual(self.url_open("/f").status_code, 404)

    def test_a_page_with_a_token_tells_nobody_where_it_is(self):
        page = self._open()
        self.assertEqual(page.headers["Referrer-Policy"], "no-referrer")
        self.assertIn("noindex", page.headers["X-Robots-Tag"])

    def test_opened_and_started_are_told_by_the_page_only(self):
        """Programs that open every link in a mail look no further."""
        page = self._open()
        self.assertEqual(self.invitation.state, "sent")
        self.assertEqual(self._tell(page, "opened").status_code, 204)
        self.assertEqual(self.invitation.state, "opened")
        self._tell(page, "started")
        self.assertEqual(self.invitation.state, "started")
        self._tell(page, "opened")
        self.assertEqual(self.invitation.state, "started")
        self.assertEqual(self._tell(page, "done").status_code, 204)
        self.assertEqual(self.invitation.state, "started")

    def test_only_a_signed_page_tells(self):
        page = self._open()
        posted = {**self._hidden(page), "_uuid": str(uuid.uuid4()), "event": "opened"}
        self.url_open(f"{self.form._page_path()}/invitation", data=posted)
        self.assertEqual(self.invitation.state, "sent")

    def test_the_name_is_filled_in(self):
        self.assertIn("王小明", self._open().text)
        self.assertNotIn("13800001234", self._open().text)
        self.round.prefill = "all"
        page = self._open().text
        self.assertIn("wang@example.com", page)
        self.assertIn("+8613800001234", page)
        self.round.prefill = "none"
        self.assertNotIn("王小明", self._open().text)

    # ------------------------------------------------------------
    # Answering
    # ------------------------------------------------------------

    def test_an_answer_belongs_to_the_invitation(self):
        source = self.env["utm.source"].create({"name": "Fair"})
        self.round.source_id = source
        answer = self._submit_page(self._open())
        self.assertIn("redirect", answer.json())
        submission = self._submission()
        self.assertEqual(submission.invitation_id, self.invitation)
        self.assertEqual(submission.channel, "email")
        self.assertEqual(submission.source_id, source)
        self.assertEqual(self.invitation.state, "done")
        self.assertTrue(self.invitation.done_at)

    def test_a_link_for_one_answer_thanks_afterwards(self):
        page = self._open()
        self._submit_page(page)
        number = self._submission().number
        again = self._open()
        self.assertEqual(again.status_code, 200)
        self.assertIn(number, again.text)
        self.assertNotIn("<textarea", again.text)
        self.assertNotIn('name="customer_name"', again.text)
        with self.subTest("sent twice"):
            self.assertIn("redirect", self._submit_page(page).json())
            self.assertEqual(self.form.submission_count, 1)

    def test_two_pages_opened_before_are_one_answer(self):
        first, second = self._open(), self._open()
        self._submit_page(first)
        refused = self._submit_page(second, customer_name="Eve")
        self.assertEqual(refused.status_code, 403)
        self.assertEqual(self.form.submission_count, 1)

    def test_a_link_for_several_answers_counts_them(self):
        self.round.uses_allowed = 2
        for count in (1, 2):
            self.assertIn("redirect", self._submit_page(self._open()).json())
            self.assertEqual(self.invitation.use_count, count)
        self.assertNotIn('name="customer_name"', self._open().text)

    def test_links_that_open_nothing(self):
        foreign = self._publish(self._create_form(name="Other", slug="other-form"))
        for reason, token, form in (
            ("guessed", "A" * 22, self.form),
            ("no token", "<script>", self.form),
            ("of another form", None, foreign),
        ):
            with self.subTest(reason):
                page = self._open(token=token, form=form)
                self.assertEqual(page.status_code, 403)
                self.assertIn("does not lead to an invitation", page.text)
                self.assertNotIn("<script>alert", page.text)
        self.round.valid_until = fields.Datetime.now() - timedelta(minutes=1)
        page = self._open()
        self.assertEqual(page.status_code, 403)
        self.assertIn("time for answering is over", page.text)

    def test_a_form_for_the_invited_only(self):
        """P4"""
        self.form.submit_access = "invited"
        self.authenticate(None, None)
        page = self.url_open("/forms/fair")
        self.assertEqual(page.status_code, 403)
        self.assertIn("people with an invitation", page.text)
        posted = {
            "csrf_token": http.Request.csrf_token(self),
            "_version": "1",
            "_uuid": str(uuid.uuid4()),
            "customer_name": "Eve",
        }
        refused = self.url_open(
            "/forms/fair", data=posted, headers={"Accept": "application/json"}
        )
        self.assertEqual(refused.status_code, 403)
        with self.subTest("a page of another form"):
            foreign = self._publish(self._create_form(slug="other-form"))
            other = self._create_round(foreign, "x@y.cn", name="Other")
            stolen = self._hidden(self._open(other.invitation_ids, form=foreign))
            posted |= {name: stolen[name] for name in ("_uuid", "_opening")}
            refused = self.url_open("/forms/fair", data=posted)
            self.assertEqual(refused.status_code, 403)
        self.assertFalse(self._submission())
        self.assertIn("redirect", self._submit_page(self._open()).json())

    # ------------------------------------------------------------
    # Unsubscribing
    # ------------------------------------------------------------

    def _unsubscribe_path(self):
        return f"/invitation/unsubscribe?t={self._token(self.invitation)}"

    def test_opening_the_page_changes_nothing(self):
        page = self.url_open(self._unsubscribe_path())
        self.assertIn("w***@example.com", page.text)
        self.assertNotIn("wang@", page.text)
        self.assertEqual(self.invitation.state, "sent")

    def test_one_click_of_a_mail_program(self):
        """RFC 8058: a POST without cookies or a CSRF token."""
        self.authenticate(None, None)
        answer = self.url_open(
            self._unsubscribe_path(), data={"List-Unsubscribe": "One-Click"}
        )
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(self.invitation.state, "unsubscribed")
        kept = self.env["customer.form.unsubscription"].search([])
        self.assertEqual((kept.address, kept.channel), ("w***@example.com", "email"))
        page = self._open()
        self.assertEqual(page.status_code, 403)
        self.assertIn("Invite me again", page.text)

    def test_with_a_reason_and_back(self):
        token = self._token(self.invitation)
        posted = {"t": token, "reason": "too_many"}
        self.url_open("/invitation/unsubscribe", data=posted)
        kept = self.env["customer.form.unsubscription"].search([])
        self.assertEqual(kept.reason, "too_many")
        self.url_open("/invitation/unsubscribe", data={"t": token, "reason": "hack"})
        self.assertEqual(kept.reason, "too_many")
        self.url_open("/invitation/unsubscribe", data={"t": token, "again": "1"})
        self.assertFalse(kept.exists())
        self.assertEqual(self.invitation.state, "sent")
        self.assertEqual(self._open().status_code, 200)

    def test_a_wrong_token_unsubscribes_nobody(self):
        answer = self.url_open("/invitation/unsubscribe", data={"t": "A" * 22})
        self.assertEqual(answer.status_code, 404)
        self.assertFalse(self.env["customer.form.unsubscription"].search([]))

    def test_the_language_of_the_person(self):
        self.env["website"].search([]).language_ids += self.env.ref("base.lang_zh_CN")
        self.invitation.lang = "zh_CN"
        answer = self.url_open(
            f"/f?{self._token(self.invitation)}", allow_redirects=False
        )
        self.assertIn("/zh_CN/forms/fair?invitation=", answer.headers["Location"])

    def test_answers_of_the_page_are_json(self):
        """A script is told in words, too."""
        page = self._open()
        self.round.sudo().state = "closed"
        refused = self._submit_page(page)
        self.assertEqual(refused.status_code, 403)
        self.assertIn("not valid any more", json.loads(refused.text)["message"])
