"""What submissions say of known customers: filled in, or asked about (S8)."""

from collections import defaultdict

from odoo import fields, models
from odoo.tools import clean_context

from ...tools import place
from ...tools.by_engine import BY_ENGINE
from ...tools.provenance import NOTED, Statement, source_in
from ..second_look.kept_value import is_same
from .taking import Taking


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
        taking.cleared._become_former(taking.replaced)
        self.env["customer.fact"].sudo()._make(taking.facts)  # sudo: the engine's

    def _fill_each(self, fills):
        """Write what is not known yet, to each dossier its own: {dossier: {name: value}}.

        What is sealed goes there together, past what ``write`` does for people.
        """
        sealed_names = self._sealed_names()
        sealed = {}
        for dossier, vals in fills.items():
            dossier = dossier.with_env(self.env)
            if place.NAME in vals:
                dossier._write_stated(place.NAME, vals.pop(place.NAME))
            plain = {name: vals[name] for name in vals if name not in sealed_names}
            sealed[dossier] = {name: vals[name] for name in vals if name not in plain}
            if plain:
                dossier.write(plain)
        self._seal_each({each: vals for each, vals in sealed.items() if vals})

    def _dated(self, statement, text):
        """What a document says, with its day and name, as a line among others."""
        company = self.company_id.partner_id
        document = self.env[statement.model].browse(statement.res_id)
        day = fields.Datetime.context_timestamp(
            self.with_context(tz=company.tz or "UTC"), statement.stated_at
        ).date()
        # sudo: what the document is called, whoever may open it
        words = document.sudo().with_context(lang=company.lang)._statement_words()
        return f"{day} {words}: {text}"

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
            parts = place.ON_DOSSIER if place.NAME in names else ()
            dossier.write(
                {name: vals[name] for name in vals if name not in {*names, *parts}}
            )
            older = {name: vals[name] for name in names if vals.get(name)}
            if said_place := parts and place.place_of(vals):
                older[place.NAME] = said_place
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


class CustomerFact(models.Model):
    """What the engine does with facts, in batches."""

    _inherit = "customer.fact"

    def _make(self, vals_list):
        """Create facts; the defaults of a user's context are not ours."""
        clean = clean_context(self.env.context)
        # pylint: disable-next=context-overridden
        facts = self.with_context(clean).create(vals_list)
        if any(vals["state"] == "open" for vals in vals_list):
            facts._expect_decisions()
        return facts

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
        self.union(*taken.values()).dossier_id._end_deciding()
        return taken

    def _said(self):
        """This fact as what a document said."""
        return Statement(
            self.res_model, self.res_id, self.origin, self.stated_at, self.user_id.id
        )
