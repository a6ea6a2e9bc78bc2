"""The command ``vault``: the keys that sensitive values are sealed with.

Odoo finds it by its path: ``odoo-bin vault show -d DATABASE``, or ``bin/vault show``.
"""

# Odoo loads it as odoo.cli.vault, from where no relative import leads to the addon.
# pylint: disable=odoo-addons-relative-import

import sys
import time
from contextlib import contextmanager

from psycopg2 import OperationalError
from psycopg2.errors import SerializationFailure

from odoo import SUPERUSER_ID, api
from odoo.cli import Command
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.tools import config

BATCH = 200
# What users have open is short; one who types for an hour has nothing open meanwhile.
PATIENCE = 60


class Vault(Command):
    """Keys of sensitive values: show, check, rotate, retire"""

    epilog = """
        show           where the keyring is, its keys, how much each of them seals
        check          open every sealed value
        rotate         seal everything with a new key, while people work; run it again
                       when it was interrupted
        retire KEY     let the keyring do without a key that seals nothing any more
    """

    def run(self, args):
        parser = self.parser
        parser.add_argument("-c", "--config", help="Odoo's configuration file")
        parser.add_argument("-d", "--database", help="default: the one of odoo.conf")
        parser.add_argument("action", choices=["show", "check", "rotate", "retire"])
        parser.add_argument("key", nargs="?", help="the key to retire")
        parser.add_argument("--batch", type=int, default=BATCH, help="values at once")
        parser.add_argument(
            "--sure", action="store_true", help="retire: I know what I lose"
        )
        given = parser.parse_args(args)
        if (given.action == "retire") != bool(given.key):
            parser.error("retire, and only retire, needs the name of a key")
        config.parse_config(
            [
                *(["-c", given.config] if given.config else []),
                *(["-d", given.database] if given.database else []),
                *("--log-level", "warn", "--workers", "0"),
            ],
            setup_logging=True,
        )
        if len(config["db_name"]) != 1:
            parser.error("name one database with -d")
        work = VaultWork(config["db_name"][0], given)
        try:
            sys.exit(getattr(work, given.action)())
        except (UserError, OperationalError) as error:
            sys.exit(str(error).strip())


