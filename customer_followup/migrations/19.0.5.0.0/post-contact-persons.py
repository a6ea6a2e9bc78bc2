"""Whom to ask for at an organisation is a contact person now, and so is whoever stands
below its contact in Odoo (D5, V1)."""

from odoo import SUPERUSER_ID, api
from odoo.tools import split_every

BATCH = 500


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {"active_test": False})
    dossiers = env["customer.dossier"].search([("kind", "=", "company")], order="id")
    for batch in split_every(BATCH, dossiers.ids, dossiers.browse):
        batch.filtered("contact_name")._show_main_contacts()
        env.flush_all()
        env.invalidate_all()
    # Only where there is somebody: most of very many customers have nobody below them.
    people = env["res.partner"].search(
        [
            ("parent_id", "!=", False),
            ("is_company", "=", False),
            ("commercial_partner_id.dossier_ids", "!=", False),
        ],
        order="id",
    )
    for batch in split_every(BATCH, people.ids, people.browse):
        batch._settle_people()
        env.flush_all()
        env.invalidate_all()
