"""Where the keyring of this server is: environment, odoo.conf, or a file beside the data."""

import configparser
import functools
import logging
import os
from pathlib import Path

from odoo.tools import config

from ...tools.vault.keyring import (
    Keyring,
    create_keyring,
    locked_keyring,
    read_keyring,
    replace_keyring,
)

TEXT_VARIABLE = "CUSTOMER_VAULT_KEYRING"
FILE_VARIABLE = "CUSTOMER_VAULT_KEYRING_FILE"
SECTION, OPTION = "customer_vault", "keyring_file"

_logger = logging.getLogger(__name__)
_known = {}


def keyring_path():
    """The file of the keyring; None when the environment has the keyring itself.

    In this order: the environment, ``keyring_file`` in the section ``[customer_vault]``
    of odoo.conf, the folder of Odoo's data. It is in no backup: those are of the database
    and its filestore.
    """
    if os.environ.get(TEXT_VARIABLE):
        return None
    if os.environ.get(FILE_VARIABLE):
        return Path(os.environ[FILE_VARIABLE])
    configured = _configured(config["config"] or "")
    return configured or Path(config["data_dir"]) / "customer_vault" / "keyring.json"


@functools.lru_cache(maxsize=1)
def _configured(path):
    """What odoo.conf says, as it was when the server read it."""
    parser = configparser.RawConfigParser()
    parser.read([path])
    if parser.has_option(SECTION, OPTION):
        return Path(parser.get(SECTION, OPTION))
    return None


def load_keyring():
    """The keyring, or None when there is none yet.

    :raises KeyringProblem: when it cannot be used
    """
    path = keyring_path()
    if path is None:
        return Keyring.from_json(os.environ[TEXT_VARIABLE])
    try:
        changed = path.stat()
    except FileNotFoundError:
        return None
    version = (str(path), changed.st_mtime_ns, changed.st_ino, changed.st_mode)
    keyring = _known.get(version)
    if keyring is None:
        keyring = read_keyring(path)
        _known.clear()
        _known[version] = keyring
    return keyring


def make_keyring(name):
    """A new keyring, in its file; the one that is there if somebody was first."""
    return create_keyring(keyring_path(), Keyring.new(name))


def change_keyring(change):
    """Put another keyring in place of the one there is. Every process notices with the
    next value it reads or keeps.

    :param change: function of the present ``Keyring`` that returns the new one
    :return: the new ``Keyring``, or None when it is not for a program to write it (the
        environment has it, or its folder is read-only): then nothing was changed
    """
    path = keyring_path()
    try:
        if path is not None:
            with locked_keyring(path):
                keyring = change(read_keyring(path))
                replace_keyring(path, keyring)
                return keyring
    except OSError:
        _logger.info("The keyring %s cannot be written.", path)
    return None
