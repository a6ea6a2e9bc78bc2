"""What becomes of what documents say of customers, before any of it is written."""

from collections import defaultdict

from odoo.addons.customer_forms.tools.redaction import redact

from ...tools import place
from ..second_look.kept_value import is_same
from .customer_fact_words import SECOND

# What is said anew is added, with day and source: it says more, and contradicts nothing.
ADDED = {"remarks"}
PLACES = {**SECOND, **{second: first for first, second in SECOND.items()}}


class Taking:
    """What becomes of what was said: known already, filled in, or to be decided.

    :ivar dict fills: {dossier: {name: value}} to be written
    :ivar list facts: values of facts to be made
    :ivar cleared: facts of values somebody took away, which are filled again, or added to
    :ivar dict replaced: {dossier: {name: (value before, value now)}} of the latter
    """

    def __init__(self, dossiers):
        self.dossiers = dossiers
        self.known = dossiers._stated_values()
        # sudo: the engine's
        facts = dossiers.env["customer.fact"].sudo()
        kept = facts.search(
            [
                ("dossier_id", "in", dossiers.ids),
                ("state", "in", ("current", "open", "refused")),
            ]
        )
        self.current = {
            (fact.dossier_id, fact.name): fact
            for fact in reversed(kept)
            if fact.state == "current"
        }
        self.asked = defaultdict(list)
        asked = kept.filtered(lambda fact: fact.state != "current")
        for fact, value in asked._raw_values("value").items():
            self.asked[fact.dossier_id, fact.name].append(value)
        self.fills, self.facts, self.cleared = {}, [], facts.browse()
        self.replaced = {}

    def take(self, dossier, statement, name, value):
        if name == place.NAME:
            self._take_place(dossier, statement, value)
            return
        if name in ADDED:
            value = redact(value)  # as it will stand there
        spot, known = (dossier, name), self.known[dossier]
        class_ = dossier._stated_class(name)
        if any(
            is_same(class_, known.get(each), value) for each in (name, PLACES.get(name))
        ):
            if spot not in self.current and is_same(class_, known[name], value):
                self._note(dossier, name, "current", statement)
            return
        current = self.current.get(spot)
        is_newer = not current or current.stated_at <= statement.stated_at
        if not known[name] and is_newer:
            known[name] = value
            self.fills.setdefault(dossier, {})[name] = value
            if isinstance(current, type(self.cleared)):
                self.cleared |= current
            self._note(dossier, name, "current", statement)
        elif name in ADDED:
            # What somebody took away since is not noted again.
            if known[name] or is_newer:
                self._add(dossier, name, statement, value)
        elif not self._was_asked(spot, class_, value):
            self.asked[spot].append(value)
            self._note(dossier, name, "open", statement, value)

    def _take_place(self, dossier, statement, said):
        """A place is one value: what fits is added to it, all else is asked about."""
        spot, known = (dossier, place.NAME), self.known[dossier]
        together = place.adds(known[place.NAME], said)
        current = self.current.get(spot)
        is_newer = not current or current.stated_at <= statement.stated_at
        if together == known[place.NAME]:
            if not current:
                self._note(dossier, place.NAME, "current", statement)
        elif together and is_newer:
            if isinstance(current, type(self.cleared)):
                self.cleared |= current
                names = self.replaced.setdefault(dossier, {})
                names[place.NAME] = (known[place.NAME], together)
            known[place.NAME] = together
            self.fills.setdefault(dossier, {})[place.NAME] = together
            self._note(dossier, place.NAME, "current", statement)
        elif said not in self.asked[spot]:
            self.asked[spot].append(said)
            self._note(dossier, place.NAME, "open", statement, said)

    def _add(self, dossier, name, statement, text):
        """Note below what is known what somebody says now, unless it stands there."""
        known = self.known[dossier]
        before = known[name] or ""
        if " ".join(text.split()) in " ".join(before.split()):
            return
        note = dossier._dated(statement, text)
        known[name] = f"{before}\n\n{note}" if before else note
        self.fills.setdefault(dossier, {})[name] = known[name]
        current = self.current.get((dossier, name))
        if isinstance(current, type(self.cleared)):
            self.cleared |= current
            self.replaced.setdefault(dossier, {})[name] = (before, known[name])
        # Of several in one batch, the last is where the whole comes from.
        self.facts = [
            vals
            for vals in self.facts
            if (vals["dossier_id"], vals["name"]) != (dossier.id, name)
        ]
        self._note(dossier, name, "current", statement)

    def _was_asked(self, spot, class_, value):
        return any(is_same(class_, each, value) for each in self.asked[spot])

    def _note(self, dossier, name, state, statement, value=False):
        vals = dossier._prepare_fact(dossier, name, state, statement, value)
        self.facts.append(vals)
        if state == "current":
            self.current[dossier, name] = statement
