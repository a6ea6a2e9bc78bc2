"""What a visitor is told when a form takes nothing now, or nothing more (P4)."""

import datetime

from odoo import fields
from odoo.tests import new_test_user, tagged

from .test_form_page_http import FormPageCase

HOUR = datetime.timedelta(hours=1)


@tagged("-at_install", "post_install")
class TestWindowPages(FormPageCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._publish(
            cls._create_form(
                [{"key": "who"}, {"key": "mobile", "type": "phone", "role": "phone"}],
                slug="window-test",
            )
        )

    def _page(self):
        return self.url_open(self.form._page_path())

    def _assert_told(self, status, words):
        """The page says so; what is sent is refused, and stays on the page."""
        page = self._page()
        self.assertEqual(page.status_code, status)
        self.assertIn(words, page.text)
        self.assertNotIn("o_customer_forms_form", page.text)
        answer = self._post({"who": "Ann"})
        self.assertEqual(answer.status_code, status)
        self.assertIn(words, answer.json()["message"])
        answer = self._post({"who": "Ann of the page"}, has_script=False)
        self.assertEqual(answer.status_code, status)
        self.assertIn(words, answer.text)
        self.assertIn('value="Ann of the page"', answer.text)

    def test_not_yet(self):
        self.form.opens_at = fields.Datetime.now() + HOUR
        self._assert_told(403, "This form opens on")

    def test_no_more(self):
        self.form.closes_at = fields.Datetime.now() - HOUR
        self._assert_told(410, "takes no more submissions")

    def test_full(self):
        self.form.max_submissions = 1
        self._submit(self.form, {"who": "A"})
        self._assert_told(410, "All places are taken")

    def test_the_open_page_is_a_promise(self):
        page = self._page().text
        opening, page_uuid = (
            page.split(f'name="{name}" value="')[1].split('"')[0]
            for name in ("_opening", "_uuid")
        )
        self.form.closes_at = fields.Datetime.now()
        answer = self._post({"who": "Ann"}, _uuid=page_uuid, _opening=opening)
        self.assertEqual(answer.status_code, 200)
        # nobody makes himself a page that was open in time
        answer = self._post({"who": "Bob"}, _opening=opening)
        self.assertEqual(answer.status_code, 410)

    def test_once_per_person(self):
        self.form.is_once_per_person = True
        self.assertEqual(self._post({"mobile": "13800001234"}).status_code, 200)
        answer = self._post({"mobile": "138 0000 1234"})
        self.assertEqual(answer.status_code, 409)
        self.assertIn("once from each person", answer.json()["message"])
        self.assertEqual(self._page().status_code, 200)

    def test_who_signed_in_and_has_submitted_is_told_before_he_begins(self):
        self.form.is_once_per_person = True
        new_test_user(self.env, "cf_visitor", groups="base.group_portal")
        self.authenticate("cf_visitor", "cf_visitor")
        self.assertEqual(self._page().status_code, 200)
        self.assertEqual(self._post({"who": "Ann"}).status_code, 200)
        page = self._page()
        self.assertEqual(page.status_code, 409)
        self.assertIn("You have filled in this form already", page.text)
