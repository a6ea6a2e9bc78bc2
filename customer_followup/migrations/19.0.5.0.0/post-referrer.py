"""Who referred somebody goes from Odoo's column into the vault (V2)."""

from odoo import SUPERUSER_ID, api
from odoo.tools import SQL, split_every

from odoo.addons.customer_forms.tools import sensitivity

BATCH = 500


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {"active_test": False})
    rows = env.execute_query(
        SQL("SELECT id, referred FROM crm_lead WHERE referred <> '' ORDER BY id")
    )
    said = {
        lead_id: text for lead_id, text in rows if not sensitivity.looks_masked(text)
    }
    for ids in split_every(BATCH, said):
        env["customer.vault.value"]._seal(
            env["crm.lead"].browse(ids),
            {lead_id: {"referred": ("name", said[lead_id])} for lead_id in ids},
        )
        for lead_id in ids:
            mask = sensitivity.mask("name", said[lead_id])
            cr.execute(
                SQL("UPDATE crm_lead SET referred = %s WHERE id = %s", mask, lead_id)
            )
        env.invalidate_all()
