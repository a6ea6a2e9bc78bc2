"""Keys and ciphers for values that nobody reads in the database."""

from .cipher import SealError, blind_digest, digest, open_value, seal_value
from .keyring import Keyring, KeyringProblem
