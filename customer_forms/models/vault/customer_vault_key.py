import secrets
from collections import OrderedDict
from functools import lru_cache

from odoo import api, fields, models, tools
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...tools.vault import cipher
from ...tools.vault.keyring import KeyringProblem
from ...vault_messages import render
from .vault_keyring import load_keyring, make_keyring

INDEX = "index"


class VaultLocked(UserError):
    """Sensitive values can be neither read nor kept: the keyring is missing or another."""


class CustomerVaultKey(models.Model):
    """The keys this database was sealed with, by name; never a secret.

    A key is known again by a digest that only it makes: with another one under the same
    name nothing is read and, above all, nothing is written.
    """

    _name = "customer.vault.key"
    _description = "Vault Key"
    _order = "id desc"
    _rec_name = "name"

    name = fields.Char(required=True, readonly=True)
    check_digest = fields.Char(required=True, readonly=True)
    complete_at = fields.Datetime(
        readonly=True, help="Since when nothing is sealed with an earlier key."
    )
    retired_at = fields.Datetime(
        readonly=True, help="Since when the keyring may do without it."
    )

    _name_uniq = models.UniqueIndex("(name)", "This key is known already.")

    @api.model
    def _get_keyring(self):
        """The keyring, when it is the one of this database.

        The first time it is made, if the server has none.

        :raises VaultLocked: when it is missing, unreadable or another
        """
        registered = self._registered()
        try:
            keyring = load_keyring()
            if keyring is None and registered:
                raise KeyringProblem("keyring_missing")
            keyring = keyring or make_keyring(self._new_name())
            self._check_keyring(keyring, registered)
        except KeyringProblem as problem:
            raise VaultLocked(render(self.env, problem.code, problem.params)) from None
        return keyring

    def _check_keyring(self, keyring, registered):
        """Know the keys again; note those that are new.

        :raises KeyringProblem: when one is missing or another
        """
        checks = OrderedDict(
            (name, _check_digest(secret)) for name, secret in _secrets(keyring)
        )
        for name, (check_digest, is_retired) in registered.items():
            if name not in checks:
                if is_retired:
                    continue
                raise KeyringProblem("keyring_missing")
            if checks[name] != check_digest:
                raise KeyringProblem("keyring_wrong")
        missing = checks.keys() - registered.keys()
        if missing:
            self._note_keys({name: checks[name] for name in missing}, not registered)

    def _note_keys(self, checks, is_first):
        """Note new keys: several workers may do so at once, as each notices a new
        keyring by itself.

        :param dict checks: name -> digest
        :param bool is_first: whether nothing was sealed before
        """
        now = fields.Datetime.now()
        rows = SQL(", ").join(
            SQL(
                "%s", (name, checks[name], now if is_first else None, now, self.env.uid)
            )
            for name in sorted(checks)
        )
        # SQL: the ORM cannot leave out what somebody else has just noted
        self.env.cr.execute(
            SQL(
                """INSERT INTO customer_vault_key
                          (name, check_digest, complete_at, create_date, create_uid)
                   VALUES %s ON CONFLICT (name) DO NOTHING""",
                rows,
            )
        )
        self.invalidate_model()
        self.env.registry.clear_cache()

    @api.model
    @tools.ormcache()
    def _registered(self):
        """The keys of this database: {name: (digest, whether it may be missing)}."""
        # sudo: names and digests of keys are no secret, and nobody's to read
        keys_sudo = self.sudo().search_fetch([], ["name", "check_digest", "retired_at"])
        return {key.name: (key.check_digest, bool(key.retired_at)) for key in keys_sudo}

    @api.model
    def _new_name(self):
        """A name for a new key, which tells when it was made; no other has it, whatever
        databases share the keyring."""
        return f"{fields.Date.context_today(self)}.{secrets.token_hex(3)}"


def _secrets(keyring):
    yield INDEX, keyring.index
    yield from keyring.keys.items()


@lru_cache(maxsize=64)
def _check_digest(secret):
    return cipher.digest(cipher.derive(secret, "check"), "customer vault")
