"""Whom to ask for at an organisation is a contact person now, and so is whoever stands
below its contact in Odoo (D5, V1)."""

from odoo import SUPERUSER_ID, api
from odoo.tools import split_every

BATCH = 500


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {"active_test": False})
    dossiers = env["customer.dossier"].search(
        [("merged_into_id", "=", False)], order="id"
    )
    for ids in split_every(BATCH, dossiers.ids):
        batch = dossiers.browse(ids)
        batch.filtered("contact_name")._show_main_contacts()
        batch._settle()
        env.flush_all()
        env.invalidate_all()
