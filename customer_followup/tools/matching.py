"""Is this a customer we know already? (S8)"""

from collections import defaultdict
from typing import Any, NamedTuple


class Identity(NamedTuple):
    """What a customer is recognised by, strongest first.

    ``name`` is only given for organisations: too many people are called 王伟.
    """

    phone: str = ""
    email: str = ""
    name: str = ""


def identity(phone=None, email=None, name=None, kind=None):
    """An :class:`Identity` whose values compare equal when they mean the same.

    >>> identity("+8613800001234", "A@b.cn ", "王伟", "individual")
    Identity(phone='+8613800001234', email='a@b.cn', name='')
    >>> identity(name="ACME  Ltd", kind="company").name
    'acme ltd'
    """
    organisation = name if kind == "company" else ""
    return Identity(
        phone or "",
        (email or "").strip().lower(),
        " ".join((organisation or "").lower().split()),
    )


class CustomerIndex:
    """Finds entries by identity; entries added first are preferred (the oldest).

    >>> index = CustomerIndex()
    >>> index.add(Identity(phone="+8613800001234", email="a@b.cn"), "dossier 1")
    >>> index.add(Identity(email="c@d.cn"), "dossier 2")
    >>> index.find(Identity(phone="+8613800001234", email="c@d.cn"))
    'dossier 1'
    >>> index.find(Identity(name="acme")) is None
    True
    """

    def __init__(self):
        self._entries = defaultdict(list)

    def add(self, who: Identity, entry: Any):
        for key in enumerate(who):
            if key[1] and entry not in self._entries[key]:
                self._entries[key].append(entry)

    def find(self, who: Identity):
        """The entry ``who`` is, or None.

        The same phone always wins. Several entries with one e-mail or one name are
        told apart by the weaker values, else nobody is chosen: two customers are
        never merged silently.
        """
        keys = [key for key in enumerate(who) if key[1]]
        for position, key in enumerate(keys):
            candidates = self._entries.get(key, [])
            if not candidates:
                continue
            weaker = keys[position + 1 :]
            agreeing = [
                entry
                for entry in candidates
                if any(entry in self._entries.get(other, []) for other in weaker)
            ]
            if len(candidates) == 1 or key[0] == 0:
                return (agreeing or candidates)[0]
            return agreeing[0] if len(agreeing) == 1 else None
        return None
