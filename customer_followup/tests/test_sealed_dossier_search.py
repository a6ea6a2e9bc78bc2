"""A dossier is found by its sealed values, and by no part of them (V2)."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import PHONE
from .sealed_dossier_common import SealedDossierCommon


@tagged("-at_install", "post_install")
class TestSealedDossierSearch(SealedDossierCommon):
    def _found_by_box(self, text):
        """Whom the one search box finds."""
        domain = [("display_name", "ilike", text)]
        return self.Dossier.with_user(self.salesperson).search(domain)

    def test_the_one_search_box(self):
        """V2: all of a phone, a name, an e-mail; or the number."""
        for text in (
            "13900002001",
            "139 0000 2001",
            "+86 139-0000-2001",
            "王小明",
            "Wang@example.com",
            self.dossier.number,
            self.dossier.number[:6],
        ):
            with self.subTest(text):
                self.assertIn(self.dossier, self._found_by_box(text))
                found = self.Dossier.with_user(self.salesperson).name_search(text)
                self.assertIn((self.dossier.id, f"{self.dossier.number} 王*"), found)
        for text in ("1390000", "小明", "wang@", "13900002002"):
            with self.subTest(text):
                self.assertNotIn(self.dossier, self._found_by_box(text))

    def test_organisations_and_second_numbers_are_found(self):
        company = self._create_dossier(
            "甲有限公司",
            kind="company",
            contact_name="周建国",
            other_phone="02158886666",
        )
        for text in ("甲有", "周建国", "021-58886666"):
            with self.subTest(text):
                self.assertEqual(self._found_by_box(text), company)

    def test_a_colleagues_customer_is_not_found(self):
        found = self.Dossier.with_user(self.salesperson_2).search(
            [("phone", "=", PHONE)]
        )
        self.assertFalse(found)

    def test_only_equality_can_be_asked(self):
        for domain in (
            [("phone", ">", "138")],
            [("name", "not ilike", "王")],
            [("phone", "=like", "139%")],
        ):
            with self.subTest(domain):
                try:
                    found = self.Dossier.search(domain)
                except UserError:
                    continue
                self.assertNotIn(self.dossier, found)

    def test_python_filters_like_sql(self):
        nameless = self.Dossier.create({"kind": "individual"})
        everybody = self.dossier + nameless
        for domain in (
            [("phone", "=", PHONE)],
            [("phone", "!=", PHONE)],
            [("phone", "in", [PHONE, "13900002009"])],
            [("phone", "not in", [PHONE])],
            [("phone", "=", False)],
            [("phone", "!=", False)],
            [("phone", "in", [PHONE, False])],
            [("phone", "=", "139****2001")],
            [("name", "ilike", "王小明")],
            [("customer_name", "=", "王小明")],
        ):
            with self.subTest(domain):
                found = self.Dossier.search([("id", "in", everybody.ids), *domain])
                self.assertEqual(everybody.filtered_domain(domain), found)
        new = self.Dossier.new({"phone": PHONE})
        self.assertTrue(new.filtered_domain([("phone", "=", "139 0000 2001")]))
