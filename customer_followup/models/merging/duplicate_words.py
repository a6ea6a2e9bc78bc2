"""Why two dossiers may be of one customer, in words."""

from odoo.tools import LazyTranslate

from ...tools.name_likeness import difference
from .merge_words import one_by_one

_lt = LazyTranslate(__name__)

REASONS = {
    "same_credit_code": _lt("same social credit code"),
    "same_id_card": _lt("same ID card"),
    "same_phone": _lt("same phone"),
    "same_email": _lt("same e-mail"),
    "same_name": _lt("same name"),
    "near_name": _lt("names differ by a slip: %(one_part)s / %(other_part)s"),
    "bare_name": _lt("same name, once without the place: %(one)s / %(other)s"),
    "short_name": _lt("one name is short for the other: %(one)s / %(other)s"),
    "similar_name": _lt("similar name, another trade: %(one)s / %(other)s"),
    "sound_name": _lt(
        "names that sound alike, often of two companies: %(one_part)s / %(other_part)s"
    ),
    "far_name": _lt(
        "names differ in one letter, mostly of two companies:"
        " %(one_part)s / %(other_part)s"
    ),
    "contact_phone": _lt("the phone of contact person %(person)s is the same"),
    "contact_email": _lt("the e-mail of contact person %(person)s is the same"),
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
    "other_kind": _lt("one is a person, the other an organisation"),
    "other_branch": _lt("another branch office"),
}
BUT = _lt("%(reasons)s; but %(doubts)s")


# Where the contact person is a colleague's.
SOMEBODY = {
    "contact_phone": _lt("the phone of a contact person is the same"),
    "contact_email": _lt("the e-mail of a contact person is the same"),
}


def reason_words(env, codes, one="", other="", people=None):
    """One line of what agrees, and what does not.

    :param codes: of ``comparison.compare``, and as ``_name_contacts`` says
    :param str one: name of the one organisation
    :param str other: name of the other
    :param dict people: {id: name as this user sees it} of contact persons
    """
    one_part, other_part = difference(one, other)
    names = {"one": one, "other": other}
    names |= {"one_part": one_part, "other_part": other_part}
    said, doubts = [], []
    for each in codes:
        code, _colon, contact_id = each.partition(":")
        person = contact_id and (people or {}).get(int(contact_id))
        if code in DOUBTS:
            doubts.append(env._(DOUBTS[code]))
        elif code in SOMEBODY and not person:
            said.append(env._(SOMEBODY[code]))
        elif code in REASONS:
            pattern = env._(REASONS[code])
            said.append(pattern % {**names, "person": person})
    said = one_by_one(env, said)
    if not doubts:
        return said
    pattern = env._(BUT)
    return pattern % {"reasons": said, "doubts": one_by_one(env, doubts)}


def people_named(env, code_lists):
    """The contact persons that reasons name, as this user sees them: {id: name}."""
    ids = {
        int(code.partition(":")[2])
        for codes in code_lists
        for code in codes or ()
        if ":" in code
    }
    contacts = env["customer.contact"].browse(sorted(ids)).exists()
    return {each.id: each.name for each in contacts._filtered_access("read")}
