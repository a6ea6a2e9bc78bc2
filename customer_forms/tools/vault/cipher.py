"""One value, sealed: AES-256-GCM (NIST SP 800-38D); found again by a blind index:
HMAC-SHA256 (RFC 2104). Every use has a key of its own, derived by HKDF (RFC 5869)."""

import base64
import hashlib
import hmac
import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_SIZE = 32
NONCE_SIZE = 12
FORMAT = "v1"


class SealError(Exception):
    """A sealed value that this key does not open, or that was moved or changed."""


@lru_cache(maxsize=1024)
def derive(secret, purpose):
    """The key of 32 bytes for one purpose.

    :param bytes secret: a secret of the keyring
    :param str purpose: what the key is for; other purposes have other keys
    :return: bytes

    >>> derive(b"s" * 32, "a") == derive(b"s" * 32, "b")
    False
    """
    return HKDF(
        algorithm=hashes.SHA256(),
        length=KEY_SIZE,
        salt=None,
        info=f"customer-suite/{FORMAT}/{purpose}".encode(),
    ).derive(secret)


def seal_value(key, text, place):
    """The sealed value as text.

    :param bytes key: derived, 32 bytes
    :param str text: what is sealed
    :param str place: where it belongs; it opens nowhere else (associated data)
    :return: str, ``v1.<base64 of nonce and ciphertext>``
    """
    nonce = os.urandom(NONCE_SIZE)
    sealed = nonce + AESGCM(key).encrypt(nonce, text.encode(), place.encode())
    return f"{FORMAT}.{base64.b64encode(sealed).decode()}"


def open_value(key, sealed, place):
    """What ``seal_value`` sealed.

    :raises SealError: another key, another place, or a changed value

    >>> key = derive(b"s" * 32, "seal")
    >>> open_value(key, seal_value(key, "13800001234", "here"), "here")
    '13800001234'
    >>> open_value(  # doctest: +ELLIPSIS
    ...     key, seal_value(key, "13800001234", "here"), "there"
    ... )
    Traceback (most recent call last):
    ...
    odoo.addons.customer_forms.tools.vault.cipher.SealError: not sealed with this key for this place
    """
    format_, _dot, encoded = sealed.partition(".")
    if format_ != FORMAT:
        raise SealError("sealed by a newer version")
    raw = base64.b64decode(encoded)
    nonce, ciphertext = raw[:NONCE_SIZE], raw[NONCE_SIZE:]
    try:
        return AESGCM(key).decrypt(nonce, ciphertext, place.encode()).decode()
    except InvalidTag as error:
        raise SealError("not sealed with this key for this place") from error


def digest(key, text):
    """Keyed digest of a text: who lacks the key cannot try all phone numbers.

    :return: str, 64 hexadecimal digits
    """
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def blind_digest(secret, scope, text):
    """What an equal value of the same scope has in common with this one.

    :param bytes secret: the index secret of the keyring
    :param str scope: company and class; equal values of two scopes have nothing in common
    :param str text: the value in its one normal form
    :return: str, 64 hexadecimal digits
    """
    return digest(derive(secret, f"index/{scope}"), text)
