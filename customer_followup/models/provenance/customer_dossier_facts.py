"""Each value of a dossier knows where it came from: noted at every door."""

from odoo import api, fields, models

from odoo.addons.customer_forms.models.sensitive.sealed_field import Sealed

from ...tools import place
from ...tools.by_engine import is_by_engine
from ...tools.provenance import NOTED, Statement, source_in
from ..second_look.kept_value import is_same, raw_value

# What people say of a customer, beside all that is sealed.
STATED = (
    *("kind", "tier", "source_id", "industry_id", "first_contact_date", "remarks"),
    *("bank_name", "company_size", "credit_code", place.NAME),
)


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    fact_ids = fields.One2many("customer.fact", "dossier_id", string="Sources")

    @api.model
    def _stated_fields(self):
        """Extension point: the fields whose sources are noted.

        :return: list of names
        """
        return [
            *(
                name
                for name, field in self._fields.items()
                if isinstance(field, Sealed) and name != place.SEALED
            ),
            *(name for name in STATED if name in self._fields),
        ]

    def _stated_class(self, name):
        """The class of what is sensitive; the name of an organisation is no secret."""
        if name == "name" and self.kind == "company":
            return False
        if name == place.NAME:
            return self._fields[place.SEALED].sensitivity
        field = self._fields[name]
        return field.sensitivity if isinstance(field, Sealed) else False

    def _stated_values(self, names=None):
        """What these dossiers have, whoever asks: {dossier: {name: value as JSON}}."""
        names = self._stated_fields() if names is None else names
        sealed = {name for name in names if isinstance(self._fields[name], Sealed)}
        if place.NAME in names:
            sealed = {*sealed, place.SEALED}
        opened = self._open_values(sealed) if sealed else {}
        for res_id, found in self._found_again().items():
            opened.setdefault(res_id, {}).update(found)
        values = {}
        for dossier in self:
            values[dossier] = {
                name: opened[dossier.id].get(name, False)
                if name in sealed
                else raw_value(dossier, name)
                for name in names
            }
            if place.NAME in names:
                address = opened[dossier.id].get(place.SEALED)
                values[dossier][place.NAME] = dossier._place_parts(address)
            if "name" in names and dossier.kind == "company":
                # sudo: of an organisation, which every employee may read
                values[dossier]["name"] = dossier.partner_id.sudo().name
        return values

    # ------------------------------------------------------------
    # Doors
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        stated = [self._stated_among(vals) for vals in vals_list]
        dossiers = super().create(vals_list)
        if not is_by_engine(self.env.context, NOTED):
            names = {name for each in stated for name in each}
            now = dossiers._stated_values(names) if names else {}
            dossiers._note(
                {
                    dossier: {name: (False, now[dossier][name]) for name in each}
                    for dossier, each in zip(dossiers, stated, strict=True)
                    if each
                }
            )
        return dossiers

    def write(self, vals):
        names = self._stated_among(vals)
        if not names or is_by_engine(self.env.context, NOTED):
            return super().write(vals)
        before = self._stated_values(names)
        late = self._said_too_late(names)
        if late:
            return self._write_unless_late(vals, late, before)
        result = super().write(vals)
        self._note_since(before)
        return result

    @api.model
    def _stated_among(self, vals):
        """Names of what is said with these values."""
        names = {name for name in self._stated_fields() if name in vals}
        names |= {place.NAME} if vals.keys() & {*place.ON_DOSSIER} else set()
        return names | ({"name"} if "customer_name" in vals else set())

    def _note_since(self, before):
        """Note what is other than it was.

        :param dict before: as ``_stated_values`` says
        """
        names = {name for values in before.values() for name in values}
        now = self._stated_values(names)
        changed = {}
        for dossier, values in before.items():
            for name, old in values.items():
                new = now[dossier][name]
                if not is_same(dossier._stated_class(name), old, new):
                    changed.setdefault(dossier, {})[name] = (old, new)
        self._note(changed)

    # ------------------------------------------------------------
    # Noting
    # ------------------------------------------------------------

    def _statement_now(self):
        """Who says what is being written: the document in the context, else the user."""
        source = source_in(self.env.context)
        if source:
            # sudo: a document the engine named; nothing of it is shown
            document_sudo = self.env[source[0]].sudo().browse(source[1]).exists()
            if document_sudo:
                return document_sudo._as_statement()
        return Statement(False, False, "user", fields.Datetime.now(), self.env.uid)

    def _note(self, changed):
        """Note the sources of values that these dossiers have now.

        A value that was waiting for a decision is decided by that. Constant queries.

        :param dict changed: {dossier: {name: (value before, value now)}}
        """
        if not changed:
            return
        statement = self._statement_now()
        spots = {(each, name) for each, names in changed.items() for name in names}
        # sudo: nobody has rights to write; who may change the dossier just did
        facts_sudo = self.env["customer.fact"].sudo()._of(spots)
        replaced = facts_sudo.filtered(lambda fact: fact.state == "current")
        taken = facts_sudo._taken_up(changed)
        replaced._become_former(changed)
        former = {(fact.dossier_id.id, fact.name): fact for fact in replaced}
        unknown = [
            self._prepare_fact(dossier, name, "former", _before_sources(dossier), old)
            for dossier, names in changed.items()
            for name, (old, _new) in names.items()
            if old and (dossier.id, name) not in former
        ]
        for fact in facts_sudo._make(unknown):
            former[fact.dossier_id.id, fact.name] = fact
        facts_sudo._make(
            [
                {
                    **self._prepare_fact(dossier, name, "current", said),
                    "replaced_id": former.get(
                        (dossier.id, name), facts_sudo.browse()
                    ).id,
                }
                for dossier, names in changed.items()
                for name in names
                if (dossier.id, name) not in taken
                for said in [self._original(statement, dossier, name)]
            ]
        )
        for spot, fact in taken.items():
            fact.replaced_id = former.get(spot)

    def _original(self, statement, dossier, name):
        """Of what a merge brought, the source it had in the other dossier."""
        if statement.origin != "merge":
            return statement
        # sudo: see _note
        merge_sudo = self.env["customer.merge"].sudo().browse(statement.res_id)
        others = self.env["customer.fact"].sudo()._of({(merge_sudo.merged_id, name)})
        other = others.filtered(lambda fact: fact.state == "current")[:1]
        return other._said() if other else statement

    @api.model
    def _prepare_fact(self, dossier, name, state, statement, value=False):
        vals = {
            "dossier_id": dossier.id,
            "name": name,
            "value_model": self._name,
            "sensitivity": dossier._stated_class(name),
            "state": state,
            "stated_at": statement.stated_at,
            "origin": statement.origin,
            "res_model": statement.model,
            "res_id": statement.res_id,
            "user_id": statement.user_id,
        }
        return {**vals, "value": value} if state != "current" else vals


def _before_sources(dossier):
    """The source of what a dossier had before sources were noted."""
    return Statement(False, False, "unknown", dossier.create_date, False)
