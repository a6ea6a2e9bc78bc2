from odoo import fields, models

from ..vault.vault_document import DOCUMENT

ROWS = "rows"


class CustomerFormBatchPart(models.Model):
    """Some rows of a file that is imported, sealed as a whole. Nobody has rights on it."""

    _name = "customer.form.batch.part"
    _description = "Rows of an Import"
    _order = "batch_id, sequence, id"

    batch_id = fields.Many2one(
        "customer.form.batch", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="batch_id.company_id", store=True)
    sequence = fields.Integer()
    row_count = fields.Integer()
    is_checked = fields.Boolean()
    is_imported = fields.Boolean()
    ready_count = fields.Integer()
    known_count = fields.Integer()
    faulty_count = fields.Integer()
    digests = fields.Json(
        help="Keyed digests of the rows and of their unique answers: what later parts are"
        " compared with."
    )

    def unlink(self):
        self.env["customer.vault.value"]._forget(self._name, self.ids)
        return super().unlink()

    def _sensitive_company(self):
        return self.batch_id.company_id

    def _seal_rows(self, rows_by_part, is_new=False):
        """Keep the rows of parts, in place of those they had.

        :param dict rows_by_part: part id -> list of [row number, texts, rows of others]
        """
        self.env["customer.vault.value"]._seal(
            self.browse(),
            {res_id: {ROWS: (DOCUMENT, rows)} for res_id, rows in rows_by_part.items()},
            is_new=is_new,
        )

    def _open_rows(self):
        """The rows of each part: {part id: list as in ``_seal_rows``}.

        :raises VaultLocked: without the right keyring
        """
        opened = self.env["customer.vault.value"]._open(self, [ROWS])
        return {res_id: each.get(ROWS, []) for res_id, each in opened.items()}
