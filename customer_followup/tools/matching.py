"""Is this a customer we know already? (S8)

Only what is certain is answered here; what may be is a pair for people, by
``comparison.compare``.
"""

from collections import defaultdict
from typing import Any, NamedTuple

from .comparison import CERTAIN, VETOES, Profile, compare
from .organisation_name import organisation_name


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
        values = self._asdict()
        return Profile(
            **{key: frozenset({each} if each else ()) for key, each in values.items()}
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
