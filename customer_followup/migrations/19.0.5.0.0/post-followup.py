from odoo import SUPERUSER_ID, api

TEXTS = ("summary", "agreement", "next_plan")


def migrate(cr, version):
    """What was noted before carries masks now, as what is noted today (V1)."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    redaction = env["customer.redaction"]
    followups = env["customer.followup"].search([], order="id")
    redaction._redact_records(
        followups,
        ("dossier_id",),
        TEXTS,
        lambda rows: redaction._redact_vals(
            rows, [("customer.dossier", row.get("dossier_id")) for row in rows], TEXTS
        ),
    )
