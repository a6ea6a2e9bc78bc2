"""What was typed on customers' contacts says no more of people than masks, and of private
customers number and street go into the dossier (V1)."""

from odoo import SUPERUSER_ID, api
from odoo.tools import split_every

from odoo.addons.customer_followup.models.contact.contact_private import (
    NUMBERS,
    PRIVATE,
)

BATCH = 500


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {"active_test": False})
    _take_private(env)
    partners = env["res.partner"].search(
        [("customer_contact_id", "!=", False)], order="id"
    )
    for batch in split_every(BATCH, partners.ids, partners.browse):
        batch._redact_typed()
        batch._mask_tracked()
        env.flush_all()
        env.invalidate_all()


def _take_private(env):
    people = env["customer.dossier"].search(
        [
            ("kind", "!=", "company"),
            *("|", "|", "|"),
            ("partner_id.vat", "!=", False),
            ("partner_id.company_registry", "!=", False),
            ("partner_id.street", "!=", False),
            ("partner_id.street2", "!=", False),
        ],
        order="id",
    )
    for batch in split_every(BATCH, people.ids, people.browse):
        for dossier in batch:
            partner = dossier.partner_id
            if partner._is_private_customer():
                # Abroad a form has written there in which part of a city somebody is.
                is_at_home = partner.country_id.code in (False, "CN")
                dossier._take_private(PRIVATE if is_at_home else NUMBERS)
        env.flush_all()
        env.invalidate_all()
