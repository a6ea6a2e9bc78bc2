import { WarningDialog } from "@web/core/errors/error_dialogs";
import { registry } from "@web/core/registry";

/** A missing keyring is told in a sentence, as every UserError, not with a traceback. */
registry
    .category("error_dialogs")
    .add("odoo.addons.customer_forms.models.vault.customer_vault_key.VaultLocked", WarningDialog);
