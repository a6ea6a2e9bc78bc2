"""What was merged is of the same person: found, handed out and erased with him (V5)."""

from odoo import models


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _written_about(self):
        """Nor are values of merged dossiers written about the customer."""
        return {
            res_id: [*records, dossier.merged_ids]
            for (res_id, records), dossier in zip(
                super()._written_about().items(), self, strict=True
            )
        }

    def _personal_records(self):
        """Merged dossiers are of the same person, each found by what it has."""
        people = self.with_context(active_test=False)._people()
        return [
            *super()._personal_records(),
            people.merged_ids._people(),
            people.merged_into_id._people(),
        ]

    def _erase_personal_data(self, tally, is_dry):  # pylint: disable=missing-return
        """Nor does undoing a merge bring back what was erased."""
        super()._erase_personal_data(tally, is_dry)
        if not is_dry:
            merges_sudo = self.env[
                "customer.merge"
            ].sudo()  # sudo: written by the engine
            merges_sudo._forget_values_of(self._people())
