"""Numbers that are only found again: of an identity card nobody has more (D2)."""

from odoo import api, models

from ...tools.found_only import FoundAgain


class CustomerVaultValue(models.Model):
    _inherit = "customer.vault.value"

    @api.model
    def _found_only(self, records):
        """The digests of what is only found again and never kept, of these records.

        :return: {record id: {name: digest}}, only records with any
        """
        found = {}
        # sudo: nobody has rights; see the class
        found_sudo = self.sudo().search_fetch(
            [
                ("res_model", "=", records._name),
                ("res_id", "in", records.ids),
                ("sealed", "=", False),
            ],
            ["res_id", "name", "digest"],
        )
        for each in found_sudo:
            found.setdefault(each.res_id, {})[each.name] = each.digest
        return found

    @api.model
    def _found_again(self, records, masks):
        """What is kept of numbers that are only found again, to be kept elsewhere in the
        same company.

        :param dict masks: {record id: {name: mask}}
        :return: {record id: {name: FoundAgain}}
        """
        # sudo: nobody has rights; see the class
        kept_sudo = self.sudo().search_fetch(
            [
                ("res_model", "=", records._name),
                ("res_id", "in", list(masks)),
                (
                    "name",
                    "in",
                    list({name for each in masks.values() for name in each}),
                ),
                ("sealed", "=", False),
            ],
            ["res_id", "name", "digest", "last_digest"],
        )
        digests = {
            (each.res_id, each.name): (each.digest, each.last_digest)
            for each in kept_sudo
        }
        return {
            res_id: {
                name: FoundAgain(mask, *digests.get((res_id, name), ()))
                for name, mask in by_name.items()
                if mask
            }
            for res_id, by_name in masks.items()
        }

    def _prepare_again(self, keyring, place, company, class_, value):
        """The digests of a number nobody has any more, in another place."""
        return {
            **dict(zip(("res_model", "res_id", "name"), place, strict=True)),
            "company_id": company.id,
            "sensitivity": class_,
            "key_name": keyring.current,
            "sealed": False,
            "digest": value.digest,
            "last_digest": value.last_digest,
        }
