"""The page of a draft, shown and tried."""

from odoo import http
from odoo.tests import HttpCase, tagged

from .common import CustomerFormsCommon


@tagged("-at_install", "post_install")
class TestFormPreview(CustomerFormsCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._create_form(
            [
                {"key": "customer_name", "is_required": True},
                {"key": "phone", "type": "phone"},
            ],
            slug="preview-test",
        )
        for user in cls.creator + cls.salesperson:
            user.password = user.login
        cls.path = "/forms/preview-test/preview"

    def _sign_in(self, user):
        self.authenticate(user.login, user.login)

    def _try(self, **answers):
        token = http.Request.csrf_token(self)
        return self.url_open(self.path, {"csrf_token": token, **answers})

    def test_a_creator_sees_the_draft(self):
        self._sign_in(self.creator)
        response = self.url_open(self.path)
        self.assertEqual(response.status_code, 200)
        self.assertIn('data-key="customer_name"', response.text)
        self.assertEqual(response.headers["X-Robots-Tag"], "noindex")

    def test_samples_fill_the_page(self):
        self._sign_in(self.creator)
        self.assertIn("138 0000 1234", self.url_open(f"{self.path}?samples=1").text)

    def test_nobody_else_sees_it(self):
        self._sign_in(self.salesperson)
        self.assertEqual(self.url_open(self.path).status_code, 404)
        self.assertEqual(self._try(customer_name="Wang").status_code, 404)
        self.authenticate(None, None)
        response = self.url_open(self.path, allow_redirects=False)
        self.assertIn("/web/login", response.headers["Location"])

    def test_a_try_says_what_is_wrong(self):
        self._sign_in(self.creator)
        text = self._try(phone="138").text
        self.assertIn("Please fill this in.", text)
        self.assertIn("A mobile number has 11 digits; this one has 3.", text)
        self.assertNotIn("This would be accepted", text)

    def test_a_try_says_what_would_be_kept_and_keeps_nothing(self):
        self._sign_in(self.creator)
        text = self._try(customer_name="Wang", phone="13800001234").text
        self.assertIn("This would be accepted", text)
        self.assertIn("13800001234", text)
        self.assertFalse(self.form.submission_ids)

    def test_a_question_the_draft_does_not_have_is_refused(self):
        self._sign_in(self.creator)
        text = self._try(customer_name="Wang", odd="1").text
        self.assertIn("This form does not ask what was sent.", text)
