"""What is wrong with keys and sealed values, in words."""

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

MESSAGES = {
    "keyring_unreadable": _lt(
        "The keyring of this server cannot be read. Restore it from its safe copy."
    ),
    "keyring_open_to_others": _lt(
        "Others may read the keyring %(path)s (mode %(mode)s). Run “chmod 600” on it."
    ),
    "keyring_missing": _lt(
        "The keyring of this server is missing. Sensitive values can be neither read nor"
        " kept until it is restored from its safe copy."
    ),
    "keyring_wrong": _lt(
        "The keyring of this server is not the one of this database. Sensitive values can"
        " be neither read nor kept until the right one is restored."
    ),
    "sealed_damaged": _lt(
        "A sealed value of %(record)s cannot be opened: it was changed in the database."
    ),
}


def render(env, code, params):
    """The sentence for a code, in the user's language.

    :param dict params: what the sentence says
    :return: str
    """
    pattern = env._(MESSAGES[code])
    return pattern % params
