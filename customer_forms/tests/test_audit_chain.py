# ruff: noqa: S608  what is tampered with is written here
"""The audit chain: whatever is done to it, also by who owns the database, is found (S4)."""

from unittest.mock import patch

import psycopg2

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.audit.audit_guard import TABLES, install_guard
from ..models.vault import customer_vault_key as vault_key
from .common import CustomerFormsCommon


@tagged("-at_install", "post_install")
class TestAuditChain(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._anchor_apart()
        cls.events = cls.env["customer.audit.event"]
        cls.seals = cls.env["customer.audit.seal"]
        cls.verifications = cls.env["customer.audit.verification"]

    def setUp(self):
        super().setUp()
        self._owner_of_the_database(
            "TRUNCATE customer_audit_seal, customer_audit_event"
        )
        self.seals._anchors().path.unlink(missing_ok=True)
        self.event_ids = [
            self.events._log("reveal", details={"name": f"phone {number}"}).id
            for number in range(6)
        ]
        self._seal()

    def _seal(self):
        """Seal, and note it outside, as after a commit."""
        heads = self.seals._seal_pending()
        if heads:
            self.seals._anchors().advance(heads)

    def _owner_of_the_database(self, *statements):
        """Do what nothing in Odoo does, with the guards off meanwhile."""
        self.env.cr.execute(
            "ALTER TABLE customer_audit_seal"
            " DROP CONSTRAINT IF EXISTS customer_audit_seal_event_id_fkey"
        )
        for table in TABLES:
            self.env.cr.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in statements:
            self.env.cr.execute(statement)
        for table in TABLES:
            self.env.cr.execute(
                f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER customer_audit_no_change;"
                f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER customer_audit_no_truncate"
            )
        self.env.invalidate_all()

    def _findings(self):
        findings, _heads = self.verifications._examine(self.env.cr)
        return findings

    def _found(self):
        return [
            {name: f[name] for name in f if name not in ("company_id", "at")}
            for f in self._findings()
        ]

    def _sequence_of(self, number):
        return self.seals.search([("event_id", "=", self.event_ids[number])]).sequence

    # ------------------------------------------------------------
    # As it should be
    # ------------------------------------------------------------

    def test_an_untouched_log_is_whole(self):
        self.assertEqual(self._findings(), [])
        self.assertEqual(
            self.seals.search([], order="sequence").mapped("sequence"),
            list(range(1, 7)),
        )

    def test_each_company_has_a_chain_without_gaps(self):
        self.events.with_company(self.company_2)._log("export")
        self.events._log("export")
        self.events.with_company(self.company_2)._log("export")
        self._seal()
        self.assertEqual(
            self.seals.search(
                [("company_id", "=", self.company_2.id)], order="sequence"
            ).mapped("sequence"),
            [1, 2],
        )
        self.assertEqual(self._sequence_of(0), 1)
        self.assertEqual(self._findings(), [])

    def test_what_is_in_the_details_survives_the_database(self):
        """Numbers are written otherwise by PostgreSQL, keys in another order."""
        details = {"b": 1e22, "a": 0.1, "词": "王*\x00", "n": [None, True, 3, 1e-7]}
        self.events._log("edit", details=details, reason=" \x00因为 ")
        self._seal()
        self.env.invalidate_all()
        self.assertEqual(self._findings(), [])

    def test_events_that_are_not_sealed_yet_are_no_fault(self):
        self.events._log("export")
        self.assertEqual(self._found(), [{"code": "pending", "count": 1}])

    def test_sealing_twice_does_nothing(self):
        before = self.seals.search_count([])
        self._seal()
        self.assertEqual(self.seals.search_count([]), before)

    def test_events_noted_without_a_keyring_are_counted(self):
        with patch.object(vault_key, "load_keyring", lambda: None):
            self.events._log("access")
        self._seal()
        self.assertEqual(self._found(), [{"code": "unsigned", "count": 1}])

    # ------------------------------------------------------------
    # Refused by PostgreSQL
    # ------------------------------------------------------------

    @mute_logger("odoo.sql_db")
    def test_postgresql_refuses_to_change_the_log(self):
        for table in TABLES:
            for statement in (
                f"UPDATE {table} SET company_id = company_id",
                f"DELETE FROM {table}",
                f"TRUNCATE {table} CASCADE",
            ):
                with (
                    self.subTest(statement=statement),
                    self.assertRaisesRegex(psycopg2.Error, "only ever added to"),
                    self.env.cr.savepoint(),
                ):
                    self.env.cr.execute(statement)

    def test_nobody_writes_a_seal_by_hand(self):
        seal = self.seals.search([], limit=1)
        with self.assertRaises(UserError):
            seal.write({"sequence": 7})
        with self.assertRaises(UserError):
            seal.unlink()
        with self.assertRaises(AccessError):
            seal.with_user(self.manager).copy()

    def test_a_company_or_user_in_the_log_is_not_deleted(self):
        self.events.with_user(self.salesperson)._log("export")
        with (
            self.assertRaises(psycopg2.errors.ForeignKeyViolation),
            mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            self.salesperson.unlink()

    # ------------------------------------------------------------
    # Tampered with by the owner of the database
    # ------------------------------------------------------------

    def test_an_altered_event_is_named(self):
        for change in (
            'details = \'{"name": "email"}\'',
            "reason = 'because'",
            "user_id = 1",
            "occurred_at = occurred_at + interval '1 microsecond'",
            "kind = 'export'",
            "mac = NULL",
        ):
            with self.subTest(change=change), self.env.cr.savepoint() as savepoint:
                event_id = self.event_ids[2]
                if change == "user_id = 1":
                    change = f"user_id = {self.manager.id}"
                self._owner_of_the_database(
                    f"UPDATE customer_audit_event SET {change} WHERE id = {event_id}"
                )
                self.assertEqual(
                    self._found(), [{"code": "event_altered", "event_id": event_id}]
                )
                savepoint.rollback()

    def test_a_removed_event_is_named(self):
        event_id, sequence = self.event_ids[2], self._sequence_of(2)
        self._owner_of_the_database(
            f"DELETE FROM customer_audit_event WHERE id = {event_id}"
        )
        self.assertEqual(
            self._found(),
            [{"code": "event_removed", "event_id": event_id, "sequence": sequence}],
        )

    def test_an_event_removed_with_its_entry_is_named(self):
        event_id, sequence = self.event_ids[2], self._sequence_of(2)
        self._owner_of_the_database(
            f"DELETE FROM customer_audit_seal WHERE event_id = {event_id}",
            f"DELETE FROM customer_audit_event WHERE id = {event_id}",
        )
        self.assertEqual(
            self._found(),
            [{"code": "entries_removed", "first": sequence, "last": sequence}],
        )

    def test_a_gap_that_is_closed_again_is_named(self):
        event_id, sequence = self.event_ids[2], self._sequence_of(2)
        self._owner_of_the_database(
            f"DELETE FROM customer_audit_seal WHERE event_id = {event_id}",
            f"DELETE FROM customer_audit_event WHERE id = {event_id}",
            "UPDATE customer_audit_seal SET sequence = -sequence"
            f" WHERE sequence > {sequence}",
            "UPDATE customer_audit_seal SET sequence = -sequence - 1 WHERE sequence < 0",
        )
        found = self._found()
        self.assertEqual(found[0], {"code": "entry_altered", "sequence": sequence})
        self.assertEqual(found[-1], {"code": "end_cut", "first": 6, "last": 6})

    def test_a_forged_event_is_named(self):
        self._owner_of_the_database(
            """INSERT INTO customer_audit_event
                (company_id, kind, occurred_at, user_id, uuid, mac)
                SELECT company_id, kind, occurred_at, user_id, 'x', repeat('0', 64)
                FROM customer_audit_event LIMIT 1"""
        )
        self._seal()
        forged = max(self.events.search([]).ids)
        self.assertEqual(
            self._found(), [{"code": "event_inserted", "event_id": forged}]
        )

    def test_an_old_event_inserted_again_is_named(self):
        columns = "company_id, kind, occurred_at, user_id, uuid, mac, details, team_id"
        self._owner_of_the_database(
            f"""INSERT INTO customer_audit_event ({columns})
                SELECT {columns} FROM customer_audit_event
                WHERE id = {self.event_ids[1]}"""
        )
        self._seal()
        copied = max(self.events.search([]).ids)
        self.assertEqual(
            self._found(), [{"code": "event_inserted", "event_id": copied}]
        )

    def test_an_event_altered_before_it_was_sealed_is_named(self):
        event = self.events._log("export", details={"rows": 5000})
        self._owner_of_the_database(
            "UPDATE customer_audit_event SET details = '{\"rows\": 5}'"
            f" WHERE id = {event.id}"
        )
        self._seal()
        self.assertEqual(
            self._found(), [{"code": "event_inserted", "event_id": event.id}]
        )

    def test_an_entry_that_was_inserted_is_named(self):
        event = self.events._log("export")
        self._owner_of_the_database(
            f"""INSERT INTO customer_audit_seal (company_id, sequence, event_id,
                    event_mac, is_signed, previous, digest)
                SELECT company_id, sequence + 1, {event.id}, repeat('0', 64), is_signed,
                    digest, repeat('0', 64)
                FROM customer_audit_seal ORDER BY sequence DESC LIMIT 1"""
        )
        self.assertEqual(
            self._found(),
            [
                {"code": "entry_altered", "sequence": 7},
                {"code": "event_altered", "event_id": event.id},
            ],
        )

    def test_entries_in_another_order_are_named(self):
        self._owner_of_the_database(
            "UPDATE customer_audit_seal SET sequence = 99 WHERE sequence = 2",
            "UPDATE customer_audit_seal SET sequence = 2 WHERE sequence = 3",
            "UPDATE customer_audit_seal SET sequence = 3 WHERE sequence = 99",
        )
        sequences = {f["sequence"] for f in self._found()}
        self.assertEqual({f["code"] for f in self._found()}, {"entry_altered"})
        self.assertLessEqual({2, 3}, sequences)

    def test_two_events_that_changed_places_are_named(self):
        first, second = self.event_ids[1:3]
        self._owner_of_the_database(
            f"""UPDATE customer_audit_event a
                SET details = b.details, uuid = b.uuid, mac = b.mac,
                    occurred_at = b.occurred_at
                FROM customer_audit_event b
                WHERE (a.id, b.id) IN (({first}, {second}), ({second}, {first}))"""
        )
        self.assertEqual(
            self._found(),
            [
                {"code": "event_altered", "event_id": first},
                {"code": "event_altered", "event_id": second},
            ],
        )

    def test_an_event_moved_to_another_company_is_named(self):
        event_id = self.event_ids[3]
        self._owner_of_the_database(
            f"UPDATE customer_audit_event SET company_id = {self.company_2.id}"
            f" WHERE id = {event_id}"
        )
        self.assertEqual(
            self._found(), [{"code": "event_altered", "event_id": event_id}]
        )

    def _cut_the_end(self):
        ids = ", ".join(map(str, self.event_ids[4:]))
        self._owner_of_the_database(
            f"DELETE FROM customer_audit_seal WHERE event_id IN ({ids})",
            f"DELETE FROM customer_audit_event WHERE id IN ({ids})",
        )

    def test_a_cut_end_is_named(self):
        self._cut_the_end()
        self.assertEqual(self._found(), [{"code": "end_cut", "first": 5, "last": 6}])

    def test_a_log_that_was_emptied_is_named(self):
        self._owner_of_the_database(
            "TRUNCATE customer_audit_seal, customer_audit_event"
        )
        self.assertEqual(self._found(), [{"code": "end_cut", "first": 1, "last": 6}])

    def test_a_cut_end_that_grew_again_is_named(self):
        """Sealing looks at what was noted outside before it goes on."""
        self._cut_the_end()
        anchors = self.seals._anchors()
        breaks = self.seals._broken_anchors(anchors.load()["heads"])
        for _number in range(5):
            self.events._log("export")
        anchors.advance(self.seals._seal_pending(), breaks)
        self.assertEqual(self._found(), [{"code": "end_cut", "first": 5, "last": 6}])

    def test_a_chain_made_anew_is_not_the_one_noted_outside(self):
        """Of the same length, even with the keyring: a restored backup that went on."""
        self._cut_the_end()
        self.events._log("export")
        self.events._log("export")
        self.seals._seal_pending()
        self.assertEqual(self._found(), [{"code": "chain_replaced", "sequence": 6}])

    def test_an_altered_or_missing_note_outside_is_named(self):
        path = self.seals._anchors().path
        path.write_text(path.read_text().replace('"sequence": 6', '"sequence": 4'))
        self.assertIn({"code": "anchor_altered"}, self._found())
        path.unlink()
        self.assertEqual(self._found(), [{"code": "anchor_missing"}])

    def test_a_guard_that_is_off_is_named(self):
        for statement in (
            "ALTER TABLE customer_audit_seal DISABLE TRIGGER customer_audit_no_change",
            "DROP TRIGGER customer_audit_no_truncate ON customer_audit_seal",
            "ALTER TABLE customer_audit_seal ENABLE REPLICA TRIGGER"
            " customer_audit_no_change",
        ):
            with self.subTest(statement=statement):
                self.env.cr.execute(statement)
                self.assertEqual(
                    self._found(),
                    [{"code": "guard_off", "table": "customer_audit_seal"}],
                )
                install_guard(self.env, "customer_audit_seal")
                self.assertEqual(self._found(), [])

    def test_a_guard_that_does_nothing_is_named(self):
        self.env.cr.execute(
            "CREATE OR REPLACE FUNCTION customer_audit_refuse() RETURNS trigger"
            " LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'"
        )
        self.assertEqual({f["code"] for f in self._found()}, {"guard_off"})