class VaultWork:
    """What the command does; each method says how it ends: 0 is well."""

    def __init__(self, database, given):
        self.database = database
        self.given = given

    # ------------------------------------------------------------
    # show, check
    # ------------------------------------------------------------

    def show(self):
        from odoo.addons.customer_forms.models.vault.vault_keyring import keyring_path

        with _environment(self.database) as env:
            keys = env["customer.vault.key"]
            keyring = keys._get_keyring()
            counts = keys._sealed_counts()
            _say(f"keyring  {keyring_path() or 'in the environment'}")
            for key in keys.search([("name", "in", [*keyring.keys])], order="id"):
                state = "current" if key.name == keyring.current else "earlier"
                if key.retired_at:
                    state = "retired"
                count = counts.get(key.name, 0)
                _say(f"key      {key.name}  {state}, seals {count} values")
        return 0

    def check(self):
        done, damaged = self._pass("_check_some")
        _say(f"{done} values open and are found")
        return self._tell(damaged)

    # ------------------------------------------------------------
    # rotate
    # ------------------------------------------------------------

    def rotate(self):
        key = self._do("_begin_rotation")
        if key is None:
            return self._ask_for_new_keyring()
        self._do("_note_rotation")
        _say(f"sealing with {key}; people may go on working")
        count, damaged = self._reseal_all()
        self._do("_finish_rotation", count)
        _say(f"{count} values are sealed anew")
        for name, counts in self._neighbours().items():
            if counts.keys() - {key}:
                _say(
                    f"next     {name} has values of earlier keys: vault rotate -d {name}"
                )
        return self._tell(damaged)

    def _reseal_all(self):
        """Until nothing is left but what cannot be opened."""
        total = 0
        while True:
            done, damaged = self._pass("_reseal_some")
            total += done
            if self._do("_count_earlier") <= len(damaged):
                return total, damaged
            if not done:
                time.sleep(0.5)  # all that is left is being worked on

    def _ask_for_new_keyring(self):
        keyring = self._do("_get_keyring").with_new_key(self._do("_new_name"))
        _say(
            "Nothing was changed: this command may not write the keyring of this server."
        )
        _say("1. Put this document in its place (and a copy of it in your safe):")
        _say(keyring.to_json(indent=None))
        _say("2. Restart Odoo everywhere with it.")
        _say("3. Run “vault rotate” again: it seals everything with the new key.")
        return 1

    # ------------------------------------------------------------
    # retire
    # ------------------------------------------------------------

    def retire(self):
        name = self.given.key
        keyring = self._do("_get_keyring")
        if name not in keyring.keys:
            return f"The keyring has no key {name}."
        if name == keyring.current:
            return f"New values are sealed with {name}. Run “vault rotate” first."
        databases = {self.database: self._do("_sealed_counts"), **self._neighbours()}
        for database, counts in databases.items():
            if counts.get(name):
                return f"{counts[name]} values of {database} are sealed with {name}."
        if not self.given.sure:
            _say(
                f"Nothing of {', '.join(databases)} is sealed with {name}.\n"
                "Databases on other servers and backups from before the rotation may\n"
                "need it: keep a copy of the keyring as long as those. Then run this\n"
                "again with --sure."
            )
            return 1
        return self._retire(name, [*databases])

    def _retire(self, name, databases):
        self._mark(name, databases, True)
        try:
            # Whoever began before may yet keep or read something sealed with it.
            self._wait_for_transactions(databases)
            self._mark(name, databases, True)
        except (UserError, TimeoutError) as error:
            self._mark(name, databases, False)
            return f"{error} Nothing was changed; try again later."
        from odoo.addons.customer_forms.models.vault.vault_keyring import change_keyring

        changed = change_keyring(
            lambda now: now.without(name) if name in now.keys else now
        )
        self._do("_log_rotation", {"step": "retired", "key": name})
        if changed is None:
            keyring = self._do("_get_keyring").without(name)
            _say("Put this document in the place of the keyring of this server:")
            _say(keyring.to_json(indent=None))
            return 1
        _say(f"The keyring does without {name}.")
        return 0

    def _mark(self, name, databases, is_retired):
        for database in databases:
            _do(database, "_retire", name, is_retired)

    def _wait_for_transactions(self, databases):
        """Until everything has ended that began before now.

        :raises TimeoutError: when somebody takes longer
        """
        with _environment(self.database) as env:
            env.cr.execute("SELECT now()")
            (now,) = env.cr.fetchone()
        deadline = time.monotonic() + PATIENCE
        while True:
            with _environment(self.database) as env:
                env.cr.execute(
                    """SELECT count(*) FROM pg_stat_activity
                        WHERE datname = ANY(%s) AND xact_start <= %s""",
                    [databases, now],
                )
                (count,) = env.cr.fetchone()
            if not count:
                return
            if time.monotonic() > deadline:
                raise TimeoutError("Somebody's work takes longer than a minute.")
            time.sleep(0.2)

    # ------------------------------------------------------------
    # Parts
    # ------------------------------------------------------------

    def _do(self, step, *args):
        return _do(self.database, step, *args)

    def _pass(self, step):
        """Go once through all values, a transaction for each batch.

        :return: (how many were done, [(record, name)] of those that are damaged)
        """
        after, total, damaged = 0, 0, []
        while True:
            batch = self._do(step, after, self.given.batch)
            if not batch.last:
                return total, damaged
            after, total = batch.last, total + batch.done
            damaged += batch.damaged
            if sys.stderr.isatty():
                sys.stderr.write(f"\r{total} values")

    def _tell(self, damaged):
        for record, name in damaged:
            _say(f"damaged  {name} of {record} was changed in the database")
        return 1 if damaged else 0

    def _neighbours(self):
        """Databases on this server that have the same keyring: {name: {key: count}}."""
        from odoo.addons.customer_forms.models.vault.customer_vault_rotation import (
            counts_in,
        )

        with _environment(self.database) as env:
            own = env["customer.vault.key"]._registered()["index"]
            env.cr.execute(
                """SELECT datname FROM pg_database
                    WHERE datallowconn AND datname <> current_database()
                      AND pg_has_role(datdba, 'MEMBER')"""
            )
            names = [name for (name,) in env.cr.fetchall()]
        counts = {name: counts_in(name, own[0]) for name in names}
        return {name: counts[name] for name in names if counts[name] is not None}


def _do(database, step, *args):
    """A method of the keys, in a transaction of its own."""
    while True:
        try:
            with _environment(database) as env:
                return getattr(env["customer.vault.key"], step)(*args)
        except SerializationFailure:
            continue  # a user was faster; the next look sees what he wrote


@contextmanager
def _environment(database):
    """A transaction of its own, kept when nothing goes wrong."""
    registry = Registry(database).check_signaling()
    try:
        with registry.cursor() as cr:
            yield api.Environment(cr, SUPERUSER_ID, {})
    except BaseException:
        registry.reset_changes()
        raise
    registry.signal_changes()


def _say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
