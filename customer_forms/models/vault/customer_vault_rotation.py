"""A new key for what is sealed, while people work (V2). The steps are those of the command
``vault`` (``cli/vault.py``): each is a transaction of its own, and each may be the last."""

from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.sql_db import close_db, db_connect
from odoo.tools import SQL

from ...tools.vault import cipher
from .vault_keyring import change_keyring


class Batch(NamedTuple):
    """What was done with some values.

    :ivar int last: the greatest id looked at; 0 when there was none any more
    :ivar int done: how many values were right, or were sealed anew
    :ivar list damaged: (record, name) of those that no key opens
    """

    last: int
    done: int
    damaged: list


class CustomerVaultKey(models.Model):
    _inherit = "customer.vault.key"

    @api.model
    def _begin_rotation(self):
        """Make the key that everything is to be sealed with, unless an earlier rotation
        was interrupted: then that one goes on.

        Only the file is changed here: another worker may note the new key before this
        transaction sees it.

        :return: its name; None when the keyring has to be replaced by hand first
        """
        keyring = self._get_keyring()
        if not self._is_rotated(keyring):
            return keyring.current
        name, former = self._new_name(), keyring.current
        changed = change_keyring(
            # Somebody else may have begun in the meantime.
            lambda now: now.with_new_key(name) if now.current == former else now
        )
        return changed and changed.current

    @api.model
    def _note_rotation(self):
        """Know the new key, and note in the log that it is put to use; once for each."""
        begun = {"step": "begun", "to": self._get_keyring().current}
        # sudo: whoever may run the command is no user of Odoo
        events_sudo = self.env["customer.audit.event"].sudo()
        noted = events_sudo.search([("kind", "=", "rotation")]).mapped("details")
        if begun not in noted:
            self._log_rotation(begun)

    @api.model
    def _is_rotated(self, keyring):
        """Whether everything is sealed with the current key, and was found to be."""
        # sudo: nobody has rights on keys
        current = self.sudo().search([("name", "=", keyring.current)])
        return bool(current.complete_at) and not self._count_earlier()

    @api.model
    def _reseal_some(self, after, limit):
        """Seal some values with the current key. What somebody works on is left out.

        :param int after: only values with a greater id
        :param int limit: how many at most
        :return: ``Batch``
        """
        keyring = self._get_keyring()
        # SQL: the ORM searches and locks in two steps, and skips what the second misses
        rows = self._run_quietly(
            SQL(
                """SELECT id FROM customer_vault_value
                    WHERE id > %s AND key_name <> %s AND sealed IS NOT NULL
                 ORDER BY id LIMIT %s FOR NO KEY UPDATE SKIP LOCKED""",
                *(after, keyring.current, limit),
            )
        )
        # sudo: nobody has rights on sealed values
        values_sudo = self.env["customer.vault.value"].sudo().browse(r for (r,) in rows)
        damaged = []
        for value_sudo in values_sudo:
            try:
                value_sudo._reseal(keyring)
            except (cipher.SealError, KeyError):
                damaged.append(value_sudo._whose())
        done = len(values_sudo) - len(damaged)
        return Batch(values_sudo[-1:].id or 0, done, damaged)

    def _run_quietly(self, query):
        """The rows; losing a race against a user is no error of the log."""
        self.env.cr.execute(query, log_exceptions=False)
        return self.env.cr.fetchall()

    @api.model
    def _finish_rotation(self, count):
        """Note that nothing is sealed with an earlier key any more.

        :param int count: how many values were sealed anew
        :return: whether it is so
        """
        keyring = self._get_keyring()
        if self._count_earlier():
            return False
        # sudo: nobody has rights on keys
        current = self.sudo().search([("name", "=", keyring.current)])
        if not current.complete_at:
            current.complete_at = fields.Datetime.now()
            self._log_rotation(
                {"step": "finished", "to": keyring.current, "values": count}
            )
        return True

    @api.model
    def _check_some(self, after, limit):
        """Open some values and compare what they are found by.

        :param int after: only values with a greater id
        :param int limit: how many at most
        :return: ``Batch``
        """
        keyring = self._get_keyring()
        # sudo: nobody has rights on sealed values
        values_sudo = self.env["customer.vault.value"].sudo()
        values_sudo = values_sudo.search(
            [("id", ">", after), ("sealed", "!=", False)], limit=limit, order="id"
        )
        damaged = [
            value_sudo._whose()
            for value_sudo in values_sudo
            if not value_sudo._is_sound(keyring)
        ]
        return Batch(values_sudo[-1:].id or 0, len(values_sudo) - len(damaged), damaged)

    @api.model
    def _sealed_counts(self):
        """How many values each key seals: {name: count}."""
        # sudo: nobody has rights on sealed values
        values_sudo = self.env["customer.vault.value"].sudo()
        return dict(
            values_sudo._read_group(
                [("sealed", "!=", False)], ["key_name"], ["__count"]
            )
        )

    @api.model
    def _count_earlier(self):
        """How many values are not yet sealed with the current key."""
        current = self._get_keyring().current
        counts = self._sealed_counts()
        return sum(counts[name] for name in counts if name != current)

    @api.model
    def _retire(self, name, is_retired=True):
        """Let this database do without a key, or need it again.

        :raises UserError: while something is sealed with it
        """
        count = self._sealed_counts().get(name)
        if is_retired and count:
            raise UserError(
                self.env._(
                    "%(count)s values are sealed with the key %(name)s. Run “vault"
                    " rotate” first.",
                    count=count,
                    name=name,
                )
            )
        # sudo: nobody has rights on keys
        key_sudo = self.sudo().search([("name", "=", name)])
        key_sudo.retired_at = is_retired and fields.Datetime.now()
        self.env.registry.clear_cache()

    @api.model
    def _log_rotation(self, details):
        """One event in the log of each company: the keys are everybody's."""
        # sudo: whoever may run the command is no user of Odoo
        # pylint: disable-next=no-search-all  # each has a log of its own
        for company in self.env["res.company"].sudo().search([]):
            event_model = self.env["customer.audit.event"].with_company(company)
            event_model._log("rotation", None, details)


def counts_in(database, index_digest):
    """How much each key seals in another database, read as it is: its addons may be of
    another version. None when it is not ours."""
    try:
        with db_connect(database).cursor() as cr:
            cr.execute("SELECT to_regclass('customer_vault_key') IS NOT NULL")
            if not cr.fetchone()[0]:
                return None
            cr.execute(
                """SELECT 1 FROM customer_vault_key
                    WHERE name = 'index' AND check_digest = %s""",
                [index_digest],
            )
            if not cr.fetchone():
                return None
            cr.execute(
                """SELECT key_name, count(*) FROM customer_vault_value
                    WHERE sealed IS NOT NULL GROUP BY key_name"""
            )
            return dict(cr.fetchall())
    finally:
        close_db(database)
