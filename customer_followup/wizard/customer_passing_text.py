from contextlib import suppress
from itertools import chain

from odoo import api, models

from odoo.addons.customer_forms.models.vault.customer_vault_key import VaultLocked
from odoo.addons.customer_forms.tools.redaction import redact


class CustomerPassingText(models.AbstractModel):
    """A dialog in which people type: Odoo keeps its record for hours, and a dump has it.

    What is typed is masked as it is where it goes (V1).
    """

    _name = "customer.passing.text"
    _description = "Dialog That Keeps No Values"

    @api.model
    def _passing_texts(self):
        """Extension point: names of the fields in which people type."""
        return []

    def _passing_about(self):
        """Extension point: the customers it is about."""
        return self.env["customer.dossier"]

    @api.model_create_multi
    def create(self, vals_list):
        dialogs = super().create(vals_list)
        dialogs._mask_passing()
        return dialogs

    def write(self, vals):
        result = super().write(vals)
        self._mask_passing()
        return result

    def _mask_passing(self):  # pylint: disable=missing-return
        for dialog in self:
            typed = {name: dialog[name] for name in self._passing_texts()}
            known = dialog._passing_known() if any(typed.values()) else ()
            masked = {name: redact(text, known) for name, text in typed.items() if text}
            masked = {
                name: masked[name] for name in masked if masked[name] != typed[name]
            }
            if masked:
                # pylint: disable-next=super-method-mismatch
                super(CustomerPassingText, dialog).write(masked)

    def _passing_known(self):
        # sudo: which customers they are; nothing of them is shown
        about_sudo = self.sudo()._passing_about()
        known = {}
        # What people may do without the keyring is not hindered.
        with suppress(VaultLocked):
            known = self.env["customer.redaction"]._known_at(
                {(about_sudo._name, res_id) for res_id in about_sudo.ids}
            )
        return {*chain(*known.values())}
