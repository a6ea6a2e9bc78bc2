from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import CustomerFollowupCommon
from .scan import find_in_database

ID_CARD = "11010519491231002X"
CODE = "91350100M000100Y43"


@tagged("-at_install", "post_install")
class TestDossierFacts(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person = cls._create_dossier("王小明")
        cls.company_dossier = cls._create_dossier("上海明德有限公司", kind="company")

    def test_only_the_last_four_of_an_identity_card_are_kept(self):
        """D2: verified, found again by the whole number, and kept nowhere."""
        self.person.with_user(self.salesperson).id_card = "110105 19491231 002x"
        self.assertEqual(self.person.id_card[-4:], "002X")
        self.assertNotIn("19491231", self.person.id_card)
        self.assertFalse(self.person._open_values(["id_card"])[self.person.id])
        Dossier = self.env["customer.dossier"].with_user(self.salesperson)
        self.assertEqual(Dossier.search([("id_card", "=", ID_CARD)]), self.person)
        self.assertFalse(find_in_database(self.env, [ID_CARD, "19491231"]))
        shown = self.person.with_user(self.manager).read(["id_card"])[0]["id_card"]
        self.assertNotIn("19491231", shown)

    def test_wrong_numbers_are_refused(self):
        """F7: the check digit of the card and of the code, the area code of a landline."""
        for dossier, name, typed in (
            (self.person, "id_card", "110105194912310021"),
            (self.person, "landline", "88886666"),
            (self.company_dossier, "credit_code", "91350100M000100Y44"),
        ):
            with self.subTest(name), self.assertRaises(ValidationError):
                dossier[name] = typed

    def test_landline(self):
        self.person.landline = "(010) 8888 6666"
        self.assert_opened(self.person, landline="+861088886666")

    def test_credit_code_stands_on_the_contact(self):
        """D2: kept once, in one form, and found by Odoo's own index."""
        self.company_dossier.with_user(self.salesperson).credit_code = CODE.lower()
        self.assertEqual(self.company_dossier.partner_id.company_registry, CODE)
        found = self.env["customer.dossier"].search([("credit_code", "=", CODE)])
        self.assertEqual(found, self.company_dossier)
        self.assertEqual(
            self.env["res.partner"]._fields["company_registry"].index, "btree_not_null"
        )

    def test_people_have_no_credit_code(self):
        with self.assertRaises(ValidationError):
            self.person.credit_code = CODE
        self.company_dossier.credit_code = CODE
        with self.assertRaises(ValidationError):
            self.company_dossier.kind = "individual"

    def test_codes_of_other_countries_are_theirs(self):
        self.company_dossier.country_id = self.env.ref("base.de")
        self.company_dossier.credit_code = "HRB 12345"
        self.assertEqual(self.company_dossier.partner_id.company_registry, "HRB 12345")

    def test_regions_are_filtered_and_grouped(self):
        """D2, R1: province, city and industry are the contact's, lists have them all the
        same."""
        province = self.env["res.country.state"].search(
            [("country_id.code", "=", "CN")], limit=1
        )
        industry = self.env.ref("customer_followup.industry_c")
        self.person.write(
            {"state_id": province.id, "city": "杭州市", "industry_id": industry.id}
        )
        Dossier = self.env["customer.dossier"].with_user(self.salesperson)
        mine = [("id", "in", (self.person | self.company_dossier).ids)]
        for name, value in (
            ("state_id", province.id),
            ("city", "杭州市"),
            ("industry_id", industry.id),
        ):
            found = Dossier.search([*mine, (name, "=", value)])
            self.assertEqual(found, self.person, name)
            groups = Dossier.formatted_read_group(mine, [name], ["__count"])
            self.assertEqual(len(groups), 2, name)

    def test_national_industries_are_installed_once(self):
        """D2: twenty sections, A to T, and no second list beside them."""
        Industry = self.env["res.partner.industry"]
        sections = Industry.search([("full_name", "like", "GB/T 4754-2017")])
        self.assertEqual(
            sorted(section.full_name[-1] for section in sections),
            list("ABCDEFGHIJKLMNOPQRST"),
        )
        manufacturing = self.env.ref("base.res_partner_industry_C")
        used = self.env["res.partner"].search_count(
            [("industry_id", "=", manufacturing.id)], limit=1
        )
        self.assertEqual(manufacturing.active, bool(used))

    def test_unused_sections_of_odoo_are_archived_only(self):
        """Whoever chose one before keeps it."""
        used = self.env.ref("base.res_partner_industry_A")
        unused = self.env.ref("base.res_partner_industry_U")
        (used | unused).active = True
        self.person.partner_id.industry_id = used
        self.env["res.partner.industry"]._offer_national_sections()
        self.assertEqual((used.active, unused.active), (True, False))
