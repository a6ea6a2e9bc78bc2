"""Whole documents in the vault: nothing finds them, and they have no mask."""

import json

from odoo import models
from odoo.exceptions import UserError

from ...tools.vault import cipher
from .customer_vault_value import place_of, sealing_key

DOCUMENT = "document"


class CustomerVaultValue(models.Model):
    _inherit = "customer.vault.value"

    def _prepare_vals(self, keyring, place, company, class_, value):
        if class_ != DOCUMENT:
            return super()._prepare_vals(keyring, place, company, class_, value)
        res_model, res_id, name = place
        return {
            "res_model": res_model,
            "res_id": res_id,
            "name": name,
            "company_id": company.id,
            "sensitivity": class_,
            "key_name": keyring.current,
            "sealed": cipher.seal_value(
                sealing_key(keyring, keyring.current),
                json.dumps(value, ensure_ascii=False),
                place_of(*place),
            ),
            "digest": False,
            "last_digest": False,
        }

    def _is_sound(self, keyring):
        if self.sensitivity != DOCUMENT:
            return super()._is_sound(keyring)
        try:
            self._opened(keyring, self.res_model)
        except UserError:
            return False
        return not self.digest
