"""Consents given before they had records of their own get them, without an audit event:
that they were noted today proves nothing of that day."""

from odoo import SUPERUSER_ID, api

BATCH = 500


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    Submission = env["customer.form.submission"]
    last_id = 0
    while batch := Submission.search(
        [("id", ">", last_id), ("consent_ids", "=", False)], order="id", limit=BATCH
    ):
        last_id = batch[-1].id
        env["customer.consent"]._note_consents(
            [(each, each._answered(), each.submitted_at) for each in batch],
            is_logged=False,
        )
        env.flush_all()
        env.invalidate_all()
