"""A new key for what is sealed: steps that may be repeated and interrupted (V2). The
command, killed half-way, is in tests/live/test_vault_command.py."""

from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import TransactionCase, tagged

from ..models.vault import vault_keyring
from ..models.vault.customer_vault_key import VaultLocked
from ..tools.vault.keyring import Keyring, create_keyring, read_keyring


@tagged("-at_install", "post_install")
class TestVaultRotation(TransactionCase):
    def setUp(self):
        super().setUp()
        folder = self.enterContext(TemporaryDirectory())
        self.path = Path(folder) / "keyring.json"
        self._point_to(vault_keyring.FILE_VARIABLE, str(self.path))
        # Of this test only: the keyring of the server is not changed.
        self.env.cr.execute("DELETE FROM customer_vault_key")
        self.env.registry.clear_cache()
        self.addCleanup(self.env.registry.clear_cache)
        self.keys = self.env["customer.vault.key"]
        self.vault = self.env["customer.vault.value"]
        self.first = create_keyring(self.path, Keyring.new("first"))
        self.env.cr.execute("DELETE FROM customer_vault_value")
        self.vault.invalidate_model()

    def _point_to(self, variable, text):
        self.enterContext(patch.dict(vault_keyring.os.environ, {variable: text}))

    def _seal(self, res_id, phone="+8613800001234"):
        place = ("res.company", res_id, "phone")
        vals = self.vault._prepare_vals(
            self.keys._get_keyring(), place, self.env.company, "phone", phone
        )
        return self.vault.create(vals)

    def _opened(self, value):
        return value._opened(self.keys._get_keyring(), "res.company")

    def _events(self):
        self.env["customer.audit.event"].flush_model()
        events = self.env["customer.audit.event"].search(
            [("kind", "=", "rotation"), ("company_id", "=", self.env.company.id)],
            order="id",
        )
        return [event.details for event in events]

    def test_everything_is_sealed_with_the_new_key_in_batches(self):
        values = self._seal(1) + self._seal(2) + self._seal(3)
        digests = values.mapped("digest")
        key = self.keys._begin_rotation()
        self.keys._note_rotation()
        self.keys._note_rotation()
        self.assertNotEqual(key, "first")
        batch = self.keys._reseal_some(0, 2)
        self.assertEqual((batch.last, batch.done), (values[1].id, 2))
        self.assertFalse(self.keys._finish_rotation(2))
        self.assertEqual(
            [self._opened(value) for value in values], ["+8613800001234"] * 3
        )
        self.assertEqual(self.keys._reseal_some(batch.last, 2).done, 1)
        self.assertTrue(self.keys._finish_rotation(3))
        self.assertEqual(set(values.mapped("key_name")), {key})
        self.assertEqual(values.mapped("digest"), digests, "found as before")
        self.assertEqual(
            [self._opened(value) for value in values], ["+8613800001234"] * 3
        )
        self.assertEqual(
            [each["step"] for each in self._events()], ["begun", "finished"]
        )

    def test_an_interrupted_rotation_goes_on_with_its_key(self):
        self._seal(1)
        key = self.keys._begin_rotation()
        self.assertEqual(self.keys._begin_rotation(), key)
        self.assertEqual(len(read_keyring(self.path).keys), 2)
        self.keys._reseal_some(0, 10)
        self.assertEqual(
            self.keys._begin_rotation(), key, "killed before the last step"
        )
        self.keys._finish_rotation(1)
        self.assertNotEqual(self.keys._begin_rotation(), key)

    def test_a_keyring_that_was_replaced_before_the_database_knew_is_right(self):
        value = self._seal(1)
        vault_keyring.change_keyring(lambda now: now.with_new_key("second"))
        self.assertEqual(self._opened(value), "+8613800001234")
        self.assertEqual(self._seal(2).key_name, "second")
        self.assertEqual(self.keys._begin_rotation(), "second")
        self.assertEqual(self.keys._reseal_some(0, 10).done, 1)

    def test_keys_that_another_worker_has_noted_are_no_error(self):
        self.keys._get_keyring()
        digests = {"first": self.keys._registered()["first"][0]}
        self.keys._note_keys(digests, False)
        self.assertEqual(self.keys.search_count([("name", "=", "first")]), 1)

    def test_a_damaged_value_stops_neither_and_is_named(self):
        values = self._seal(1) + self._seal(2)
        values.flush_recordset()
        self.env.cr.execute(
            "UPDATE customer_vault_value SET name = 'x' WHERE id = %s", [values[0].id]
        )
        values.invalidate_recordset()
        self.keys._begin_rotation()
        batch = self.keys._reseal_some(0, 10)
        self.assertEqual((batch.done, batch.damaged), (1, [("res.company,1", "x")]))
        self.assertFalse(self.keys._finish_rotation(1))

    def test_check_opens_every_value_and_knows_what_finds_it(self):
        values = self._seal(1) + self._seal(2) + self._seal(3)
        self.assertEqual(self.keys._check_some(0, 10).done, 3)
        values[1].digest = "0" * 64
        self.assertEqual(
            self.keys._check_some(0, 10).damaged, [("res.company,2", "phone")]
        )

    def test_a_key_is_retired_when_nothing_is_sealed_with_it(self):
        value = self._seal(1)
        self.keys._begin_rotation()
        with self.assertRaisesRegex(UserError, "vault rotate"):
            self.keys._retire("first")
        self.keys._reseal_some(0, 10)
        self.keys._retire("first")
        vault_keyring.change_keyring(lambda now: now.without("first"))
        self.assertEqual(self._opened(value), "+8613800001234")

    def test_a_key_that_was_not_retired_must_not_be_missing(self):
        value = self._seal(1)
        self.keys._begin_rotation()
        vault_keyring.change_keyring(lambda now: now.without("first"))
        with self.assertRaises(VaultLocked):
            self._opened(value)

    def test_a_keyring_in_the_environment_is_for_people_to_change(self):
        self._seal(1)
        self._point_to(vault_keyring.TEXT_VARIABLE, self.first.to_json(indent=None))
        self.assertIsNone(self.keys._begin_rotation())
        new = self.first.with_new_key("second")
        self._point_to(vault_keyring.TEXT_VARIABLE, new.to_json(indent=None))
        self.assertEqual(self.keys._begin_rotation(), "second")

    def test_no_key_is_lost_by_a_name_or_a_slip(self):
        with self.assertRaises(ValueError):
            self.first.with_new_key("first")
        with self.assertRaises(ValueError):
            self.first.without("first")
