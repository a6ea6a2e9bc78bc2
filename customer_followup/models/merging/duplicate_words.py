"""Why two dossiers may be of one customer, in words."""

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

REASONS = {
    "same_credit_code": _lt("same social credit code"),
    "same_id_card": _lt("same ID card"),
    "same_phone": _lt("same phone"),
    "same_email": _lt("same e-mail"),
    "same_name": _lt("same name"),
    "similar_name": _lt("similar name: %(one)s / %(other)s"),
    "same_person": _lt("same full name"),
    "same_city": _lt("same city"),
    "by_hand": _lt("chosen by hand"),
}
DOUBTS = {
    "other_credit_code": _lt("another social credit code"),
    "other_id_card": _lt("another ID card"),
    "other_phone": _lt("another phone"),
    "other_email": _lt("another e-mail"),
    "other_name": _lt("another name"),
    "other_person": _lt("another full name"),
    "other_city": _lt("another city"),
}
BUT = _lt("%(reasons)s; but %(doubts)s")


def reason_words(env, codes, one="", other=""):
    """One line of what agrees, and what does not.

    :param codes: of ``matching.compare``
    :param str one: name of the one organisation
    :param str other: name of the other
    """
    names = {"one": one, "other": other}
    reasons = [env._(REASONS[code]) for code in codes if code in REASONS]
    doubts = [env._(DOUBTS[code]) for code in codes if code in DOUBTS]
    said = env._(", ").join(reason % names for reason in reasons)
    if not doubts:
        return said
    pattern = env._(BUT)
    return pattern % {"reasons": said, "doubts": env._(", ").join(doubts)}
