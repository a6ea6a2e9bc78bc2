"""What the contact of a private customer does not keep: his tax number, which is that of his
identity card, and the street he lives in. Every employee reads contacts (V1)."""

import functools

from odoo import models

from odoo.addons.customer_forms.rules import FIELD_TYPES
from odoo.addons.customer_forms.rules.types.base import Invalid
from odoo.addons.customer_forms.tools import regions

from ...tools.by_engine import BY_ENGINE, is_by_engine
from ...tools.provenance import NOTED
from ...tools.settling import SETTLING
from ..dossier.customer_dossier_checks import AS_KEPT
from ..dossier.res_partner import refuse_third

STREET = ("street", "street2")
NUMBERS = ("vat", "company_registry")
PRIVATE = {*STREET, *NUMBERS}


class ResPartner(models.Model):
    _inherit = "res.partner"

    def write(self, vals):
        touched = PRIVATE & vals.keys()
        # The engine writes what everybody may know: of a place no more than the district.
        if not touched or self.env.su or is_by_engine(self.env.context, SETTLING):
            return super().write(vals)
        is_company = vals.get("is_company")
        private = self.filtered(
            lambda partner: partner._is_private_customer(is_company)
        )
        said = _private_of(vals)
        if not private or not said:
            return super().write(vals)
        others = self - private
        result = super(ResPartner, others).write(dict(vals)) if others else True
        rest = {name: vals[name] for name in vals if name not in said}
        if rest:
            super(ResPartner, private).write(rest)
        for partner in private:
            partner._give_private(said)
        return result

    def _update_address(self, vals):
        """Odoo writes the first address that is imported below somebody on his contact,
        too, past ``write``: of a private customer without the street."""
        public = {name: vals[name] for name in vals.keys() - _private_of(vals).keys()}
        customers = self.filtered(
            lambda partner: not partner.parent_id and partner._is_private_customer()
        )
        super(ResPartner, customers)._update_address(public)
        return super(ResPartner, self - customers)._update_address(vals)

    def _get_address_values(self):
        """Odoo writes it on the contact above. Who types it gives a street to the dossier
        by that; in superuser mode, as when customers are merged, nobody does."""
        values = super()._get_address_values()
        if self.env.su and self.parent_id._is_private_customer():
            public = values.keys() - _private_of(values).keys()
            values = {name: values[name] for name in public}
        return values

    def _is_private_customer(self, is_company=None):
        """Whether this is the contact of a person who is a customer.

        :param is_company: what is about to be written, None for nothing
        """
        # sudo: the contact of a customer keeps no more, whoever edits it
        self_sudo = self.sudo()
        is_person = not (self.is_company if is_company is None else is_company)
        return bool(is_person and self_sudo.dossier_ids) and not self._is_account()

    def _drop_vat(self):
        """Odoo writes the tax number of somebody below a customer on the contact of the
        customer, too, and so it is in the dossier by now."""
        # sudo: as for the contact of the customer
        for partner_sudo in self.sudo().filtered("vat"):
            customer_sudo = partner_sudo.customer_contact_id
            is_below = customer_sudo != partner_sudo and not partner_sudo.is_company
            if is_below and customer_sudo._is_private_customer():
                said = _private_of({"vat": partner_sudo.vat})
                partner_sudo._write_untracked(dict.fromkeys(said, False))

    def _give_private(self, said):
        """What somebody wrote on the contact goes into the dossier.

        :param dict said: as ``_private_of``
        :raises UserError: when the dossier says something else already
        """
        # sudo: to find them; what the user may do comes right after
        dossiers_sudo = self.sudo()._customer_dossiers()
        dossiers_sudo.with_env(self.env).check_access("write")
        for dossier in dossiers_sudo:
            for _names, values in _by_place(said):
                if dossier._take_in(dossier._unknown(values)):
                    refuse_third(self.env, dossier)
            if not self.env.context.get("import_file"):
                self._tell_where(dossier)

    def _tell_where(self, dossier):
        """What somebody typed is gone from the contact: say where it is."""
        message = self.env._(
            "Street and tax number of a private customer are kept in the dossier"
            " %(number)s, where not every employee reads them.",
            number=dossier.number,
        )
        self.env.user._bus_send(
            "simple_notification", {"type": "info", "message": message}
        )


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _settle(self, takes_names=True):  # pylint: disable=missing-return
        """A person who was a contact already gives up his number and his street, too."""
        super()._settle(takes_names)
        # What a form says of the place is public as far as the engine writes it.
        names = NUMBERS if is_by_engine(self.env.context, NOTED) else PRIVATE
        # sudo: whoever opens a dossier need not be allowed to edit contacts
        for dossier in self.sudo():
            partner = dossier.partner_id
            if any(partner[name] for name in names) and partner._is_private_customer():
                dossier._take_private(names)

    def _take_private(self, names):
        """Take over what the contact has, where there is room for it."""
        partner = self.partner_id
        engine = self.with_context(**{AS_KEPT: BY_ENGINE})
        said = _private_of({name: partner[name] for name in names})
        for taken, values in _by_place(said):
            # First: what is noted of a place is what the contact has by then.
            partner._write_untracked(dict.fromkeys(taken, False))
            if engine._take_in(engine._unknown(values)):
                partner._write_untracked({name: said[name] for name in taken})
        partner._mask_tracked()

    def _unknown(self, values):
        """Without the number of a card that is known: only its digest can be compared."""
        card = values.get("id_card")
        found = self._found_again().get(self.id, {}).get("id_card") if card else None
        vault = self.env["customer.vault.value"]
        if found and found.digest == vault._blind_digest_of(
            self.company_id, "id", FIELD_TYPES["id_card"].full(card)
        ):
            return {}
        return values


def _private_of(vals):
    """What of these values of a contact is private: {name: text}."""
    said = {name: vals[name] for name in PRIVATE & vals.keys() if vals[name]}
    if said.get("street") in districts():
        del said["street"]
    return {
        name: text
        for name, text in said.items()
        if name not in NUMBERS or not _is_valid("uscc", text)
    }


def _by_place(said):
    """Yield which of these go to one place of the dossier, and {place: text}."""
    street = [name for name in STREET if name in said]
    if street:
        yield street, {"address": " ".join(said[name] for name in street)}
    for name in NUMBERS:
        if name in said:
            is_card = _is_valid("id_card", said[name])
            yield [name], {"id_card" if is_card else "tax_id": said[name]}


def _is_valid(kind, text):
    try:
        return bool(FIELD_TYPES[kind].parse(text, {}))
    except Invalid:
        return False


@functools.cache
def districts():
    """Where in a city somebody is, in a word that many share: 西湖区."""
    return {path.rpartition("/")[2] for path in regions.atlas().codes}
