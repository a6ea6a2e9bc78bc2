"""Who does not want to be invited any more."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools import sensitivity as classes
from .customer_form_invitation_round import CHANNELS

REASONS = [
    ("too_many", "Too many messages"),
    ("no_interest", "Not interested"),
    ("not_me", "Not meant for me"),
    ("other", "Some other reason"),
]


class CustomerFormUnsubscription(models.Model):
    """An address that gets no invitations of a company any more.

    The address is not kept, only what the same address is known again by: this stays
    when the person is erased, or we would write to him again.
    """

    _name = "customer.form.unsubscription"
    _description = "Unsubscribed Address"
    _order = "id desc"
    _rec_name = "address"

    company_id = fields.Many2one("res.company", required=True, index=True)
    channel = fields.Selection(CHANNELS, required=True)
    address = fields.Char(help="Masked.")
    address_digest = fields.Char(
        required=True, export_string_translation=False, groups=fields.NO_ACCESS
    )
    reason = fields.Selection(REASONS)

    _address_uniq = models.UniqueIndex("(address_digest, company_id, channel)")

    @api.model
    def _digest(self, company, channel, address):
        class_ = "email" if channel == "email" else "phone"
        normal = classes.normal(class_, address)
        scope = f"unsubscribed/{company.id}/{channel}"
        return self.env["customer.vault.value"]._keyed_digest(scope, normal)

    @api.model
    def _find(self, company, channel, addresses):
        """Those of the addresses that unsubscribed.

        :return: set
        """
        digests = {
            address: self._digest(company, channel, address) for address in addresses
        }
        found = self.search_fetch(
            [
                ("company_id", "=", company.id),
                ("channel", "=", channel),
                ("address_digest", "in", list(digests.values())),
            ],
            ["address_digest"],
        )
        known = set(found.mapped("address_digest"))
        return {address for address, digest in digests.items() if digest in known}

    @api.model
    def _unsubscribe(self, invitation, reason=False):
        """The person with this invitation wants no more of them."""
        reason = reason if reason in dict(REASONS) else False
        name, address = self._address_of(invitation)
        if address:
            digest = self._digest(invitation.company_id, invitation.channel, address)
            known = self.search([("address_digest", "=", digest)])
            if known:
                known.reason = reason or known.reason
            else:
                self.create(
                    {
                        "company_id": invitation.company_id.id,
                        "channel": invitation.channel,
                        "address": invitation[name],
                        "address_digest": digest,
                        "reason": reason,
                    }
                )
            self._end_invitations(invitation, invitation._address_digest(address))
        elif invitation.state != "done":
            invitation._end("unsubscribed")

    def _address_of(self, invitation):
        """The field with the address that was written to, and what is in it."""
        name = "email" if invitation.channel == "email" else "phone"
        return name, invitation._open_values([name])[invitation.id].get(name)

    def _end_invitations(self, invitation, person_digest):
        """Nothing more comes of any other round either; what was answered stays."""
        others = invitation.search(
            [("person_digest", "=", person_digest), ("state", "!=", "done")]
        )
        others._end("unsubscribed")

    @api.model
    def _subscribe_again(self, invitation):
        """Somebody unsubscribed by mistake."""
        _name, address = self._address_of(invitation)
        if address:
            digest = self._digest(invitation.company_id, invitation.channel, address)
            self.search([("address_digest", "=", digest)]).unlink()
        if invitation.state == "unsubscribed":
            invitation._end("sent" if invitation.sent_at else "expired")

    @api.ondelete(at_uninstall=False)
    def _unlink_only_by_the_person(self):
        if not self.env.su:
            raise UserError(self.env._("Only the person himself takes that back."))
