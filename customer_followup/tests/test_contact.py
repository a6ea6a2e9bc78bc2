"""Contact persons of a customer, and who decides there (D5, D6)."""

from datetime import date, timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from odoo.addons.customer_followup.tools.provenance import SOURCE

from .common import CustomerFollowupCommon


@tagged("-at_install", "post_install")
class TestContact(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dossier = cls._create_dossier(
            "甲有限公司", kind="company", contact_name="周建国", phone="13900002101"
        )
        cls.Contact = cls.env["customer.contact"].with_user(cls.salesperson)
        cls.main = cls.dossier.contact_ids
        cls.buyer = cls.Contact.create(
            {
                "dossier_id": cls.dossier.id,
                "name": "孙丽华",
                "phone": "139 0000 2102",
                "email": "Sun@jia.example.com",
                "position": "采购部经理",
            }
        )

    def _opened(self, contact):
        return contact._open_values()[contact.id]

    # ------------------------------------------------------------
    # Sealed
    # ------------------------------------------------------------

    def test_values_are_sealed_and_cleaned(self):
        """D5, F7, V2"""
        self.assertEqual(
            self._opened(self.buyer),
            {
                "name": "孙丽华",
                "phone": "+8613900002102",
                "email": "sun@jia.example.com",
            },
        )
        self.assertEqual(self.buyer.sudo().name, "孙*")
        self.assertEqual(self.buyer.display_name, f"{self.dossier.number} 孙*")
        with self.assertRaises(ValidationError):
            self.buyer.phone = "12"

    def test_the_owner_reads_names_others_masks(self):
        """V1"""
        for user, name in ((self.salesperson, "孙丽华"), (self.supervisor, "孙*")):
            [values] = self.buyer.with_user(user).read(["name", "phone"])
            self.assertEqual((values["name"], values["phone"]), (name, "139****2102"))

    def test_found_by_all_of_a_name_or_phone(self):
        """D5: also the main one, whose values are on the dossier."""
        for text, contact in (
            ("孙丽华", self.buyer),
            ("139-0000-2102", self.buyer),
            ("周建国", self.main),
            ("13900002101", self.main),
        ):
            with self.subTest(text):
                for name in ("name", "phone"):
                    found = self.Contact.search([(name, "=", text)])
                    if found:
                        break
                self.assertEqual(found, contact)
        self.assertFalse(self.Contact.search([("name", "=", "孙")]))

    def test_notes_say_masks_only(self):
        """V1"""
        self.buyer.note = "孙丽华 139 0000 2102 与周建国是同学"
        self.assertEqual(self.buyer.note, "孙* 139****2102 与周*是同学")

    # ------------------------------------------------------------
    # The main contact person
    # ------------------------------------------------------------

    def test_the_main_one_has_no_values_of_its_own(self):
        """D5: a value is kept once."""
        vault = self.env["customer.vault.value"].sudo()
        self.assertTrue(self.main.is_main)
        self.assertEqual((self.main.name, self.main.phone), ("周*", "139****2101"))
        self.assertFalse(
            vault.search(
                [
                    ("res_model", "=", "customer.contact"),
                    ("res_id", "=", self.main.id),
                ]
            )
        )
        [values] = self.main.with_user(self.salesperson).read(["name"])
        self.assertEqual(values["name"], "周建国")
        shown = self.main.with_user(self.salesperson).reveal("phone", "Call")
        self.assertEqual(shown["value"], "13900002101")

    def test_both_ways_of_writing_the_main_one(self):
        mine = self.main.with_user(self.salesperson)
        mine.write({"name": "周建民", "position": "厂长"})
        self.assert_opened(self.dossier, contact_name="周建民")
        self.dossier.write({"contact_name": "李大民", "email": "li@jia.example.com"})
        self.assertEqual(self.main.name, "李*")
        self.assertEqual(self._opened(self.main)["email"], "li@jia.example.com")
        [values] = mine.read(["name", "email"])
        self.assertEqual(values["name"], "李大民")

    def test_another_main_contact_swaps_the_values(self):
        shown = self.buyer.action_make_main()
        self.assertEqual(shown["tag"], "soft_reload")  # the dossier behind the dialog
        self.assert_opened(self.dossier, contact_name="孙丽华", phone="+8613900002102")
        self.assertEqual(
            self.dossier.contact_ids.filtered("is_main"), self.buyer.sudo()
        )
        self.assertEqual(
            self._opened(self.main), {"name": "周建国", "phone": "+8613900002101"}
        )
        self.assertEqual(self._opened(self.buyer)["name"], "孙丽华")
        self.main.with_user(self.salesperson).action_make_main()
        self.assert_opened(self.dossier, contact_name="周建国")

    def test_an_organisation_that_is_told_whom_to_ask_for_has_a_main_contact(self):
        dossier = self._create_dossier("乙有限公司", kind="company")
        self.assertFalse(dossier.contact_ids)
        dossier.contact_name = "吴刚强"
        self.assertEqual(dossier.contact_ids.name, "吴*")
        submitted = self._register(
            customer_name="丙有限公司", customer_kind="company", contact_name="何静"
        ).dossier_id
        self.assertTrue(submitted.contact_ids.is_main)

    # ------------------------------------------------------------
    # Who decides
    # ------------------------------------------------------------

    def _decide_alone(self):
        self.company.has_second_look_decision_maker = False

    def test_a_second_person_looks_at_a_change(self):
        """S7: the supervisor agrees, then it is so."""
        self.company.has_second_look_decision_maker = True
        self.buyer.write({"is_decision_maker": True, "note": "new"})
        self.assertFalse(self.buyer.is_decision_maker)
        self.assertEqual(self.buyer.note, "new", "the rest is written")
        self.assertFalse(self.dossier.milestone_ids)
        request = self.env["customer.change.request"].search(
            [("res_model", "=", "customer.contact"), ("res_id", "=", self.buyer.id)]
        )
        self.assertEqual(request.dossier_id, self.dossier)
        for record in (self.buyer, self.dossier):  # whoever said so is told it waits
            record.invalidate_recordset(["second_look_text"])
            self.assertIn(self.supervisor.name, record.second_look_text)
            listed = request.search(record.action_view_second_look()["domain"])
            self.assertEqual(listed, request)
        with self.assertRaises(UserError):  # nobody could agree to a day to come
            self.buyer.write({"is_decision_maker": True, "decision_from": "2999-01-01"})
        with self.assertRaises(AccessError):
            request.with_user(self.salesperson).action_approve()
        request.with_user(self.supervisor).action_approve()
        self.assertTrue(self.buyer.is_decision_maker)
        self.assertEqual(self.dossier.milestone_ids.kind, "decision_maker")
        self.assertIn("孙*", self.dossier.milestone_ids.title)

    def test_a_new_decision_maker_ends_the_former_ones_time(self):
        """D6"""
        self._decide_alone()
        today = self.dossier._today()
        self.main.write({"is_decision_maker": True, "decision_from": "2025-01-01"})
        self.buyer.write({"is_decision_maker": True})
        self.assertFalse(self.main.is_decision_maker)
        self.assertEqual(self.main.decision_ids.date_from, date(2025, 1, 1))
        self.assertEqual(self.main.decision_ids.date_to, today - timedelta(days=1))
        self.assertEqual(self.buyer.decision_from, today)
        self.buyer.is_decision_maker = False
        self.assertEqual(self.buyer.decision_ids.date_to, today)
        self.assertFalse(self.buyer.is_decision_maker)

    def test_dates_of_a_decision_maker(self):
        self._decide_alone()
        self.main.write({"is_decision_maker": True, "decision_from": "2025-03-01"})
        self.main.decision_from = "2025-02-01"
        self.assertEqual(self.main.decision_ids.date_from, date(2025, 2, 1))
        for day in ("2025-02-01", "2999-01-01"):
            with self.subTest(day), self.assertRaises(UserError):
                self.buyer.write({"is_decision_maker": True, "decision_from": day})

    def test_created_as_decision_maker(self):
        self._decide_alone()
        new = self.Contact.create(
            {
                "dossier_id": self.dossier.id,
                "name": "钱总",
                "is_decision_maker": True,
            }
        )
        self.assertTrue(new.is_decision_maker)
        self.assertEqual(self.dossier._open_decisions().contact_id, new)

    def test_times_are_written_by_the_engine_only(self):
        """S7: nobody gets past the second person."""
        self._decide_alone()
        self.buyer.is_decision_maker = True
        time = self.buyer.decision_ids
        for user in (self.salesperson, self.supervisor, self.manager):
            for operation in ("write", "create", "unlink"):
                self.assertFalse(time.with_user(user).has_access(operation))
        for values in ({"is_main": True}, {"partner_id": 1}, {"submission_id": 1}):
            with self.assertRaises(AccessError):
                self.buyer.write(values)
        with self.assertRaises(AccessError):
            self.Contact.with_context(default_is_main=True).create(
                {"dossier_id": self.dossier.id, "name": "A"}
            )

    def test_a_submission_is_named_as_source(self):
        submission = self._register(customer_name="丁有限公司", phone="13900002109")
        source = {SOURCE: ("customer.form.submission", submission.id)}
        contact = (
            self.env["customer.contact"]
            .with_context(**source)
            .sudo()
            .create({"dossier_id": self.dossier.id, "name": "孔明"})
        )
        self.assertEqual(contact.submission_id, submission)

    def test_a_name_alone_needs_a_customer(self):
        """D5: typed where no customer is known, it says where to add the person."""
        contacts = self.env["customer.contact"].with_user(self.salesperson)
        with self.assertRaisesRegex(UserError, "open the customer"):
            contacts.name_create("钱多多")
        dossier = self._create_dossier("甲公司", user_id=self.salesperson.id)
        there = contacts.with_context(default_dossier_id=dossier.id)
        made = contacts.browse(there.name_create("钱多多")[0])
        self.assertEqual(made.dossier_id, dossier)

    def test_dates_in_order(self):
        with self.assertRaises(ValidationError):
            self.buyer.write({"date_from": "2026-02-01", "date_to": "2026-01-01"})

    # ------------------------------------------------------------
    # Going
    # ------------------------------------------------------------

    def test_a_deleted_customer_leaves_nothing_in_the_vault(self):
        """V2"""
        contact_ids = self.dossier.contact_ids.ids
        self.dossier.unlink()
        vault = self.env["customer.vault.value"].sudo()
        self.assertFalse(
            vault.search(
                [
                    ("res_model", "=", "customer.contact"),
                    ("res_id", "in", contact_ids),
                ]
            )
        )

    def test_one_and_eighty_take_the_same_queries(self):
        contacts = self.Contact.create(
            [
                {
                    "dossier_id": self.dossier.id,
                    "name": f"王{n}",
                    "phone": f"1390002{n:04d}",
                }
                for n in range(80)
            ]
        )

        def count(records):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            records.with_user(self.salesperson).read(
                ["name", "phone", "display_name", "is_decision_maker", "role_ids"]
            )
            return self.env.cr.sql_log_count - before

        count(contacts)
        self.assertEqual(count(contacts[:1]), count(contacts))
