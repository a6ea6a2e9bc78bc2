"""Submissions that are known by what they say: rows of a file have no page."""

import uuid

from odoo import fields, models
from odoo.fields import Domain

from ...tools.engine_guard import refuse_engine_fields


class CustomerForm(models.Model):
    _inherit = "customer.form"

    def _recognise_by_content(self, entries):
        """Find what is kept of entries that are known by what they say, and which of them
        say the same. The UUID is made of the answers: of two imports of the same rows at
        the same instant the index of UUIDs lets one through.

        :param list entries: ``submission_request.Entry`` with their answers read
        """
        waiting = [entry for entry in entries if entry.filled.is_known_by_content]
        if not waiting:
            return
        first = {}
        for entry in waiting:
            entry.filled.client_uuid = uuid_of_digest(entry.content_digest)
            entry.first = first.setdefault(entry.content_digest, entry)
        uuids = [entry.filled.client_uuid for entry in first.values()]
        # A submission that was corrected since has another digest, one that came by
        # another way another UUID.
        kept = self.env["customer.form.submission"].search_fetch(
            Domain("form_id", "=", self.id)
            & (
                Domain("client_uuid", "in", uuids)
                | Domain("content_digest", "in", list(first))
            ),
            ["client_uuid", "content_digest"],
            order="id desc",
        )
        by_digest = {each.content_digest: each for each in kept}
        by_uuid = {each.client_uuid: each for each in kept}
        for entry in waiting:
            entry.submission = (
                by_uuid.get(entry.filled.client_uuid)
                or by_digest.get(entry.content_digest)
                or entry.submission
            )

    def _initial_state(self, entry):
        state = super()._initial_state(entry)
        batch = self.env["customer.form.batch"].browse(
            entry.filled.extra.get("batch_id")
        )
        return "submitted" if state == "accepted" and batch.is_held else state


class CustomerFormSubmission(models.Model):
    _inherit = "customer.form.submission"

    batch_id = fields.Many2one(
        "customer.form.batch",
        string="Import",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )

    _content_digest_idx = models.Index(
        "(content_digest) WHERE content_digest IS NOT NULL"
    )

    def write(self, vals):
        if "batch_id" in vals:
            refuse_engine_fields(self, {"batch_id"}, [vals])
        return super().write(vals)


def uuid_of_digest(digest):
    """The UUID that stands for a keyed digest.

    >>> uuid_of_digest("0" * 64)
    '00000000-0000-0000-0000-000000000000'
    """
    return str(uuid.UUID(hex=digest[:32]))
