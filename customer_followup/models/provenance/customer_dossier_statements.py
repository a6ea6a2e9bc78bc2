"""What submissions say of known customers: filled in, or asked about (S8)."""

from collections import defaultdict

from odoo import fields, models
from odoo.tools import clean_context

from ...tools.by_engine import BY_ENGINE
from ...tools.provenance import NOTED, Statement, source_in
from ..second_look.kept_value import is_same
from .customer_fact_words import SECOND

# Each says more; none contradicts the other.
NEVER_DIFFER = {"remarks"}
PLACES = {**SECOND, **{second: first for first, second in SECOND.items()}}


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _take_statements(self, said):
        """Fill what is not known yet, note where it came from, and ask about the rest.

        Constant queries, but for what filling in plain values takes.

        :param list said: pairs of a dossier and what a document says of it, a Statement
        """
        said = [pair for pair in said if pair[1].values]
        if not said:
            return
        said.sort(key=lambda pair: pair[1].stated_at)
        dossiers = self.union(*(dossier for dossier, _statement in said))
        taking = Taking(dossiers)
        for dossier, statement in said:
            for name, value in statement.values.items():
                taking.take(dossier, statement, name, value)
        dossiers.with_context(**{NOTED: BY_ENGINE})._fill_each(taking.fills)
        taking.cleared._become_former({})
        self.env["customer.fact"].sudo()._make(taking.facts)  # sudo: the engine's

    def _fill_each(self, fills):
        """Write what is not known yet, to each dossier its own: {dossier: {name: value}}.

        What is sealed goes there together, past what ``write`` does for people.
        """
        sealed_names = self._sealed_names()
        sealed = {}
        for dossier, vals in fills.items():
            dossier = dossier.with_env(self.env)
            plain = {name: vals[name] for name in vals if name not in sealed_names}
            sealed[dossier] = {name: vals[name] for name in vals if name not in plain}
            if plain:
                dossier.write(plain)
        self._seal_each({each: vals for each, vals in sealed.items() if vals})

    # ------------------------------------------------------------
    # Older facts
    # ------------------------------------------------------------

    def _said_too_late(self, names):
        """What a document wants to change although somebody said something newer since:
        {dossier: {name}}. People and merges know what they replace."""
        source = source_in(self.env.context)
        if not source:
            return {}
        statement = self._statement_now()
        if statement.origin in ("user", "merge", "request"):
            return {}
        # sudo: when something was said is no secret to who writes it
        newer = (
            self.env["customer.fact"]
            .sudo()
            ._of({(dossier, name) for dossier in self for name in names})
        )
        late = defaultdict(set)
        for fact in newer:
            if fact.state == "current" and fact.stated_at > statement.stated_at:
                late[fact.dossier_id.id].add(fact.name)
        return late

    def _write_unless_late(self, vals, late, before):
        """Write what is newer than what the dossiers have, and ask about the rest."""
        statement = self._statement_now()
        said = []
        for dossier in self:
            names = late.get(dossier.id, set())
            dossier.write({name: vals[name] for name in vals if name not in names})
            older = {name: vals[name] for name in names if vals.get(name)}
            said.append(
                (
                    dossier,
                    statement._replace(
                        values={
                            name: fields.Date.to_string(value)
                            if hasattr(value, "year")
                            else value
                            for name, value in older.items()
                        }
                    ),
                )
            )
        self._take_statements(said)
        return True


class Taking:
    """What becomes of what was said: known already, filled in, or to be decided.

    :ivar dict fills: {dossier: {name: value}} to be written
    :ivar list facts: values of facts to be made
    :ivar cleared: facts of values somebody took away, which are filled again
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

    def take(self, dossier, statement, name, value):
        place, known = (dossier, name), self.known[dossier]
        class_ = dossier._stated_class(name)
        if any(
            is_same(class_, known.get(each), value) for each in (name, PLACES.get(name))
        ):
            if place not in self.current and is_same(class_, known[name], value):
                self._note(dossier, name, "current", statement)
            return
        current = self.current.get(place)
        is_newer = not current or current.stated_at <= statement.stated_at
        if not known[name] and is_newer:
            known[name] = value
            self.fills.setdefault(dossier, {})[name] = value
            if isinstance(current, type(self.cleared)):
                self.cleared |= current
            self._note(dossier, name, "current", statement)
        elif name not in NEVER_DIFFER and not self._was_asked(place, class_, value):
            self.asked[place].append(value)
            self._note(dossier, name, "open", statement, value)

    def _was_asked(self, place, class_, value):
        return any(is_same(class_, each, value) for each in self.asked[place])

    def _note(self, dossier, name, state, statement, value=False):
        vals = dossier._prepare_fact(dossier, name, state, statement, value)
        self.facts.append(vals)
        if state == "current":
            self.current[dossier, name] = statement


class CustomerFact(models.Model):
    """What the engine does with facts, in batches."""

    _inherit = "customer.fact"

    def _make(self, vals_list):
        """Create facts; the defaults of a user's context are not ours."""
        clean = clean_context(self.env.context)
        # pylint: disable-next=context-overridden
        return self.with_context(clean).create(vals_list)

    def _of(self, places):
        """The current and the open facts of {(dossier, name)}, in one query."""
        found = self.search(
            [
                ("dossier_id", "in", [dossier.id for dossier, _name in places]),
                ("state", "in", ("current", "open")),
            ]
        )
        wanted = {(dossier.id, name) for dossier, name in places}
        return found.filtered(lambda fact: (fact.dossier_id.id, fact.name) in wanted)

    def _become_former(self, changed):
        """Keep the values that were replaced: {dossier: {name: (before, now)}}."""
        if not self:
            return
        olds = {each.id: names for each, names in changed.items()}
        self._seal_each(
            {
                fact: {
                    "state": "former",
                    "value": olds.get(fact.dossier_id.id, {}).get(
                        fact.name, (False, False)
                    )[0],
                }
                for fact in self
            }
        )

    def _taken_up(self, changed):
        """Open facts that say what the dossiers have now: they are decided by that.

        :return: {(dossier id, name): fact}
        """
        waiting = self.filtered(lambda fact: fact.state == "open")
        values = waiting._raw_values("value") if waiting else {}
        now = {each.id: names for each, names in changed.items()}
        taken = {}
        for fact, value in values.items():
            _old, new = now[fact.dossier_id.id][fact.name]
            place = (fact.dossier_id.id, fact.name)
            if place not in taken and is_same(fact.sensitivity, value, new):
                taken[place] = fact
        self._seal_each(
            {
                fact: {
                    "state": "current",
                    "value": False,
                    "decided_by_id": self.env.uid,
                    "decided_at": fields.Datetime.now(),
                }
                for fact in taken.values()
            }
        )
        return taken

    def _said(self):
        """This fact as what a document said."""
        return Statement(
            self.res_model, self.res_id, self.origin, self.stated_at, self.user_id.id
        )
