"""Where a customer is: one value in its parts, accepted or refused as a whole (D2, D8).

Country, province, city and street stand on the contact; the rest of the address is sealed on
the dossier. What is said of them together is one fact, which keeps the sealed part sealed.
"""

import json

from odoo import api, fields, models

from odoo.addons.customer_forms.tools.sensitivity import mask

from ...tools.by_engine import BY_ENGINE, is_by_engine
from ...tools.place import NAME, PUBLIC, SEALED, place_of
from ...tools.provenance import NOTED
from ..second_look.kept_value import as_written


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    place = fields.Char(compute="_compute_place")

    @api.depends("country_id", "state_id", "city", SEALED)
    @api.depends_context("lang")
    def _compute_place(self):
        """As every record says it, with the mask: it goes where any field may go."""
        for dossier in self:
            parts = dossier._place_parts(dossier[SEALED])
            dossier.place = dossier._place_in_words(parts)

    def _place_parts(self, address):
        """What is known of the place.

        :param str address: the sealed part, opened or masked
        :return: dict, or False
        """
        # sudo: the contact of a customer the caller reads
        partner_sudo = self.partner_id.sudo()
        parts = {
            part: partner_sudo[part].id if part.endswith("_id") else partner_sudo[part]
            for part in PUBLIC
        }
        return place_of({**parts, SEALED: address})

    @api.model
    def _place_in_words(self, parts):
        """A place as people write it here, the larger first."""
        if not parts:
            return ""
        # sudo: names of countries and provinces
        Country = self.env["res.country"].sudo()
        State = self.env["res.country.state"].sudo()
        country = Country.browse(parts.get("country_id") or []).exists()
        texts = [
            # At home nobody says where that is.
            country != self.env.company.country_id and country.name,
            State.browse(parts.get("state_id") or []).exists().name,
            *(parts.get(part) for part in ("city", "street", "street2")),
            # The path that a form gives begins with what is said already.
            *(parts.get(SEALED) or "").split("/"),
            parts.get("zip"),
        ]
        return " ".join(dict.fromkeys(filter(None, texts)))

    def _write_stated(self, name, raw):
        """Write one value as it was kept, past nothing that ``write`` asks.

        :param str name: as in ``_stated_fields``
        :param raw: as ``_stated_values`` says
        """
        if name != NAME:
            self.write({name: as_written(self._fields[name], raw)})
            return
        self.check_access("write")
        before = self._stated_values([NAME])
        parts = raw or {}
        # sudo: who may change the customer says where he is, whoever edits contacts
        self.partner_id.sudo().write({part: parts.get(part, False) for part in PUBLIC})
        self.with_context(**{NOTED: BY_ENGINE}).write(
            {SEALED: parts.get(SEALED, False)}
        )
        if not is_by_engine(self.env.context, NOTED):
            self._note_since(before)


class CustomerFact(models.Model):
    _inherit = "customer.fact"

    def _is_place(self):
        return len(self) == 1 and self.name == NAME

    def _split_sealed(self, vals):
        """Of a place only the address is a secret; the column has the other parts."""
        value = vals.get("value")
        if not isinstance(value, dict):
            return super()._split_sealed(vals)
        values, masks = super()._split_sealed({**vals, "value": value.get(SEALED)})
        column = {**value, SEALED: mask("address", value.get(SEALED))}
        masks["value"] = json.dumps(place_of(column), ensure_ascii=False)
        return values, masks

    def _raw_values(self, name):
        places = self.filtered(lambda fact: fact.name == NAME)
        values = super(CustomerFact, self - places)._raw_values(name)
        opened = places._open_values([name]) if places else {}
        for fact in places:
            parts = json.loads(fact[name] or "{}")
            values[fact] = place_of({**parts, SEALED: opened[fact.id].get(name)})
        return {fact: values[fact] for fact in self}

    def _in_words(self, value):
        if not value or not self._is_place():
            return super()._in_words(value)
        parts = json.loads(self.sudo().value)  # sudo: the column, a mask
        if value != self.sudo().value:
            parts[SEALED] = value
        return self.dossier_id._place_in_words(parts)

    def _now_in_words(self):
        if not self._is_place():
            return super()._now_in_words()
        dossier = self.dossier_id
        shown = (dossier.opened_values or {}).get(SEALED, dossier[SEALED])
        return dossier._place_in_words(dossier._place_parts(shown))

    def reveal(self, name, purpose):
        """See ``customer.sensitive``: of a place all of it is said.

        :param str name: the field
        :param str purpose: why, in words
        :return: dict
        """
        if not self._is_place() or name not in ("value", "now_value"):
            return super().reveal(name, purpose)
        dossier = self.dossier_id
        if name == "now_value":
            self.check_access("read")
            said = dossier.reveal(SEALED, purpose)
            parts = dossier._place_parts(said["value"])
        else:
            said = super().reveal(name, purpose)
            parts = self._raw_values("value")[self]
        return {**said, "value": dossier._place_in_words(parts)}
