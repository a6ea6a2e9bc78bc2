from odoo import SUPERUSER_ID, api

from odoo.addons.customer_forms.tools.redaction import redact


def migrate(cr, version):
    """Remarks of before carry masks now, as what is noted today (V1)."""
    env = api.Environment(cr, SUPERUSER_ID, {"active_test": False})
    env["customer.redaction"]._redact_records(
        env["customer.dossier"].search([("remarks", "!=", False)], order="id"),
        (),
        ("remarks",),
        lambda rows: [{**row, "remarks": redact(row["remarks"])} for row in rows],
    )
