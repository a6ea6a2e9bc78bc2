"""The secrets of a server: a JSON document in a file that only Odoo's user reads."""

import base64
import fcntl
import json
import os
import secrets
import stat
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from ..coded_error import CodedError
from .cipher import KEY_SIZE


class KeyringProblem(CodedError):
    """A keyring that cannot be used; codes are those of ``vault_messages.py``."""


@dataclass(frozen=True, repr=False)
class Keyring:
    """Secrets by name; none of them shows in a log or a traceback.

    :ivar str current: the name of the key that seals new values
    :ivar dict keys: name -> 32 bytes; earlier keys open what they sealed
    :ivar bytes index: finds values and signs the audit chain; never rotated, because what
        was digested and not kept (ID cards) could not be digested again
    """

    current: str
    keys: dict
    index: bytes

    @classmethod
    def new(cls, name):
        """A keyring with one key of that name."""
        return cls(name, {name: _secret()}, _secret())

    @classmethod
    def from_json(cls, text):
        """The keyring of a document as ``to_json`` makes it.

        :raises KeyringProblem: when it is no such document
        """
        try:
            document = json.loads(text)
            keys = {name: _decoded(each) for name, each in document["keys"].items()}
            keyring = cls(document["current"], keys, _decoded(document["index"]))
        except (ValueError, KeyError, TypeError, AttributeError):
            # Not chained: the cause may quote the secrets.
            raise KeyringProblem("keyring_unreadable") from None
        if keyring.current not in keyring.keys:
            raise KeyringProblem("keyring_unreadable")
        return keyring

    def to_json(self, indent=2):
        """The document, to be kept in a safe place.

        :param indent: None for one line, as an environment variable has
        """
        return json.dumps(
            {
                "current": self.current,
                "keys": {name: _encoded(key) for name, key in self.keys.items()},
                "index": _encoded(self.index),
            },
            indent=indent,
        )

    def with_new_key(self, name):
        """This keyring with a further key, which seals from now on."""
        if name in self.keys:
            raise ValueError("a key of this name would be lost")
        return replace(self, current=name, keys={**self.keys, name: _secret()})

    def without(self, name):
        """This keyring without a key that seals nothing any more."""
        if name == self.current:
            raise ValueError("new values are sealed with this key")
        keys = {each: key for each, key in self.keys.items() if each != name}
        return replace(self, keys=keys)

    def __repr__(self):
        return f"<Keyring {self.current} of {len(self.keys)}>"


def read_keyring(path):
    """The keyring in a file; None when there is no such file.

    :param pathlib.Path path: the file
    :raises KeyringProblem: when others may read it, or it is no keyring
    """
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return None
    if mode & 0o077:
        raise KeyringProblem("keyring_open_to_others", path=path, mode=f"{mode:04o}")
    try:
        return Keyring.from_json(path.read_text())
    except (OSError, UnicodeDecodeError):
        raise KeyringProblem("keyring_unreadable") from None


def create_keyring(path, keyring):
    """Write a keyring to a file of its own; whoever was first has made it.

    :return: the ``Keyring`` that is in the file then
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = _written(path, keyring)
    try:
        os.link(draft, path)  # fails when somebody else was first
        _settle(path)
    except FileExistsError:
        return read_keyring(path)
    finally:
        draft.unlink()
    return keyring


def replace_keyring(path, keyring):
    """Write a keyring over the one in the file, all or nothing."""
    os.replace(_written(path, keyring), path)
    _settle(path)


@contextmanager
def locked_keyring(path):
    """Only one process at a time changes the keyring; reading needs no lock."""
    with open(f"{path}.lock", "a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _written(path, keyring):
    """A complete file beside ``path``, on the disk for good."""
    draft = Path(f"{path}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(keyring.to_json())
        file.flush()
        os.fsync(file.fileno())
    return draft


def _settle(path):
    """Have the name of the file on the disk too: a power cut must not lose a key that
    seals already."""
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _secret():
    return secrets.token_bytes(KEY_SIZE)


def _encoded(secret):
    return base64.b64encode(secret).decode()


def _decoded(text):
    secret = base64.b64decode(text, validate=True)
    if len(secret) != KEY_SIZE:
        raise ValueError("a secret of another size")
    return secret
