"""The command `vault` beside people who work: killed half-way, and run again (V2)."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from psycopg2.errors import SerializationFailure

from odoo import SUPERUSER_ID, api, sql_db
from odoo.modules.registry import Registry
from odoo.tools import config

from odoo.addons.customer_forms.models.vault import vault_keyring
from odoo.addons.customer_forms.tools.vault.keyring import (
    Keyring,
    create_keyring,
    read_keyring,
)

START = Path(__file__).parents[2] / "bin" / "lib" / "start_odoo.py"
VALUES = 400
MODEL = "res.partner"  # any model: only the vault is looked at


class Vault:
    """A database with sealed values, its keyring, and people who use both."""

    def __init__(self, database, path):
        self.database, self.path = database, path
        self.registry = Registry(database)

    def transaction(self, work, *args):
        """Do something as a request of Odoo does it: lost races are run again."""
        for _attempt in range(20):
            self.registry.check_signaling()
            try:
                with self.registry.cursor() as cr:
                    result = work(api.Environment(cr, SUPERUSER_ID, {}), *args)
                self.registry.signal_changes()
                return result
            except SerializationFailure:
                self.registry.reset_changes()
        raise AssertionError("never came through")

    def rows(self, query):
        with self.registry.cursor() as cr:
            cr.execute(query)
            return cr.fetchall()

    def command(self, *args):
        """Start the command as a person does."""
        return subprocess.Popen(  # noqa: S603  our own command line
            [sys.executable, START, "vault", *args, "-d", self.database],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *args):
        """:return: (how the command ended, what it said)"""
        process = self.command(*args)
        said, _ = process.communicate(timeout=120)
        return process.returncode, said


def _phone(number):
    return f"+86138{number:08d}"


def _keep(env, numbers, phone=_phone):
    vault, keyring = (
        env["customer.vault.value"],
        env["customer.vault.key"]._get_keyring(),
    )
    for number in numbers:
        place = (MODEL, number, "phone")
        vals = vault._prepare_vals(keyring, place, env.company, "phone", phone(number))
        known = vault.search([("res_model", "=", MODEL), ("res_id", "=", number)])
        if known:
            known.write(vals)
        else:
            vault.create(vals)


def _find(env, number, phone=_phone):
    """A person looks for a number and reads it."""
    vault = env["customer.vault.value"]
    found = env.execute_query(vault._matching(MODEL, "phone", [phone(number)]))
    assert found == [(number,)], (number, found)
    opened = vault._open(env[MODEL].browse(number))
    assert opened == {number: {"phone": phone(number)}}


@pytest.fixture
def vault(tmp_path, monkeypatch):
    """A database of its own with a keyring of its own, that no other test uses."""
    path = tmp_path / "keyring.json"
    monkeypatch.setenv(vault_keyring.FILE_VARIABLE, str(path))
    monkeypatch.setitem(config, "test_enable", False)
    create_keyring(path, Keyring.new("first"))
    database = os.environ["KEYS_DATABASE"]
    with closing(sql_db.db_connect(database).cursor()) as cr:
        cr.execute("DELETE FROM customer_vault_value")
        cr.execute("DELETE FROM customer_vault_key")
        cr.commit()
    vault = Vault(database, path)
    vault.registry.clear_all_caches()
    yield vault
    Registry.delete(database)
    sql_db.close_db(database)


@pytest.fixture
def neighbour(vault):
    """Another database of the same server with the same keyring."""
    vault.transaction(_keep, range(1, VALUES + 1))
    name = f"{vault.database}_too"
    sql_db.close_db(vault.database)
    with closing(sql_db.db_connect("postgres").cursor()) as cr:
        cr._cnx.autocommit = True
        cr.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cr.execute(f'CREATE DATABASE "{name}" TEMPLATE "{vault.database}"')
    other = Vault(name, vault.path)
    yield other
    Registry.delete(name)
    sql_db.close_db(name)
    with closing(sql_db.db_connect("postgres").cursor()) as cr:
        cr._cnx.autocommit = True
        cr.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _kill_half_way(vault):
    """Start a rotation and end it, without a chance to tidy up, in the middle."""
    process = vault.command("rotate", "--batch", "3")
    done = "SELECT count(*) FROM customer_vault_value WHERE key_name <> 'first'"
    while vault.rows(done)[0][0] < VALUES // 4:
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)
    assert process.poll() is None, process.communicate()
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()


def test_a_rotation_killed_half_way_loses_nothing_and_goes_on(vault, neighbour):
    stop = Event()

    def work(person):
        """Until told to stop: look numbers up, and type new ones."""
        count, newest = 0, {}
        while not stop.is_set():
            number = 1 + (count * 7 + person) % VALUES
            if number % 3 == person:  # two people never type into one record
                newest[number] = f"+86139{count:04d}{number:04d}"
                vault.transaction(_keep, [number], newest.get)
            if number % 3 == person:
                vault.transaction(_find, number, newest.get)
            count += 1
        return newest

    with ThreadPoolExecutor(2) as people:
        working = [people.submit(work, person) for person in range(2)]
        try:
            _kill_half_way(vault)
        finally:
            stop.set()
        newest = {}
        for each in working:
            newest |= each.result()
    assert newest

    def phone(number):
        return newest.get(number) or _phone(number)

    def everybody(env):
        for number in range(1, VALUES + 1):
            _find(env, number, phone)

    keys = vault.rows("SELECT DISTINCT key_name FROM customer_vault_value")
    assert len(keys) == 2, "it was not half-way"
    vault.transaction(everybody)
    vault.transaction(_keep, [VALUES + 1])
    new = read_keyring(vault.path).current
    last = "SELECT key_name FROM customer_vault_value ORDER BY res_id DESC LIMIT 1"
    assert vault.rows(last) == [(new,)]

    code, said = vault.run("rotate")
    assert (code, list(read_keyring(vault.path).keys)) == (0, ["first", new]), said
    assert f"vault rotate -d {neighbour.database}" in said
    assert vault.rows("SELECT DISTINCT key_name FROM customer_vault_value") == [(new,)]
    vault.transaction(everybody)
    code, said = vault.run("check")
    assert code == 0 and f"{VALUES + 1} values open" in said, said
    steps = vault.rows(
        "SELECT DISTINCT details->>'step' FROM customer_audit_event"
        " WHERE kind = 'rotation' ORDER BY 1"
    )
    assert steps == [("begun",), ("finished",)]

    # The other database still needs the first key, and is looked at.
    code, said = vault.run("retire", "first", "--sure")
    assert code == 1 and f"{VALUES} values of {neighbour.database}" in said, said
    assert neighbour.run("rotate")[0] == 0
    neighbour.transaction(_find, 1)
    code, said = vault.run("retire", "first")
    assert code == 1 and "--sure" in said, said
    # Somebody who began before may still read what was sealed with it.
    with vault.registry.cursor() as cr:
        cr.execute("SELECT 1")
        process = vault.command("retire", "first", "--sure")
        time.sleep(5)
        assert "first" in read_keyring(vault.path).keys
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 0, said
    assert list(read_keyring(vault.path).keys) == [new]
    vault.transaction(everybody)
    neighbour.transaction(_find, 1)
