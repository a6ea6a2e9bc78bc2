"""What forms say of an organisation reaches its dossier (D2, S8)."""

from odoo.tests import tagged

from .common import CustomerFollowupCommon

CODE = "91110000600037341L"


@tagged("-at_install", "post_install")
class TestSubmittedFacts(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._publish(
            cls._create_form(
                [
                    cls._question("customer_name"),
                    cls._question("customer_kind", options=["individual", "company"]),
                    cls._question("credit_code", "uscc"),
                    cls._question("landline", "phone"),
                    cls._question("industry"),
                ],
                name="Organisations",
            )
        )

    def _register(self, **answers):
        answers = {"customer_kind": "company", **answers}
        return self._submit(self.form, answers).dossier_id

    def test_code_and_landline(self):
        dossier = self._register(
            customer_name="明德公司", credit_code=CODE, landline="021-58886666"
        )
        self.assertEqual(dossier.credit_code, CODE)
        self.assertEqual(dossier.partner_id.company_registry, CODE)
        self.assert_opened(dossier, landline="+862158886666")

    def test_known_by_the_code_whatever_the_name(self):
        """S8: the state calls nobody else so."""
        dossier = self._register(customer_name="明德公司", credit_code=CODE)
        renamed = self._register(customer_name="新明德集团", credit_code=CODE)
        self.assertEqual(renamed, dossier)

    def test_another_landline_is_asked_about(self):
        dossier = self._register(customer_name="明德公司", landline="021-58886666")
        same = self._register(customer_name="明德公司", landline="021-58887777")
        self.assertEqual(same, dossier)
        fact = self.env["customer.fact"].search(
            [("dossier_id", "=", dossier.id), ("state", "=", "open")]
        )
        self.assertEqual(fact.mapped("name"), ["landline"])

    def test_a_person_has_no_code(self):
        dossier = self._register(
            customer_name="王小明", customer_kind="individual", credit_code=CODE
        )
        self.assertFalse(dossier.credit_code)

    def test_an_everyday_word_finds_the_industry(self):
        """D2: the national classification, and no second record beside it."""
        industries = self.env["res.partner.industry"]
        before = industries.search_count([])
        dossier = self._register(customer_name="明德公司", industry="retail")
        self.assertEqual(dossier.industry_id.name, "Wholesale and Retail Trade")
        self.assertEqual(industries.search_count([]), before)
        dossier = self._register(customer_name="大华公司", industry="Zeppelins")
        self.assertEqual(dossier.industry_id.name, "Zeppelins")
