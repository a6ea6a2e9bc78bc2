"""What the kept dossier says after a merge, and how it is taken back."""

from odoo import fields, models

from odoo.addons.customer_forms.models.sensitive.sealed_field import Sealed
from odoo.addons.customer_forms.tools import sensitivity

from ...tools.by_engine import BY_ENGINE, is_by_engine
from ...tools.place import NAME as PLACE_NAME
from ...tools.place import SEALED
from ...tools.provenance import NOTED
from ...tools.settling import SETTLING

# In the context of what the engine writes: a value that was kept is kept as it is.
MERGING = "customer_merging"
# In place of a dossier: what all of them say, one below the other.
ALL = 0
# Origins of values that no document states.
TYPED = ("user", "unknown")
# A customer has two places for each of these.
SECOND = {"phone": "other_phone", "email": "other_email"}
# They stay with each dossier, or follow from what moves.
LEFT = {
    *("active", "company_id", "kind", "merged_into_id", "number", "opening_key"),
    *("partner_id", *SECOND.values()),
}
LEFT_PREFIXES = ("activity_", "message_", "my_activity_", "rating_")
# What is said of the customer on the contact; the parts of an address go together.
CONTACT = ("name", "industry_id", "website", "vat", "company_registry")
ADDRESS = ("street", "street2", "zip", "city", "state_id", "country_id")
PLACE = "partner.address"


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _clean_vals(self, vals):
        return (
            vals
            if is_by_engine(self.env.context, MERGING)
            else super()._clean_vals(vals)
        )

    # ------------------------------------------------------------
    # What there is to choose
    # ------------------------------------------------------------

    def _merge_names(self):
        """Names of what may be taken from the one or the other dossier, those of the
        contact as ``partner.<field>``."""
        names = [
            name
            for name, field in self._fields.items()
            if field.store
            and not (field.compute or field.related or field.readonly)
            and field.type not in ("binary", "json", "one2many")
            and name not in LEFT
            and name not in models.MAGIC_COLUMNS
            and not name.startswith(LEFT_PREFIXES)
        ]
        first = [name for name in ("name", "contact_name", *SECOND) if name in names]
        rest = [name for name in names if name not in first]
        ours = [f"partner.{name}" for name in CONTACT]
        return [ours[0], *first, *rest, *ours[1:], PLACE]

    def _can_join(self, name):
        """Whether all texts can be kept, one below the other."""
        return name in self._fields and self._fields[name].type == "text"

    def _is_joined(self, name):
        """Whether all of it is kept without asking."""
        return name in self._fields and self._fields[name].type == "many2many"

    def _merge_values(self):
        """What each of these dossiers says: {dossier: {name: value}}, whoever asks. As
        JSON has it; '' or False or [] for nothing."""
        opened = self._open_values()
        for res_id, found in self._found_again().items():
            opened[res_id] |= found
        return {
            dossier: {
                name: dossier._merge_value(name, opened[dossier.id])
                for name in [*self._merge_names(), *SECOND.values()]
            }
            for dossier in self
        }

    def _merge_value(self, name, opened):
        if name == PLACE:
            place = {part: self.partner_id[part] for part in ADDRESS}
            place = {
                part: value.id if part.endswith("_id") else value
                for part, value in place.items()
            }
            return place if any(place.values()) else False
        if name == "partner.name":
            return self.kind == "company" and self.partner_id.name
        record, _dot, field_name = self, "", name
        if name.startswith("partner."):
            record, field_name = self.partner_id, name.removeprefix("partner.")
        field = record._fields[field_name]
        if isinstance(field, Sealed):
            return opened.get(name, False)
        value = record[field_name]
        if field.type == "many2many":
            return value.ids
        if field.relational:
            return value.id
        if field.type in ("date", "datetime"):
            return fields.Datetime.to_string(value) if value else False
        return value

    def _merge_choices(self):
        """Whose value is taken unless somebody says otherwise: {name: dossier id}.

        ``self`` is in order of preference, the kept dossier first: its value counts
        unless it has none, or another's was said later. The first contact is the
        earliest, remarks are all kept.
        """
        values, stated = self._merge_values(), self._stated_at()
        return {
            name: self._merge_choice(
                name, {each: values[each][name] for each in self}, stated
            )
            for name in self._merge_names()
        }

    def _stated_at(self):
        """When a document said what is there now: {(dossier, field): moment}. What
        somebody typed is no better founded for being typed later."""
        current = self.fact_ids.filtered(
            lambda fact: fact.state == "current" and fact.origin not in TYPED
        )
        stated = {(fact.dossier_id, fact.name): fact.stated_at for fact in current}
        for (dossier, name), moment in list(stated.items()):
            if name == PLACE_NAME:
                stated |= {(dossier, PLACE): moment, (dossier, SEALED): moment}
        return stated

    def _merge_choice(self, name, by_dossier, stated):
        said = {each: value for each, value in by_dossier.items() if value}
        if said and all((each, name) in stated for each in said):
            return max(said, key=lambda each: stated[each, name]).id
        if name == "first_contact_date" and said:
            return min(said, key=said.get).id
        is_text = name in self._fields and self._fields[name].type == "text"
        if is_text and len(set(said.values())) > 1:
            return ALL
        return next(iter(said), self[:1]).id

    # ------------------------------------------------------------
    # Taking values
    # ------------------------------------------------------------

    def _merge_result(self, source, choices):
        """What ``self`` says when it has taken the values of ``source``.

        :param dict choices: {name: id of the dossier whose value counts, or ALL}
        :return: ({name: [value before, value after]} of what changes, {name: [values]}
            of phones and e-mails there is no room for)
        """
        both = (self + source)._merge_values()
        mine, others = both[self], both[source]
        after = {}
        for name in self._merge_names():
            after[name] = self._merged_value(
                name, mine[name], others[name], source, choices
            )
        if self.kind == "company" and source.kind != "company":
            # Whom to ask for; the name of the organisation is its contact's.
            after["name"] = mine["name"]
            after["contact_name"] = after["contact_name"] or others["name"]
        left = {}
        for first, second in SECOND.items():
            kept, left[first] = _in_two_places(
                first,
                after[first],
                [mine[first], mine[second]],
                [others[first], others[second]],
            )
            after |= dict(zip((first, second), kept, strict=True))
        changes = {
            name: [mine[name], value]
            for name, value in after.items()
            if value != mine[name]
        }
        return changes, {name: texts for name, texts in left.items() if texts}

    def _merged_value(self, name, mine, other, source, choices):
        chosen = choices.get(name, self.id if mine else source.id)
        if name in self._fields and self._fields[name].type == "many2many":
            return mine + [each for each in other if each not in mine]
        if chosen == ALL and isinstance(mine or other, str):
            return "\n\n".join(dict.fromkeys(filter(None, (mine, other)))) or False
        if name == "partner.name" and self.kind != "company":
            return mine
        return other if chosen == source.id else mine

    def _write_merged(self, values):
        """Write values as in ``_merge_values``, past the rules for what people type."""
        self.ensure_one()
        engine = self.with_context(**{MERGING: BY_ENGINE})
        own = {name: value for name, value in values.items() if "." not in name}
        has_place = PLACE in values or SEALED in own
        before = self._stated_values([PLACE_NAME]) if has_place else {}
        if SEALED in own:
            engine.with_context(**{NOTED: BY_ENGINE}).write({SEALED: own.pop(SEALED)})
        for name, value in own.items():
            if self._fields[name].type == "many2many":
                own[name] = [fields.Command.set(value)]
        if own:
            engine.write(own)
        contact = {
            name.removeprefix("partner."): value
            for name, value in values.items()
            if "." in name and name != PLACE
        }
        if PLACE in values:
            contact |= values[PLACE] or dict.fromkeys(ADDRESS, False)
        if contact:
            settled = engine.partner_id.with_context(**{SETTLING: BY_ENGINE})
            settled.write(contact)
        if before:
            self._note_since(before)


def _in_two_places(name, chosen, *said):
    """The chosen phone or e-mail and one more, and those there is no place for.

    :return: ([first, second], list)
    """
    distinct = {}
    for text in (chosen, *[text for texts in said for text in texts]):
        if text:
            distinct.setdefault(sensitivity.normal(name, text) or text, text)
    texts = list(distinct.values())
    return [*texts[:2], False, False][:2], texts[2:]
