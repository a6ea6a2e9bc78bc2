"""Nobody fills the database by opening pages: what they keep before they are sent is
bounded as what is sent."""

import json

from odoo.tests import tagged

from .draft_common import NAME, DraftHttpCommon

HARD = 4  # entries, where the limit of one network is 1


@tagged("-at_install", "post_install")
class TestCrowd(DraftHttpCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        parameters = cls.env["ir.config_parameter"]
        parameters.set_param("customer_forms.robot_address_limit", 1)

    def test_entries_that_are_begun(self):
        for _number in range(HARD):
            self.page = self._begin()
            self.assertIn("saved", self._save({"who": NAME}).json())
        known = self.page
        self.page = self._begin()
        answer = self._save({"who": NAME})
        self.assertEqual(answer.status_code, 429)
        self.assertEqual(answer.json()["why"], "often")
        self.assertIn("from your network", answer.json()["message"])
        self.assertFalse(self._draft())
        self.page = known
        self.assertIn("saved", self._save({"who": NAME}, 2).json(), "it was begun")
        staff = self._keep({"who": NAME}, is_staff=True)
        self.assertTrue(staff, "is not held")

    def test_visits(self):
        visits = self.env["customer.form.visit"]
        for _number in range(HARD + 2):
            page = self._tell(self._begin())
        self.assertEqual(visits.search_count([("form_id", "=", self.form.id)]), HARD)
        attempts = self.env["customer.form.attempt"].search_count([])
        for _number in range(3):
            self._tell(page)
        self.assertEqual(self.env["customer.form.attempt"].search_count([]), attempts)

    def _tell(self, page):
        """What the script of a page reports."""
        told = {
            "opening": page["_opening"],
            "uuid": page["_uuid"],
            "version": page["_version"],
        }
        body = json.dumps(told)
        answer = self.url_open(f"{self.form._page_path()}/visit", data=body)
        self.assertEqual(answer.status_code, 204)
        self.env.invalidate_all()
        return page
