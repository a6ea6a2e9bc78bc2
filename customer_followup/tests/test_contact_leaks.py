"""People entered below the contact of a customer, with Odoo's own screens (D5, V1, V2)."""

from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, new_test_user, tagged

from ..tools.by_engine import BY_ENGINE
from ..tools.settling import SETTLING
from .common import CustomerFollowupCommon
from .scan import find_in_database
from .test_migration import load_migration

NAME, PHONE, EMAIL = "上官哨兵", "13812340987", "child.probe@leak-example.cn"
SENTINELS = (NAME, PHONE, EMAIL)
CARD, PASSPORT = "11010519491231002X", "PASS-7788990-CN"
STREET, USCC = "哨兵西路 1088 号", "91350100M000100Y43"
PRIVATE = (CARD, PASSPORT, STREET)
WECHAT = "3adf37f3258cfe40"
WHOLE = {"name": NAME, "phone": f"+86{PHONE}", "email": EMAIL}


@tagged("-at_install", "post_install")
class TestContactLeaks(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # As users work: with everything the chatter notes.
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": False})
        cls.dossier = cls._create_dossier("甲有限公司", kind="company")
        cls.salesperson.group_ids += cls.env.ref("base.group_partner_manager")
        cls.clerk = new_test_user(
            cls.env, "cf_clerk", groups="base.group_user,base.group_partner_manager"
        )
        cls.said = {"name": NAME, "phone": PHONE, "email": EMAIL}

    def _add_child(self, user, **vals):
        return (
            self.env["res.partner"]
            .with_user(user)
            .create({"parent_id": self.dossier.partner_id.id, **self.said, **vals})
        )

    def _assert_sealed(self, partner):
        contact = self.env["customer.contact"].search([("partner_id", "=", partner.id)])
        self.assertEqual(contact.dossier_id, self.dossier)
        self.assertEqual(contact._open_values()[contact.id], WHOLE)
        self.assertEqual(partner.sudo().name, f"{self.dossier.number} 上*")
        self.assertEqual(find_in_database(self.env, SENTINELS), set())
        return contact

    def test_entered_below_a_customer(self):
        """D5: whoever enters it, for whatever kind of address."""
        for user in (self.salesperson, self.clerk):
            for kind in ("contact", "delivery", "other"):
                with self.subTest(user=user.login, kind=kind):
                    partner = self._add_child(user, type=kind, function="采购")
                    contact = self._assert_sealed(partner)
                    self.assertEqual(contact.position, "采购")
                    contact.unlink()

    def test_entered_on_the_form_of_the_contact(self):
        form = Form(self.dossier.partner_id.with_user(self.clerk))
        with form.child_ids.new() as child:
            child.name, child.phone, child.email = NAME, PHONE, EMAIL
        form.save()
        self._assert_sealed(self.dossier.partner_id.child_ids)

    def test_moved_below_a_customer(self):
        """What its chatter noted before goes too."""
        partner = self.env["res.partner"].create({"name": "李雷"})
        self.env.flush_all()
        self.env.cr.precommit.run()
        partner.write(self.said)
        partner.message_post(body=f"Called {NAME}, {PHONE}")
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.assertTrue(find_in_database(self.env, SENTINELS))
        partner.with_user(self.clerk).parent_id = self.dossier.partner_id
        contact = self.env["customer.contact"].search([("partner_id", "=", partner.id)])
        self.assertEqual(contact._open_values()[contact.id], WHOLE)
        places = {place[:2] for place in find_in_database(self.env, SENTINELS)}
        self.assertLessEqual(places, {("mail_message", "body")}, "what was said before")

    def test_there_before_the_customer(self):
        company = self.env["res.partner"].create(
            {"name": "乙有限公司", "is_company": True}
        )
        partner = self.env["res.partner"].create(
            {"parent_id": company.id, "active": False, **self.said}
        )
        self.dossier = self.env["customer.dossier"].create(
            {"partner_id": company.id, "user_id": self.salesperson.id}
        )
        self._assert_sealed(partner)

    def test_written_later(self):
        partner = self._add_child(
            self.salesperson, name="李雷", phone=False, email=False
        )
        partner.write(self.said)
        contact = self._assert_sealed(partner)
        with self.assertRaises(UserError):
            partner.phone = "13812340000"
        with self.assertRaises(AccessError):
            partner.with_user(self.clerk).name = "韩梅梅"
        partner.message_post(body=f"{NAME} {PHONE}")
        self.assertEqual(find_in_database(self.env, SENTINELS), set())
        contact.name = "诸葛亮"
        self.assertEqual(partner.name, f"{self.dossier.number} 诸*")

    def test_a_known_person_is_not_doubled(self):
        contact = self.env["customer.contact"].create(
            {"dossier_id": self.dossier.id, "name": NAME, "phone": PHONE}
        )
        partner = self._add_child(self.salesperson)
        self.assertEqual(self._assert_sealed(partner), contact)

    def test_the_company_may_want_them_on_contacts(self):
        self.company.write(
            {"has_names_on_contacts": True, "has_phones_on_contacts": True}
        )
        partner = self._add_child(self.salesperson)
        self.assertEqual((partner.name, partner.phone), (NAME, PHONE))
        partner.phone = "13812340000"
        self.assertEqual(partner.phone, "13812340000")

    def test_who_logs_in_keeps_the_contact(self):
        """Odoo writes to him by it."""
        user = new_test_user(self.env, "portal.child", groups="base.group_portal")
        user.partner_id.write({"parent_id": self.dossier.partner_id.id, "phone": PHONE})
        self.assertEqual(user.partner_id.phone, PHONE)
        self.assertFalse(self.dossier.contact_ids)

    def test_below_others_nothing_changes(self):
        company = self.env["res.partner"].create({"name": "丙", "is_company": True})
        partner = self._add_child(self.salesperson, parent_id=company.id)
        self.assertEqual((partner.name, partner.phone), (NAME, PHONE))

    def test_an_opportunity_of_the_person(self):
        """It says no more of him than his contact does."""
        partner = self._add_child(self.salesperson)
        lead = self.env["crm.lead"].create(
            {"name": "Need", "type": "opportunity", "partner_id": partner.id}
        )
        self.assertEqual(lead.dossier_id, self.dossier)
        lead.message_post(body=f"{NAME}: {PHONE}")
        self.assertEqual(find_in_database(self.env, SENTINELS), set())

    def test_typed_in_our_own_place(self):
        Contact = self.env["customer.contact"].with_user(self.salesperson)
        contact = Contact.create(
            {"dossier_id": self.dossier.id, "note": f"{NAME} {PHONE}", **self.said}
        )
        contact.is_decision_maker = True
        self.dossier.message_post(body=f"{NAME} decides, {EMAIL}")
        contact.action_make_main()
        self.assertEqual(find_in_database(self.env, SENTINELS), set())
        result = Contact.load(
            ["dossier_id/.id", "name", "phone"], [[self.dossier.id, NAME, PHONE]]
        )
        self.assertFalse(result["messages"])
        self.assertEqual(find_in_database(self.env, SENTINELS), set())

    # ------------------------------------------------------------
    # Odoo's other fields
    # ------------------------------------------------------------

    def _type_everywhere(self, partner):
        text = f"{NAME}, {PHONE}, {EMAIL}"
        partner.write(
            {
                **dict.fromkeys(("company_name", "function", "ref"), text),
                "comment": f"<p>{text}</p>",
                "street2": f"Tel. {PHONE}",
                "properties": {WECHAT: text},
            }
        )

    def _define_property(self):
        self.env["res.partner"].create(
            {
                "name": "X",
                "properties": [
                    {
                        "name": WECHAT,
                        "type": "char",
                        "string": "WeChat",
                        "definition_changed": True,
                    }
                ],
            }
        )

    def test_whatever_is_typed_on_a_contact(self):
        """V1: of the customer, of a person below it, of an address without a name; what
        is nobody's customer stays as it was typed."""
        self._define_property()
        person = self._create_dossier(NAME, phone=PHONE, email=EMAIL)
        shell = self._add_child(self.salesperson)
        nameless = dict.fromkeys(("name", "phone", "email"), False)
        address = self._add_child(self.salesperson, type="delivery", **nameless)
        customers = self.dossier.partner_id + person.partner_id + shell + address
        for partner in customers:
            with self.subTest(partner.sudo().name):
                self._type_everywhere(partner.with_user(self.salesperson))
                self.assertEqual(find_in_database(self.env, SENTINELS), set())
                self.assertIn("上*", partner.sudo().comment)
        company = self.env["res.partner"].create({"name": "丙", "is_company": True})
        self._type_everywhere(company.with_user(self.clerk))
        self.assertEqual(company.ref, f"{NAME}, {PHONE}, {EMAIL}")
        self.assertEqual(company.properties[WECHAT], company.ref)
        self.assertIn(PHONE, company.comment)

    def test_typed_before_it_was_a_customer(self):
        """V1: as a new address too."""
        self._define_property()
        partner = self.env["res.partner"].create({"name": NAME, "phone": PHONE})
        self._type_everywhere(partner)
        partner.email = EMAIL
        self.env["customer.dossier"].create({"partner_id": partner.id})
        self._add_child(
            self.clerk,
            name=False,
            phone=False,
            type="other",
            email=False,
            comment=f"<p>{PHONE}</p>",
        )
        self.assertEqual(find_in_database(self.env, SENTINELS), set())

    def test_a_reference_number_is_no_landline(self):
        partner = self.dossier.partner_id.with_user(self.clerk)
        for ref in ("1012345678", "SAP 02158886666", "A-7"):
            partner.ref = ref
            self.assertEqual(partner.ref, ref)

    def test_number_and_street_of_a_person_are_in_the_dossier(self):
        """V1, D2: what everybody may know stays: city, district, a code of a business."""
        person = self._create_dossier("李雷")
        partner = person.partner_id.with_user(self.salesperson)
        self._write_private(partner)
        partner.write({"vat": CARD, "street": "静安区"})
        self.assertEqual((partner.city, partner.street), ("上海市", "静安区"))
        self.assertFalse(partner.vat or partner.street2)
        self.assert_opened(person, address=f"{STREET} 2 幢")
        self.assertEqual(person.id_card[-4:], CARD[-4:])
        with patch.object(
            self.env.registry["res.users"], "_bus_send", autospec=True
        ) as bus:
            partner.vat = PASSPORT
        self.assertIn(f"kept in the dossier {person.number}", str(bus.mock_calls))
        self.assertNotIn(PASSPORT, str(bus.mock_calls))
        self.assert_opened(person, tax_id=PASSPORT)
        below = {"parent_id": partner.id, "type": "invoice", "name": "X"}
        child = partner.create({**below, "vat": PASSPORT})
        child.vat = PASSPORT
        self.assertFalse(child.vat)
        self.assertEqual(find_in_database(self.env, PRIVATE), set())
        for vals in ({"vat": "P-2"}, {"street": "文三路 1 号"}):
            with self.assertRaisesRegex(UserError, person.number):
                partner.write(vals)
            with self.assertRaises(AccessError):
                partner.with_user(self.clerk).write(vals)
        partner.vat = USCC
        self.assertEqual(partner.vat, USCC)

    def test_an_import_below_a_person_says_no_street_of_him(self):
        """V1: Odoo writes it on the contact that has no address yet."""
        names = ["parent_id/.id", "type", "name", "street", "city"]
        for user in (self.salesperson, self.clerk):
            partner = self._create_dossier("李雷").partner_id
            row = [partner.id, "contact", "X", STREET, "上海市"]
            result = partner.with_user(user).load(names, [row])
            self.assertFalse(result["messages"])
            self.assertEqual((partner.street, partner.city), (False, "上海市"))
        # In superuser mode, as a merge moves people below another customer.
        partner = self._create_dossier("李雷").partner_id
        child = {"name": "X", "street": STREET, "city": "上海市"}
        partner.create({"parent_id": partner.id, **child})
        self.assertEqual((partner.street, partner.city), (False, "上海市"))

    def _write_private(self, partner):
        partner.write(
            {"vat": CARD, "street": STREET, "street2": "2 幢", "city": "上海市"}
        )

    def test_those_of_an_organisation_are_no_secret(self):
        partner = self.dossier.partner_id.with_user(self.clerk)
        self._write_private(partner)
        self.assertEqual((partner.vat, partner.street), (CARD, STREET))
        child = self._add_child(self.salesperson)
        self.assertEqual(child.vat, CARD, "Odoo says it of everybody there")

    def test_a_person_who_was_a_contact_gives_them_up(self):
        """V1: what the chatter noted of them, too; and where an older version left it."""
        partner = self.env["res.partner"].create({"name": "李雷"})
        self._flush_tracking()
        self._write_private(partner)
        self._flush_tracking()
        self.assertTrue(find_in_database(self.env, PRIVATE))
        person = self.env["customer.dossier"].create({"partner_id": partner.id})
        self.assert_opened(person, address=f"{STREET} 2 幢")
        self.assertEqual(person.id_card[-4:], CARD[-4:])
        self.assertEqual(find_in_database(self.env, PRIVATE), set())
        person.address = False
        kept = {"street": STREET, "vat": PASSPORT, "comment": f"<p>{PHONE}</p>"}
        partner.with_context(**{SETTLING: BY_ENGINE}).write(kept)
        migration = load_migration("19.0.5.0.0", "post-typed")
        for _twice in range(2):
            migration.migrate(self.env.cr, "19.0.3.0.0")
            self.env.invalidate_all()
            self.assert_opened(person, address=STREET, tax_id=PASSPORT)
            sentinels = (*PRIVATE, *SENTINELS)
            self.assertEqual(find_in_database(self.env, sentinels), set())

    def _flush_tracking(self):
        self.env.flush_all()
        self.env.cr.precommit.run()

    def test_an_upgrade_seals_who_stands_there_already(self):
        """As an older version left them: no row for the main contact, a name in clear."""
        self.dossier.contact_name = "司徒联络"
        self.dossier.contact_ids.unlink()
        partner = self._add_child(self.salesperson)
        self.env["customer.contact"].search([("partner_id", "=", partner.id)]).unlink()
        partner.with_context(**{SETTLING: True}).write(self.said)
        migration = load_migration("19.0.5.0.0", "post-contact-persons")
        for _twice in range(2):
            migration.migrate(self.env.cr, "19.0.3.0.0")
            self.env.invalidate_all()
            self._assert_sealed(partner)
            main = self.dossier.contact_ids.filtered("is_main")
            self.assertEqual((main.name, len(self.dossier.contact_ids)), ("司*", 2))
