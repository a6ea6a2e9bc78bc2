"""The vault: sealed, found again, and closed without the right keyring (V2)."""

import json
import os
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import TransactionCase, tagged

from ..models.vault import customer_vault_key as vault_key
from ..models.vault.customer_vault_key import VaultLocked
from ..tools.found_only import FoundOnly
from ..tools.vault.keyring import Keyring


@tagged("-at_install", "post_install")
class TestVault(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.vault = cls.env["customer.vault.value"]
        cls.company = cls.env.company
        company_model = cls.env.registry["res.company"]
        sealing = patch.object(
            company_model, "_sensitive_company", lambda self: self, create=True
        )
        sealing.start()
        cls.addClassCleanup(sealing.stop)

    def _seal(self, **values):
        self.vault._seal(self.company, {self.company.id: values})

    def _found(self, class_, *texts):
        query = self.vault._matching("res.company", class_, texts)
        return {res_id for (res_id,) in self.env.execute_query(query)}

    def _run_cron(self):
        cron = self.env.ref("customer_forms.ir_cron_vault_last_four")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.vault.invalidate_model()

    def test_a_value_is_opened_as_it_was_sealed(self):
        self._seal(phone=("phone", "+8613800001234"), amount=("amount", 120000.5))
        self.assertEqual(
            self.vault._open(self.company)[self.company.id],
            {"phone": "+8613800001234", "amount": 120000.5},
        )

    def test_the_table_has_no_value(self):
        self._seal(phone=("phone", "+8613800001234"))
        self.env.flush_all()
        self.env.cr.execute("SELECT t::text FROM customer_vault_value t")
        rows = str(self.env.cr.fetchall())
        self.assertNotIn("13800001234", rows)

    def test_a_value_is_found_as_people_write_it(self):
        self._seal(phone=("phone", "+8613800001234"))
        self.assertEqual(self._found("phone", "138 0000 1234"), {self.company.id})
        self.assertFalse(self._found("phone", "138 0000 1235"))
        self.assertFalse(self._found("phone", "1380000"))
        self.assertFalse(self._found("name", "13800001234"))

    def test_last_four_digits_find_only_where_the_company_allows_it(self):
        self._seal(phone=("phone", "+8613800001234"))
        kept = self.vault.search([("res_model", "=", "res.company")])
        self.assertFalse(kept.last_digest)
        self.assertFalse(self._found("phone", "1234"))
        self.company.has_last_four_search = True
        self._run_cron()
        self.assertEqual(self._found("phone", "1234"), {self.company.id})
        self._seal(other=("phone", "+8613900005678"))
        self.assertEqual(self._found("phone", "5678"), {self.company.id})
        self.company.has_last_four_search = False
        self._run_cron()
        self.assertFalse(self.vault.search([("last_digest", "!=", False)]))

    def test_what_is_only_found_is_not_kept(self):
        self._seal(id_card=("id", FoundOnly("11010519491231002X")))
        self.assertEqual(self._found("id", "11010519491231002x"), {self.company.id})
        self.assertEqual(self.vault._open(self.company)[self.company.id], {})

    def test_a_new_value_takes_the_place_of_the_former(self):
        self._seal(phone=("phone", "+8613800001234"))
        self._seal(phone=("phone", "+8613900001111"))
        self.assertFalse(self._found("phone", "13800001234"))
        self._seal(phone=("phone", None))
        self.assertEqual(self.vault._open(self.company)[self.company.id], {})

    def test_a_value_that_was_moved_in_the_database_is_not_opened(self):
        self._seal(phone=("phone", "+8613800001234"))
        self.vault.flush_model()
        self.env.cr.execute("UPDATE customer_vault_value SET name = 'other'")
        self.vault.invalidate_model()
        with self.assertRaises(VaultLocked):
            self.vault._open(self.company)

    def test_nothing_is_read_or_written_with_another_keyring(self):
        self._seal(phone=("phone", "+8613800001234"))
        real = self.env["customer.vault.key"]._get_keyring()
        other = Keyring(real.current, Keyring.new(real.current).keys, real.index)
        for keyring in (None, other):
            with (
                self.subTest(keyring=keyring),
                patch.object(vault_key, "load_keyring", lambda each=keyring: each),
            ):
                with self.assertRaises(VaultLocked):
                    self.vault._open(self.company)
                with self.assertRaises(VaultLocked):
                    self._seal(phone=("phone", "+8613900001111"))
        self.assertEqual(
            self.vault._open(self.company)[self.company.id]["phone"], "+8613800001234"
        )

    def test_nobody_has_rights_on_the_table(self):
        admin = self.env.ref("base.user_admin")
        for model in ("customer.vault.value", "customer.vault.key"):
            with self.subTest(model=model), self.assertRaises(AccessError):
                self.env[model].with_user(admin).search([])

    def test_a_keyring_is_the_same_after_a_file(self):
        keyring = Keyring.new("k")
        again = Keyring.from_json(json.dumps(json.loads(keyring.to_json())))
        self.assertEqual((again.keys, again.index), (keyring.keys, keyring.index))
        self.assertNotIn(os.fsdecode(str(keyring.keys)), repr(keyring))
