"""What people type into the other fields of customers' contacts: notes, a job, a reference.
Every employee reads it, so that it says no more of people than masks (V1)."""

from odoo import api, models

from odoo.addons.customer_forms.tools.redaction import (
    redact,
    redact_code,
    redact_html,
)

from ...tools.by_engine import is_by_engine
from ...tools.settling import SETTLING
from .contact_private import districts

TEXTS = ("company_name", "function")
# Of an organisation they are public: only what looks like a number of somebody is masked.
PLACES = ("street", "street2")
CODES = ("ref",)
HTMLS = ("comment",)
PROPERTIES = "properties"
TYPED = (*TEXTS, *PLACES, *CODES, *HTMLS, PROPERTIES)


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.model_create_multi
    def create(self, vals_list):
        partners = super().create(vals_list)
        below = partners.filtered("parent_id")
        below._drop_vat()
        below._redact_typed()
        return partners

    def write(self, vals):
        result = super().write(vals)
        if is_by_engine(self.env.context, SETTLING):
            return result
        if not {"vat", "parent_id"}.isdisjoint(vals):
            self._drop_vat()
        if not {*TYPED, "parent_id"}.isdisjoint(vals):
            self._redact_typed()
        return result

    def _redact_typed(self):
        """Mask what is written here of people, where there are no masks yet."""
        # sudo: whoever writes on a contact need not see what must not be written there
        written_sudo = self.sudo().filtered(
            lambda partner: any(
                partner[name] and partner[name] not in districts() for name in TYPED
            )
        )
        if not written_sudo:
            return
        known = self.env["customer.redaction"]._known_at(
            {(self._name, partner_id) for partner_id in written_sudo.ids}
        )
        for partner in written_sudo:
            about = known.get((self._name, partner.id))
            news = {} if about is None else partner._redacted_typed(about)
            if news:
                partner._write_untracked(news)

    def _redacted_typed(self, about):
        """What these fields are to say instead: {name: value}, only of what changes.

        :param about: (class, value) of what is known of the people
        """
        redacted = {name: redact(self[name] or "", about) for name in TEXTS}
        redacted |= {name: redact(self[name] or "") for name in PLACES}
        redacted |= {name: redact_code(self[name] or "", about) for name in CODES}
        redacted |= {name: redact_html(str(self[name] or ""), about) for name in HTMLS}
        news = {
            name: text
            for name, text in redacted.items()
            if text != str(self[name] or "")
        }
        if self[PROPERTIES]:
            before = self.read([PROPERTIES])[0][PROPERTIES]
            after = [_redacted_property(each, about) for each in before]
            if after != before:
                news[PROPERTIES] = after
        return news


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _settle(self, takes_names=True):  # pylint: disable=missing-return
        """What was written on the contact before it was a customer's, too."""
        super()._settle(takes_names)
        self.sudo().partner_id._redact_typed()  # sudo: as for what the contact gives up


def _redacted_property(said, about):
    """One property as Odoo reads and writes it, with masks in its text."""
    value, redacting = said.get("value"), {"char": redact, "text": redact}
    redacting["html"] = redact_html
    if not isinstance(value, str) or said.get("type") not in redacting:
        return said
    return {**said, "value": redacting[said["type"]](value, about)}
