"""How likely two dossiers are of one customer, and why (S8)

How sure: the method of Fellegi and Sunter (A Theory for Record Linkage, JASA 64, 1969).
Each thing compared adds a weight of log2(m / u) where it agrees and log2((1 - m) / (1 - u))
where it differs; m is how often it agrees for one customer entered twice, u for two
customers. What is not known of one of them adds nothing. The sum and how likely any two
dossiers are one customer give the probability. Of a name that several have, u is as much
greater (the same paper's weights by value).
"""

from math import log2
from typing import NamedTuple

from .name_likeness import likeness, spellings

# Of the dossiers a new one is compared with, one in so many is the same customer.
PRIOR = 1 / 20_000
# Below this nobody is asked; from this on a name alone is no question.
PROPOSED, CERTAIN = 0.10, 0.85


class Weight(NamedTuple):
    """``m``, ``u``: see above. Estimates by considerations that stand beside them, adjusted
    until the likelihood fitted the pairs of ``tests/test_matching_measure.py``: change one
    and the test says what becomes of precision and recall. Those pairs are made up, and no
    others were kept back: customers' own pairs may give other figures."""

    m: float
    u: float

    @property
    def agreeing(self):
        return log2(self.m / self.u)

    @property
    def differing(self):
        return log2((1 - self.m) / (1 - self.u))


# In order of trust.
WEIGHTS = {
    # Numbers the state gives out never agree by chance.
    "credit_code": Weight(m=0.999, u=1e-8),
    "id_card": Weight(m=0.999, u=1e-8),
    # One customer in six changes his; families and colleagues share some.
    "phone": Weight(m=0.85, u=4e-6),
    "email": Weight(m=0.80, u=5e-6),
    # 宏达科技 is registered in many cities.
    "name": Weight(m=0.76, u=6e-6),
    # Who is asked for changes, works for two firms, or was a colleague of theirs.
    "contact_phone": Weight(m=0.25, u=2.5e-6),
    "contact_email": Weight(m=0.25, u=2.5e-6),
    # 王伟 is one in 5,000 people.
    "person": Weight(m=0.85, u=1e-4),
    # Many customers are in one; that it agrees counts for namesakes only: who shares a phone
    # lives in one city.
    "city": Weight(m=0.90, u=0.10),
}
# Names of organisations that are not equal. With those that are, and those that have
# nothing in common, the ``m`` make one.
NAMES = {
    # 科枝 for 科技: no other company is called so.
    "near_name": Weight(m=0.05, u=1e-6),
    # 上海宏达科技 and 宏达科技.
    "bare_name": Weight(m=0.05, u=6e-6),
    # 上海明德 for 上海明德科技.
    "short_name": Weight(m=0.06, u=2e-5),
    # 明德贸易 and 明德科技: often of one owner, and yet two.
    "similar_name": Weight(m=0.03, u=1.5e-4),
    # 宏达 and 宏大: what an input method takes for the same, and often another company.
    "sound_name": Weight(m=0.007, u=2e-5),
    # 宏达 and 宏远.
    "far_name": Weight(m=0.003, u=1e-4),
}
OTHER_NAME = log2(0.04)
# Things that agree because another one does: a family or office that shares a phone shares
# an address too, and firms of one group have a switchboard and the core of a name in
# common. ``u`` is how often they agree for two customers who share the other already.
BESIDE_PHONE = Weight(m=0.80, u=0.15)
BESIDE_SHARED = Weight(m=0.03, u=0.30)
# A person and an organisation: he may have been entered before his firm was known.
OTHER_KIND = log2(0.1)
# The company itself, among its branches.
WHOLE = "*"
# Many have these.
COMMON = {"same_person", "short_name", "similar_name"}
# An organisation has many of these: that two differ says nothing.
OF_PEOPLE = {"phone", "email"}
# Names that say that it may be somebody else with the same phone.
OTHERS = {"other_person", "other_name", "similar_name"}
# Asked where the main ones do not agree.
OF_CONTACTS = {"contact_phone": "phone", "contact_email": "email"}
# Where these differ, nothing weaker makes two customers one.
VETOES = ("credit_code", "id_card")


class Profile(NamedTuple):
    """What is known of one customer: sets of values that are only compared, so that keyed
    digests serve as well as the values themselves.

    ``name``, ``core``, ``branch`` and ``named`` are those of ``OrganisationName``;
    ``spelling`` are ``name_likeness.spellings``, by which the index is asked.
    """

    credit_code: frozenset = frozenset()
    id_card: frozenset = frozenset()
    phone: frozenset = frozenset()
    email: frozenset = frozenset()
    name: frozenset = frozenset()
    contact_phone: frozenset = frozenset()
    contact_email: frozenset = frozenset()
    person: frozenset = frozenset()
    city: frozenset = frozenset()
    core: frozenset = frozenset()
    branch: frozenset = frozenset()
    named: frozenset = frozenset()
    spelling: frozenset = frozenset()

    def all_of(self, key):
        """The phones or e-mails of the customer and of the contact persons."""
        return getattr(self, key) | getattr(self, f"contact_{key}")


