from odoo import api, models

from odoo.addons.customer_forms.rules import FIELD_TYPES
from odoo.addons.customer_forms.tools import sensitivity
from odoo.addons.customer_forms.tools.found_only import FoundAgain

CARD, REASON = "id_card", "id_card"


class CustomerDossier(models.Model):
    """An identity card that is replaced by another one with the same last four characters:
    nobody sees the difference, so two people say that it is right (S7)."""

    _inherit = "customer.dossier"

    @api.model
    def _high_risk(self, vals):
        risks = super()._high_risk(vals)
        return risks | {CARD: REASON} if self._is_card_alike(vals) else risks

    @api.model
    def _risk_fields(self):
        return super()._risk_fields() | {CARD}

    def write(self, vals):
        if not self.env.su and self._is_card_alike(vals):
            # What waits is kept as what the dossier would keep: never the number (D2).
            vals = {**vals, CARD: self._clean_vals({CARD: vals[CARD]})[CARD]}
        return super().write(vals)

    def _is_card_alike(self, vals):
        """Whether these values say another number than one of these dossiers has, of which
        people see the same end."""
        said = vals.get(CARD)
        is_again = isinstance(said, FoundAgain)
        if not isinstance(said, str) or not (
            is_again or (said and not sensitivity.looks_masked(said))
        ):
            return False
        mask = (
            said if is_again else sensitivity.mask("id", FIELD_TYPES[CARD].full(said))
        )
        alike = self.filtered(lambda dossier: dossier[CARD] == str(mask))
        if not alike:
            return False
        vault = self.env["customer.vault.value"]
        if not is_again:
            # Whether it waits tells whether it is the same: as good as a search.
            vault._count_typed({CARD: said}, {CARD: "id"})
        kept = alike._found_again()
        for dossier in alike:
            known = kept[dossier.id][CARD].digest
            said_digest = (
                said.digest
                if is_again
                else vault._blind_digest_of(dossier.company_id, "id", said)
            )
            if known and said_digest and known != said_digest:
                return True
        return False
