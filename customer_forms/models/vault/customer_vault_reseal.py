from odoo import models
from odoo.exceptions import UserError

from ...tools import sensitivity as classes
from ...tools.vault import cipher
from .customer_vault_value import place_of, sealing_key


class CustomerVaultValue(models.Model):
    _inherit = "customer.vault.value"

    def _reseal(self, keyring):
        """Seal this value with the current key of the keyring.

        :raises SealError: when it was changed in the database
        :raises KeyError: when its key is gone
        """
        place = place_of(self.res_model, self.res_id, self.name)
        text = cipher.open_value(
            sealing_key(keyring, self.key_name), self.sealed, place
        )
        key = sealing_key(keyring, keyring.current)
        self.write(
            {
                "sealed": cipher.seal_value(key, text, place),
                "key_name": keyring.current,
            }
        )

    def _is_sound(self, keyring):
        """Whether this value opens, and is found by what it says."""
        try:
            value = self._opened(keyring, self.res_model)
        except UserError:
            return False
        normal = classes.normal(self.sensitivity, value)
        expected = normal and self._blind(
            keyring, self.company_id, self.sensitivity, normal
        )
        return (self.digest or "") == expected

    def _whose(self):
        return f"{self.res_model},{self.res_id}", self.name
