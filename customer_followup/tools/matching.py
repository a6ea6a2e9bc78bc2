"""Is this a customer we know already, and how sure is that? (S8)

How sure: the method of Fellegi and Sunter (A Theory for Record Linkage, JASA 64, 1969).
Each thing compared adds a weight of log2(m / u) where it agrees and log2((1 - m) / (1 - u))
where it differs; m is how often it agrees for one customer entered twice, u for two
customers. What is not known of one of them adds nothing. The sum and how likely any two
dossiers are one customer give the probability.
"""

from collections import defaultdict
from math import log2
from typing import Any, NamedTuple

from .organisation_name import organisation_name

# Of the dossiers a new one is compared with, one in so many is the same customer.
PRIOR = 1 / 20_000
# Below this nobody is asked; from this on a name alone is no question.
PROPOSED, CERTAIN = 0.10, 0.85


class Weight(NamedTuple):
    """``m``, ``u``: see above. They are estimates, by these considerations: numbers the
    state gives out never agree by chance; a phone or an e-mail is changed by one customer
    in six, and few are shared; of names, 王伟 is one in 5,000 people."""

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
    "credit_code": Weight(m=0.999, u=1e-8),
    "id_card": Weight(m=0.999, u=1e-8),
    "phone": Weight(m=0.85, u=1e-6),
    "email": Weight(m=0.80, u=2e-6),
    "name": Weight(m=0.95, u=3e-6),
    "person": Weight(m=0.85, u=1e-4),
    "city": Weight(m=0.90, u=0.05),
}
# One name is short for the other, or has another trade: part of ``name``.
SIMILAR_NAME = Weight(m=0.25, u=1e-4).agreeing
# An organisation has many of these: that two differ says nothing.
OF_PEOPLE = {"phone", "email"}
# Where these differ, nothing weaker makes two customers one.
VETOES = ("credit_code", "id_card")


class Profile(NamedTuple):
    """What is known of one customer: sets of values that are only compared, so that keyed
    digests serve as well as the values themselves."""

    credit_code: frozenset = frozenset()
    id_card: frozenset = frozenset()
    phone: frozenset = frozenset()
    email: frozenset = frozenset()
    name: frozenset = frozenset()
    person: frozenset = frozenset()
    city: frozenset = frozenset()
    core: frozenset = frozenset()


class Comparison(NamedTuple):
    """``reasons``: codes, what agrees first; ``probability``: that it is one customer."""

    reasons: tuple
    probability: float


def compare(one, other):
    """How likely two profiles are of one customer, and why.

    >>> acme = Profile(phone=frozenset({"1"}), city=frozenset({"上海"}))
    >>> compare(acme, Profile(phone=frozenset({"1"}), city=frozenset({"北京"}))).reasons
    ('same_phone', 'other_city')
    >>> compare(acme, acme).probability > 0.99
    True
    """
    agreeing, differing = [], []
    weight = log2(PRIOR / (1 - PRIOR))
    for key, each in WEIGHTS.items():
        mine, others = getattr(one, key), getattr(other, key)
        if not (mine and others):
            continue
        if mine & others:
            agreeing.append(f"same_{key}")
            weight += each.agreeing
        elif key == "name" and one.core & other.core:
            agreeing.append("similar_name")
            weight += SIMILAR_NAME
        elif not (key in OF_PEOPLE and one.name and other.name):
            differing.append(f"other_{key}")
            weight += each.differing
    probability = 1 / (1 + 2**-weight) if agreeing else 0.0
    return Comparison((*agreeing, *differing), probability)


class Identity(NamedTuple):
    """What a customer is recognised by, strongest first.

    ``name`` is only given for organisations: too many people are called 王伟. ``city`` is
    no key; it tells namesakes apart.
    """

    credit_code: str = ""
    id_card: str = ""
    phone: str = ""
    email: str = ""
    name: str = ""
    city: str = ""

    def profile(self):
        return Profile(
            **{
                key: frozenset({value}) if value else frozenset()
                for key, value in self._asdict().items()
            }
        )


KEYS = Identity._fields[:-1]


def identity(
    phone=None,
    email=None,
    name=None,
    kind=None,
    city=None,
    credit_code=None,
    id_card=None,
):
    """An :class:`Identity` whose values compare equal when they mean the same.

    >>> identity("+8613800001234", "A@b.cn ", "王伟", "individual")[2:]
    ('+8613800001234', 'a@b.cn', '', '')
    >>> identity(name="ＡＣＭＥ  Co., Ltd", kind="company").name
    'acme'
    """
    organisation = organisation_name(name if kind == "company" else "")
    return Identity(
        (credit_code or "").strip().upper(),
        id_card or "",
        phone or "",
        (email or "").strip().lower(),
        organisation.key,
        organisation.city or city or "",
    )


class CustomerIndex:
    """Finds entries by identity; entries added first are preferred (the oldest).

    >>> index = CustomerIndex()
    >>> index.add(identity("+8613800001234", "a@b.cn"), "dossier 1")
    >>> index.add(identity(email="c@d.cn"), "dossier 2")
    >>> index.find(identity("+8613800001234", "c@d.cn"))
    'dossier 1'
    >>> index.find(identity(name="acme", kind="company")) is None
    True
    """

    def __init__(self):
        self._entries = defaultdict(list)
        self._known = defaultdict(list)

    def add(self, who: Identity, entry: Any):
        self._known[entry].append(who)
        for key in KEYS:
            value = getattr(who, key)
            if value and entry not in self._entries[key, value]:
                self._entries[key, value].append(entry)

    def find(self, who: Identity):
        """The entry ``who`` certainly is, or None.

        The strongest key that is known decides. Several entries with one e-mail or one
        name are told apart by the weaker keys, else nobody is chosen: two customers are
        never merged silently. Nor is somebody chosen whom the state calls by another
        number, or a namesake in another city.
        """
        said = [(key, getattr(who, key)) for key in KEYS if getattr(who, key)]
        for position, (key, value) in enumerate(said):
            found = [
                entry
                for entry in self._entries.get((key, value), [])
                if not self._is_other(who, entry)
            ]
            if not found:
                continue
            weaker = said[position + 1 :]
            agreeing = [
                entry
                for entry in found
                if any(entry in self._entries.get(other, []) for other in weaker)
            ]
            if len(found) > 1 and key in ("email", "name"):
                return agreeing[0] if len(agreeing) == 1 else None
            chosen = (agreeing or found)[0]
            return chosen if key != "name" or self._is_certain(who, chosen) else None
        return None

    def _is_other(self, who, entry):
        return any(
            _differ(
                getattr(who, key), {getattr(each, key) for each in self._known[entry]}
            )
            for key in VETOES
        )

    def _is_certain(self, who, entry):
        """Whether the same name is enough, with what else is known."""
        profiles = [each.profile() for each in self._known[entry]]
        joint = Profile(
            **{
                key: frozenset().union(*(getattr(each, key) for each in profiles))
                for key in Profile._fields
            }
        )
        cities = compare(
            Profile(name=frozenset({who.name}), city=who.profile().city),
            Profile(name=joint.name, city=joint.city),
        )
        return cities.probability >= CERTAIN


def _differ(value, others):
    others = others - {""}
    return bool(value and others and value not in others)
