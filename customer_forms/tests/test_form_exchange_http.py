"""Downloads of forms: for those who may read them."""

from urllib.parse import quote

from odoo.tests import HttpCase, tagged

from .common import CustomerFormsCommon


@tagged("-at_install", "post_install")
class TestFormExchangeHttp(CustomerFormsCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._create_form(name="VIP 需求调查")

    def _get(self, login, path):
        self.authenticate(login, login)
        return self.url_open(path, allow_redirects=False)

    def test_staff_download_forms(self):
        for user in (self.salesperson, self.creator, self.manager):
            for extension in ("xlsx", "json"):
                with self.subTest(user=user.login, extension=extension):
                    path = f"/customer_forms/export/{self.form.id}/{extension}"
                    answer = self._get(user.login, path)
                    self.assertEqual(answer.status_code, 200)
                    disposition = answer.headers["Content-Disposition"]
                    self.assertIn("attachment", disposition)
                    self.assertIn(quote("需求调查"), disposition)
                    self.assertIn(extension, disposition)
                    self.assertEqual(
                        answer.headers["X-Content-Type-Options"], "nosniff"
                    )
        self.assertEqual(answer.json()["format"], "customer-form/1")

    def test_others_do_not(self):
        foreign = self.env["customer.form"].create(
            {"name": "Foreign", "company_id": self.company_2.id}
        )
        for login, form_id, extension in [
            ("cf_outsider", self.form.id, "json"),
            ("cf_creator", foreign.id, "json"),
            ("cf_creator", 0, "json"),
            ("cf_creator", self.form.id, "exe"),
        ]:
            with self.subTest(login=login, form_id=form_id, extension=extension):
                path = f"/customer_forms/export/{form_id}/{extension}"
                self.assertEqual(self._get(login, path).status_code, 404)
        self.authenticate(None, None)
        path = f"/customer_forms/export/{self.form.id}/json"
        answer = self.url_open(path, allow_redirects=False)
        self.assertEqual(answer.status_code, 303)
        self.assertIn("/web/login", answer.headers["Location"])

    def test_creators_download_the_sample(self):
        path = "/customer_forms/sample.xlsx"
        answer = self._get("cf_creator", path)
        self.assertEqual(answer.status_code, 200)
        self.assertTrue(answer.content.startswith(b"PK"))
        self.assertEqual(self._get("cf_sales", path).status_code, 404)

    def test_the_buttons_lead_there(self):
        action = self.form.action_export_workbook()
        self.assertEqual(action["url"], f"/customer_forms/export/{self.form.id}/xlsx")
        self.assertTrue(self.form.action_export_json()["url"].endswith("/json"))