class Comparison(NamedTuple):
    """``reasons``: codes, what agrees first; ``probability``: that it is one customer."""

    reasons: tuple
    probability: float


def compare(one, other, namesakes=1):
    """How likely two profiles are of one customer, and why.

    :param int namesakes: how many others have what a common name agrees by; of those one
        at most is meant

    >>> acme = Profile(phone=frozenset({"1"}), city=frozenset({"上海"}))
    >>> compare(acme, Profile(phone=frozenset({"1"}), city=frozenset({"北京"}))).reasons
    ('same_phone', 'other_city')
    >>> compare(acme, acme).probability > 0.9
    True
    """
    found = _together(dict(_evidence(one, other)))
    differing = [code for code in found if code.startswith("other_")]
    agreeing = [code for code in found if code not in differing]
    if not agreeing or _is_another(found):
        return Comparison((*agreeing, *differing), 0.0)
    weight = log2(PRIOR / (1 - PRIOR)) + sum(found.values())
    if COMMON & found.keys():
        weight -= log2(max(namesakes, 1))
    return Comparison((*agreeing, *differing), 1 / (1 + 2**-weight))


def _together(found):
    """Weights as above, where one thing agrees because another one does.

    >>> _together({"same_phone": 17.7, "same_email": 17.3})["same_email"]
    17.3
    >>> _together({"same_phone": 17.7, "same_email": 17.3, "other_person": -2.7})[
    ...     "same_email"
    ... ] < 3
    True
    """
    shared = found.keys() & {"same_phone", "same_email", *OF_CONTACTS}
    if OTHERS & found.keys() and {"same_phone", "same_email"} <= found.keys():
        found["same_email"] = BESIDE_PHONE.agreeing
    if shared and "similar_name" in found:
        found["similar_name"] = BESIDE_SHARED.agreeing
        found |= {"same_city": 0.0} if "same_city" in found else {}
    return found


def _evidence(one, other):
    """(code, weight) of what agrees and what differs, in order of trust."""
    for key, each in WEIGHTS.items():
        mine, others = getattr(one, key), getattr(other, key)
        if key in OF_CONTACTS:
            main = OF_CONTACTS[key]
            is_main = getattr(one, main) & getattr(other, main)
            if not is_main and one.all_of(main) & other.all_of(main):
                yield key, each.agreeing
        elif not (mine and others):
            continue
        elif mine & others:
            is_counted = key != "city" or _is_namesake(one, other)
            yield f"same_{key}", each.agreeing if is_counted else 0.0
        elif key == "name":
            yield _name_evidence(one, other)
        elif not (key in OF_PEOPLE and one.name and other.name):
            yield f"other_{key}", each.differing
    if _is_person(one) != _is_person(other) and one.name | other.name:
        yield "other_kind", OTHER_KIND
    if one.branch and other.branch and not one.branch & other.branch:
        yield "other_branch", 0.0


def _name_evidence(one, other):
    """The same for names of organisations that are not equal: what is least likely to be
    chance counts."""
    if one.named & other.named and not (_has_place(one) and _has_place(other)):
        found = {"bare_name"}
    elif one.core & other.core:
        is_short = one.named & other.core or other.named & one.core
        found = {"short_name" if is_short else "similar_name"}
    else:
        found = {likeness(mine, others) for mine in one.named for others in other.named}
    for code, each in NAMES.items():
        if code in found:
            return code, each.agreeing
    return "other_name", OTHER_NAME


def _is_namesake(one, other):
    names = one.name and other.name and _name_evidence(one, other)[0] != "other_name"
    return bool(names or one.name & other.name or one.person & other.person)


def _is_person(profile):
    return bool(profile.person and not profile.name)


def _has_place(profile):
    return all("@" in key for key in profile.name)


def _is_another(found):
    """Whether the state, or the name of an office, says that these are two."""
    is_one = any(f"same_{key}" in found for key in VETOES)
    is_two = {"other_branch", *(f"other_{key}" for key in VETOES)} & found.keys()
    return bool(is_two) and not is_one


def profile_of(name=None, **values):
    """A profile of at most one value each.

    :param OrganisationName name: of an organisation
    """
    if name and name.key:
        values |= {"name": name.key, "core": name.core, "named": name.named}
        values |= {"branch": name.branch or WHOLE}
        values |= {"city": name.city or values.get("city")}
    known = {key: frozenset({each} if each else ()) for key, each in values.items()}
    if name:
        known["spelling"] = frozenset(spellings(name.named).split())
    return Profile(**known)
