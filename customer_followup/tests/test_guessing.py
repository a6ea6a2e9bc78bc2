"""What the system compares for people tells nobody what he may not search for (V1, S3)."""

from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.customer_forms.models.vault import vault_guesses

from .merge_common import FIRST, MergeCommon

LOOKALIKES = {"lookalikes": {}}
ENGINE_KEYS = ("customer_settling", "customer_merging")


@tagged("-at_install", "post_install")
class TestGuessing(MergeCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own = cls._create_dossier("吴九", user_id=cls.salesperson.id)
        cls.mine = cls.own.with_user(cls.salesperson)

    def _assert_stopped(self, guess, user=None, most=3):
        """Who writes many phones over each other is stopped as who searches for them.

        :param guess: called with a phone
        """
        vault = self.env.registry["customer.vault.value"]
        stopped = UserError("Stopped")
        with (
            patch.dict(vault_guesses._asked, clear=True),
            # Without autospec Odoo takes it for what is called when a record goes.
            patch.object(vault, "_refuse_guesses", autospec=True, side_effect=stopped),
            patch.object(vault_guesses, "MOST", most),
        ):
            for number in range(most):
                for _twice in range(2):
                    guess(f"1390001{number:04}")
            with self.assertRaisesRegex(UserError, "Stopped"):
                guess(f"1390001{most:04}")

    def _renew(self, write):
        """Write a phone where the dossier has none."""

        def guess(phone):
            self.mine.write({"phone": False, "other_phone": False})
            write(phone)

        return guess

    def test_phones_typed_over_each_other_are_guesses(self):
        """V1: a pair of possible doubles answers as a search does."""
        self._assert_stopped(lambda phone: self.mine.write({"phone": phone}))

    def test_phones_of_a_contact_person_are_guesses(self):
        """V1"""
        contacts = self.env["customer.contact"].with_user(self.salesperson)
        contact = contacts.create({"dossier_id": self.own.id, "name": "郑十"})
        self._assert_stopped(lambda phone: contact.write({"phone": phone}))

    def test_phones_of_new_contact_persons_are_guesses(self):
        """V1: one after the other, many in one call, and below the customer's contact.
        Who adds ten, or the same again, is not stopped."""
        contacts = self.env["customer.contact"].with_user(self.salesperson)
        of_mine = {"dossier_id": self.own.id}

        def add(**said):
            contacts.create({**of_mine, "name": "郑十", **said})

        self._assert_stopped(lambda phone: add(phone=phone))
        self._assert_stopped(lambda phone: add(email=f"{phone}@example.com"))
        seen = []

        def add_all(phone):
            seen.append({**of_mine, "name": "郑十", "phone": phone})
            contacts.create(seen)

        self._assert_stopped(add_all)
        self.salesperson.group_ids += self.env.ref("base.group_partner_manager")
        below = {"parent_id": self.own.partner_id.id, "name": "郑十一"}
        partners = self.env["res.partner"].with_user(self.salesperson)
        self._assert_stopped(lambda phone: partners.create({**below, "phone": phone}))
        with patch.dict(vault_guesses._asked, clear=True):
            for number in range(10):
                add(phone=f"1390002{number:04}", email=f"ten{number}@example.com")

    def test_phones_passed_on_by_the_engine_are_guesses(self):
        """V1: from an opportunity, also one that is linked afterwards, or the contact."""
        leads = self.env["crm.lead"].with_user(self.salesperson)
        of_customer = {"partner_id": self.own.partner_id.id}
        lead = leads.create({"name": "x", **of_customer})
        self._assert_stopped(self._renew(lambda phone: lead.write({"phone": phone})))

        def link(phone):
            lead.write({"partner_id": False, "phone": phone})
            lead.write(of_customer)

        self._assert_stopped(self._renew(link))
        partner = self.mine.partner_id
        self._assert_stopped(self._renew(lambda phone: partner.write({"phone": phone})))

    def test_administrators_bring_many_numbers(self):
        Dossier = self.env["customer.dossier"].with_user(self.manager)
        with (
            patch.dict(vault_guesses._asked, clear=True),
            patch.object(vault_guesses, "MOST", 1),
        ):
            for number in range(3):
                Dossier.browse(self.own.id).phone = f"1390001{number:04}"
        self.assert_opened(self.own, phone="+8613900010002")

    def test_no_company_of_others_is_asked(self):
        """S3: a program may name any company while it types."""
        abroad = {"company_id": self.company_2.id, "user_id": False, "team_id": False}
        elsewhere = self._create_dossier("钱多", phone="13900007777", **abroad)
        typed = {"kind": "individual", "name": "X", "phone": "13900007777"}
        typed["company_id"] = self.company_2.id
        Dossier = self.env["customer.dossier"].with_user(self.salesperson)
        said = Dossier.onchange(typed, ["phone"], LOOKALIKES)["value"]
        self.assertFalse(said.get("lookalikes"))
        self.salesperson.company_ids += self.company_2
        both = Dossier.with_context(
            allowed_company_ids=(self.company + self.company_2).ids
        )
        [told] = both.onchange(typed, ["phone"], LOOKALIKES)["value"]["lookalikes"]
        self.assertEqual(told["id"], elsewhere.id)

    def test_doubles_are_found_whatever_the_context_says(self):
        """S8: no context of a client switches it off."""
        forged = self.mine.with_context(**dict.fromkeys(ENGINE_KEYS, True))
        forged.write({"phone": FIRST})
        self.assertTrue(self._pair(self.own, self.kept))
