"""The last four characters as something to search by: only where a company wants it,
because the database then tells which customers have them in common."""

from odoo import api, models
from odoo.fields import Domain

from ...tools import sensitivity as classes

BATCH = 1_000
FOUND_BY_LAST_FOUR = [
    key for key, each in classes.CLASSES.items() if each.has_last_four
]


class ResCompany(models.Model):
    _inherit = "res.company"

    def write(self, vals):
        result = super().write(vals)
        if "has_last_four_search" in vals:
            cron = self.env.ref(
                "customer_forms.ir_cron_vault_last_four", raise_if_not_found=False
            )
            # sudo: who may change the setting need not manage scheduled actions
            cron and cron.sudo()._trigger()
        return result


class CustomerVaultValue(models.Model):
    _inherit = "customer.vault.value"

    def _last_four_digest(self, keyring, company, class_, value):
        """The digest of the last four characters, False where it is not to be kept."""
        last = company.has_last_four_search and classes.last_four(class_, value)
        return last and self._blind(keyring, company, f"{class_}/{classes.LAST}", last)

    @api.model
    def _cron_update_last_four(self):
        """Make, or drop, the digests of what was kept before a company changed its mind.

        Of what is only found and never kept there is nothing to make them of.
        """
        pending = self._pending_last_four()
        remaining = self.search_count(pending)
        self.env["ir.cron"]._commit_progress(remaining=remaining)
        done_id = 0
        while batch := self.search(
            pending & Domain("id", ">", done_id), order="id", limit=BATCH
        ):
            batch._update_last_four()
            done_id = batch[-1].id
            if not self.env["ir.cron"]._commit_progress(len(batch)):
                break

    def _pending_last_four(self):
        """What has a digest and should not, or the other way round."""
        # pylint: disable-next=no-search-all  # each has a mind of its own
        companies = self.env["res.company"].search([])
        wanting = companies.filtered("has_last_four_search")
        return (
            Domain("company_id", "in", wanting.ids)
            & Domain("sensitivity", "in", FOUND_BY_LAST_FOUR)
            & Domain("last_digest", "=", False)
            & Domain("sealed", "!=", False)
        ) | (
            Domain("company_id", "in", (companies - wanting).ids)
            & Domain("last_digest", "!=", False)
        )

    def _update_last_four(self):
        unwanted = self.filtered("last_digest")
        unwanted.last_digest = False
        keyring = self.env["customer.vault.key"]._get_keyring()
        for each in self - unwanted:
            value = each._opened(keyring, each.res_model)
            each.last_digest = self._last_four_digest(
                keyring, each.company_id, each.sensitivity, value
            )
